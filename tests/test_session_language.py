"""The session's part in language, with the real server: mending, ignoring, underlines."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from desktop_app.corrections import safe
from desktop_app.events import Cancelled, Done, Progress, Stage
from desktop_app.folders import Folders
from desktop_app.job import Job
from desktop_app.languagetool.checker import GrammarChecker, ServerPlan
from desktop_app.messages import Messages
from desktop_app.model import Article, GrammarMatch, Wishes
from desktop_app.session import Session
from desktop_app.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from desktop_app.french.lexicon import Lexicon
    from desktop_app.model import Report

N = "\u00a0"
FAULTY = """\
# Une oeuvre  pour la ville

L'Etat a  confirmé que la 2ème phase du musée de Thouars coutera 2 500 000 € ! Le le \
chantier durera 18 mois. Mr Lambert, maire depuis 2014, y voit une chance! Est ce que les \
voisins mange de de la brioche ?

## Un chantier attendu:

Les écoles etc... ont été consultées au XXIème siècle. "Un lieu vivant", dit Mme. Garnier , \
directrice. Voici l'oeuvre de Paul Coeurdevey: un tableau de 12 m prêté par l'O.N.U. à 40%.

« C'est  une chance pour l'Etat et le coeur de la ville », estime Gayle \
Coeurdevey... Oui, parceque l' art vit.

> L'Etat, c'est  nous, et la 2ème fois !
"""
MENDED = f"""\
L’État a confirmé que la 2e phase du musée de Thouars coutera 2{N}500{N}000{N}€{N}! \
Le chantier durera 18 mois. M.{N}Lambert, maire depuis 2014, y voit une chance{N}! Est-ce que \
les voisins mange de la brioche{N}?

## Un chantier attendu

Les écoles, etc. ont été consultées au XXIe siècle. «{N}Un lieu vivant{N}», dit Mme{N}Garnier, \
directrice. Voici l’œuvre de Paul Coeurdevey{N}: un tableau de 12{N}m prêté par l’ONU à 40{N}%.

«{N}C’est une chance pour l’Etat et le coeur de la ville{N}», estime Gayle \
Coeurdevey… Oui, parce que l’art vit.

> L’Etat, c’est nous, et la 2ème fois{N}!
"""


@pytest.fixture
def session(tmp_path: Path, lexicon: Lexicon, grammar_checker: GrammarChecker) -> Iterator[Session]:
    folders = Folders(tmp_path / "set", tmp_path / "journal", tmp_path / "rescue", tmp_path / "log")
    made = Session(Settings(), Messages("fr"), folders)
    made._lexicon, made.language._checker = lexicon, grammar_checker
    return made


def checked(session: Session, article: Article, job: Job) -> Report:
    events = list(session.check(article, job))
    assert isinstance(events[-1], Done)
    return events[-1].report


def test_planted_faults_are_mended_once_and_for_all(session: Session) -> None:
    source = session.read_bytes(FAULTY.encode(), "texte.md", brief_line=False)
    article = session.article_from(source)
    job = Job((source,), Wishes(), fix="safe")
    before = checked(session, article, replace(job, fix="none")).assessment
    report = checked(session, article, job)
    assert report.article.title == "Une œuvre pour la ville"
    assert report.article.body == MENDED.rstrip()
    after = report.assessment
    assert not safe(after.findings, report.article)
    assert {f.id for f in after.findings if f.id.startswith("typography.")} <= {"typography.all"}
    assert all(f.status in ("good", "info") for f in after.findings if f.check == "fidelity")
    left = {f.params["words"] for f in after.findings if "words" in f.params}
    assert {"2ème", "coeur"} <= left
    assert after.grammar.fixed >= 35
    assert after.grammar.found < before.grammar.found
    again = checked(session, report.article, job)
    assert again.article == report.article
    assert again.assessment.grammar.fixed == 0


def test_names_of_a_source_and_the_keyphrase_are_not_touched(session: Session) -> None:
    text = "Le Noeud-Vincent chante. Jacques Choeur aussi, dans sa ville de coeur ou d'oeuvre.\n"
    source = session.read_text("On y voit le Noeud-Vincent.", "s", brief_line=False)
    article = Article(text, keyphrase="ville de coeur")
    job = Job((source,), Wishes(keyphrase="ville de coeur"), fix="safe")
    assert checked(session, article, job).article.body == (
        "Le Noeud-Vincent chante. Jacques Choeur aussi, dans sa ville de coeur ou d’œuvre.\n"
    )


def test_ignored_here_everywhere_and_the_dictionary(session: Session) -> None:
    article = Article("Le zougloutte des frichtimélos plait.\n")

    def faults(accepted: frozenset[str] = frozenset()) -> dict[str, object]:
        job = Job((), Wishes(), accepted=accepted)
        found = [f for _, fs in session.check_blocks(article, job) for f in fs]
        return {str(f.params.get("words")): f for f in found}

    found = faults()
    assert set(found) == {"zougloutte", "frichtimélos"}
    here = session.ignore(frozenset(), found["zougloutte"], article)  # pyright: ignore[reportArgumentType]
    assert set(faults(here)) == {"frichtimélos"}
    session.ignore_everywhere(found["zougloutte"], article)  # pyright: ignore[reportArgumentType]
    assert set(faults()) == {"frichtimélos"}
    session.add_to_dictionary("frichtimélos")
    assert faults() == {}
    session.remove_from_dictionary("frichtimélos")
    session.settings = Settings(language_off=("spelling",))
    assert faults() == {}
    names = {path.name for path in session.folders.settings.iterdir()}
    assert names == {"dictionary.txt", "ignored.txt"}


def test_whoever_checks_at_once_sees_the_start_and_can_stop_it(session: Session) -> None:
    stopped: list[bool] = []
    waiting = GrammarChecker(lambda: ServerPlan(session.folders.log, session.folders.log))
    waiting._state = "warming"
    waiting._begin = lambda: None
    session.language._checker = waiting
    assert session.grammar_state() == "starting"
    seen: list[object] = []
    for event in session.check(
        Article("Un mot.\n"), Job((), Wishes(), cancelled=lambda: bool(stopped))
    ):
        seen.append(event)
        if isinstance(event, Progress):
            stopped.append(True)
    assert Stage("grammar_start") in seen
    assert isinstance(seen[-1], Cancelled)
    assert isinstance(seen[-2], Progress)
    assert not list(
        session.check_blocks(Article("Un mot.\n"), Job((), Wishes(), cancelled=lambda: True))
    )


def test_a_cancelled_check_asks_no_more(session: Session) -> None:
    class Counting(GrammarChecker):
        def check(self, text: str) -> tuple[GrammarMatch, ...]:
            asked.append(text)
            return ()

        check_text_level = check

    asked: list[str] = []
    counting = Counting()
    counting._state = "ready"
    counting.wait = lambda seconds=None: None
    session.language._checker = counting
    body = "\n\n".join(f"Paragraphe {n} du texte." for n in range(200))
    job = Job((), Wishes(), cancelled=lambda: len(asked) >= 5)
    events = list(session.check(Article(body), job))
    assert isinstance(events[-1], Cancelled)
    assert len(asked) <= 6
