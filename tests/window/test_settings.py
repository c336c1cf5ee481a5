"""The settings panel: keywords as chips, suggestions with reasons, what is folded away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop_app.model import WantedHeading, WantedLink, WantedTerm
from desktop_app.settings import load_settings

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from tests.window.conftest import Stage


def _type(field: QWidget, text: str) -> None:
    field.setFocus()
    for number, line in enumerate(text.split("\n")):
        if number:
            QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
        QTest.keyClicks(QApplication.focusWidget(), line)


def test_keywords_are_typed_pasted_taken_out_and_up(stage: Stage) -> None:
    stage.article()
    window, work = stage.window, stage.desk.work
    window.show_settings(True)
    chips = window.settings.keywords
    _type(chips, "berges,")
    _type(chips, "Charente (2)")
    QTest.keyClick(chips.entry, Qt.Key.Key_Return)
    assert chips.value() == (WantedTerm("berges"), WantedTerm("Charente", 2))
    QGuiApplication.clipboard().setText("• pistes cyclables\t9\n• berges\n• pontons (1 à 2)\n")
    QTest.keyClick(chips.entry, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert chips.words() == (
        *("berges", "Charente (2)", "pistes cyclables (9)", "pontons (max 2)"),
    )
    stage.until(lambda: "pontons" in work.brief.keywords)
    assert WantedTerm("pistes cyclables", 9) in work.brief.demands.terms
    QTest.keyClick(chips.entry, Qt.Key.Key_Backspace)
    assert len(chips.words()) == 3
    QTest.keyClick(chips.entry, Qt.Key.Key_Left)
    assert chips.chips[-1].hasFocus()
    QTest.keyClick(chips.chips[-1], Qt.Key.Key_Left)
    QTest.keyClick(chips.chips[1], Qt.Key.Key_Delete)
    assert chips.words() == ("berges", "pistes cyclables (9)")
    assert chips.chips[1].hasFocus()
    QTest.keyClick(chips.chips[1], Qt.Key.Key_Return)
    assert chips.entry.text() == "pistes cyclables (9)"
    assert chips.entry.hasFocus()
    cross = chips.chips[0].cross().center()
    stage.qtbot.mouseClick(chips.chips[0], Qt.MouseButton.LeftButton, pos=cross)
    stage.until(lambda: work.brief.keywords == ("pistes cyclables",))

    def rare() -> list[str]:
        found = work.assessment.findings if work.assessment else ()
        return next((f.params.get("missing", []) for f in found if f.id == "brief.keywords"), [])

    stage.until(lambda: [word[-3:] for word in rare()] == ["/9)"])


def test_a_long_list_shows_its_beginning(stage: Stage) -> None:
    stage.article()
    stage.window.show_settings(True)
    chips = stage.window.settings.keywords
    QGuiApplication.clipboard().setText("\n".join(f"mot {n} (2)" for n in range(50)))
    chips.setFocus()
    QTest.keyClick(chips.entry, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert len(chips.words()) == 50
    assert len(chips.chips) == 12
    assert "38" in chips.more.text()
    stage.qtbot.mouseClick(chips.more, Qt.MouseButton.LeftButton)
    assert len(chips.chips) == 50


def test_suggested_keyphrases_come_with_their_reason(stage: Stage) -> None:
    stage.article()
    stage.window.show_settings(True)
    field = stage.window.settings.keyphrase
    stage.until(field.choice.count)
    stage.until(lambda: field.why.text())
    assert "paragraphe" in field.choice.itemData(0, Qt.ItemDataRole.AccessibleTextRole)
    _type(field, "x")
    field.phrase.selectAll()
    QTest.keyClicks(field.phrase, "arsenal")
    stage.until(lambda: field.why.text() == "Dans 2 paragraphes, dès le premier")
    field.phrase.selectAll()
    QTest.keyClicks(field.phrase, "baleine")
    stage.until(lambda: field.why.text() == "Absent de la source")
    assert stage.desk.work.brief.keyphrase == "baleine"


def test_more_settings_are_asked_and_checked(stage: Stage) -> None:
    stage.article()
    window, work = stage.window, stage.desk.work
    window.show_settings(True)
    more = window.settings.more
    assert not more.inside.isVisible()
    stage.qtbot.mouseClick(more.fold, Qt.MouseButton.LeftButton)
    assert more.inside.isVisible()
    fields = more.fields
    _type(fields["audience"], "habitants")  # type: ignore[arg-type]
    _type(fields["headings"], "Un calendrier\nH3 Suite")  # type: ignore[arg-type]
    _type(fields["forbidden"], "pontons,")  # type: ignore[arg-type]
    _type(fields["links"], "devis -> https://a.example/d\nsans adresse")  # type: ignore[arg-type]
    _type(fields["brands"], "Rochefort,")  # type: ignore[arg-type]
    person = fields["person"]
    person.setFocus()  # type: ignore[attr-defined]
    QTest.keyClick(person, Qt.Key.Key_Down)  # type: ignore[call-overload]
    assert "sans adresse" in fields["links"].fault.text()  # type: ignore[attr-defined]
    stage.until(lambda: work.brief.demands.person == "vous")
    stage.until(lambda: work.brief.demands.brands == ("Rochefort",))
    asked = work.brief.demands
    assert work.brief.audience == "habitants"
    assert asked.headings == (WantedHeading("Un calendrier"), WantedHeading("Suite", 3))
    assert asked.forbidden == ("pontons",)
    assert asked.links == (WantedLink("devis", "https://a.example/d"),)
    assert "6" in more.fold.text()

    def ids() -> set[str]:
        return {f.id for f in work.assessment.findings} if work.assessment else set()

    wanted = {"brief.forbidden", "brief.links", "brief.brands", "brief.person"}
    stage.until(lambda: wanted <= ids())


def test_yoast_s_way_of_counting_is_a_switch_and_is_remembered(stage: Stage) -> None:
    stage.article()
    window, work = stage.window, stage.desk.work
    assert window.settings.like_yoast.isChecked()
    before = work.assessment
    window.show_settings(True)
    window.settings.more.unfold(True)
    switch = window.settings.like_yoast
    stage.qtbot.mouseClick(switch, Qt.MouseButton.LeftButton, pos=switch.rect().center() / 4)
    stage.until(lambda: not switch.isChecked())
    stage.until(lambda: work.assessment is not before and not stage.desk.orders.dispatcher.busy)
    assert stage.desk.session.settings.like_yoast is False
    assert load_settings(stage.folder / "set").like_yoast is False
