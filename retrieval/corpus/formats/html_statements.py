"""What a page states about itself, in the places that exist for it: never its address, never a date in its text."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from retrieval.corpus.dates import date_at
from retrieval.corpus.formats.canonical import in_one_line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from lxml.html import HtmlElement

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_AUTHORS = (
    "author",
    "article:author",
    "dc.creator",
    "dcterms.creator",
    "parsely-author",
    "citation_author",
    "byl",
)
_DATES = (
    "article:published_time",
    "datepublished",
    "date",
    "dc.date",
    "dc.date.issued",
    "dcterms.issued",
    "citation_publication_date",
    "pubdate",
    "publishdate",
    "parsely-pub-date",
    "publication_date",
)
_PUBLISHERS = ("og:site_name", "dc.publisher", "dcterms.publisher", "citation_journal_title")
_TITLES = ("og:title", "dc.title", "citation_title")
_PAGES = re.compile(r"Article|Posting|Report|WebPage")
_LONGEST_AUTHOR = 120


@dataclass(frozen=True, slots=True)
class Statements:
    """What is stated; the rest is None."""

    title: str | None = None
    author: str | None = None
    published: date | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None

    @classmethod
    def of(cls, root: HtmlElement) -> Statements:
        """Read them from the head of a page, its linked data and its microdata."""
        named = _named(root)
        linked = next(_linked(root), {})
        headings = [in_one_line("".join(element.itertext())) for element in root.iter("h1")]
        return cls(
            title=_first(named, _TITLES)
            or _text(linked.get("headline"))
            or (headings[0] if len(headings) == 1 else "")
            or in_one_line(root.findtext(".//title") or "")
            or None,
            author=_author(_first(named, _AUTHORS)) or _author(_names(linked.get("author"))),
            published=_date(_text(linked.get("datePublished")))
            or _date(_first(named, _DATES))
            or _marked_date(root),
            publisher=_first(named, _PUBLISHERS) or _names(linked.get("publisher")) or None,
            url=_address(root.xpath("string(//link[@rel='canonical']/@href)"))
            or _address(_first(named, ("og:url",))),
            language=_language(
                root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
            ),
        )


def _named(root: HtmlElement) -> dict[str, str]:
    """Return the contents of the meta elements by their names in lower case; the first of a name counts."""
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        name = element.get("name") or element.get("property") or element.get("itemprop") or ""
        content = in_one_line(element.get("content") or "")
        if content:
            found.setdefault(name.lower(), content)
    return found


def _first(named: dict[str, str], names: tuple[str, ...]) -> str:
    return next((named[name] for name in names if name in named), "")


def _linked(root: HtmlElement) -> Iterator[dict[str, Any]]:
    """Yield what linked data (JSON-LD) says of pages and articles."""
    for element in root.iter("script"):
        if (element.get("type") or "").lower() == "application/ld+json":
            try:
                yield from _pages(json.loads(element.text or ""))
            except (ValueError, RecursionError):
                continue


def _pages(value: object) -> Iterator[dict[str, Any]]:
    match value:
        case list():
            for entry in value:
                yield from _pages(entry)
        case {"@graph": graph}:
            yield from _pages(graph)
        case dict() if _PAGES.search(str(value.get("@type"))):
            yield value


def _names(value: object) -> str:
    match value:
        case str():
            return _text(value)
        case {"name": name}:
            return _text(name)
        case list():
            return ", ".join(filter(None, map(_names, value)))
        case _:
            return ""


def _text(value: object) -> str:
    return in_one_line(value) if isinstance(value, str) else ""


def _author(name: str) -> str | None:
    name = re.sub(r"(?i)\Aby\s+", "", name)
    return name if name and "://" not in name and len(name) <= _LONGEST_AUTHOR else None


def _date(value: str) -> date | None:
    written = date_at(value)
    return written.value if written else None


def _marked_date(root: HtmlElement) -> date | None:
    for element in root.iter("time"):
        if element.get("itemprop") == "datePublished" or element.get("pubdate") is not None:
            return _date((element.get("datetime") or "".join(element.itertext())).strip())
    return None


def _address(value: str) -> str | None:
    return value if re.match(r"https?://\S+\Z", value) else None


def _language(value: str) -> str | None:
    return value if _LANGUAGE.fullmatch(value) else None
