"""Files written whole or not at all, and JSON files that know the version of their shape.

A file is written beside its target, flushed to the disk and then put in the target's place: who
reads the target finds the old content or the new, never a half.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import secrets
import stat
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, BinaryIO, cast

from desktop_app.errors import BrokenFileError, ChangedOnDiskError, NewerFileError

Content = bytes | Callable[[BinaryIO], object]
Migration = Callable[[dict[str, Any]], dict[str, Any]]
SCHEMA_KEY = "schema"
WINDOWS_WAITS = (0.05, 0.1, 0.2, 0.4)


def fingerprint(path: Path) -> str | None:
    """Give what tells this content from another; None when there is no file."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return None


class Anything:
    """Stands for « whatever the target holds now »."""


ANYTHING = Anything()


def write_whole(
    path: Path, content: Content, *, expected: str | Anything | None = ANYTHING
) -> str | None:
    """Write a file in one step and give its fingerprint; on any error the target is untouched.

    With `expected` (a fingerprint, or None for « no file ») a target that has become another since
    raises ChangedOnDiskError. A link keeps pointing to its file, a file keeps its permissions.
    Raises OSError when the disk refuses.
    """
    target = Path(os.path.realpath(path))
    beside, descriptor = _create_beside(target)
    try:
        with os.fdopen(descriptor, "wb") as file:
            if isinstance(content, bytes):
                file.write(content)
            else:
                content(file)
            file.flush()
            os.fsync(file.fileno())
        written = fingerprint(beside)
        _keep_mode(target, beside)
        if not isinstance(expected, Anything) and fingerprint(target) != expected:
            raise ChangedOnDiskError(path=str(path))
        _put_in_place(beside, target)
    except BaseException:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise
    _flush_folder(target.parent)
    return written


def _create_beside(target: Path) -> tuple[Path, int]:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    while True:
        beside = target.with_name(f".{target.name[:100]}.{secrets.token_hex(4)}.part")
        with contextlib.suppress(FileExistsError):
            return beside, os.open(beside, flags, 0o666)


def _put_in_place(beside: Path, target: Path) -> None:
    """Replace the target; on Windows a virus scanner may hold it for a moment."""
    for wait in WINDOWS_WAITS if os.name == "nt" else ():
        try:
            os.replace(beside, target)
            return
        except PermissionError:
            time.sleep(wait)
    os.replace(beside, target)


def _keep_mode(target: Path, beside: Path) -> None:
    with contextlib.suppress(FileNotFoundError):
        mode = stat.S_IMODE(target.stat().st_mode)
        if mode != stat.S_IMODE(beside.stat().st_mode):
            beside.chmod(mode)


def _flush_folder(folder: Path) -> None:
    """Make the new name last through a power cut; the content already does."""
    if os.name == "nt":
        return
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def write_json(path: Path, data: Mapping[str, Any], schema: int) -> None:
    """Write a mapping as JSON with the number of its shape; raises OSError."""
    write_whole(path, json_bytes(data, schema))


def json_bytes(data: Mapping[str, Any], schema: int) -> bytes:
    """Give a mapping as JSON with the number of its shape."""
    text = json.dumps({**data, SCHEMA_KEY: schema}, ensure_ascii=False, indent=1)
    return text.encode("utf-8", "surrogatepass")


def schema_of(path: Path) -> int | None:
    """Give the number of the shape a JSON file was written in; None where there is none."""
    try:
        data: Any = json.loads(path.read_bytes().decode("utf-8", "surrogatepass"))
        return int(data[SCHEMA_KEY])
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None


def read_json(path: Path, schema: int, migrations: Mapping[int, Migration]) -> dict[str, Any]:
    """Read a mapping written by this version or an older one, brought to the shape `schema`.

    `migrations[n]` turns the shape n into n + 1. Raises FileNotFoundError, NewerFileError when a
    later version of the program wrote it, BrokenFileError when it is no such file.
    """
    raw = path.read_bytes()
    try:
        data: Any = json.loads(raw.decode("utf-8", "surrogatepass"))
        if not isinstance(data, dict):
            raise TypeError("no mapping")
        mapping = cast("dict[str, Any]", data)
        found = int(mapping[SCHEMA_KEY])
        if found > schema:
            raise NewerFileError(path=str(path), schema=found)
        for number in range(found, schema):
            mapping = migrations[number](mapping)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise BrokenFileError(path=str(path), format="json", details=repr(error)) from error
    mapping[SCHEMA_KEY] = schema
    return mapping
