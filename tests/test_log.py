"""The log tells what happened, and never a word of a text nor a key."""

from __future__ import annotations

import logging
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app import __version__
from desktop_app.cli import main
from desktop_app.errors import BrokenFileError
from desktop_app.folders import user_folders
from desktop_app.log import COMMANDS_NAME, FILE_BYTES, FILES_KEPT, log_to, problem_report

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


def test_commands_have_a_log_of_their_own(tmp_path: Path) -> None:
    with log_to(tmp_path) as window, log_to(tmp_path, name=COMMANDS_NAME) as commands:
        log.info("Both")
    assert window != commands
    for path in (window, commands):
        assert path is not None
        assert "Both" in path.read_text(encoding="utf-8")


def test_a_command_is_logged_without_its_text(own_home: Path, tmp_path: Path) -> None:
    article = tmp_path / "article.md"
    article.write_text(f"# Un titre\n\n{SECRET}\n", encoding="utf-8")
    code = main(["check", str(article), "--no-grammar", "-q"], lambda *_: 0)
    text = (user_folders().log / COMMANDS_NAME).read_text(encoding="utf-8")
    assert f"INFO desktop_app Begins: {__version__}" in text
    assert f"Ended with {code}" in text
    assert main(["check", str(tmp_path / "rien.md"), "-q"], lambda *_: 0) == 2
    text = (user_folders().log / COMMANDS_NAME).read_text(encoding="utf-8")
    assert "Stopped\n  MissingFileError[input.missing]" in text
    assert "ministre" not in text
    assert user_folders().log.is_relative_to(own_home)


def test_a_report_tells_the_version_the_error_and_the_end_of_the_log(tmp_path: Path) -> None:
    with log_to(tmp_path):
        for number in range(60):
            log.info("Line %d", number)
    lines = problem_report("output.failed", tmp_path).splitlines()
    assert lines[0] == f"Intertitre {__version__}"
    assert lines[2] == "id: output.failed"
    assert lines[-1].endswith("Line 59")
    assert len(lines) == 28
    assert len(problem_report("internal", tmp_path / "none").splitlines()) == 3
