"""What the program keeps on disk: delivered files, work files, and a journal against crashes.

Folders are handed in. Nothing is ever half written (see `files`), and nothing that was written by
hand or by a model is lost because one place refuses it.
"""

from __future__ import annotations

import contextlib
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psutil

from desktop_app.errors import (
    BrokenFileError,
    IntertitreError,
    MissingFileError,
    NewerFileError,
    OutputError,
    UnreadableFileError,
)
from desktop_app.files import (
    ANYTHING,
    Anything,
    Content,
    fingerprint,
    json_bytes,
    read_json,
    schema_of,
    write_json,
    write_whole,
)
from desktop_app.work_json import (
    WORK_MIGRATIONS,
    WORK_SCHEMA,
    Work,
    work_from_json,
    work_to_json,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

WORK_SUFFIX = ".intertitre"
BACKUP_SUFFIX = ".bak"
JOURNAL_SUFFIX = ".journal"
# Start times are reckoned from the clock, which may be set right by some seconds meanwhile.
CLOCK_CHANGE = 60.0
_NO_WORK = (TypeError, ValueError, AttributeError, KeyError)


def deliver(
    path: Path,
    content: Content,
    rescue_folders: Iterable[Path],
    *,
    expected: str | Anything | None = ANYTHING,
) -> str | None:
    """Write an output; when its place refuses it, save it elsewhere and raise OutputError.

    The error's `saved` names the file in the first rescue folder that takes it ("" when none
    does). Gives the fingerprint of what was written. Raises ChangedOnDiskError as `write_whole`.
    """
    try:
        return write_whole(path, content, expected=expected)
    except OSError as error:
        saved = _rescue(path.name, content, rescue_folders)
        raise OutputError(
            path=str(path), saved=str(saved) if saved else "", details=str(error)
        ) from error


def _rescue(name: str, content: Content, folders: Iterable[Path]) -> Path | None:
    for folder in folders:
        with contextlib.suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
            return write_new(folder, name, content)
    return None


def write_new(folder: Path, name: str, content: Content) -> Path:
    """Write a file under this name or, if taken, « name-2 », « name-3 »…; raises OSError."""
    base = Path(name)
    number = 1
    while True:
        path = folder / (name if number == 1 else f"{base.stem}-{number}{base.suffix}")
        try:
            os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666))
        except FileExistsError:
            number += 1
            continue
        try:
            write_whole(path, content)
        except BaseException:
            path.unlink(missing_ok=True)
            raise
        return path


def save_work(
    path: Path,
    work: Work,
    rescue_folders: Iterable[Path] = (),
    *,
    expected: str | Anything | None = ANYTHING,
) -> str | None:
    """Write a work file and give its fingerprint; one of an older shape is copied beside first.

    Raises NewerFileError rather than replace a file that a later version wrote, and whatever
    `deliver` raises.
    """
    shape = schema_of(path)
    if shape is not None and shape > WORK_SCHEMA:
        raise NewerFileError(path=str(path), schema=shape)
    if shape is not None and shape < WORK_SCHEMA:
        _back_up(path, shape)
    content = json_bytes(work_to_json(work), WORK_SCHEMA)
    return deliver(path, content, rescue_folders, expected=expected)


def _back_up(path: Path, shape: int) -> None:
    try:
        write_new(path.parent, f"{path.stem}.v{shape}{BACKUP_SUFFIX}", path.read_bytes())
    except OSError as error:
        raise OutputError(path=str(path), saved="", details=str(error)) from error


@dataclass(frozen=True, slots=True)
class Opened:
    """A work file as read: its fingerprint then, and whether a later version wrote it.

    Of a later version's file whatever this one knows is given; `save_work` does not replace it.
    """

    work: Work
    fingerprint: str | None
    newer: bool = False


def open_work(path: Path) -> Opened:
    """Read a work file; raises MissingFileError, UnreadableFileError, BrokenFileError.

    Raises NewerFileError when a later version wrote it in a way this one cannot make sense of.
    """
    try:
        mark = fingerprint(path)
        data = read_json(path, WORK_SCHEMA, WORK_MIGRATIONS)
        return Opened(work_from_json(data), mark)
    except NewerFileError as error:
        return Opened(_sense_of(path, error), fingerprint(path), newer=True)
    except FileNotFoundError as error:
        raise MissingFileError(path=str(path)) from error
    except OSError as error:
        raise UnreadableFileError(path=str(path), details=str(error)) from error
    except _NO_WORK as error:
        raise BrokenFileError(path=str(path), format="intertitre", details=repr(error)) from error


def _sense_of(path: Path, error: NewerFileError) -> Work:
    try:
        return work_from_json(json.loads(path.read_bytes().decode("utf-8", "surrogatepass")))
    except (OSError, *_NO_WORK):
        raise error from None


@dataclass(frozen=True, slots=True)
class Leftover:
    """A journal that a crash left behind; `work` is None when it cannot be read any more."""

    path: Path
    saved_at: float
    work: Work | None


class Journal:
    """The last state of one document, kept against a crash and dropped when it is safe elsewhere.

    One file in `folder`, replaced whole each time. `name` is the document's own (a job or document
    id); it says which process writes it, so that two running programs leave each other's alone.
    """

    def __init__(self, folder: Path, name: str) -> None:
        """Write nothing yet; the folder is made when needed."""
        self.path = folder / f"{name}{JOURNAL_SUFFIX}"

    def keep(self, work: Work) -> None:
        """Replace what was kept; raises OSError, and then the state before is still there."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        process = psutil.Process()
        owner = {"pid": process.pid, "started": process.create_time()}
        write_json(self.path, {**work_to_json(work), "owner": owner}, WORK_SCHEMA)

    def drop(self) -> None:
        """Forget what was kept: the work is saved, or was given up on purpose."""
        self.path.unlink(missing_ok=True)


def leftovers(folder: Path, alive: Callable[[int, float], bool] | None = None) -> list[Leftover]:
    """Give the journals whose program is gone, latest first; nothing is deleted.

    `alive(pid, started)` tells whether that program still runs (default: asks the system).
    """
    found: list[Leftover] = []
    running = alive or is_running
    for path in folder.glob(f"*{JOURNAL_SUFFIX}") if folder.is_dir() else ():
        with contextlib.suppress(FileNotFoundError):
            work: Work | None = None
            try:
                data = read_json(path, WORK_SCHEMA, WORK_MIGRATIONS)
                owner: Mapping[str, Any] = data.get("owner", {})
                if running(int(owner.get("pid", -1)), float(owner.get("started", 0))):
                    continue
                work = work_from_json(data)
            except (IntertitreError, *_NO_WORK):
                pass
            found.append(Leftover(path, path.stat().st_mtime, work))
    return sorted(found, key=lambda leftover: leftover.saved_at, reverse=True)


def is_running(pid: int, started: float) -> bool:
    """Tell whether the process with this number, started at this time, still runs."""
    try:
        return abs(psutil.Process(pid).create_time() - started) < CLOCK_CHANGE
    except (psutil.Error, ValueError):
        return False
