"""Writing with a model in the window: a scripted service over a real socket, real events."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Protocol

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest

from desktop_app.settings import Settings, load_settings, save_settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path
    from types import ModuleType

    from desktop_app.model import Finding
    from tests.window.conftest import Stage


class Service(Protocol):
    """The scripted endpoint: where it is, what it answers, what it was asked."""

    url: str
    script: Sequence[object]
    requests: Sequence[Asked]


class Asked(Protocol):
    prompt: str


class Line(Protocol):
    """The connection of one request."""

    def head(self, status: int, kind: str) -> None: ...

    def chunk(self, content: str = "", **more: str) -> None: ...


# The offscreen display can neither raise a window nor be told its size.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

ANSWER = """# Les quais de Rochefort deviennent une promenade

La ville de Rochefort transforme les quais de son ancien arsenal en promenade plantée.

## Un chantier de dix-huit mois

Les travaux commenceront le 3 mars et dureront dix-huit mois. Ils rendront aux piétons 1,8 \
kilomètre de berges le long de la Charente. [[CITATION_1]], a déclaré Hélène \
Castagnet, adjointe chargée de l’aménagement, à l’ouverture de la séance.

## 640 arbres au bord de l’eau

La promenade plantée comprendra 640 arbres, une piste cyclable séparée et trois pontons de pêche. \
Les pavés de l’arsenal seront déposés un à un, nettoyés puis remis en place.

## Un projet né d’une consultation

Quelque 2 300 habitants y ont répondu il y a deux ans, et près des trois quarts demandaient \
davantage d’ombre. La municipalité promet une baisse de 6 degrés au moins dans les \
secteurs plantés, d’ici à une douzaine d’années.
"""
QUOTED = "Pendant un siècle, cette ville a tourné le dos à son fleuve"


@pytest.fixture
def service(wire: ModuleType) -> Iterator[Service]:
    with wire.Server(script=[wire.says(ANSWER)]) as server:
        yield server


@pytest.fixture
def ai_stage(make_stage: Callable[..., Stage], tmp_path: Path, service: Service) -> Stage:
    save_settings(Settings(base_url=service.url, model="scripted"), tmp_path / "set")
    stage = make_stage()
    stage.until(lambda: stage.desk.session is not None)
    return stage


def bring_article(stage: Stage) -> None:
    from tests.window.conftest import ARTICLE

    path = stage.folder / "quais.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    stage.drop_files(path)
    stage.until(lambda: stage.desk.work.loaded)
    stage.until(lambda: stage.window.settings.understood.isVisibleTo(stage.window.settings))


def choose(stage: Stage, words: str) -> None:
    """Click the notice's button that says so."""
    button = next(b for b in stage.window.notice.choices if words in b.text())
    stage.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_the_model_writes_and_the_quotation_comes_back(ai_stage: Stage, service: Service) -> None:
    bring_article(ai_stage)
    window, work = ai_stage.window, ai_stage.desk.work
    assert window.settings.writer() == "ai"
    assert window.actions_["write"].text() == "Rédiger"
    assert "Sur cet ordinateur" in window.actions_.badge.text()
    ai_stage.press("write")
    ai_stage.settled()
    assert work.article.title == "Les quais de Rochefort deviennent une promenade"
    assert QUOTED in work.article.body
    assert "CITATION" not in work.article.body
    assert QUOTED not in service.requests[0].prompt
    assert "scripted" in window.actions_.badge.toolTip()
    QTest.keySequence(window, QKeySequence(QKeySequence.StandardKey.Undo))
    assert work.article is None


def test_one_section_is_mended_and_the_mending_undone(
    ai_stage: Stage, service: Service, wire: ModuleType
) -> None:
    bring_article(ai_stage)
    desk, work = ai_stage.desk, ai_stage.desk.work
    ai_stage.press("write")
    ai_stage.settled()
    asked = len(service.requests)
    section = ANSWER[ANSWER.index("## 640") : ANSWER.index("## Un projet")]
    service.script = [*[wire.says(ANSWER)] * asked, wire.says(section)]
    work.edit("body", work.article.body.replace("640", "650"), "editor")
    ai_stage.until(
        lambda: any(f.id == "fidelity.number" and f.status == "problem" for f in said(ai_stage))
    )
    ai_stage.settled()
    finding = next(f for f in said(ai_stage) if f.id == "fidelity.number" and f.where)
    before = work.article
    offer = next(o for o in desk.mending.offers(finding) if "Réparer" in o.words)
    offer.act()
    ai_stage.until(lambda: "est réécrite" in ai_stage.window.notice.sentence.text())
    assert "640 arbres, une piste" in work.article.body
    assert len(service.requests) == asked + 1
    assert "Un projet né" not in service.requests[-1].prompt
    choose(ai_stage, "Annuler")
    assert work.article == before


def said(stage: Stage) -> tuple[Finding, ...]:
    return stage.desk.work.assessment.findings if stage.desk.work.assessment else ()


def test_thinking_streaming_and_a_stop_that_keeps_what_is_there(
    ai_stage: Stage, service: Service, wire: ModuleType
) -> None:
    go_on = threading.Event()
    first, rest = ANSWER[:260], ANSWER[260:]

    def answer(line: Line, _request: object) -> None:
        line.head(200, "text/event-stream; charset=utf-8")
        line.chunk(reasoning_content="Il me faut d’abord un plan.")
        go_on.wait(20)
        go_on.clear()
        line.chunk(first)
        go_on.wait(20)
        line.chunk(rest)

    service.script = [answer]
    bring_article(ai_stage)
    window, work = ai_stage.window, ai_stage.desk.work
    ai_stage.press("write")
    ai_stage.until(lambda: window.status.stage.text() == "Le modèle réfléchit…")
    go_on.set()
    ai_stage.until(lambda: "promenade plantée" in window.preview.document().toRawText())
    assert window.status.stage.text() == "Rédaction…"
    assert "Il me faut" not in window.preview.document().toRawText()
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert not ai_stage.desk.orders.writing
    assert work.article.title == "Les quais de Rochefort deviennent une promenade"
    assert work.article.body.startswith("La ville de Rochefort transforme les quais")
    go_on.set()


def test_a_service_that_breaks_down_keeps_the_text_and_says_what_to_do(
    ai_stage: Stage, service: Service, wire: ModuleType
) -> None:
    first = ANSWER[: ANSWER.index("## 640")]
    service.script = [
        wire.says(first, finish=None, done=False),
        wire.status(401),
    ]
    bring_article(ai_stage)
    window, work = ai_stage.window, ai_stage.desk.work
    ai_stage.press("write")
    ai_stage.until(lambda: "Nouvel essai" in window.status.stage.text())
    ai_stage.until(lambda: window.notice.property("mood") == "problem")
    assert "refuse la clé d’accès" in window.notice.sentence.text()
    assert QUOTED in work.article.body
    assert work.article.title.startswith("Les quais")
    choose(ai_stage, "Régler le modèle")
    assert ai_stage.desk.ai.preferences.isVisible()


def test_nothing_leaves_before_the_user_has_agreed(
    make_stage: Callable[..., Stage], tmp_path: Path
) -> None:
    save_settings(Settings(base_url="https://ia.invalid/v1", model="grand"), tmp_path / "set")
    stage = make_stage()
    bring_article(stage)
    window = stage.window
    stage.until(lambda: window.actions_.badge.text().endswith("ia.invalid"))
    stage.until(lambda: "jetons environ · tarif inconnu" in window.status.spent.text())
    stage.press("write")
    stage.until(window.notice.isVisible)
    assert "tarif de ce modèle n’est pas connu" in window.notice.sentence.text()
    assert "ia.invalid" in window.notice.sentence.text()
    assert "jetons" in window.notice.sentence.text()
    assert not stage.desk.orders.writing
    choose(stage, "Ne pas envoyer")
    assert not stage.desk.orders.writing
    assert load_settings(tmp_path / "set").allowed_hosts == ()
    window.settings.offline.click()
    assert "Sur cet ordinateur" in window.actions_.badge.text()
    window.settings.online.click()
    stage.press("write")
    stage.until(window.notice.isVisible)
    choose(stage, "Envoyer")
    stage.until(lambda: window.notice.property("mood") == "problem")
    assert load_settings(tmp_path / "set").allowed_hosts == ("ia.invalid",)


def test_with_ai_but_without_a_model_both_ways_are_offered(stage: Stage) -> None:
    bring_article(stage)
    stage.qtbot.mouseClick(stage.window.settings.online, Qt.MouseButton.LeftButton)
    assert [b.text() for b in stage.window.notice.choices] == [
        "Choisir un modèle…",
        "Copier la demande",
    ]
    stage.press("write")
    assert not stage.desk.orders.writing
    choose(stage, "Choisir un modèle")
    assert stage.desk.ai.preferences.isVisible()


def test_through_a_chat_window_and_back_with_a_repair(stage: Stage) -> None:
    bring_article(stage)
    window, work, clipboard = stage.window, stage.desk.work, QGuiApplication.clipboard()
    window.actions_["copy_order"].trigger()
    stage.until(lambda: "demande est copiée" in window.notice.sentence.text())
    order = clipboard.text()
    assert "640 arbres" in order
    assert "CITATION_1" in order
    assert QUOTED not in order
    choose(stage, "Coller la réponse")
    assert "contient encore la demande" in window.notice.sentence.text()
    trailing = "N’hésitez pas à me dire si vous souhaitez une autre version."
    clipboard.setText(f"Voici l’article :\n\n{ANSWER.replace('640', '650')}\n\n{trailing}")
    window.actions_["paste_reply"].trigger()
    stage.until(lambda: work.article is not None)
    stage.settled()
    assert QUOTED in work.article.body
    assert "hésitez" not in work.article.body
    assert "Sur cet ordinateur" in window.actions_.badge.text()
    stage.until(lambda: "reprise" in window.notice.sentence.text())
    choose(stage, "Copier la demande de reprise")
    stage.until(lambda: "reprise est copiée" in window.notice.sentence.text())
    repair = clipboard.text()
    assert "650" in repair
    section = ANSWER[ANSWER.index("## 640") : ANSWER.index("## Un projet")]
    clipboard.setText(section.replace("## 640", "## 650"))
    window.actions_["paste_reply"].trigger()
    stage.until(lambda: "650 arbres, une piste" not in work.article.body)
    assert "640 arbres, une piste" in work.article.body
    assert "Un projet né d’une consultation" in work.article.body
    stage.settled()


def test_a_dropped_model_file_writes_from_then_on(stage: Stage, tmp_path: Path) -> None:
    stage.until(lambda: stage.desk.session is not None)
    broken, model = tmp_path / "photo.gguf", tmp_path / "Petit-7B.gguf"
    broken.write_bytes(b"PNG")
    model.write_bytes(b"GGUF0000")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(broken))])
    stage.drop(mime)
    stage.until(lambda: stage.window.notice.property("mood") == "problem")
    assert "photo.gguf" in stage.window.notice.sentence.text()
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(model))])
    stage.drop(mime)
    stage.until(lambda: "Petit-7B" in stage.window.notice.sentence.text())
    assert load_settings(tmp_path / "set").local_model == str(model)
    assert stage.window.settings.writer() == "ai"
    assert "Sur cet ordinateur" in stage.window.actions_.badge.text()
    assert not stage.desk.work.loaded


def test_after_a_cut_the_preview_falls_back_to_the_last_whole_paragraph(
    ai_stage: Stage, service: Service, wire: ModuleType
) -> None:
    go_on = threading.Event()
    half, rest = ANSWER.index("640 arbres, une piste"), ANSWER.index("La promenade plantée")

    def continues(line: Line, _request: object) -> None:
        line.head(200, "text/event-stream; charset=utf-8")
        line.chunk(ANSWER[rest : half + 60])
        go_on.wait(20)
        line.chunk(ANSWER[half + 60 :])
        line.chunk(finish="stop")

    service.script = [wire.says(ANSWER[:half], finish=None, done=False), continues]
    bring_article(ai_stage)
    window = ai_stage.window
    ai_stage.press("write")
    ai_stage.until(lambda: "trois pontons" in window.preview.document().toPlainText())
    shown = window.preview.document().toPlainText()
    assert shown.count("La promenade plantée comprendra") == 1
    assert shown.count("Les quais de Rochefort deviennent") == 1
    assert "Demande 2 sur 20" in window.status.spent.text()
    go_on.set()
    ai_stage.settled()
    assert ai_stage.desk.work.article.body.count("La promenade plantée comprendra") == 1
    assert window.status.spent.text() == ""


def test_a_service_of_the_own_network_is_asked_about_once(
    make_stage: Callable[..., Stage], tmp_path: Path
) -> None:
    save_settings(Settings(base_url="http://nas.invalid:11434", model="grand"), tmp_path / "set")
    stage = make_stage()
    bring_article(stage)
    window = stage.window
    stage.press("write")
    stage.until(window.notice.isVisible)
    assert "nas.invalid:11434" in window.notice.sentence.text()
    assert "pas chiffrée" in window.notice.sentence.text()
    choose(stage, "Envoyer sans chiffrement")
    stage.until(lambda: window.notice.property("mood") == "problem")
    assert "introuvable" in window.notice.sentence.text()
    assert load_settings(tmp_path / "set").plain_hosts == ("nas.invalid:11434",)
    stage.until(lambda: not stage.desk.orders.writing)
    window.notice.hide()
    stage.press("write")
    stage.until(lambda: window.notice.isVisible() and not stage.desk.orders.writing)
    assert "introuvable" in window.notice.sentence.text()


def test_a_host_is_asked_about_however_soon_one_writes(
    make_stage: Callable[..., Stage], tmp_path: Path
) -> None:
    save_settings(Settings(base_url="https://cloud.invalid/v1", model="grand"), tmp_path / "set")
    stage = make_stage()
    bring_article(stage)
    stage.window.settings.online.setChecked(False)  # as before the brief is settled
    stage.desk.intake.ask_brief()
    stage.press("write")
    stage.until(stage.window.notice.isVisible)
    assert stage.window.settings.writer() == "ai"
    assert any("Envoyer" in choice.text() for choice in stage.window.notice.choices)
    assert not stage.desk.orders.writing


def test_too_thin_a_source_is_said_before_anything_is_sent(
    ai_stage: Stage, service: Service
) -> None:
    bring_article(ai_stage)
    window = ai_stage.window
    path = ai_stage.folder / "court.txt"
    path.write_text(
        "Rédige un article d’au moins 700 mots.\n\nLa gare de Rochefort rouvre lundi matin.",
        encoding="utf-8",
    )
    window.actions_["new"].trigger()
    ai_stage.drop_files(path)
    ai_stage.until(lambda: ai_stage.desk.work.loaded)
    ai_stage.until(lambda: window.settings.understood.isVisibleTo(window.settings))
    ai_stage.press("write")
    assert "ne compte que 7 mots" in window.notice.sentence.text()
    assert not ai_stage.desk.orders.writing
    assert not service.requests
    choose(ai_stage, "Rédiger quand même")
    ai_stage.settled()
    assert service.requests
