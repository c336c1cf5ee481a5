"""Work is not lost: the journal, and what is offered after a crash."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from desktop_app.model import Article
from desktop_app.storage import Journal, Work

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest

    from tests.window.conftest import Stage


def _journals(stage: Stage) -> list[str]:
    return [path.name for path in (stage.folder / "journal").glob("*")]


def test_work_is_kept_while_it_goes_on_and_dropped_at_the_end(stage: Stage) -> None:
    stage.article()
    stage.desk.recovery.keep()
    stage.until(lambda: _journals(stage))
    stage.close()
    assert not _journals(stage)


def test_a_crash_is_recovered(
    make_stage: Callable[[], Stage], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    first = make_stage()
    first.article()
    first.desk.work.edit("title", "Titre fait main", "test")
    first.settled()
    monkeypatch.setattr("desktop_app.window.recovery.Recovery.drop", lambda self: None)
    first.desk.recovery.keep()
    first.until(lambda: _journals(first))
    body = first.desk.work.article.body
    first.close()
    monkeypatch.undo()
    monkeypatch.setattr("desktop_app.storage.is_running", lambda pid, started: False)

    second = make_stage()
    second.until(second.window.notice.isVisible)
    assert "Titre fait main" in second.window.notice.sentence.text()
    second.qtbot.mouseClick(second.window.notice.choices[0], Qt.MouseButton.LeftButton)
    second.settled()
    assert second.desk.work.article.title == "Titre fait main"
    assert second.desk.work.article.body == body
    assert second.desk.work.sources == first.desk.work.sources
    assert second.desk.work.unsaved


def test_an_old_draft_can_be_deleted(
    make_stage: Callable[[], Stage], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("desktop_app.storage.is_running", lambda pid, started: False)
    Journal(tmp_path / "journal", "ancien").keep(Work(article=Article(body="Un reste.")))
    stage = make_stage()
    stage.until(stage.window.notice.isVisible)
    stage.qtbot.mouseClick(stage.window.notice.choices[1], Qt.MouseButton.LeftButton)
    stage.until(lambda: not _journals(stage))
    assert stage.desk.work.empty
