"""Work files: saved, opened again as they were, never replaced unawares, named in the title."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest

from desktop_app import __version__
from desktop_app.errors import BrokenFileError
from desktop_app.log import log_to
from desktop_app.model import Length
from desktop_app.storage import open_work, save_work

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtGui import QAction

    from tests.window.conftest import Stage

_Key = QKeySequence.StandardKey


def press(stage: Stage, keys: QKeySequence.StandardKey | str) -> None:
    QTest.keySequence(stage.window, QKeySequence(keys))


def saved(stage: Stage, name: str = "quais.intertitre") -> Path:
    """Save with the keyboard and wait for the file."""
    stage.desktop.target = stage.folder / name
    press(stage, _Key.Save)
    documents = stage.desk.documents
    stage.until(lambda: documents.file is not None and not stage.window.isWindowModified())
    return stage.desktop.target


def test_what_was_saved_opens_as_it_was(make_stage: Callable[[], Stage]) -> None:
    first = make_stage()
    first.article()
    settings, work = first.window.settings, first.desk.work
    settings.phrase.setFocus()
    settings.phrase.selectAll()
    QTest.keyClicks(settings.phrase, "quais de Rochefort")
    QTest.keyClick(settings.phrase, Qt.Key.Key_Return)
    settings.length.first.setValue(150)
    first.desk.mending.keep_accepted(frozenset({"seo.keyphrase_density"}))
    work.edit("title", "Des arbres sur les quais", "test")
    first.until(lambda: work.article.keyphrase == "quais de Rochefort")
    first.settled()
    path = saved(first)
    assert first.desktop.suggested.name.endswith(".intertitre")
    assert first.window.windowTitle() == "quais[*]"

    second = make_stage()
    second.drop_files(path)
    second.settled()
    opened = second.desk.work
    assert opened.article == work.article
    assert opened.sources == work.sources
    assert opened.accepted == work.accepted
    assert opened.writer.kind == "offline"
    wishes = second.window.settings.wishes()
    assert wishes.keyphrase == "quais de Rochefort"
    assert wishes.length == Length(150, None)
    assert second.window.settings.phrase.text() == "quais de Rochefort"
    second.until(lambda: opened.brief.length == Length(150, None))
    assert second.window.windowTitle() == "quais[*]"
    assert not second.window.isWindowModified()
    assert not second.window.actions_["undo"].isEnabled()


def test_the_mark_of_changes_comes_and_goes(stage: Stage) -> None:
    stage.article()
    path = saved(stage)
    body = stage.desk.work.article.body
    editor = stage.window.editor.body
    stage.window.go_to("article")
    editor.setFocus()
    QTest.keyClicks(editor, "Encore. ")
    stage.until(stage.window.isWindowModified)
    press(stage, _Key.Undo)
    stage.until(lambda: stage.desk.work.article.body == body)
    stage.until(lambda: not stage.window.isWindowModified())
    QTest.keyClicks(editor, "Encore. ")
    stage.until(stage.window.isWindowModified)
    press(stage, _Key.Save)
    stage.until(lambda: not stage.window.isWindowModified())
    assert "Encore. " in open_work(path).work.article.body
    assert not list((stage.folder / "journal").glob("*.journal"))
    stage.window.settings.tone.setCurrentIndex(3)
    stage.window.settings.tone.activated.emit(3)
    stage.until(stage.window.isWindowModified)


def test_closing_asks_once_and_saves(stage: Stage) -> None:
    stage.article()
    path = saved(stage)
    stage.desk.work.edit("title", "Un autre titre", "test")
    assert not stage.window.close()
    assert stage.desktop.asked == 1
    stage.desktop.answer = "save"
    stage.window.close()
    stage.until(lambda: not stage.window.isVisible())
    assert stage.desktop.asked == 2
    assert open_work(path).work.article.title == "Un autre titre"


def test_a_new_article_begins_after_the_old_one_was_saved(stage: Stage) -> None:
    stage.article()
    stage.desk.work.edit("title", "Un autre titre", "test")
    stage.desktop.answer, stage.desktop.target = "save", stage.folder / "un.intertitre"
    press(stage, _Key.New)
    stage.until(lambda: stage.desk.work.empty)
    assert open_work(stage.desktop.target).work.article.title == "Un autre titre"
    assert stage.window.windowTitle() == "Intertitre"
    assert stage.desk.documents.file is None


def test_a_file_changed_meanwhile_is_not_replaced_unasked(stage: Stage) -> None:
    stage.article()
    path = saved(stage)
    other = open_work(path).work
    save_work(path, type(other)(article=other.article.with_field("title", "D’ailleurs")))
    stage.desk.work.edit("title", "D’ici", "test")
    press(stage, _Key.Save)
    notice = stage.window.notice
    stage.until(lambda: len(notice.choices) == 3)
    assert "quais.intertitre" in notice.sentence.text()
    assert open_work(path).work.article.title == "D’ailleurs"
    stage.desktop.target = stage.folder / "copie.intertitre"
    stage.qtbot.mouseClick(notice.choices[0], Qt.MouseButton.LeftButton)
    stage.until(lambda: stage.window.windowTitle() == "copie[*]")
    assert open_work(stage.desktop.target).work.article.title == "D’ici"
    assert open_work(path).work.article.title == "D’ailleurs"


def test_replacing_and_reloading_are_offered(stage: Stage) -> None:
    stage.article()
    path = saved(stage)
    theirs = open_work(path).work
    notice = stage.window.notice
    for choice, title in ((1, "D’ici"), (2, "D’ailleurs")):
        save_work(path, type(theirs)(article=theirs.article.with_field("title", "D’ailleurs")))
        stage.desk.work.edit("title", "D’ici", "test")
        press(stage, _Key.Save)
        stage.until(lambda: len(notice.choices) == 3)
        stage.qtbot.mouseClick(notice.choices[choice], Qt.MouseButton.LeftButton)
        stage.until(lambda: not stage.window.isWindowModified())
        stage.until(lambda title=title: stage.desk.work.article.title == title)
        assert open_work(path).work.article.title == title


def test_a_newer_file_opens_read_only(stage: Stage) -> None:
    stage.article()
    path = saved(stage)
    data = json.loads(path.read_text(encoding="utf-8"))
    newer = stage.folder / "futur.intertitre"
    newer.write_text(json.dumps({**data, "schema": 99}), encoding="utf-8")
    before = newer.read_bytes()
    press(stage, _Key.New)
    stage.until(lambda: stage.desk.work.empty)
    stage.desktop.files = [newer]
    press(stage, _Key.Open)
    stage.settled()
    assert "lecture seule" in stage.window.windowTitle()
    assert "plus récente" in stage.window.notice.sentence.text()
    stage.desk.work.edit("title", "Changé", "test")
    stage.desktop.target = newer
    press(stage, _Key.Save)
    stage.until(lambda: "remplacé" in stage.window.notice.sentence.text())
    assert newer.read_bytes() == before
    stage.desktop.target = stage.folder / "ancien.intertitre"
    stage.qtbot.mouseClick(stage.window.notice.choices[0], Qt.MouseButton.LeftButton)
    stage.until(lambda: stage.window.windowTitle() == "ancien[*]")
    assert open_work(stage.desktop.target).work.article.title == "Changé"


def test_a_broken_file_says_so_and_changes_nothing(stage: Stage) -> None:
    stage.article()
    article = stage.desk.work.article
    broken = stage.folder / "abîmé.intertitre"
    broken.write_bytes(b"{")
    stage.drop_files(broken)
    stage.until(stage.window.notice.isVisible)
    assert "abîmé.intertitre" in stage.window.notice.sentence.text()
    assert stage.desk.work.article == article


def test_saving_where_nothing_can_be_written_keeps_the_work(stage: Stage) -> None:
    stage.article()
    stage.desktop.target = stage.folder / "pris.intertitre"
    stage.desktop.target.mkdir()
    press(stage, _Key.Save)
    stage.until(lambda: "pris.intertitre" in stage.window.notice.sentence.text())
    assert "rescue" in stage.window.notice.sentence.text()
    assert open_work(stage.folder / "rescue" / "pris.intertitre").work.article is not None
    assert stage.desk.documents.file is None


def recent(stage: Stage) -> dict[str, QAction]:
    """Open the menu of recent files and give its entries by their words."""
    menu = stage.desk.recent.menu
    stage.window.actions_.menus["file"].aboutToShow.emit()
    menu.aboutToShow.emit()
    return {action.text(): action for action in menu.actions() if not action.isSeparator()}


def test_recent_files_are_offered_and_forgotten(stage: Stage) -> None:
    assert not stage.desk.recent.menu.actions()
    stage.article()
    path = saved(stage)
    other = stage.folder / "ailleurs" / "quais.txt"
    other.parent.mkdir()
    other.write_text("La piscine rouvre lundi.", encoding="utf-8")
    stage.drop_files(other)
    stage.until(lambda: len(stage.desk.work.loaded) == 2)
    entries = recent(stage)
    assert list(entries) == [
        "quais.txt — ailleurs",
        "quais.intertitre",
        f"quais.txt — {stage.folder.name}",
        "Effacer la liste",
    ]
    assert entries["quais.intertitre"].toolTip() == str(stage.folder)
    stage.desktop.answer = "leave"
    entries["quais.intertitre"].trigger()
    stage.until(lambda: len(stage.desk.work.loaded) == 1)
    path.unlink()
    stage.until(stage.window.notice.isVisible)
    entries = recent(stage)
    gone = entries["quais.intertitre"]
    stage.until(lambda: gone.text() == "quais.intertitre (introuvable)")
    gone.trigger()
    stage.until(lambda: "existe" in stage.window.notice.sentence.text())
    stage.qtbot.mouseClick(stage.window.notice.choices[0], Qt.MouseButton.LeftButton)
    stage.until(lambda: "quais.intertitre" not in recent(stage))
    recent(stage)["Effacer la liste"].trigger()
    stage.until(lambda: list(recent(stage)) == ["Effacer la liste"])
    assert not stage.desk.recent.menu.isEnabled()
    stage.until(lambda: not stage.window.welcome.recent)
    settings = json.loads((stage.folder / "set" / "settings.json").read_text(encoding="utf-8"))
    assert settings["recent_files"] == []


def test_a_work_changed_by_another_program_can_be_reloaded_or_kept(stage: Stage) -> None:
    stage.article()
    path = saved(stage)
    theirs = open_work(path).work
    notice = stage.window.notice
    notice.hide()
    for title, choice, kept in (("Un", 1, False), ("Deux", 0, True)):
        save_work(path, type(theirs)(article=theirs.article.with_field("title", title)))
        stage.until(lambda: notice.isVisible() and len(notice.choices) == 2)
        assert "quais.intertitre" in notice.sentence.text()
        stage.qtbot.mouseClick(notice.choices[choice], Qt.MouseButton.LeftButton)
        stage.until(lambda t=title, k=kept: (stage.desk.work.article.title == t) == k)
        press(stage, _Key.Save)
        # What the status line says of it may be gone at once: a check begins after a reload.
        stage.until(lambda: open_work(path).work.article.title == stage.desk.work.article.title)
        stage.until(lambda: not stage.desk.documents.modified)
    assert open_work(path).work.article.title == "Deux"


def test_a_source_changed_by_another_program_can_be_read_again(stage: Stage) -> None:
    path = stage.folder / "quais.txt"
    path.write_text("La piscine rouvre lundi.", encoding="utf-8")
    stage.drop_files(path)
    stage.until(lambda: stage.desk.work.loaded)
    stage.until(lambda: stage.desk.watch._marks)
    path.write_text("La piscine rouvre mardi.", encoding="utf-8")
    notice = stage.window.notice
    stage.until(lambda: "quais.txt" in notice.sentence.text())
    stage.qtbot.mouseClick(notice.choices[0], Qt.MouseButton.LeftButton)
    stage.until(lambda: "mardi" in stage.desk.work.sources[0].text)
    notice.hide()
    fresh = stage.folder / "neuf.txt"
    fresh.write_text("La piscine rouvre jeudi.", encoding="utf-8")
    fresh.replace(path)
    stage.until(notice.isVisible)
    stage.qtbot.mouseClick(notice.choices[1], Qt.MouseButton.LeftButton)
    assert "mardi" in stage.desk.work.sources[0].text


def test_a_work_deleted_by_another_program_is_saved_again(stage: Stage) -> None:
    stage.article()
    path = saved(stage)
    path.unlink()
    notice = stage.window.notice
    stage.until(lambda: "supprimé" in notice.sentence.text())
    stage.qtbot.mouseClick(notice.choices[0], Qt.MouseButton.LeftButton)
    stage.until(path.exists)


def test_the_verification_sheet_is_exported_and_copied(stage: Stage) -> None:
    stage.article()
    stage.desktop.target = stage.folder / "fiche.html"
    stage.window.actions_["export_sheet"].trigger()
    stage.until(stage.desktop.target.exists)
    assert stage.desktop.suggested.name.endswith("-fiche-de-verification.html")
    html = stage.desktop.target.read_text(encoding="utf-8")
    assert "Sans IA" in html
    assert "quais.txt" in html
    stage.desk.work.edit("title", "Retouché", "test")
    stage.until(lambda: stage.desk.work.report_now().writer.kind == "offline")
    stage.window.actions_["copy_sheet"].trigger()
    stage.until(lambda: "copiée" in stage.window.notice.sentence.text())
    mime = QGuiApplication.clipboard().mimeData()
    assert "Retouché" in mime.html()
    assert mime.text().startswith("Fiche de vérification")
    assert "Sans IA" in mime.text()
    assert "à la main" in mime.text()
    assert "à la main" not in html
    assert str(stage.folder) not in html


def test_an_error_s_details_can_be_copied_without_a_word_of_the_text(stage: Stage) -> None:
    stage.article()
    secret = "Hélène Castagnet"
    with log_to(stage.folder / "log"):
        stage.desk.show_error(
            BrokenFileError(path="a.docx", format="docx", details=f"bad {secret}")
        )
        notice = stage.window.notice
        stage.qtbot.mouseClick(notice._more, Qt.MouseButton.LeftButton)
        assert secret in notice.details.toPlainText()
        stage.qtbot.mouseClick(notice.copy, Qt.MouseButton.LeftButton)
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith(f"Intertitre {__version__}")
    assert "id: input.broken" in copied
    assert "Shown: BrokenFileError[input.broken]" in copied
    assert secret not in copied
    stage.window.actions_["log_folder"].trigger()
    stage.until(lambda: stage.desktop.shown == [stage.folder / "log"])


def test_the_empty_state_offers_what_was_opened_last(make_stage: Callable[[], Stage]) -> None:
    first = make_stage()
    first.article()
    saved(first)
    second = make_stage()
    welcome = second.window.welcome
    second.until(lambda: welcome.recent)
    assert [button.accessibleName() for button in welcome.recent] == [
        "quais.intertitre",
        "quais.txt",
    ]
    second.qtbot.mouseClick(welcome.recent[0], Qt.MouseButton.LeftButton)
    second.settled()
    assert second.desk.work.article == first.desk.work.article
