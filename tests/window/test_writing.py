"""The article is written with its marks hidden: keys, « Format », images, find and replace."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop_app.model import Article
from desktop_app.window.positions import to_qt
from tests.window.test_language import type_keys

if TYPE_CHECKING:
    from tests.window.conftest import Stage

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

_CONTROL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_ALT = Qt.KeyboardModifier.AltModifier
_BODY = (
    "La **ville** de Rochefort 😀 plante un [arbre](https://exemple.fr/arbre).\n\n"
    "## Les quais\n\n"
    "- Un ponton\n- Une *piste*\n\n"
    "Fin du texte.\n"
)


@pytest.fixture
def written(stage: Stage) -> Stage:
    """Give a window with an article, the keyboard in its text."""
    stage.until(lambda: stage.desk.session is not None)
    stage.desk.work.set_article(Article(_BODY, title="Un titre"))
    stage.window.go_to("article")
    stage.until(stage.window.editor.body.hasFocus)
    return stage


def stand(stage: Stage, words: str, shift: int = 0, select: int = 0) -> None:
    """Put the cursor before some words, or select from there."""
    body = stage.window.editor.body
    text = body.text
    start = text.index(words) + shift
    cursor = body.textCursor()
    cursor.setPosition(to_qt(text, start))
    cursor.setPosition(to_qt(text, start + select), QTextCursor.MoveMode.KeepAnchor)
    body.setTextCursor(cursor)


def press(stage: Stage, *keys: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    for key in keys:
        modifiers = modifier or Qt.KeyboardModifier.NoModifier
        QTest.keyClick(stage.window.editor.body, key, modifiers)


def text(stage: Stage) -> str:
    stage.window.editor.flush()
    assert stage.desk.work.article.body == stage.window.editor.body.text
    return stage.window.editor.body.text


def at(stage: Stage) -> str:
    """Give what stands around the cursor."""
    body = stage.window.editor.body
    position = body.selection()[1]
    return f"{body.text[max(position - 4, 0) : position]}|{body.text[position : position + 4]}"


def test_the_cursor_steps_over_hidden_marks_and_gaps(written: Stage) -> None:
    stand(written, "La ")
    press(written, *[Qt.Key.Key_Right] * 3)
    assert at(written) == "La |**vi"
    press(written, Qt.Key.Key_Right)
    assert at(written) == "a **v|ille"[1:] or at(written) == " **v|ille"
    press(written, Qt.Key.Key_Left)
    assert at(written) == "La |**vi"
    press(written, Qt.Key.Key_End)
    press(written, Qt.Key.Key_End)
    stand(written, ").\n\n", 2)
    press(written, Qt.Key.Key_Right)
    assert at(written) == "\n## |Les "
    press(written, Qt.Key.Key_Left)
    assert at(written) == "re).|\n\n##"
    press(written, Qt.Key.Key_Down)
    assert written.window.editor.body.here()[0].kind == "heading"
    press(written, Qt.Key.Key_Down)
    assert written.window.editor.body.here()[0].kind == "bullet"
    press(written, Qt.Key.Key_Up)
    assert written.window.editor.body.here()[0].kind == "heading"
    press(written, Qt.Key.Key_Home)
    assert at(written) == "\n## |Les "


def test_keys_do_what_a_writer_means(written: Stage) -> None:
    stand(written, "ville", 5)
    type_keys(written.window.editor.body, " haute")
    assert text(written).startswith("La **ville haute** de")
    press(written, *[Qt.Key.Key_Backspace] * 6)
    assert text(written) == _BODY
    stand(written, "Les quais", 9)
    press(written, Qt.Key.Key_Return)
    type_keys(written.window.editor.body, "Ici")
    assert "## Les quais\n\nIci\n\n- Un" in text(written)
    stand(written, "Une *piste*", 10)
    press(written, Qt.Key.Key_Return)
    type_keys(written.window.editor.body, "b")
    assert "- Une *piste*\n- b\n\nFin" in text(written)
    press(written, Qt.Key.Key_Return, Qt.Key.Key_Return)
    type_keys(written.window.editor.body, "c")
    assert "- b\n\nc\n\nFin" in text(written)
    stand(written, "## ", 3)
    press(written, Qt.Key.Key_Backspace)
    assert "\n\nLes quais\n\n" in text(written)
    stand(written, "ville", 0, 5)
    press(written, Qt.Key.Key_Delete)
    assert text(written).startswith("La  de Rochefort 😀")
    press(written, Qt.Key.Key_Z, modifier=_CONTROL)
    assert text(written).startswith("La **ville** de Rochefort 😀")


def test_format_commands_are_steps_of_the_one_history(written: Stage) -> None:
    stand(written, "Rochefort", 3)
    press(written, Qt.Key.Key_B, modifier=_CONTROL)
    assert "**Rochefort**" in text(written)
    assert written.window.actions_["bold"].isChecked()
    press(written, Qt.Key.Key_I, modifier=_CONTROL)
    assert "***Rochefort***" in text(written)
    press(written, Qt.Key.Key_Z, modifier=_CONTROL)
    assert "***" not in text(written)
    press(written, Qt.Key.Key_Z, modifier=_CONTROL)
    assert text(written) == _BODY
    stand(written, "Fin", 1)
    press(written, Qt.Key.Key_2, modifier=_CONTROL | _ALT)
    assert "\n\n## Fin du texte.\n" in text(written)
    press(written, Qt.Key.Key_3, modifier=_CONTROL | _ALT)
    assert "\n\n### Fin du texte.\n" in text(written)
    press(written, Qt.Key.Key_0, modifier=_CONTROL | _ALT)
    assert text(written) == _BODY
    stand(written, "Un ponton", 2, 12)
    written.window.actions_["numbers"].trigger()
    assert "\n\n1. Un ponton\n2. Une *piste*\n\n" in text(written)
    written.window.actions_["numbers"].trigger()
    assert "\n\nUn ponton\n\nUne *piste*\n\n" in text(written)
    stand(written, "Fin du", 0)
    press(written, Qt.Key.Key_End)
    type_keys(written.window.editor.body, " ")
    press(written, Qt.Key.Key_B, modifier=_CONTROL)
    type_keys(written.window.editor.body, "Gras")
    press(written, Qt.Key.Key_B, modifier=_CONTROL)
    type_keys(written.window.editor.body, ", non")
    assert text(written).endswith("texte. **Gras**, non\n")


def test_a_link_is_asked_for_in_place(written: Stage) -> None:
    stand(written, "Rochefort", 2)
    press(written, Qt.Key.Key_K, modifier=_CONTROL)
    popover = written.desk.writing.popover
    field = popover.fields["address"]
    written.until(field.hasFocus)
    QTest.keyClicks(field, "exemple.fr/ville")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert "[Rochefort](https://exemple.fr/ville) 😀" in text(written)
    assert written.window.editor.body.hasFocus()
    stand(written, "arbre](", 2)
    press(written, Qt.Key.Key_K, modifier=_CONTROL)
    popover = written.desk.writing.popover
    assert popover.fields["address"].text() == "https://exemple.fr/arbre"
    QTest.keyClick(popover.fields["address"], Qt.Key.Key_Escape)
    assert "[arbre](https://exemple.fr/arbre)" in text(written)
    press(written, Qt.Key.Key_K, modifier=_CONTROL)
    written.qtbot.mouseClick(written.desk.writing.popover.remove, Qt.MouseButton.LeftButton)
    assert "plante un arbre.\n" in text(written)


def test_an_image_is_inserted_and_changed(written: Stage) -> None:
    stand(written, "Les quais", 2)
    written.window.actions_["image"].trigger()
    fields = written.desk.writing.popover.fields
    QTest.keyClicks(fields["subject"], "La cale")
    QTest.keyClicks(fields["alt"], "Une cale au soleil")
    QTest.keyClicks(fields["credit"], "AFP")
    QTest.keyClick(fields["credit"], Qt.Key.Key_Return)
    line = '![Une cale au soleil](la-cale.jpg "Crédit\u00a0: AFP")'
    assert f"## Les quais\n\n{line}\n\n- Un" in text(written)
    written.window.actions_["image"].trigger()
    fields = written.desk.writing.popover.fields
    assert fields["credit"].text() == "AFP"
    fields["alt"].selectAll()
    QTest.keyClicks(fields["alt"], "Une barque")
    QTest.keyClick(fields["alt"], Qt.Key.Key_Return)
    assert '![Une barque](la-cale.jpg "Crédit\u00a0: AFP")' in text(written)
    written.until(lambda: not written.window.preview.filling)
    press(written, Qt.Key.Key_Backspace)
    assert text(written) == _BODY


def test_find_and_replace(written: Stage) -> None:
    body, bar = written.window.editor.body, written.window.editor.find_bar
    stand(written, "La ")
    press(written, Qt.Key.Key_F, modifier=_CONTROL)
    written.until(bar.words.hasFocus)
    QTest.keyClicks(bar.words, "un")
    assert bar.count.text() == "1 sur 3"
    assert body.textCursor().selectedText() == "un"
    QTest.keyClick(bar.words, Qt.Key.Key_Return)
    assert bar.count.text() == "2 sur 3"
    QTest.keyClick(bar.words, Qt.Key.Key_F3, _SHIFT)
    assert bar.count.text() == "1 sur 3"
    written.qtbot.mouseClick(bar.options["word"], Qt.MouseButton.LeftButton)
    assert bar.count.text() == "1 sur 2"
    QTest.keyClick(bar.words, Qt.Key.Key_Escape)
    assert not bar.isVisible()
    assert body.hasFocus()
    press(written, Qt.Key.Key_H, modifier=_CONTROL)
    bar.words.selectAll()
    QTest.keyClicks(bar.words, "ville")
    QTest.keyClicks(bar.new, "bourg")
    QTest.keyClick(bar.new, Qt.Key.Key_Return)
    assert text(written).startswith("La **bourg** de")
    bar.words.selectAll()
    QTest.keyClicks(bar.words, "e")
    count = bar.count.text().rpartition(" ")[2]
    bar.new.selectAll()
    QTest.keyClicks(bar.new, "E")
    bar.options["case"].click()
    bar.options["word"].click()
    before = text(written)
    written.qtbot.mouseClick(bar.replace_all, Qt.MouseButton.LeftButton)
    assert bar.count.text().endswith("remplacements")
    assert count
    after = text(written)
    assert "https://exemple.fr/arbre" in after
    assert after.count("E") > 8
    written.window.actions_["undo"].trigger()
    assert text(written) == before


def test_marks_are_shown_at_a_switch_and_this_is_remembered(written: Stage) -> None:
    body = written.window.editor.body
    hidden = body.viewport().grab().toImage()
    written.window.actions_["marks"].trigger()
    assert body.marks_shown
    assert body.viewport().grab().toImage() != hidden
    stand(written, "**ville", 1)
    assert at(written) == "La *|*vil"
    press(written, Qt.Key.Key_Backspace)
    assert text(written).startswith("La *ville**")
    written.until(lambda: written.desk.session.settings.show_marks)
    assert written.desk.work.article.body.startswith("La *ville**")


def test_what_is_copied_reads_well_elsewhere(written: Stage) -> None:
    body = written.window.editor.body
    stand(written, "La ", 0, len("La **ville** de"))
    body.copy()
    clipboard = QApplication.clipboard()
    assert clipboard.text() == "La ville de"
    assert "<strong>ville</strong>" in clipboard.mimeData().html()
    press(written, Qt.Key.Key_End, modifier=_CONTROL)
    press(written, Qt.Key.Key_V, modifier=_CONTROL)
    assert text(written).rstrip().endswith("Fin du texte.La **ville** de")
    mime = QMimeData()
    mime.setHtml("<h2>Un titre</h2><p>Du <b>gras</b> et un <a href='https://a.fr'>lien</a></p>")
    clipboard.setMimeData(mime)
    stand(written, "Les quais", 9)
    press(written, Qt.Key.Key_V, modifier=_CONTROL)
    pasted = "## Un titre\n\nDu **gras** et un [lien](https://a.fr)"
    assert f"## Les quais\n\n{pasted}\n\n- Un ponton" in text(written)
    stand(written, "quais\n", 0, 5)
    press(written, Qt.Key.Key_X, modifier=_CONTROL)
    assert clipboard.text() == "quais"
    assert "## Les\n\n## Un titre" in text(written).replace("Les \n", "Les\n")
