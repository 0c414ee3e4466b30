"""Citations: a quote as plain text, Markdown, BibTeX and CSL-JSON, each escaped as its readers ask."""

from __future__ import annotations

import json
import re
from enum import StrEnum
from typing import TYPE_CHECKING, assert_never

from bot.rendering.attribution import place_of, title_of
from bot.rendering.labels import one_line
from bot.rendering.phrases import ENGLISH

if TYPE_CHECKING:
    from bot.rendering.phrases import Phrases
    from retrieval.datatypes import Quote

KEY_LENGTH = 40


class Form(StrEnum):
    """How a citation is written."""

    PLAIN = "plain"
    MARKDOWN = "markdown"
    BIBTEX = "bibtex"
    CSL = "csl-json"


_LATEX = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "%": r"\%", "#": r"\#", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
"""The ten characters that LaTeX obeys: L. Lamport, LaTeX, 2.2."""
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#+!|~&=$^@-]|(?<=\d)[.)]|:(?=//)|(?<=www)\.)")
"""What CommonMark (2.4) and its usual extensions obey; with a backslash before it, it is literal."""
_LINE_END = re.compile(r"\r\n|[\r\n\v\f\x85\u2028\u2029]")
_CONTROL = re.compile("[\0-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_CSL_TYPES = {"mail": "personal_communication", "chat": "personal_communication"}
"""Types of CSL 1.0.2 for formats of documents; all others are of the type `document`."""


def citation(quote: Quote, form: Form, *, link: str = "", phrases: Phrases = ENGLISH) -> str:
    """Return the quote and where it stands; `link` is the permanent address of the quote, if it has one.

    Line ends and control characters in the quoted words become blanks and U+FFFD where the form has no way to
    hold them: everywhere but in CSL-JSON.
    """
    match form:
        case Form.PLAIN:
            return _plain(quote, link, phrases)
        case Form.MARKDOWN:
            return _markdown(quote, link, phrases)
        case Form.BIBTEX:
            return _bibtex(quote, link, phrases)
        case Form.CSL:
            return _csl(quote, link, phrases)
        case _:
            assert_never(form)


def _plain(quote: Quote, link: str, phrases: Phrases) -> str:
    return f"“{_spoken(quote.text)}” — {_said(quote, phrases)}.{f' {link}' if link else ''}"


def _markdown(quote: Quote, link: str, phrases: Phrases) -> str:
    lines = (_escaped_markdown(_CONTROL.sub("\ufffd", line)) for line in _LINE_END.split(quote.text))
    said = _escaped_markdown(_said(quote, phrases))
    words = "\n".join(f"> {line.strip()}".rstrip() for line in lines)  # an indented line would be code
    return f"{words}\n>\n> — {f'[{said}](<{_address(link)}>)' if link else said}"


def _bibtex(quote: Quote, link: str, phrases: Phrases) -> str:
    source = quote.source
    day = source.published
    fields = {
        "title": _latex(title_of(source)),
        "author": _latex(one_line(source.author or "")),
        "publisher": _latex(one_line(source.publisher or "")),
        "date": day.isoformat() if day else "",
        "year": str(day.year) if day else "",
        "url": _braced_address(link or source.url or ""),
        "langid": _latex(one_line(source.language or "")),
        "note": _latex(f"{', '.join(place_of(quote.place, phrases))}: “{_spoken(quote.text)}”"),
    }
    # Double braces keep the letters of a title as they are, and an author one name.
    kept = {"title", "author", "publisher"}
    lines = (
        f"  {name} = {{{{{value}}}}}," if name in kept else f"  {name} = {{{value}}},"
        for name, value in fields.items()
        if value
    )
    return "\n".join((f"@misc{{{_key(quote)},", *lines, "}"))


def _csl(quote: Quote, link: str, phrases: Phrases) -> str:
    source = quote.source
    day = source.published
    entry: dict[str, object] = {
        "id": _key(quote),
        "type": _CSL_TYPES.get(source.format, "document"),
        "title": title_of(source),
    }
    if source.author:
        entry["author"] = [{"literal": one_line(source.author)}]
    if source.publisher:
        entry["publisher"] = one_line(source.publisher)
    if day:
        entry["issued"] = {"date-parts": [[day.year, day.month, day.day]]}
    if link or source.url:
        entry["URL"] = link or source.url
    if source.language:
        entry["language"] = one_line(source.language)
    entry["note"] = ", ".join(place_of(quote.place, phrases))
    entry["abstract"] = quote.text
    text = json.dumps([entry], ensure_ascii=False, indent=2)
    return _CONTROL.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _said(quote: Quote, phrases: Phrases) -> str:
    """Return author, title, publisher, date and place, as far as they are known."""
    source = quote.source
    known = (
        one_line(source.author or ""),
        title_of(source),
        one_line(source.publisher or ""),
        phrases.date(source.published),
        *place_of(quote.place, phrases),
    )
    return ", ".join(filter(None, known))


def _spoken(text: str) -> str:
    return _CONTROL.sub("\ufffd", " ".join(_LINE_END.sub(" ", text).split()))


def _escaped_markdown(text: str) -> str:
    return _MARKDOWN.sub(r"\\\1", text)


def _latex(text: str) -> str:
    return "".join(_LATEX.get(sign, sign) for sign in text)


def _address(url: str) -> str:
    """Return an address without what would end it in angle brackets or braces."""
    return "".join(sign if ord(sign) >= 0x21 and sign not in "<>{}\\" else _percent(sign) for sign in url)


def _braced_address(url: str) -> str:
    return _address(one_line(url, len(url) + 1))


def _percent(sign: str) -> str:
    return "".join(f"%{byte:02X}" for byte in sign.encode("utf-8", "replace"))


def _key(quote: Quote) -> str:
    """Return a key that BibTeX takes: ASCII letters, digits and hyphens, and no two quotes with the same."""
    name = re.sub(r"[^A-Za-z0-9]+", "-", quote.source.name).strip("-")[:KEY_LENGTH]
    return "-".join(filter(None, (name, str(quote.span.start), str(quote.span.end), quote.id[-8:])))
