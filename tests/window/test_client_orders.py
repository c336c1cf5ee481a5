"""A client's order: pasted, dropped or typed; shown as filled fields, corrected, undone whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

import docx
import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop_app.model import Length, WantedHeading, WantedTerm
from desktop_app.window.brief.order_text import OrderText
from tests.window.conftest import ARTICLE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.window.conftest import Stage

ORDER = """Bonjour Camille,

Il me faudrait 300 à 400 mots.

Mot-clé principal : promenade plantée
Mots-clés secondaires : berges (2), piste cyclable, arsenal
Ton : pédagogique
Cible : les riverains
On vouvoie le lecteur, jamais de tutoiement.

Plan imposé :
- Que deviendront les quais
- H3 : Combien d’arbres

Mots interdits : incontournable, écrin
Liens à placer :
- le projet → https://www.rochefort.example/quais
Le nom s’écrit toujours « Rochefort-Océan ».

La photo de couverture viendra de notre agence.

Bien à vous,
Sophie
"""


def _article(stage: Stage) -> None:
    path = stage.folder / "quais.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    stage.drop_files(path)
    stage.until(lambda: stage.desk.work.loaded)


def _filled(stage: Stage) -> None:
    stage.until(lambda: stage.desk.work.brief.audience == "les riverains")


def _link(stage: Stage, words: str) -> None:
    card = stage.window.settings.understood
    link = next(link for link in card.links if words in link.text())
    stage.qtbot.mouseClick(link, Qt.MouseButton.LeftButton)


def test_a_pasted_order_fills_the_fields_is_corrected_and_undone(stage: Stage) -> None:
    _article(stage)
    window, work = stage.window, stage.desk.work
    settings, more = window.settings, window.settings.more
    stage.until(lambda: settings.length.value() == Length(120))
    QGuiApplication.clipboard().setText(ORDER)
    stage.qtbot.mouseClick(settings.order_link, Qt.MouseButton.LeftButton)
    _filled(stage)
    assert settings.length.value() == Length(300, 400)
    assert settings.keyphrase.value() == "promenade plantée"
    assert settings.keywords.words() == ("berges (2)", "piste cyclable", "arsenal")
    assert settings.tone.value() == "pédagogique"
    assert more.fields["headings"].value() == (
        *(WantedHeading("Que deviendront les quais"), WantedHeading("Combien d’arbres", 3)),
    )
    assert "La photo de couverture viendra de notre agence." in more.fields["remarks"].value()
    assert "300" in settings.understood.sentence.text()
    assert not settings.order_link.isVisible()
    mark = settings.rows["terms"].mark
    assert (mark.text(), mark.isEnabled()) == ("d’après la commande", False)
    settings.keywords.setFocus()
    QTest.keyClick(settings.keywords.entry, Qt.Key.Key_Backspace)
    stage.until(lambda: work.brief.keywords == ("berges", "piste cyclable"))
    assert work.brief.demands.forbidden == ("incontournable", "écrin")
    assert mark.isEnabled()
    stage.qtbot.mouseClick(mark, Qt.MouseButton.LeftButton)
    stage.until(lambda: work.brief.keywords == ("berges", "piste cyclable", "arsenal"))
    assert settings.keywords.words() == ("berges (2)", "piste cyclable", "arsenal")
    settings.keywords.setFocus()
    QTest.keyClick(settings.keywords.entry, Qt.Key.Key_Backspace)
    _link(stage, "Annuler")
    stage.until(lambda: settings.length.value() == Length(120))
    assert settings.keywords.words() == ()
    assert not more.fields["remarks"].value()
    _link(stage, "Reprendre")
    _filled(stage)
    assert settings.keywords.words() == ("berges (2)", "piste cyclable", "arsenal")


def test_what_an_order_asks_is_checked(stage: Stage) -> None:
    _article(stage)
    work = stage.desk.work
    QGuiApplication.clipboard().setText(ORDER)
    stage.window.actions_["paste_order"].trigger()
    _filled(stage)
    stage.press("write")
    stage.settled()
    findings = {f.id: f for f in work.assessment.findings if f.check == "brief"}
    assert {"brief.links", "brief.forbidden", "brief.brands", "brief.person"} <= set(findings)
    assert findings["brief.words"].wanted.minimum == 300
    assert work.brief.demands.terms[0] == WantedTerm("berges", 2)


def test_a_dropped_order_is_told_from_an_article(stage: Stage, tmp_path: Path) -> None:
    order = docx.Document()
    for line in ORDER.split("\n"):
        order.add_paragraph(line.removeprefix("- "))
    order.save(str(tmp_path / "commande.docx"))
    article = tmp_path / "quais.txt"
    article.write_text(ARTICLE, encoding="utf-8")
    stage.drop_files(tmp_path / "commande.docx", article)
    _filled(stage)
    work = stage.desk.work
    assert [one.origin.name for one in work.loaded] == ["quais.txt"]
    assert work.order is not None
    _link(stage, "source")
    stage.until(lambda: len(work.loaded) == 2)
    assert work.order is None
    stage.until(lambda: stage.window.settings.length.value() == Length(120))


def test_an_order_may_come_first_and_as_a_table(stage: Stage) -> None:
    mime = QMimeData()
    rows = (("Longueur", "800 mots minimum"), ("Ton", "chaleureux"), ("Mots à éviter", "écrin"))
    cells = "".join(f"<tr><td>{a}</td><td>{b}</td></tr>" for a, b in rows)
    mime.setHtml(f"<html><body><table>{cells}</table></body></html>")
    stage.drop(mime)
    work, window = stage.desk.work, stage.window
    stage.until(lambda: work.brief.length == Length(800))
    assert window.pages.currentIndex() == 1
    assert not work.loaded
    assert window.source.nothing.isVisible()
    assert not window.actions_["write"].isEnabled()
    _article(stage)
    stage.until(lambda: window.actions_["write"].isEnabled())
    assert work.brief.demands.forbidden == ("écrin",)
    assert work.brief.length == Length(800)


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_an_order_is_typed_where_there_is_none(stage: Stage) -> None:
    _article(stage)
    QGuiApplication.clipboard().clear()
    stage.window.actions_["paste_order"].trigger()
    stage.until(lambda: stage.window.findChildren(OrderText))
    dialog = stage.window.findChildren(OrderText)[0]
    assert dialog.isVisible()
    dialog.text.setPlainText("Ton : expert\nMots interdits : leader, top")
    stage.qtbot.mouseClick(dialog.use, Qt.MouseButton.LeftButton)
    stage.until(lambda: stage.desk.work.brief.tone == "expert")
    _link(stage, "Voir")
    stage.until(lambda: QApplication.activeModalWidget() is not None)
    again = QApplication.activeModalWidget()
    assert isinstance(again, OrderText)
    assert "leader" in again.text.toPlainText()
    again.text.clear()
    stage.qtbot.mouseClick(again.use, Qt.MouseButton.LeftButton)
    stage.until(lambda: stage.desk.work.order is None)
    stage.until(lambda: stage.desk.work.brief.tone == "presse")


def test_a_checked_article_answers_to_an_order(stage: Stage) -> None:
    path = stage.folder / "fini.md"
    path.write_text("# Les quais\n\n" + ARTICLE.partition("\n\n")[2], encoding="utf-8")
    stage.desktop.files = [path]
    stage.window.actions_["check_article"].trigger()
    stage.settled()
    QGuiApplication.clipboard().setText(ORDER)
    stage.window.actions_["paste_order"].trigger()

    def words() -> float | None:
        found = stage.desk.work.assessment.findings if stage.desk.work.assessment else ()
        finding = next((f for f in found if f.id == "brief.words"), None)
        return finding.wanted.minimum if finding and finding.wanted else None

    stage.until(lambda: words() == 300)


def test_an_order_lives_in_the_work_file(make_stage: Callable[[], Stage]) -> None:
    first = make_stage()
    _article(first)
    QGuiApplication.clipboard().setText(ORDER)
    first.window.actions_["paste_order"].trigger()
    _filled(first)
    first.window.settings.keywords.setFocus()
    QTest.keyClick(first.window.settings.keywords.entry, Qt.Key.Key_Backspace)
    first.until(lambda: len(first.desk.work.brief.keywords) == 2)
    first.desktop.target = first.folder / "quais.intertitre"
    first.window.actions_["save"].trigger()
    first.until(lambda: first.desktop.target.exists())
    second = make_stage()
    second.drop_files(first.desktop.target)
    _filled(second)
    settings = second.window.settings
    second.until(lambda: second.desk.work.loaded)
    assert settings.keywords.words() == ("berges (2)", "piste cyclable")
    assert settings.rows["terms"].mark.isEnabled()
    assert settings.rows["length"].mark.text() == "d’après la commande"
    _link(second, "Annuler")
    second.until(lambda: settings.length.value() == Length(120))
    assert settings.keywords.words() == ()
