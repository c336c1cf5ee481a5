"""The log file: what the program did and what went wrong, without a word of anybody's text.

A record shows a constant sentence and parameters that cannot be prose: numbers, paths, names of
one word. Of any other parameter only its kind and size are told; of an exception its kind, its
place and, for errors of the system and of this program, its code. What other libraries say is
reduced to who said it and where. So neither an article nor a key can get into the file, which a
user may send us unread.
"""

from __future__ import annotations

import logging
import platform
import re
import sys
import threading
import traceback
from contextlib import contextmanager
from logging.handlers import RotatingFileHandler
from pathlib import PurePath
from typing import TYPE_CHECKING

from desktop_app import __version__
from desktop_app.errors import IntertitreError

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path
    from types import TracebackType

HOUSE = "desktop_app"
FILE_NAME = "intertitre.log"
COMMANDS_NAME = "intertitre-commands.log"
FILE_BYTES = 500_000
FILES_KEPT = 3
_ONE_WORD = re.compile(r"[\w.:/\\+-]{1,80}")
_KEY = re.compile(r"\b(?:sk|pk|gsk|hf|xai|key|AIza)[-_]?[\w-]{12,}|[\w-]{32,}", re.IGNORECASE)
_LONGEST_SENTENCE = 200
_DEEPEST_CAUSE = 5
_EXCERPT_LINES = 25
_EXCERPT_BYTES = 16_000


@contextmanager
def log_to(
    folder: Path, level: int = logging.INFO, *, name: str = FILE_NAME
) -> Generator[Path | None]:
    """Write the log into this folder meanwhile; give the file, None when it cannot be written.

    The window and commands write under names of their own: they may run at the same time.
    Uncaught exceptions of any thread are logged too, then handled as before.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = _Handler(
            folder / name, maxBytes=FILE_BYTES, backupCount=FILES_KEPT, encoding="utf-8"
        )
    except OSError:
        yield None
        return
    handler.setFormatter(WordlessFormatter())
    handler.addFilter(_of_interest)
    root, house = logging.getLogger(), logging.getLogger(HOUSE)
    before = house.level
    house.setLevel(level)
    root.addHandler(handler)
    try:
        house.info("Begins: %s, %s", __version__, platform.platform())
        with _uncaught():
            yield folder / name
    finally:
        root.removeHandler(handler)
        house.setLevel(before)
        handler.close()


class _Handler(RotatingFileHandler):
    """A log that cannot be written, or turned over, disturbs nobody."""

    def handleError(self, record: logging.LogRecord) -> None:
        """Go on without this record; the next one may find room again."""


def problem_report(error_id: str, folder: Path | None) -> str:
    """Give what helps to find a fault, without a word of anybody's text: to be sent to us.

    Names the version, the system and the error, and the end of the log in this folder.
    """
    lines = [
        f"Intertitre {__version__}",
        f"{platform.platform()} · Python {platform.python_version()}",
        f"id: {error_id}",
    ]
    return "\n".join([*lines, *(_end_of(folder / FILE_NAME) if folder is not None else ())])


def _end_of(path: Path) -> list[str]:
    try:
        with path.open("rb") as file:
            file.seek(max(path.stat().st_size - _EXCERPT_BYTES, 0))
            text = file.read().decode("utf-8", "replace")
    except OSError:
        return []
    return text.splitlines()[-_EXCERPT_LINES:]


def _is_ours(record: logging.LogRecord) -> bool:
    return record.name == HOUSE or record.name.startswith(f"{HOUSE}.")


def _of_interest(record: logging.LogRecord) -> bool:
    return _is_ours(record) or record.levelno >= logging.WARNING


class WordlessFormatter(logging.Formatter):
    """Writes records without any text that may be somebody's (see the module)."""

    def format(self, record: logging.LogRecord) -> str:
        """Give the record's line, and the places an exception went through below it."""
        head = f"{self.formatTime(record)} {record.levelname} {record.name}"
        line = f"{head} {_sentence(record)}"
        error = record.exc_info[1] if record.exc_info else None
        return line if error is None else f"{line}\n{_trace(error)}"


def _sentence(record: logging.LogRecord) -> str:
    if not _is_ours(record):
        return f"({record.filename}:{record.lineno})"
    template = _harmless_template(str(record.msg))
    args = record.args if isinstance(record.args, tuple) else (record.args,)
    try:
        return template % tuple(_parameter(arg) for arg in args or ())
    except (TypeError, ValueError):
        return f"{template} ({record.filename}:{record.lineno})"


def _harmless_template(text: str) -> str:
    line = text.split("\n", 1)[0][:_LONGEST_SENTENCE]
    return _KEY.sub("***", line)


def _parameter(value: object) -> object:
    if isinstance(value, (bool, int, float)) or value is None:
        return value
    if isinstance(value, PurePath):
        return str(value)
    if isinstance(value, BaseException):
        return _error_name(value)
    if isinstance(value, str) and _ONE_WORD.fullmatch(value) and not _KEY.search(value):
        return value
    size = f" {len(value)}" if isinstance(value, (str, bytes)) else ""
    return f"<{type(value).__name__}{size}>"


def _error_name(error: BaseException) -> str:
    name = type(error).__name__
    if isinstance(error, IntertitreError):
        return f"{name}[{error.id}]"
    if isinstance(error, OSError) and error.errno is not None:
        return f"{name}[errno {error.errno}]"
    return name


def _trace(error: BaseException) -> str:
    lines: list[str] = []
    cause: BaseException | None = error
    for _ in range(_DEEPEST_CAUSE):
        if cause is None:
            break
        lines.append(f"  {_error_name(cause)}")
        lines += [
            f"    {frame.filename}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(cause.__traceback__)
        ]
        cause = cause.__cause__ or cause.__context__
    return "\n".join(lines)


@contextmanager
def _uncaught() -> Generator[None]:
    log = logging.getLogger(HOUSE)
    main_before, thread_before = sys.excepthook, threading.excepthook

    def in_main(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if not isinstance(error, KeyboardInterrupt):
            log.critical("Uncaught", exc_info=(kind, error, trace))
        main_before(kind, error, trace)

    def in_thread(args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            log.critical(
                "Uncaught in a thread", exc_info=(args.exc_type, args.exc_value, args.exc_traceback)
            )
        thread_before(args)

    sys.excepthook, threading.excepthook = in_main, in_thread
    try:
        yield
    finally:
        sys.excepthook, threading.excepthook = main_before, thread_before
