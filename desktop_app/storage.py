"""What the program keeps on disk: delivered files, work files, and a journal against crashes.

Folders are handed in. Nothing is ever half written (see `files`), and nothing that was written by
hand or by a model is lost because one place refuses it.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, cast

import psutil

from desktop_app.errors import BrokenFileError, IntertitreError, OutputError
from desktop_app.files import (
    ANYTHING,
    Anything,
    Content,
    Migration,
    read_json,
    write_json,
    write_whole,
)
from desktop_app.model import (
    Article,
    Brief,
    BriefLine,
    Demands,
    FileFields,
    Length,
    Source,
    WantedHeading,
    WantedLink,
    WantedTerm,
)

WORK_SCHEMA = 1
WORK_MIGRATIONS: Mapping[int, Migration] = MappingProxyType({})
JOURNAL_SUFFIX = ".journal"
# Start times are reckoned from the clock, which may be set right by some seconds meanwhile.
CLOCK_CHANGE = 60.0


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


@dataclass(frozen=True, slots=True)
class Work:
    """A document as it is being worked on: its sources, its brief, its article, what was accepted.

    `extra` is whatever else the window wants back (cursor, open tab), JSON values only.
    """

    sources: tuple[Source, ...] = ()
    brief: Brief = field(default_factory=Brief)
    article: Article | None = None
    accepted: frozenset[str] = frozenset()
    extra: Mapping[str, Any] = field(default_factory=dict[str, Any])


def save_work(path: Path, work: Work) -> None:
    """Write a work file; raises OSError."""
    write_json(path, work_to_json(work), WORK_SCHEMA)


def load_work(path: Path) -> Work:
    """Read a work file; raises FileNotFoundError, BrokenFileError, NewerFileError."""
    data = read_json(path, WORK_SCHEMA, WORK_MIGRATIONS)
    try:
        return work_from_json(data)
    except (TypeError, ValueError, AttributeError) as error:
        raise BrokenFileError(path=str(path), format="json", details=repr(error)) from error


def work_to_json(work: Work) -> dict[str, Any]:
    """Give a work as JSON values."""
    return cast("dict[str, Any]", _plain(work))


def work_from_json(data: Mapping[str, Any]) -> Work:
    """Give back what `work_to_json` made; unknown entries are left out, missing ones default."""
    article = data.get("article")
    return Work(
        sources=tuple(_source(item) for item in data.get("sources", ())),
        brief=_brief(data.get("brief", {})),
        article=None if article is None else _article(article),
        accepted=frozenset(data.get("accepted", ())),
        extra=data.get("extra", {}),
    )


def _plain(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Mapping):
        return {str(k): _plain(v) for k, v in cast("Mapping[Any, Any]", value).items()}
    if isinstance(value, frozenset):
        return sorted(cast("frozenset[str]", value))
    if isinstance(value, (tuple, list)):
        return [_plain(v) for v in cast("tuple[Any, ...]", value)]
    return value


def _known(kind: type[Any], data: Mapping[str, Any]) -> dict[str, Any]:
    names = {f.name for f in fields(kind)}
    return {key: value for key, value in data.items() if key in names}


def _length(data: Mapping[str, Any] | None) -> Length | None:
    return None if data is None else Length(**_known(Length, data))


def _demands(data: Mapping[str, Any]) -> Demands:
    values = _known(Demands, data)
    for name, kind in (("terms", WantedTerm), ("headings", WantedHeading), ("links", WantedLink)):
        items: list[Mapping[str, Any]] = values.get(name, [])
        values[name] = tuple(kind(**_known(kind, item)) for item in items)
    for name in ("forbidden", "brands", "remarks"):
        values[name] = tuple(values.get(name, ()))
    return Demands(**values)


def _brief_line(data: Mapping[str, Any]) -> BriefLine:
    values = _known(BriefLine, data)
    values["length"] = _length(values.get("length"))
    if values.get("demands") is not None:
        values["demands"] = _demands(values["demands"])
    return BriefLine(**values)


def _source(data: Mapping[str, Any]) -> Source:
    values = _known(Source, data)
    for name in ("brief_line", "order"):
        if values.get(name) is not None:
            values[name] = _brief_line(values[name])
    values["fields"] = FileFields(**_known(FileFields, values.get("fields", {})))
    return Source(**values)


def _brief(data: Mapping[str, Any]) -> Brief:
    values = _known(Brief, data)
    if "length" in values:
        values["length"] = _length(values["length"])
    if "keywords" in values:
        values["keywords"] = tuple(values["keywords"])
    if "demands" in values:
        values["demands"] = _demands(values["demands"])
    return Brief(**values)


def _article(data: Mapping[str, Any]) -> Article:
    values = _known(Article, data)
    alternatives: Mapping[str, list[str]] = values.get("alternatives", {})
    values["alternatives"] = MappingProxyType({k: tuple(v) for k, v in alternatives.items()})
    values["keyphrase_suggestions"] = tuple(values.get("keyphrase_suggestions", ()))
    return Article(**values)


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
            except (IntertitreError, TypeError, ValueError, AttributeError):
                pass
            found.append(Leftover(path, path.stat().st_mtime, work))
    return sorted(found, key=lambda leftover: leftover.saved_at, reverse=True)


def is_running(pid: int, started: float) -> bool:
    """Tell whether the process with this number, started at this time, still runs."""
    try:
        return abs(psutil.Process(pid).create_time() - started) < CLOCK_CHANGE
    except (psutil.Error, ValueError):
        return False
