"""EPUB: the chapters in the order of the spine, each with its name, and what the package states."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urldefrag

from lxml import etree

from retrieval.corpus.dates import date_at
from retrieval.corpus.formats.archive import member, open_archive
from retrieval.corpus.formats.canonical import CanonicalText, in_one_line
from retrieval.corpus.formats.extract import Extract, UnreadableError
from retrieval.corpus.formats.html import parsed, text_of
from retrieval.corpus.formats.html_blocks import write_blocks
from retrieval.datatypes import LandmarkKind

if TYPE_CHECKING:
    from zipfile import ZipFile

    from lxml.html import HtmlElement

_CONTAINER = "META-INF/container.xml"
_PROTECTION = "META-INF/rights.xml"
_PAGES = frozenset({"application/xhtml+xml", "text/html", "application/xml"})
_HEADINGS = ("h1", "h2", "h3")


def read(content: bytes, _suffix: str) -> Extract:
    """Return the chapters of the book.

    Raises:
        UnreadableError: it is no archive, protected, a bomb, or lacks its package.

    """
    with open_archive(content) as archive:
        if _PROTECTION in archive.namelist():
            raise UnreadableError("it is encrypted: use a copy without protection")
        root = _xml(member(archive, _CONTAINER)).find(".//{*}rootfile")
        path = root.get("full-path") if root is not None else None
        if not path:
            raise UnreadableError("it does not say where its text is: save it anew")
        package = _xml(member(archive, path))
        return _book(archive, package, posixpath.dirname(path))


def _book(archive: ZipFile, package: etree._Element, folder: str) -> Extract:
    title = _stated(package, "title")
    canonical = CanonicalText()
    if title:
        canonical.heading(1, title)
    for page in _spine(package, folder):
        root = parsed(text_of(member(archive, page)))
        canonical.landmark(LandmarkKind.CHAPTER, _name(root) or posixpath.basename(page))
        body = root.find("body")
        write_blocks(root if body is None else body, canonical, title=title)
    written = date_at(_stated(package, "date"))
    return Extract(
        text=canonical.text,
        title=title or None,
        author=", ".join(_all_stated(package, "creator")) or None,
        published=written.value if written else None,
        publisher=_stated(package, "publisher") or None,
        language=_stated(package, "language") or None,
        landmarks=canonical.landmarks,
    )


def _xml(content: bytes) -> etree._Element:
    """Parse a part of the package; entities stay unresolved, and nothing is loaded."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError:
        raise UnreadableError("it is damaged: open it and save it anew") from None


def _spine(package: etree._Element, folder: str) -> list[str]:
    """Return the pages to be read, in order, each once, the table of contents left out."""
    manifest = {entry.get("id"): entry for entry in package.iterfind(".//{*}manifest/{*}item")}
    pages: dict[str, None] = {}
    for reference in package.iterfind(".//{*}spine/{*}itemref"):
        entry = manifest.get(reference.get("idref"))
        if entry is None or "nav" in (entry.get("properties") or "").split():
            continue
        if entry.get("media-type") in _PAGES:
            address = unquote(urldefrag(entry.get("href") or "").url)
            pages[posixpath.normpath(posixpath.join(folder, address))] = None
    return list(pages)


def _name(root: HtmlElement) -> str:
    """Return the first heading of a page, else its title."""
    for element in root.iter(*_HEADINGS):
        if name := in_one_line("".join(element.itertext())):
            return name
    return in_one_line(root.findtext(".//title") or "")


def _all_stated(package: etree._Element, name: str) -> list[str]:
    found = package.iterfind(f".//{{http://purl.org/dc/elements/1.1/}}{name}")
    return [words for element in found if (words := in_one_line("".join(element.itertext())))]


def _stated(package: etree._Element, name: str) -> str:
    return next(iter(_all_stated(package, name)), "")
