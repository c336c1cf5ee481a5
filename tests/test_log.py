"""The log tells what happened, and never a word of a text nor a key."""

from __future__ import annotations

import logging
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.errors import BrokenFileError
from desktop_app.log import FILE_BYTES, FILES_KEPT, log_to

if TYPE_CHECKING:
    import pytest

SECRET = "Le ministre a démissionné hier soir."
KEY = "sk-proj-abcdefghijklmnop0123456789"
log = logging.getLogger("desktop_app.test")


def test_what_happened_is_told(tmp_path: Path) -> None:
    with log_to(tmp_path / "logs") as path:
        assert path is not None
        log.info("Read %s in %.1f s, %d words, %s", Path("/a b/é.docx"), 0.25, 812, "utf-8")
        log.debug("not this")
    text = path.read_text(encoding="utf-8")
    assert "INFO desktop_app.test Read /a b/é.docx in 0.2 s, 812 words, utf-8" in text.replace(
        "\\", "/"
    )
    assert "not this" not in text


def test_no_text_and_no_key_gets_in(tmp_path: Path) -> None:
    with log_to(tmp_path) as path:
        assert path is not None
        log.warning("Sent %s", SECRET)
        log.warning("Sent %r and %s", [SECRET], SECRET.encode())
        log.warning("%(text)s", {"text": SECRET})
        log.warning("Key %s", KEY)
        log.warning("Key " + KEY)
        log.warning("First line\n" + SECRET)
        logging.getLogger("openai").warning(f"Request: {SECRET}")
        logging.getLogger("openai").info("never")
        log.warning("Failed: %s", ValueError(SECRET))
        try:
            try:
                raise ValueError(SECRET)
            except ValueError as error:
                raise BrokenFileError(path=SECRET, details=SECRET) from error
        except BrokenFileError:
            log.exception("A job failed")
    text = path.read_text(encoding="utf-8")
    assert not any(word in text for word in ("ministre", "soir", "abcdefgh", "never"))
    assert "Sent <str 36>" in text
    assert "Failed: ValueError" in text
    assert "WARNING openai (test_log.py:" in text
    assert "A job failed\n  BrokenFileError[input.broken]" in text
    assert "test_no_text_and_no_key_gets_in\n  ValueError" in text


def test_uncaught_exceptions_are_told_with_their_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "excepthook", lambda *_: None)
    monkeypatch.setattr(threading, "excepthook", lambda _: None)
    before = sys.excepthook, threading.excepthook

    def fail() -> None:
        raise OSError(28, SECRET)

    with log_to(tmp_path) as path:
        thread = threading.Thread(target=fail)
        thread.start()
        thread.join()
        try:
            fail()
        except OSError as error:
            sys.excepthook(type(error), error, error.__traceback__)
    assert path is not None
    text = path.read_text(encoding="utf-8")
    assert text.count("OSError[errno 28]") == 2
    assert text.count(" fail") == 2
    assert SECRET not in text
    assert (sys.excepthook, threading.excepthook) == before


def test_a_log_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with log_to(tmp_path / "file") as path:
        assert path is None
        log.warning("Nowhere")


def test_the_log_stays_small(tmp_path: Path) -> None:
    with log_to(tmp_path):
        for number in range(30_000):
            log.info("A line of some length, to fill the file with something %d", number)
    sizes = [f.stat().st_size for f in tmp_path.iterdir()]
    assert len(sizes) == FILES_KEPT + 1
    assert sum(sizes) <= FILE_BYTES * (FILES_KEPT + 1)
