"""Zip archives that nobody has vouched for: looked through before anything in them is unpacked."""

from __future__ import annotations

import io
import zipfile

from retrieval.corpus.formats.extract import UnreadableError

_MOST_MEMBERS = 10_000
_MOST_BYTES = 256 * 1024 * 1024
_MOST_OF_ONE = 64 * 1024 * 1024
_HIGHEST_RATIO = 200  # of XML in office files: 10 to 50; beyond, the size is what the archive is made for
_SMALL = 8 * 1024 * 1024  # bytes that harm nobody, however well they were packed
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def open_archive(content: bytes) -> zipfile.ZipFile:
    """Open an archive whose members are few, small, within it and readable.

    Raises:
        UnreadableError: it is none, damaged, protected, or a bomb.

    """
    if content.startswith(_OLE):
        raise UnreadableError(
            "it is encrypted, or of an old version: save it without a password in the new format"
        )
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError):
        raise UnreadableError("it is damaged: open it and save it anew") from None
    members = archive.infolist()
    if any(member.flag_bits & 1 for member in members):
        raise UnreadableError("it is encrypted: save it without a password")
    if any(_leads_out(member.filename) for member in members):
        raise UnreadableError("it has a member that leads out of it: make it anew")
    unpacked = sum(member.file_size for member in members)
    if len(members) > _MOST_MEMBERS or unpacked > max(_SMALL, _HIGHEST_RATIO * len(content)):
        raise UnreadableError("it would unpack to far more than it seems to hold: make it anew")
    if unpacked > _MOST_BYTES:
        raise UnreadableError(f"it unpacks to more than {_MOST_BYTES // 2**20} MiB: split it")
    return archive


def member(archive: zipfile.ZipFile, name: str) -> bytes:
    """Return the bytes of a member, never more than it declares.

    Raises:
        UnreadableError: there is none of that name, or it is damaged or too large.

    """
    try:
        if archive.getinfo(name).file_size > _MOST_OF_ONE:
            raise UnreadableError(f"it holds a text of more than {_MOST_OF_ONE // 2**20} MiB: split it")
        return archive.read(name)
    except KeyError:
        raise UnreadableError(f"it lacks its part {name[:80]}: open it and save it anew") from None
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError):
        raise UnreadableError("it is damaged: open it and save it anew") from None


def _leads_out(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return ".." in parts or name.startswith(("/", "\\")) or (len(name) > 1 and name[1] == ":")
