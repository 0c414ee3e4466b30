"""HTML: the main text of a page without the site around it, and what the page states about itself."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

import lxml.html
from lxml.etree import ParserError, XMLSyntaxError
from trafilatura import bare_extraction

from retrieval.corpus.decoding import NotTextError, decode
from retrieval.corpus.formats.canonical import CanonicalText
from retrieval.corpus.formats.extract import Extract, UnreadableError
from retrieval.corpus.formats.html_blocks import write_blocks
from retrieval.corpus.formats.html_statements import Statements

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]+)|<\?xml[^>]*?encoding\s*=\s*["']([\w-]+)""",
    re.IGNORECASE,
)
_HEAD = 4096  # bytes in which a page has to declare its encoding; the standard asks for 1024


def read(content: bytes, _suffix: str) -> Extract:
    """Return the main text of the page, and its own statements.

    Raises:
        UnreadableError: its encoding cannot be told, or it holds no text.

    """
    return page(text_of(content))


def page(markup: str) -> Extract:
    """Return the main text of a page that is decoded already."""
    root = parsed(markup)
    statements = Statements.of(root)
    body = _main_text(root)
    canonical = CanonicalText()
    if statements.title:
        canonical.heading(1, statements.title)
    if body is not None:
        write_blocks(body, canonical, title=statements.title)
    return Extract(
        text=canonical.text,
        title=statements.title,
        author=statements.author,
        published=statements.published,
        publisher=statements.publisher,
        url=statements.url,
        language=statements.language,
    )


def text_of(content: bytes) -> str:
    """Decode a page: a byte order mark or UTF-8 without an error, then what it declares, then what can be told.

    Raises:
        UnreadableError: no encoding fits.

    """
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    declared = _DECLARED.search(content[:_HEAD])
    try:
        if declared and not content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            name = (declared[1] or declared[2]).decode("ascii").lower()
            # What calls itself Latin-1 is read as Windows-1252 by every browser (WHATWG, Encoding).
            return content.decode("cp1252" if name in {"iso-8859-1", "latin1", "us-ascii"} else name)
    except (LookupError, UnicodeDecodeError):
        pass
    try:
        return decode(content)
    except NotTextError as error:
        raise UnreadableError(str(error)) from None


def parsed(markup: str) -> HtmlElement:
    """Parse a page; entities that it defines itself stay unknown, and nothing is fetched.

    Raises:
        UnreadableError: there is no element in it.

    """
    parser = lxml.html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        return lxml.html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except (ParserError, XMLSyntaxError):
        raise UnreadableError("it is empty") from None


def _main_text(root: HtmlElement) -> HtmlElement | None:
    found = bare_extraction(
        root, include_comments=False, include_tables=True, include_formatting=False, with_metadata=False
    )
    return getattr(found, "body", None)
