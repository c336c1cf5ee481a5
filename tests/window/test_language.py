"""Language in the window: underlines while typing, mending from the keyboard, one history."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from desktop_app.document import parse
from desktop_app.model import Article, Where
from desktop_app.window.alternatives import next_field, next_heading
from desktop_app.window.drift import Drift
from desktop_app.window.positions import to_qt

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from desktop_app.languagetool.checker import GrammarChecker
    from desktop_app.model import Finding
    from desktop_app.window.underlines import Marked
    from tests.window.conftest import Stage

# Without a screen there is nobody to take the keyboard from.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def marks(stage: Stage) -> list[str]:
    return [mark.words for mark in stage.window.editor.underlines.marks]


def lively(stage: Stage) -> None:
    """Wait until the underlines are those of the text as it stands."""
    stage.until(lambda: not stage.desk.live.busy and not stage.window.editor.pending)


def put_cursor(stage: Stage, words: str, shift: int = 1) -> None:
    body = stage.window.editor.body
    text = stage.desk.work.article.body
    cursor = QTextCursor(body.document())
    cursor.setPosition(to_qt(text, text.index(words) + shift))
    body.setTextCursor(cursor)
    stage.window.activateWindow()
    body.setFocus()
    stage.until(body.hasFocus)


def type_keys(widget: QWidget, words: str) -> None:
    """Send a key for each character; QTest's own keys are ASCII only."""
    for char in words:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, char)
            QApplication.sendEvent(widget, event)


def type_first(stage: Stage, words: str) -> None:
    """Type words at the head of the article."""
    stage.window.go_to("article")
    body = stage.window.editor.body
    body.moveCursor(QTextCursor.MoveOperation.Start)
    type_keys(body, words)
    stage.until(lambda: stage.desk.work.article.body.startswith(words.rstrip()))
    lively(stage)


def open_menu(stage: Stage) -> QMenu:
    QTest.keyClick(stage.window.editor.body, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    menu = stage.desk.mending.menu
    assert menu is not None
    stage.until(menu.isVisible)
    return menu


def choose(menu: QMenu, words: str) -> None:
    """Go down to an entry with the arrow key, and take it."""
    for _ in menu.actions():
        active = menu.activeAction()
        if active is not None and active.text() == words:
            break
        QTest.keyClick(menu, Qt.Key.Key_Down)
    assert menu.activeAction().text() == words
    QTest.keyClick(menu, Qt.Key.Key_Return)


def finding_of(stage: Stage, rule: str) -> Finding:
    found = stage.desk.work.assessment.findings
    return next(finding for finding in found if finding.id == rule)


def test_a_typed_fault_is_underlined_and_mended_from_the_keyboard(stage: Stage) -> None:
    stage.article()
    before = stage.desk.work.article
    type_first(stage, "Oui 😀😀 toi , ")
    editor = stage.window.editor
    (mark,) = [m for m in editor.underlines.marks if m.finding.id == "typography.comma_space"]
    assert (mark.start, mark.end) == (12, 13)
    put_cursor(stage, " ,", 0)
    menu = open_menu(stage)
    assert any(not action.isEnabled() and action.text() for action in menu.actions())
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert stage.desk.work.article.body == "Oui 😀😀 toi, " + before.body
    lively(stage)
    rules = {one.finding.id for one in editor.underlines.marks}
    assert "typography.comma_space" not in rules
    put_cursor(stage, "Oui")
    QTest.keyClick(editor.body, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert stage.desk.work.article.body == "Oui 😀😀 toi , " + before.body


def test_a_right_click_offers_ignoring_and_the_work_remembers(stage: Stage) -> None:
    stage.article()
    type_first(stage, "Une idée... ")
    editor, work = stage.window.editor, stage.desk.work
    assert "..." in marks(stage)
    put_cursor(stage, "...")
    box = editor.body.cursorRect()
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Mouse,
        box.center(),
        editor.body.viewport().mapToGlobal(box.center()),
    )
    QApplication.sendEvent(editor.body.viewport(), event)
    menu = stage.desk.mending.menu
    words = [action.text() for action in menu.actions() if action.text()]
    assert "…" in words
    choose(menu, "Ignorer")
    assert work.accepted == {"typography.ellipsis|..."}
    lively(stage)
    assert "..." not in marks(stage)
    assert work.article.body.startswith("Une idée... ")
    stage.desk.recovery.keep()
    stage.settled()
    stage.until(lambda: not any(f.id == "typography.ellipsis" for f in work.assessment.findings))
    journal = stage.desk.session.folders.journal
    stage.until(lambda: list(journal.glob("*.journal")))
    stage.until(
        lambda: any("typography.ellipsis" in p.read_text() for p in journal.glob("*.journal"))
    )


def test_a_finding_is_mended_in_the_panel_wherever_its_words_have_gone(stage: Stage) -> None:
    stage.article()
    type_first(stage, "Une chose , oui ")
    stage.until(
        lambda: any(f.id == "typography.comma_space" for f in stage.desk.work.assessment.findings)
    )
    stage.settled()
    review, work = stage.window.review, stage.desk.work
    for _ in range(30):
        QTest.keyClick(stage.window, Qt.Key.Key_F8)
        if review.current.id == "typography.comma_space":
            break
    assert review.current.id == "typography.comma_space"
    count = review.to_do
    work.edit("body", "Voici. " + work.article.body, "test")
    (button,) = [b for b in review.suggestions.buttons if b.text() == "Supprimer"]
    stage.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert work.article.body.startswith("Voici. Une chose, oui ")
    assert review.to_do == count - 1
    work.undo()
    assert work.article.body.startswith("Voici. Une chose , oui ")


def test_results_that_an_edit_has_overtaken_are_dropped(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.article()
    lively(stage)
    session = stage.desk.session
    check, asked, go_on = session.check_blocks, threading.Event(), threading.Event()

    def slow(article: Article, *rest: object) -> Iterator[object]:
        for found in check(article, *rest):
            if "..." in article.body:
                asked.set()
                go_on.wait(10)
            yield found

    monkeypatch.setattr(session, "check_blocks", slow)
    body = stage.window.editor.body
    stage.window.go_to("article")
    body.moveCursor(QTextCursor.MoveOperation.Start)
    type_keys(body, "Une idée... ")
    stage.until(asked.is_set)
    for _ in range(len("... ")):
        QTest.keyClick(body, Qt.Key.Key_Backspace)
    go_on.set()
    stage.until(lambda: stage.desk.work.article.body.startswith("Une idéeLa"))
    lively(stage)
    assert "..." not in marks(stage)
    assert all(
        stage.window.editor.underlines.place(mark) is not None
        for mark in stage.window.editor.underlines.marks
    )


def test_safe_corrections_are_one_step(stage: Stage) -> None:
    stage.article()
    type_first(stage, "Il dort... Elle rit ,  puis part. ")
    work = stage.desk.work
    stage.until(lambda: any(f.id == "typography.ellipsis" for f in work.assessment.findings))
    stage.settled()
    faulty = work.article
    stage.window.actions_["fix_safe"].trigger()
    stage.until(lambda: work.article.body.startswith("Il dort… Elle rit, puis part. "))
    assert stage.window.notice.isVisible()
    stage.qtbot.mouseClick(stage.window.notice.choices[0], Qt.MouseButton.LeftButton)
    assert work.article.body == faulty.body


def test_open_points_are_said_once_before_an_export(stage: Stage) -> None:
    stage.article()
    stage.settled()
    stage.desktop.target = stage.folder / "article.md"
    count = stage.window.review.to_do
    assert count
    stage.window.actions_["export_md"].trigger()
    assert str(count) in stage.window.notice.sentence.text()
    assert not stage.desktop.target.exists()
    see = stage.window.notice.choices[1]
    stage.qtbot.mouseClick(see, Qt.MouseButton.LeftButton)
    assert stage.window.review.tree.hasFocus()
    stage.window.actions_["export_md"].trigger()
    stage.until(stage.desktop.target.exists)


def test_a_point_that_is_meant_informs_only(stage: Stage) -> None:
    stage.article()
    review, work = stage.window.review, stage.desk.work
    QTest.keyClick(stage.window, Qt.Key.Key_F8)
    meant, count = review.current, review.to_do
    (accept,) = [b for b in review.suggestions.buttons if b.text() == "C’est voulu"]
    accept.setFocus()
    QTest.keyClick(accept, Qt.Key.Key_Space)
    assert review.to_do == count - 1
    stage.until(lambda: stage.desk.orders.dispatcher.busy)
    stage.settled()
    assert review.to_do == count - 1
    (now,) = [f for f in work.assessment.findings if f.id == meant.id and f.where == meant.where]
    assert now.status == "info"
    assert now.message_id == meant.message_id


def test_ignoring_and_accepting_can_be_undone(stage: Stage) -> None:
    stage.article()
    type_first(stage, "Une idée... ")
    work = stage.desk.work
    put_cursor(stage, "...")
    choose(open_menu(stage), "Ignorer")
    assert work.accepted == {"typography.ellipsis|..."}
    lively(stage)
    assert "..." not in marks(stage)
    put_cursor(stage, "Une")
    body = stage.window.editor.body
    QTest.keyClick(body, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert work.accepted == frozenset()
    assert work.article.body.startswith("Une idée... ")
    lively(stage)
    stage.until(lambda: "..." in marks(stage))
    stage.window.actions_["redo"].trigger()
    assert work.accepted == {"typography.ellipsis|..."}
    stage.until(lambda: not stage.desk.live.busy and "..." not in marks(stage))
    stage.settled()


def test_another_title_and_heading_are_steps_of_the_history(stage: Stage) -> None:
    stage.article()
    window, work = stage.window, stage.desk.work
    first = work.article
    others = first.alternatives["title"]
    window.go_to("article")
    window.editor.title.setFocus()
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(window.editor.title, Qt.Key.Key_P, keys)
    assert work.article.title == others[0]
    assert (work.article.slug, work.article.standfirst) == (first.slug, first.standfirst)
    for _ in others:
        stage.desk.proposals.title.trigger()
    assert work.article.title == first.title
    headings = [b.plain for b in parse(first.body).headings()]
    heading = next(words for words in headings if first.alternatives.get(words))
    put_cursor(stage, heading)
    QTest.keyClick(window.editor.body, Qt.Key.Key_P, keys)
    new = first.alternatives[heading][0]
    assert f"## {new}" in work.article.body
    assert heading not in [b.plain for b in parse(work.article.body).headings()]
    work.undo()
    assert work.article.body == first.body


def test_candidates_come_round_again() -> None:
    article = Article(
        "# Un titre & [lien]\n\nTexte.\n\n## Deux\n\nFin.\n",
        alternatives={"Deux": ("Trois *étoiles*", "Quatre"), "meta_description": ("b",)},
        meta_description="a",
    )
    place = article.body.index("Deux")
    turned = next_heading(article, place)
    assert [b.plain for b in parse(turned.body).headings(2)] == ["Trois *étoiles*"]
    turned = next_heading(next_heading(turned, place), place)
    assert turned.body == article.body
    assert next_heading(article, article.body.index("Texte")) is None
    assert next_field(next_field(article, "meta_description"), "meta_description") == article
    assert next_field(article, "title") is None


@given(
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 6), st.text(max_size=5)), max_size=6),
    st.integers(0, 30),
    st.integers(1, 8),
)
def test_a_place_follows_its_words_or_is_lost(
    edits: list[tuple[int, int, str]], start: int, size: int
) -> None:
    text = "Le 😀 chat gris dort près du feu, puis il s’en va."
    drift = Drift()
    drift.checked(Article(text))
    where = Where(start, min(start + size, len(text)))
    words = text[where.start : where.end]
    for at, removed, added in edits:
        text = text[:at] + added + text[at + removed :]
        drift.changed(Article(text))
    now = drift.now(where)
    assert now is None or text[now.start : now.end] == words


@pytest.fixture(scope="session")
def ready_checker(grammar_checker: GrammarChecker) -> GrammarChecker:
    grammar_checker.start()
    grammar_checker.wait()
    return grammar_checker


@pytest.fixture
def speaking(
    ready_checker: GrammarChecker, make_stage: Callable[..., Stage], monkeypatch: pytest.MonkeyPatch
) -> Stage:
    monkeypatch.setattr("desktop_app.language.GrammarChecker", lambda **_: ready_checker)
    monkeypatch.setattr("desktop_app.language.Language.close", lambda _self: None)
    stage = make_stage()
    stage.desk.grammar = True
    return stage


@pytest.mark.xdist_group("languagetool")
def test_with_the_real_engine(speaking: Stage) -> None:
    stage = speaking
    stage.article()
    type_first(stage, "😀 Les enfant jouent au bord de la rivvière. ")
    work, editor = stage.desk.work, stage.window.editor
    found: dict[str, Marked] = {mark.words: mark for mark in editor.underlines.marks}
    assert {"enfant", "rivvière"} <= {word.rpartition(" ")[2] for word in found}
    assert found["rivvière"].finding.params["kind"] == "spelling"
    assert not {"Castagnet", "Hélène"} & set(found)
    put_cursor(stage, "rivvière")
    choose(open_menu(stage), "rivière")
    assert "au bord de la rivière." in work.article.body
    lively(stage)
    put_cursor(stage, "enfant")
    choose(open_menu(stage), "Les enfants")
    assert work.article.body.startswith("😀 Les enfants jouent au bord de la rivière.")
    lively(stage)
    assert not {"enfants", "rivière"} & set(marks(stage))
    type_first(stage, "Un zougloutte passe. ")
    assert "zougloutte" in marks(stage)
    put_cursor(stage, "zougloutte")
    choose(open_menu(stage), "Ajouter au dictionnaire")
    stage.until(lambda: not stage.desk.live.busy and "zougloutte" not in marks(stage))
    folder = stage.desk.session.folders.settings
    stage.until(
        lambda: any("zougloutte" in path.read_text("utf-8") for path in folder.glob("*.txt"))
    )


def test_underlines_are_drawn_where_the_words_are(stage: Stage) -> None:
    stage.article()
    type_first(stage, "Une idée... ")
    editor = stage.window.editor
    editor.body.setExtraSelections([])
    drawn = editor.body.viewport().grab().toImage()
    editor.underlines.clear()
    bare = editor.body.viewport().grab().toImage()
    text = stage.desk.work.article.body
    cursor = QTextCursor(editor.body.document())
    cursor.setPosition(to_qt(text, text.index("...")))
    box = editor.body.cursorRect(cursor)
    changed = [
        QPoint(x, y)
        for x in range(bare.width())
        for y in range(0, min(bare.height(), box.bottom() + 12))
        if drawn.pixel(x, y) != bare.pixel(x, y)
    ]
    ratio = drawn.devicePixelRatio()
    assert changed
    assert all(abs(p.x() / ratio - box.left()) < 40 for p in changed)
