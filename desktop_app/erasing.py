"""Forgetting what the program keeps about its user: « Effacer mes données »."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from desktop_app.dictionary import IGNORED_FILE, WORDS_FILE
from desktop_app.keyphrase_history import FILE as HISTORY_FILE
from desktop_app.log import COMMANDS_NAME
from desktop_app.log import FILE_NAME as LOG_FILE
from desktop_app.storage import JOURNAL_SUFFIX
from desktop_app.writers.ai.known_models import FILE as MODELS_FILE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_log = logging.getLogger(__name__)


def forget_everything(settings: Path, journal: Path, log: Path) -> int:
    """Delete what the program keeps in these folders, and nothing else there.

    Articles the user saved are his and stay. Gives how many files could not be deleted.
    """
    left = 0
    for path in _kept(settings, journal, log):
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            _log.warning("A file cannot be deleted: %s", type(error).__name__)
            left += 1
    return left + (not _emptied(log / LOG_FILE))


def _emptied(path: Path) -> bool:
    """Empty the log, which stays open while the program runs; tell whether that went well."""
    try:
        if path.exists():
            path.write_bytes(b"")
    except OSError as error:
        _log.warning("The log cannot be emptied: %s", type(error).__name__)
        return False
    return True


def _kept(settings: Path, journal: Path, log: Path) -> Iterator[Path]:
    for folder, patterns in (
        (settings, ("settings*.json*", MODELS_FILE, "window.ini", WORDS_FILE, IGNORED_FILE)),
        (journal, (f"*{JOURNAL_SUFFIX}",)),
        (journal.parent, (HISTORY_FILE,)),
        (log, (f"{LOG_FILE}.*", f"{COMMANDS_NAME}*")),
    ):
        for pattern in patterns:
            yield from sorted(folder.glob(pattern))
