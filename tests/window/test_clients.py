"""Clients' profiles: made, renamed, copied, taken away; chosen, applied, kept between launches."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import docx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop_app.settings import Profile, Settings, load_settings, save_settings

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QAbstractButton, QComboBox

    from desktop_app.window.preferences.clients_page import ClientsPage
    from tests.window.conftest import Stage

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
ROCHEFORT = Profile(
    "Rochefort", "edition", "vous", ("Rochefort-Océan",), " | Rochefort", "expert",
    "les riverains", ("pontons",), "www.rochefort.example",
)  # fmt: skip


def _kept(stage: Stage) -> Settings:
    return load_settings(stage.folder / "set")


def _page(stage: Stage) -> ClientsPage:
    stage.until(lambda: stage.desk.ai.settings)
    stage.desk.ai.show_preferences("clients")
    assert stage.desk.ai.preferences is not None
    return stage.desk.ai.preferences.clients


def _click(stage: Stage, button: QAbstractButton) -> None:
    stage.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def _choose(field: QComboBox, words: str) -> None:
    """Choose an entry with the keyboard."""
    field.setFocus()
    for _ in range(field.count()):
        if field.currentText() == words:
            return
        QTest.keyClick(field, Qt.Key.Key_Down)


def _pick(field: QComboBox, words: str) -> None:
    """Choose an entry out of the open list with the keyboard."""
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Down)
    view = field.view()
    assert view.isVisible()
    for _ in range(field.count()):
        if view.currentIndex().data() == words:
            break
        key = Qt.Key.Key_Up if words == "Aucun" else Qt.Key.Key_Down
        QTest.keyClick(view, key)
    QTest.keyClick(view, Qt.Key.Key_Return)


def test_a_client_is_made_named_copied_taken_away_and_brought_back(stage: Stage) -> None:
    page = _page(stage)
    assert not page.called.isEnabled()
    _click(stage, page.new)
    stage.until(lambda: page.called.hasFocus() and page.called.text() == "Nouveau client")
    QTest.keyClicks(page.called, "Rochefort")
    QTest.keyClick(page.called, Qt.Key.Key_Return)
    stage.until(lambda: [p.name for p in _kept(stage).profiles] == ["Rochefort"])
    _choose(page.fields["tone"], "Expert")  # type: ignore[arg-type]
    _choose(page.fields["person"], "Vous")  # type: ignore[arg-type]
    for name, text in (
        *(("audience", "les riverains"), ("site", "www.rochefort.example")),
        ("site_suffix", "| Rochefort"),
        *(("brand_spellings", "Rochefort-Ocean,"), ("forbidden", "pontons,")),
    ):
        field = page.fields[name]
        QTest.keyClicks(getattr(field, "entry", field), text)
    stage.until(lambda: _kept(stage).profiles[0].forbidden == ("pontons",))
    kept = _kept(stage)
    assert kept.profile == "Rochefort"
    assert kept.profiles[0] == Profile(
        "Rochefort", "web", "vous", ("Rochefort-Ocean",), " | Rochefort", "expert",
        "les riverains", ("pontons",), "www.rochefort.example",
    )  # fmt: skip
    _click(stage, page.copy)
    stage.until(lambda: len(_kept(stage).profiles) == 2)
    assert _kept(stage).profiles[1].name == "Rochefort (copie)"
    stage.until(lambda: page.called.text() == "Rochefort (copie)")
    _click(stage, page.remove)
    stage.until(lambda: len(_kept(stage).profiles) == 1)
    stage.until(page.restore.isVisible)
    _click(stage, page.restore)
    stage.until(lambda: [p.name for p in _kept(stage).profiles][1:] == ["Rochefort (copie)"])
    client = stage.window.settings.client
    assert [client.itemText(n) for n in range(3)] == ["Aucun", "Rochefort", "Rochefort (copie)"]


def test_a_client_chosen_on_the_panel_is_asked_checked_and_remembered(
    make_stage: Callable[[], Stage], tmp_path: Path
) -> None:
    save_settings(Settings(profiles=(ROCHEFORT, Profile("Autre"))), tmp_path / "set")
    stage = make_stage()
    stage.article()
    window, work = stage.window, stage.desk.work
    settings = window.settings
    window.show_settings(True)
    stage.until(lambda: settings.client.count() > 3)
    assert settings.client.currentText() == "Aucun"
    _pick(settings.client, "Rochefort")
    stage.until(lambda: work.brief.tone == "expert")
    assert settings.more.fields["audience"].value() == "les riverains"
    assert settings.rows["tone"].mark.text() == "d’après le client"

    def ids() -> dict[str, str]:
        found = work.assessment.findings if work.assessment else ()
        return {f.id: f.status for f in found}

    stage.until(lambda: {"brief.forbidden", "brief.brands", "brief.person"} <= set(ids()))
    stage.until(lambda: "rochefort.example" in window.google._address.text())
    again = make_stage()
    again.article()
    assert again.window.settings.client.currentText() == "Rochefort"
    assert again.desk.work.brief.tone == "expert"
    _pick(again.window.settings.client, "Aucun")
    again.until(lambda: again.desk.work.brief.tone == "presse")
    assert again.window.settings.more.fields["forbidden"].value() == ()


def test_a_client_is_made_of_what_the_panel_shows(stage: Stage) -> None:
    stage.article()
    settings = stage.window.settings
    stage.window.show_settings(True)
    _choose(settings.tone, "Proche")
    settings.more.unfold(True)
    _choose(settings.more.fields["person"], "Tu")  # type: ignore[arg-type]
    stage.until(lambda: stage.desk.work.brief.demands.person == "tu")
    _pick(settings.client, "Nouveau client d’après ces réglages…")
    stage.until(lambda: _kept(stage).profiles)
    made = _kept(stage).active_profile
    assert made is not None
    assert (made.tone, made.person) == ("proche", "tu")
    stage.until(lambda: stage.desk.ai.preferences)
    page = stage.desk.ai.preferences.clients
    stage.until(lambda: page.called.text() == "Nouveau client")
    stage.until(lambda: settings.client.currentText() == "Nouveau client")


def test_tone_and_length_chosen_once_stay(make_stage: Callable[[], Stage]) -> None:
    stage = make_stage()
    stage.article()
    stage.window.show_settings(True)
    _choose(stage.window.settings.tone, "Expert")
    stage.until(lambda: _kept(stage).tone == "expert")
    assert _kept(stage).length == Settings().length
    other = make_stage()
    other.article()
    assert other.window.settings.tone.value() == "expert"


def test_the_export_takes_the_template_or_says_why_not(
    make_stage: Callable[[], Stage], tmp_path: Path
) -> None:
    template = docx.Document()
    template.sections[0].header.paragraphs[0].text = "Rochefort, le magazine"
    template.add_paragraph("À remplacer")
    path = tmp_path / "modele.docx"
    template.save(str(path))
    save_settings(Settings(profile="R", profiles=(Profile("R"),)), tmp_path / "set")
    stage = make_stage()
    page = _page(stage)
    stage.desktop.files = [path]
    _click(stage, page.template.choose)
    stage.until(lambda: _kept(stage).profiles[0].word_template == str(path))
    stage.until(lambda: "Chapô" in page.template.verdict.words.text())
    stage.desk.ai.preferences.close()
    stage.article()
    stage.desktop.target = stage.folder / "sortie.docx"
    stage.window.actions_["export_docx"].trigger()
    if stage.window.notice.choices:
        _click(stage, stage.window.notice.choices[0])
    stage.until(stage.desktop.target.exists)
    made = docx.Document(BytesIO(stage.desktop.target.read_bytes()))
    assert made.sections[0].header.paragraphs[0].text == "Rochefort, le magazine"
    assert made.paragraphs[0].style.name == "Heading 1"
    assert all("À remplacer" not in p.text for p in made.paragraphs)
    path.unlink()
    stage.desktop.target = stage.folder / "autre.docx"
    stage.window.actions_["export_docx"].trigger()
    stage.until(lambda: "introuvable" in stage.window.notice.sentence.text())
    assert not stage.desktop.target.exists()
    _click(stage, stage.window.notice.choices[0])
    stage.until(stage.desktop.target.exists)
