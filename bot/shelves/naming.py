"""Names of files: from what a stranger declares to what is harmless in a folder and legible in a list."""

from __future__ import annotations

import re
import unicodedata

from bot.errors import Refusal, RefusedDocumentError
from retrieval.corpus.reading import SUFFIXES

LONGEST = 60
"""Characters of a name: in UTF-8 they fit into the 255 bytes of common file systems."""

NAMELESS = "document"

_SEPARATORS = re.compile(r"[/\\]")
_UNSAFE = re.compile(r'[<>:"|?*]')
"""What some file systems refuse."""


def safe_name(declared: str) -> str:
    """Return the name under which a file is kept: its last part, without what cannot be seen or leads elsewhere.

    Raises:
        RefusedDocumentError: files with such an ending are not read.

    """
    last = _SEPARATORS.split(unicodedata.normalize("NFC", declared))[-1]
    seen = "".join(
        each for each in last if unicodedata.category(each)[0] != "C" and each not in "\u2028\u2029"
    )
    stem, dot, ending = _UNSAFE.sub("_", seen).rpartition(".")
    suffix = f"{dot}{ending.rstrip()}".lower()
    if suffix not in SUFFIXES:
        raise RefusedDocumentError(Refusal.KIND, " ".join(sorted(SUFFIXES)))
    return (stem.strip(" .")[: LONGEST - len(suffix)].rstrip(" .") or NAMELESS) + suffix
