"""The user's own words and what he wants ignored everywhere: two plain text files.

One entry a line, `#` begins a comment line; whoever edits the files by hand keeps his comments and
his order. A file that cannot be read counts as empty and is never overwritten.
"""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING

from desktop_app.files import write_whole

if TYPE_CHECKING:
    from pathlib import Path

WORDS_FILE = "dictionary.txt"
IGNORED_FILE = "ignored.txt"
_log = logging.getLogger(__name__)


class TextList:
    """A plain text file of entries, read again when somebody changed it."""

    def __init__(self, path: Path, head: str) -> None:
        """Read nothing yet; `head` becomes the comment at the top of a new file."""
        self._path = path
        self._head = head
        self._lock = threading.Lock()
        self._stamp: tuple[int, int] | None = None
        self._entries: frozenset[str] = frozenset()

    @property
    def entries(self) -> frozenset[str]:
        """The entries as they stand in the file."""
        with self._lock:
            stamp = self._changed()
            if stamp != self._stamp:
                self._entries = frozenset(_entries(self._read()))
                self._stamp = stamp
            return self._entries

    def add(self, entry: str) -> None:
        """Write an entry at the end, once; raises OSError or UnicodeError, the file untouched."""
        self._rewrite(added=_line(entry))

    def remove(self, entry: str) -> None:
        """Take an entry out; raises OSError or UnicodeError, the file untouched."""
        self._rewrite(removed=_line(entry))

    def _rewrite(self, added: str = "", removed: str = "") -> None:
        with self._lock:
            text = self._text() if self._path.exists() else f"# {self._head}\n"
            lines = [line for line in text.splitlines() if not removed or _line(line) != removed]
            if added and added not in set(_entries(text)):
                lines.append(added)
            self._path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(self._path, "".join(f"{line}\n" for line in lines).encode("utf-8"))
            self._stamp = None

    def _changed(self) -> tuple[int, int] | None:
        try:
            state = self._path.stat()
        except OSError:
            return None
        return state.st_mtime_ns, state.st_size

    def _read(self) -> str:
        try:
            return self._text()
        except FileNotFoundError:
            return ""
        except (OSError, UnicodeError) as error:
            _log.warning("A word list cannot be read: %s", type(error).__name__)
            return ""

    def _text(self) -> str:
        return self._path.read_text(encoding="utf-8-sig")


class Dictionary:
    """The user's words and his ignored remarks, in the settings folder.

    `words_head` and `ignored_head` say at the top of a new file what it is for.
    """

    def __init__(self, folder: Path, words_head: str = "", ignored_head: str = "") -> None:
        """Read nothing yet."""
        self.words = TextList(folder / WORDS_FILE, words_head)
        self.ignored = TextList(folder / IGNORED_FILE, ignored_head)


def _entries(text: str) -> list[str]:
    lines = [_line(line) for line in text.splitlines()]
    return [line for line in lines if line and not line.startswith("#")]


def _line(text: str) -> str:
    """Give an entry as one line; spaces at its ends count only after « | »."""
    words = " ".join(text.splitlines())
    return words.lstrip() if "|" in words else words.strip()
