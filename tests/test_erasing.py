"""« Effacer mes données » takes all that the program keeps, and nothing of the user's own."""

from __future__ import annotations

import logging
import os
from typing import TYPE_CHECKING

from desktop_app.erasing import forget_everything
from desktop_app.log import COMMANDS_NAME, log_to
from desktop_app.model import Article
from desktop_app.settings import Settings, save_settings
from desktop_app.storage import Journal, Work, save_work
from desktop_app.versions import with_version

if TYPE_CHECKING:
    from pathlib import Path


def test_journals_recent_files_and_logs_go_and_work_files_stay(tmp_path: Path) -> None:
    settings, journal, log = (tmp_path / name for name in ("settings", "data/journal", "log"))
    work = Work(versions=with_version((), Article("Une version gardée."), 1.0))
    save_work(tmp_path / "à moi.intertitre", work)
    save_settings(Settings().with_recent("/a/secret.docx"), settings)
    Journal(journal, "a").keep(work)
    with log_to(log, name=COMMANDS_NAME), log_to(log) as path:
        logging.getLogger("desktop_app.test").info("Before")
        (log / "intertitre.log.1").write_text("older")
        assert forget_everything(settings, journal, log) == 0
        logging.getLogger("desktop_app.test").info("After")
    assert path is not None
    text = path.read_text(encoding="utf-8")
    assert "Before" not in text
    assert "After" in text
    assert os.listdir(log) == ["intertitre.log"]
    assert os.listdir(settings) == []
    assert os.listdir(journal) == []
    assert (tmp_path / "à moi.intertitre").exists()
