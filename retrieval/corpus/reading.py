"""From the bytes of one file to the document that it is, with what the file states about itself."""

from __future__ import annotations

import hashlib
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from retrieval.corpus.decoding import NotTextError, decode
from retrieval.corpus.formats import FORMATS, UnreadableError
from retrieval.corpus.head import read_head
from retrieval.corpus.lines import is_blank
from retrieval.datatypes import Document

if TYPE_CHECKING:
    from retrieval.corpus.formats import Parser

_TEXTS = {".md": "markdown", ".markdown": "markdown", ".txt": "text", ".text": "text"}
SUFFIXES = _TEXTS.keys() | FORMATS.keys()
"""Of the files that are read, in lower case."""

READING_VERSION = 1
"""Raised when the text or the statements that are taken out of a file change."""


def document_of(name: str, content: bytes, parser: Parser) -> Document:
    """Return the document; a text is read here, anything else by the parser.

    Raises:
        UnreadableError: the file cannot be used; the message is one line for the operator.

    """
    suffix = PurePosixPath(name).suffix.lower()
    digest = hashlib.sha256(content).hexdigest()
    if suffix in _TEXTS:
        return _text_document(name, content, digest, _TEXTS[suffix])
    extract = parser.extract(suffix, content)
    return Document(
        name=name,
        text=extract.text,
        content_hash=digest,
        title=extract.title,
        published=extract.published,
        publisher=extract.publisher,
        url=extract.url,
        language=extract.language,
        author=extract.author,
        format=FORMATS[suffix],
        landmarks=extract.landmarks,
    )


def _text_document(name: str, content: bytes, digest: str, form: str) -> Document:
    try:
        text = decode(content)
    except NotTextError as error:
        raise UnreadableError(str(error)) from None
    if is_blank(text):
        raise UnreadableError("it is empty")
    head = read_head(text, markdown=form == "markdown")
    return Document(
        name=name,
        text=text,
        content_hash=digest,
        title=head.title,
        published=head.published,
        language=head.language,
        author=head.author,
        format=form,
    )
