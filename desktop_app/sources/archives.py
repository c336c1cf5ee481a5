"""Guards the formats that are zip archives: bombs, locked files, damaged files."""

from __future__ import annotations

import io
import zipfile
import zlib

from desktop_app.errors import BrokenFileError, PasswordError, TooLargeError

OLE_HEADER = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENTRY_LIMIT = 5_000
INFLATED_LIMIT = 300_000_000
MEMBER_LIMIT = 100_000_000
_CHUNK = 1 << 20
_MB = 1_000_000


def open_archive(data: bytes, path: str, file_format: str) -> zipfile.ZipFile:
    """Give the archive after checking what it unpacks to.

    Raises PasswordError for an encrypted Office file (an OLE container with the package inside)
    or entry, TooLargeError for a bomb, BrokenFileError for what is no archive of this format.
    """
    if data.startswith(OLE_HEADER):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise PasswordError(path=path)
        raise BrokenFileError(path=path, format=file_format)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        _check(archive, path)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError) as error:
        raise BrokenFileError(path=path, format=file_format, details=str(error)) from error
    return archive


def _check(archive: zipfile.ZipFile, path: str) -> None:
    entries = archive.infolist()
    declared = sum(entry.file_size for entry in entries)
    if len(entries) > ENTRY_LIMIT or declared > INFLATED_LIMIT:
        raise _too_large(path, declared)
    if any(entry.flag_bits & 1 for entry in entries):
        raise PasswordError(path=path)
    total = 0
    for entry in entries:
        total = _inflated(archive, entry, total, path)


def _inflated(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, total: int, path: str) -> int:
    """Count what an entry really unpacks to: what it declares may be a lie."""
    limit = MEMBER_LIMIT if entry.filename.endswith((".xml", ".rels")) else INFLATED_LIMIT
    size = 0
    with archive.open(entry) as file:
        while chunk := file.read(_CHUNK):
            size += len(chunk)
            if size > limit or total + size > INFLATED_LIMIT:
                raise _too_large(path, total + size)
    return total + size


def _too_large(path: str, size: int) -> TooLargeError:
    return TooLargeError(path=path, size_mb=size // _MB, limit_mb=INFLATED_LIMIT // _MB)
