"""Files of every format, made for the tests by hand or by the libraries that write them."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import docx
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

HTML = """<!doctype html><html lang="en"><head><title>Snow in the north | The Daily</title>
<meta property="og:title" content="Snow in the north"><meta name="author" content="By Ann Lee">
<meta property="article:published_time" content="2022-01-07T10:00:00Z"></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/x">News</a></li></ul></nav><article>
<h1>Snow in the north</h1><p>Heavy snow closed <b>four</b> schools on Tuesday. The mayor said that the road
would stay closed until Friday, when ploughs arrive from the south of the country.</p>
<h2>What was closed</h2><ul><li>The road to Almaty.</li></ul>
<table><tr><th>Place</th><th>Snow</th></tr><tr><td>Almaty</td><td>40 cm</td></tr></table>
<p>Trains run again since this morning, said the railway.</p></article>
<footer>Subscribe to our newsletter</footer></body></html>"""

_CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OEBPS/book.opf"/></rootfiles></container>'
)


def docx_file() -> bytes:
    document = docx.Document()
    document.core_properties.author = "Ann Lee"
    document.add_heading("Minutes of March", 0)
    document.add_heading("Roof", 1)
    document.add_paragraph("The roof leaks. It will be mended in May.")
    document.add_paragraph("Tiles are cheap.", "List Bullet")
    table = document.add_table(2, 2)
    for place, words in enumerate(("Place", "Cost", "Roof", "400 euros")):
        table.cell(place // 2, place % 2).text = words
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def archive(members: Mapping[str, str | bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name, content)
    return file.getvalue()


def epub_file(chapters: Sequence[str], *, container: str = _CONTAINER) -> bytes:
    """Make a book whose spine runs against the order of the names of its chapters."""
    names = [f"c{len(chapters) - number}.xhtml" for number in range(len(chapters))]
    manifest = "".join(
        f'<item id="i{name}" href="{name}" media-type="application/xhtml+xml"/>' for name in names
    )
    spine = "".join(f'<itemref idref="i{name}"/>' for name in names)
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>'
        "<dc:title>The bees</dc:title><dc:creator>Ann Lee</dc:creator><dc:date>2019-04-02</dc:date>"
        f"<dc:language>en</dc:language></metadata><manifest>{manifest}</manifest><spine>{spine}</spine></package>"
    )
    pages = {
        f"OEBPS/{name}": f'<html xmlns="http://www.w3.org/1999/xhtml"><body>{chapter}</body></html>'
        for name, chapter in zip(names, chapters, strict=True)
    }
    return archive({"META-INF/container.xml": container, "OEBPS/book.opf": package, **pages})


def pdf_file(pages: Sequence[Sequence[str]], *, password: str | None = None, title: str = "") -> bytes:
    """Make a PDF whose pages hold these lines, in ASCII."""
    writer = PdfWriter()
    if title:
        writer.add_metadata({"/Title": title})
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    for lines in pages:
        page = writer.add_blank_page(600, 800)
        stream = DecodedStreamObject()
        shown = "".join(f"({line}) Tj T*\n" for line in lines)
        stream.set_data(f"BT /F1 12 Tf 14 TL 50 750 Td\n{shown}ET".encode("ascii"))
        fonts = DictionaryObject({NameObject("/F1"): font})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        page[NameObject("/Contents")] = stream
    if password is not None:
        writer.encrypt(password, algorithm="RC4-128")
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def letter(author: str, subject: str, hour: int, body: str) -> str:
    return (
        f"From: {author}\nSubject: {subject}\nDate: Tue, 12 Mar 2024 {hour:02}:02:00 +0100\n"
        f"Content-Type: text/plain; charset=utf-8\n\n{body}\n"
    )


def mbox_file(letters: Sequence[str]) -> bytes:
    return "\n".join(f"From ann@example.org Tue Mar 12 10:02:00 2024\n{text}" for text in letters).encode()
