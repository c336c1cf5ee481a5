"""The whole road through real events: drop, press, watch, change, export, open the result."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

import docx
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest

from desktop_app.events import Delta
from desktop_app.events import Stage as StageEvent
from desktop_app.storage import open_work

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from desktop_app.events import Event
    from tests.window.conftest import Stage

NBSP = "\u00a0"


def test_drop_structure_change_export_open(stage: Stage) -> None:
    stage.article()
    window, work = stage.window, stage.desk.work
    assert "640 arbres" in window.preview.document().toRawText()
    assert work.article.title in window.preview.document().toRawText()
    assert window.settings.keyphrase.value() == work.article.keyphrase
    assert work.brief.length.minimum == 120
    assert window.status.words.text().endswith("mots")

    phrase = window.settings.phrase
    phrase.setFocus()
    phrase.selectAll()
    QTest.keyClicks(phrase, "quais de Rochefort")
    QTest.keyClick(phrase, Qt.Key.Key_Return)
    stage.until(lambda: work.article.keyphrase == "quais de Rochefort")
    stage.press("write")
    stage.settled()
    assert work.article.keyphrase == "quais de Rochefort"
    assert "700" not in window.settings.summary()

    for suffix in (".docx", ".html", ".md"):
        stage.desktop.target = stage.folder / f"article{suffix}"
        window.actions_[f"export_{suffix[1:]}"].trigger()
        if suffix == ".docx":
            anyway = window.notice.choices[0]
            stage.qtbot.mouseClick(anyway, Qt.MouseButton.LeftButton)
        stage.until(stage.desktop.target.exists)
    stage.until(lambda: "article.md" in window.notice.sentence.text())
    assert not work.unsaved
    headings = [
        p.text
        for p in docx.Document(stage.folder / "article.docx").paragraphs
        if p.style.name.startswith("Heading")
    ]
    assert headings[0] == work.article.title
    assert len(headings) > 1
    assert "640 arbres" in (stage.folder / "article.html").read_text(encoding="utf-8")
    stage.qtbot.mouseClick(window.notice.choices[0], Qt.MouseButton.LeftButton)
    assert stage.desktop.shown == [stage.folder / "article.md"]
    assert not window.notice.isVisible()


def test_brief_line_fills_the_settings_and_can_be_undone(stage: Stage) -> None:
    stage.article()
    window, work = stage.window, stage.desk.work
    assert window.settings.understood.isVisibleTo(window.settings)
    assert "120" in window.settings.understood.sentence.text()
    assert "Rédige" not in work.sources[0].text
    window.show_settings(True)
    stage.qtbot.mouseClick(window.settings.understood.links[0], Qt.MouseButton.LeftButton)
    stage.until(lambda: "Rédige un article" in work.sources[0].text)
    stage.until(lambda: window.settings.length.value().minimum == 700)
    stage.qtbot.mouseClick(window.settings.understood.links[0], Qt.MouseButton.LeftButton)
    stage.until(lambda: window.settings.length.value().minimum == 120)


def test_text_and_html_drops_and_paste(stage: Stage) -> None:
    work = stage.desk.work
    text = QMimeData()
    text.setText("Le marché couvert rouvre samedi matin après deux ans de travaux.")
    stage.drop(text)
    stage.until(lambda: len(work.loaded) == 1)
    html = QMimeData()
    html.setHtml("<h2>Le marché</h2><p>Il compte <a href='https://exemple.fr'>42 étals</a>.</p>")
    html.setText("Le marché Il compte 42 étals.")
    stage.drop(html)
    stage.until(lambda: len(work.loaded) == 2)
    assert "## Le marché" in work.sources[1].markdown
    assert "https://exemple.fr" in work.sources[1].markdown
    QGuiApplication.clipboard().setText("Une troisième source parle du parking et de ses tarifs.")
    stage.window.source.add.setFocus()
    QTest.keySequence(stage.window.source.add, QKeySequence(QKeySequence.StandardKey.Paste))
    stage.until(lambda: len(work.loaded) == 3)
    remove = stage.window.source._rows[0].remove
    stage.qtbot.mouseClick(remove, Qt.MouseButton.LeftButton)
    stage.until(lambda: len(work.loaded) == 2)


def test_drop_on_the_right_begins_anew(stage: Stage) -> None:
    stage.article()
    other = stage.folder / "autre.md"
    other.write_text("# Autre sujet\n\nLa bibliothèque ferme en août.\n", encoding="utf-8")
    stage.drop_files(other, x=stage.window.width() - 50)
    stage.until(lambda: [one.origin.name for one in stage.desk.work.loaded] == ["autre.md"])
    assert stage.desk.work.article is None


def test_a_wrong_file_says_why_in_place_and_the_good_ones_stay(stage: Stage) -> None:
    good, bad = stage.folder / "bon.txt", stage.folder / "photo.xyz"
    good.write_text("La piscine rouvre lundi.", encoding="utf-8")
    bad.write_bytes(b"\x00\x01\x02")
    stage.drop_files(good, bad)
    stage.until(stage.window.notice.isVisible)
    assert "photo.xyz" in stage.window.notice.sentence.text()
    assert str(stage.folder) not in stage.window.notice.sentence.text()
    assert [one.origin.name for one in stage.desk.work.loaded] == ["bon.txt"]


def test_check_only(stage: Stage) -> None:
    path = stage.folder / "article.md"
    path.write_text(
        f"# La piscine rouvre\n\nElle a {NBSP}: 3 bassins.\n\n## Horaires\n\nDe 9 h à 19 h.\n",
        encoding="utf-8",
    )
    stage.desktop.files = [path]
    stage.qtbot.mouseClick(stage.window.welcome.ways[1], Qt.MouseButton.LeftButton)
    stage.settled()
    work = stage.desk.work
    assert work.article.title == "La piscine rouvre"
    assert not work.loaded
    assert not stage.window.actions_["write"].isEnabled()
    assert stage.window.review.tree.topLevelItemCount() == 5
    facts = [f.status for f in work.assessment.findings if f.check == "fidelity"]
    assert set(facts) == {"not_checked"}


def test_typing_is_checked_again_and_undone_in_one_history(stage: Stage) -> None:
    stage.article()
    window, work = stage.window, stage.desk.work
    before = work.article
    assert NBSP in before.body
    window.go_to("article")
    QTest.keyClicks(window.editor.body, "Bonjour ")
    stage.until(lambda: work.article.body.startswith("Bonjour "))
    assert work.article.body == "Bonjour " + before.body
    stage.until(lambda: "Bonjour La ville" in window.preview.document().toRawText())
    window.right.setCurrentWidget(window.google)
    window.google.slug.setFocus()
    window.google.slug.selectAll()
    said = work.assessment
    QTest.keyClicks(window.google.slug, "mon-slug")
    assert work.article.slug == "mon-slug"
    stage.until(lambda: work.assessment is not said)
    stage.settled()
    QTest.keySequence(window.google.slug, QKeySequence(QKeySequence.StandardKey.Undo))
    assert work.article.slug == before.slug
    QTest.keySequence(window.google.slug, QKeySequence(QKeySequence.StandardKey.Undo))
    assert work.article == before
    assert window.editor.body.document().toRawText().replace("\u2029", "\n") == before.body
    QTest.keySequence(window, QKeySequence(QKeySequence.StandardKey.Redo))
    assert work.article.body.startswith("Bonjour ")


def test_a_finding_leads_to_its_place(stage: Stage) -> None:
    stage.article()
    window = stage.window
    window.review.everything.click()
    placed = [f for f in stage.desk.work.assessment.findings if f.where and f.where.field == "body"]
    assert placed
    finding = placed[0]
    stage.desk.show_finding(finding)
    spots = window.preview.extraSelections()
    spot = spots[0].cursor.selectedText()
    body = stage.desk.work.article.body[finding.where.start : finding.where.end]
    assert spot.replace("\u2029", "\n").split() == body.replace("#", "").split()
    QTest.keyClick(window, Qt.Key.Key_F8)
    first = window.review.current
    QTest.keyClick(window, Qt.Key.Key_F8)
    assert window.review.current is not first
    QTest.keyClick(window, Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    assert window.review.current is first


def test_copy_for_wordpress(stage: Stage) -> None:
    stage.article()
    stage.window.actions_["copy_rich"].trigger()
    stage.until(lambda: "copié" in stage.window.notice.sentence.text())
    mime = QGuiApplication.clipboard().mimeData()
    assert "<h2>" in mime.html()
    assert "640 arbres" in mime.text()


def test_closing_asks_only_when_something_would_be_lost(stage: Stage) -> None:
    stage.article()
    assert not stage.desk.work.unsaved
    stage.desk.work.edit("title", "Un autre titre", "test")
    assert not stage.window.close()
    assert stage.desktop.asked == 1
    stage.desktop.answer, stage.desktop.target = "save", stage.folder / "titre.intertitre"
    stage.window.close()
    stage.until(lambda: not stage.window.isVisible())
    article = open_work(stage.folder / "titre.intertitre").work.article
    assert article is not None
    assert article.title == "Un autre titre"


def test_english_window_is_complete(make_stage: Callable[[str], Stage]) -> None:
    english = make_stage("en")
    english.article()
    assert english.window.actions_["write"].text() == "Structure"
    assert "window." not in english.window.review.heading.text()


def test_a_screen_reader_finds_a_name_everywhere(stage: Stage) -> None:
    from PySide6.QtGui import QAccessible
    from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QSpinBox, QTextEdit

    stage.article()
    stage.window.show_settings(True)
    kinds = (QAbstractButton, QComboBox, QLineEdit, QSpinBox, QTextEdit)
    nameless = []
    for widget in (w for kind in kinds for w in stage.window.findChildren(kind)):
        inner = isinstance(widget.parent(), QComboBox | QSpinBox)
        if widget.focusPolicy() == Qt.FocusPolicy.NoFocus or inner or not widget.isVisible():
            continue
        face = QAccessible.queryAccessibleInterface(widget)
        if not face.text(QAccessible.Text.Name).strip():
            nameless.append(f"{type(widget).__name__} {widget.objectName()}")
    assert not nameless


def test_sample_opens_at_a_click(stage: Stage) -> None:
    stage.qtbot.mouseClick(stage.window.welcome.ways[2], Qt.MouseButton.LeftButton)
    stage.until(lambda: stage.desk.work.loaded)
    assert Path(stage.desk.work.loaded[0].origin.content).name == "actualite.txt"


def test_cancel_answers_at_once_and_keeps_what_was_written(stage: Stage) -> None:
    path = stage.folder / "quais.txt"
    path.write_text("Les travaux commenceront le 3 mars sur les quais.", encoding="utf-8")
    stage.drop_files(path)
    stage.until(lambda: stage.desk.work.loaded)
    go_on = threading.Event()

    def slow(_job: object) -> Iterator[Event]:
        yield StageEvent("write")
        yield Delta("## Un début\n\nUne première phrase.")
        go_on.wait(20)
        yield Delta(" Une phrase de trop.")

    stage.desk.session.write = slow  # type: ignore[method-assign]
    window, work = stage.window, stage.desk.work
    QTest.keyClick(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    stage.until(lambda: "première phrase" in window.preview.document().toRawText())
    assert window.actions_["stop"].isVisible()
    assert not window.actions_["write"].isVisible()
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert not stage.desk.orders.dispatcher.busy
    assert window.actions_["write"].isEnabled()
    assert work.article.body == "## Un début\n\nUne première phrase."
    go_on.set()
    stage.qtbot.wait(100)
    assert "de trop" not in window.preview.document().toRawText()
