"""The small parts: positions, history, groups, following, lengths, a second start."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QObject
from PySide6.QtGui import QTextDocument
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from desktop_app.document import parse
from desktop_app.model import Article, Finding, Length, Where
from desktop_app.window.brief.length_field import LengthField
from desktop_app.window.history import History
from desktop_app.window.instance import Instance, hand_over
from desktop_app.window.positions import from_qt, plain_of, to_qt
from desktop_app.window.preview import Preview
from desktop_app.window.review_items import grouped

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from desktop_app.messages import Messages

BODY = (
    "Un *premier* paragraphe 😀 avec **gras** & signes.\n\n## Un intertitre\n\n"
    "- une puce\n- une [autre](https://exemple.fr)\n\n> « Une citation »\n\n"
    "| a | b |\n| --- | --- |\n| un | deux |\n\n![un quai](quai.jpg)\n\nLa fin du texte.\n"
)


@given(st.text(max_size=60), st.integers(0, 60))
def test_positions_go_there_and_back(text: str, position: int) -> None:
    position = min(position, len(text))
    assert from_qt(text, to_qt(text, position)) == position
    assert to_qt(text, len(text)) == sum(2 if ord(char) > 0xFFFF else 1 for char in text)


def test_no_break_spaces_survive_the_editor(qapp: QApplication) -> None:
    document = QTextDocument()
    document.setPlainText("« 12 % »\u202f!\n\nfin".replace(" ", "\u00a0"))
    assert plain_of(document) == "«\u00a012\u00a0%\u00a0»\u202f!\n\nfin"


@pytest.fixture
def preview(qtbot: QtBot, application: QApplication, messages: Messages) -> Preview:
    shown = Preview(messages, None)  # type: ignore[arg-type]
    qtbot.addWidget(shown)
    shown.resize(500, 300)
    shown.show()
    qtbot.waitExposed(shown)
    return shown


@pytest.mark.parametrize(
    "words", ["premier", "😀", "gras", "intertitre", "puce", "autre", "citation", "deux", "fin"]
)
def test_a_place_of_the_body_is_found_in_the_preview(
    preview: Preview, qtbot: QtBot, words: str
) -> None:
    preview.show_article(Article(body=BODY, title="Le titre"))
    start = BODY.index(words)
    preview.show_place(Where(start, start + len(words)))
    qtbot.waitUntil(lambda: bool(preview.extraSelections()))
    spots = preview.extraSelections()
    assert spots[0].cursor.selectedText() == words


def test_growing_text_ends_as_the_whole_would(preview: Preview, qtbot: QtBot) -> None:
    preview.begin_writing()
    for place in range(0, len(BODY), 7):
        preview.append(BODY[place : place + 7])
        if place % 21 == 0:
            preview._render()
    qtbot.waitUntil(lambda: not preview.filling)
    grown = preview.document().toRawText()
    preview.refresh()
    qtbot.waitUntil(lambda: not preview.filling)
    assert preview.document().toRawText() == grown
    assert len(preview._laid.wanted) == len([b for b in parse(BODY).blocks if b.html])


def test_the_preview_follows_until_the_user_scrolls(preview: Preview, qtbot: QtBot) -> None:
    preview.begin_writing()
    bar = preview.verticalScrollBar()

    def grow() -> None:
        preview.append("Encore un paragraphe qui prend de la place.\n\n" * 8)
        qtbot.waitUntil(lambda: not preview.filling)

    grow()
    grow()
    assert preview.following
    assert bar.value() == bar.maximum() > 0
    bar.setValue(40)
    assert not preview.following
    grow()
    assert bar.value() == 40


def test_another_theme_leaves_the_preview_its_margins(preview: Preview, qtbot: QtBot) -> None:
    preview.show_article(Article(body="Un paragraphe.", title="Un titre"))
    qtbot.waitUntil(lambda: not preview.filling)
    before = preview.document().rootFrame().frameFormat().leftMargin()
    preview.refresh()
    qtbot.waitUntil(lambda: not preview.filling)
    assert before > 0
    assert preview.document().rootFrame().frameFormat().leftMargin() == before


def test_history_is_one_for_text_and_fields() -> None:
    history: History[Article | None] = History(None)
    history.record(Article(body="un"), "whole", 0.0)
    for moment, body in ((5.0, "un d"), (5.2, "un de"), (5.4, "un deu"), (9.0, "un deux")):
        history.record(Article(body=body), "typing body", moment, merge=True)
    history.record(Article(body="un deux", slug="un"), "typing slug", 9.1, merge=True)
    undone = [history.undo() for _ in range(5)]
    assert [a.body if a else None for a in undone] == ["un deux", "un deu", "un", None, None]
    assert not history.can_undo
    redone = history.redo()
    assert redone is not None
    assert redone.body == "un"


def test_groups_put_what_needs_action_first() -> None:
    findings = (
        Finding("seo.images", "good"),
        Finding("seo.title_width", "problem"),
        Finding("seo.internal_links", "improve"),
        Finding("grammar.X", "not_checked"),
    )
    brief, seo, _, facts, language = grouped(findings)
    assert [f.status for f in seo.findings] == ["problem", "improve", "good"]
    assert (seo.good, seo.judged, seo.status) == (1, 3, "problem")
    assert (brief.judged, facts.status, language.status) == (0, "not_checked", "not_checked")


@pytest.mark.parametrize(
    "length", [Length(700), Length(None, 900), Length(700, 1000), Length(630, 770)]
)
def test_a_length_is_shown_as_it_is_said(
    qapp: QApplication, messages: Messages, length: Length
) -> None:
    field = LengthField(messages)
    field.show_value(length)
    assert field.value() == length


def test_a_second_start_hands_its_files_over(qtbot: QtBot, tmp_path: Path) -> None:
    owner = QObject()
    name = f"intertitre-test-{tmp_path.name}-{id(owner)}"
    assert hand_over(name, ["a.txt"]) == "nobody"
    first = Instance(name, owner)
    # In a process of its own: a socket that waits keeps the interpreter to itself.
    code = "import sys; from desktop_app.window.instance import hand_over as h; "
    code += "print(h(sys.argv[1], sys.argv[2:]))"
    command = [sys.executable, "-c", code, name, "a.txt", "é.md"]
    with (
        qtbot.waitSignal(first.received, timeout=20_000) as caught,
        subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as second,
    ):
        qtbot.waitUntil(lambda: second.poll() is not None, timeout=20_000)
        assert second.stdout is not None
        assert second.stdout.read().strip() == "taken"
    assert caught.args == [[Path("a.txt").absolute(), Path("é.md").absolute()]]
    first.close()


def test_a_stale_socket_is_no_obstacle(qtbot: QtBot, tmp_path: Path) -> None:
    owner = QObject()
    name = str(tmp_path / "stale")
    Path(name).write_text("")
    assert hand_over(name, []) == "nobody"
    instance = Instance(name, owner)
    assert instance.listening
    instance.close()


def test_a_stranger_who_sends_rubbish_is_ignored(qtbot: QtBot, tmp_path: Path) -> None:
    owner = QObject()
    instance = Instance(str(tmp_path / "s"), owner)
    received: list[object] = []
    instance.received.connect(received.append)
    socket = QLocalSocket()
    socket.connectToServer(str(tmp_path / "s"), QLocalSocket.OpenModeFlag.ReadWrite)
    assert socket.waitForConnected(1000)
    socket.write(b'{"files": 3}\n[\n')
    socket.flush()
    qtbot.wait(50)
    assert not received
    socket.abort()
    instance.close()
    QLocalServer.removeServer(str(tmp_path / "s"))
