"""Mending an article that stands, by a model or by a chat window."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import pytest

from desktop_app.checks.assess import assess as run_checks
from desktop_app.checks.assess import default_checks
from desktop_app.checks.base import CheckContext
from desktop_app.errors import ReplyError
from desktop_app.events import ArticleReady, RepairRejected, Stage
from desktop_app.model import Article, Assessment, Brief, Source
from desktop_app.resources import word_list
from desktop_app.sources.read import source_from_text
from desktop_app.writers.ai.build import prompts
from desktop_app.writers.ai.client import Text, Usage
from desktop_app.writers.ai.endpoint import Endpoint
from desktop_app.writers.ai.paste import Clipboard
from desktop_app.writers.ai.writer import AiWriter

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Sequence

    from desktop_app.french.lexicon import Lexicon
    from desktop_app.writers.ai.client import Message
    from desktop_app.writers.base import Assess

TEXT = (
    "La mairie de Valbrun ferme la piscine des Tilleuls pour dix-huit mois.\n\n"
    "« Nous ne pouvons plus attendre, la sécurité est en jeu », a déclaré Claire Montel.\n\n"
    "« Ce chantier est le plus grand depuis vingt ans », a précisé Karim Belaïd.\n\n"
    "Les travaux coûteront 6,2 millions d’euros."
)
BODY = (
    "La mairie de Valbrun ferme la piscine des Tilleuls pour dix-huit mois.\n\n"
    "## Pourquoi la piscine ferme\n\n"
    "« Nous ne pouvons plus patienter, la santé est en jeu », a déclaré Claire Montel.\n\n"
    "## Ce que coûtent les travaux\n\nLes travaux coûteront 6,2 millions d’euros. "
    "Le ministre Gérard Lambertin applaudit.\n\n"
    "« Ce chantier est le plus grand depuis vingt ans », a précisé Karim Belaïd."
)
BRIEF = Brief(length=None, writer="ai")


@dataclass
class Model:
    """Answers each order with what `writes` makes of it."""

    writes: Callable[[str], str]
    asked: list[str] = field(default_factory=list[str])
    endpoint: Endpoint = field(default_factory=lambda: Endpoint("http://localhost/v1", "scripted"))
    closed: bool = False

    def ask(
        self, messages: Sequence[Message], max_tokens: int | None = None
    ) -> Generator[Text, None, Usage]:
        self.asked.append(messages[-1].content)
        yield Text(self.writes(messages[-1].content))
        return Usage(10, 10)

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def sources() -> tuple[Source, ...]:
    return (source_from_text(TEXT, "piscine.txt"),)


@pytest.fixture
def assess(lexicon: Lexicon, sources: tuple[Source, ...]) -> Assess:
    context = CheckContext(BRIEF, lexicon, lambda name: frozenset(word_list(name)), sources)
    return lambda article: run_checks(article, context, default_checks(), {})


def kept(article: Article, sources: tuple[Source, ...], brief: Brief) -> Article:
    return article


def right(order: str) -> str:
    """Rewrite a section as a willing model would."""
    if "## Ce que coûtent" in order.split("## La partie à réécrire")[1]:
        return (
            "## Ce que coûtent les travaux\n\nLes travaux coûteront 6,2 millions d’euros.\n\n"
            "[[CITATION_2]], a précisé Karim Belaïd."
        )
    return "## Pourquoi la piscine ferme\n\n[[CITATION_1]], a déclaré Claire Montel."


def wrong(assessment: Assessment) -> set[str]:
    return {f.text for f in assessment.facts if f.status in ("altered", "invented", "missing")}


def test_an_article_that_stands_is_mended(sources: tuple[Source, ...], assess: Assess) -> None:
    model = Model(right)
    writer = AiWriter(lambda: model, prompts(), kept, word_list)
    before = Article(BODY)
    assert wrong(assess(before))
    repairing = writer.repair(before, sources, BRIEF, assess)
    events = []
    while True:
        try:
            events.append(next(repairing))
        except StopIteration as end:
            written = end.value
            break
    assert not wrong(assess(written.article))
    assert written.summary.repairs == 2
    assert written.summary.requests == len(model.asked) == 2
    assert Stage("repair") in events
    assert any(isinstance(event, ArticleReady) for event in events)
    assert model.closed


def test_one_finding_touches_its_section_alone(sources: tuple[Source, ...], assess: Assess) -> None:
    model = Model(right)
    writer = AiWriter(lambda: model, prompts(), kept, word_list)
    article = Article(BODY)
    only = next(f for f in assess(article).findings if "Lambertin" in str(f.params.get("text", "")))
    events = list(writer.repair(article, sources, BRIEF, assess, only))
    last = [event.article for event in events if isinstance(event, ArticleReady)][-1]
    assert len(model.asked) == 1
    assert "patienter" in last.body
    assert "Lambertin" not in last.body


def test_a_rewrite_that_loses_a_fact_is_left_out(
    sources: tuple[Source, ...], assess: Assess
) -> None:
    model = Model(lambda order: "## Autre chose\n\nRien de neuf.")
    writer = AiWriter(lambda: model, prompts(), kept, word_list)
    events = list(writer.repair(Article(BODY), sources, BRIEF, assess))
    assert any(isinstance(event, RepairRejected) for event in events)
    assert all(event.article.body == BODY for event in events if isinstance(event, ArticleReady))


def test_by_a_chat_window(sources: tuple[Source, ...], assess: Assess) -> None:
    clipboard = Clipboard(prompts(), kept, word_list)
    article = Article(BODY)
    order = clipboard.repair_order(article, assess(article), sources, BRIEF)
    assert "## Pourquoi la piscine ferme" in order
    assert "[[CITATION_1]]" in order
    assert "« Nous ne pouvons plus attendre" not in order
    sections = [right(part) for part in order.split("Voici une partie")[1:]]
    answer = "Bien sûr, voici :\n\n" + "\n\n".join(sections)
    mended = clipboard.repaired(answer, article, sources, BRIEF)
    assert not wrong(assess(mended))
    assert mended.body.startswith("La mairie de Valbrun")
    assert clipboard.repair_order(mended, assess(mended), sources, BRIEF) == ""
    for order_of in itertools.permutations(sections):
        assert clipboard.repaired("\n\n".join(order_of), article, sources, BRIEF) == mended
    echoed = "\n\n".join(f"# Partie {n} sur 2\n\n{s}" for n, s in enumerate(sections, 1))
    assert clipboard.repaired(echoed, article, sources, BRIEF) == mended
    renamed = [*sections[:1], sections[1].replace("Ce que coûtent", "Le prix des", 1)]
    renamed = [s.replace("Pourquoi la piscine", "La piscine", 1) for s in renamed]
    again = clipboard.repaired("\n\n".join(renamed), article, sources, BRIEF)
    assert not wrong(assess(again))
    assert again.body.count("\n## ") == 2
    with pytest.raises(ReplyError):
        clipboard.repaired("## Un autre intertitre\n\nRien.", article, sources, BRIEF)


def test_a_quotation_said_twice_is_a_finding(sources: tuple[Source, ...], assess: Assess) -> None:
    said = "« Ce chantier est le plus grand depuis vingt ans », a précisé Karim Belaïd."
    article = Article(f"{BODY}\n\n{said}")

    def repeats(of: Article) -> list[str]:
        return [f.status for f in assess(of).findings if f.message == "fidelity.quote.repeated"]

    assert repeats(article) == ["improve"]
    assert repeats(replace(article, body=BODY)) == []


def test_english_left_in_the_text_is_mended_where_it_stands(
    sources: tuple[Source, ...], assess: Assess
) -> None:
    english = "The town has said that it will pay for the works and that the pool is to open again."
    right_text = right("## La partie à réécrire ## Ce que coûtent").replace(
        "[[CITATION_2]]", "« Ce chantier est le plus grand depuis vingt ans »"
    )
    whole = BODY.split("## Pourquoi")[0] + (
        "## Pourquoi La Grande Piscine Ferme Bientôt\n\n"
        "« Nous ne pouvons plus attendre, la sécurité est en jeu », a déclaré Claire Montel.\n\n"
        f"{right_text}\n\n{english}"
    )
    article = Article(whole)
    before = {f.message_id for f in assess(article).findings}
    assert {"brief.language.paragraphs", "style.title_case.improve"} <= before

    def writes(order: str) -> str:
        text = order.split("## La partie à réécrire")[1].split("\n", 3)[3].rsplit("\n", 1)[0]
        if "restées en anglais" in order:
            text = text.replace(english, "La ville paiera les travaux.")
        if "seuls le premier mot" in order:
            text = text.replace("La Grande Piscine Ferme Bientôt", "la grande piscine ferme")
        return text

    model = Model(writes)
    writer = AiWriter(lambda: model, prompts(), kept, word_list)
    repairing = writer.repair(article, sources, BRIEF, assess)
    events = list(repairing)
    last = [event.article for event in events if isinstance(event, ArticleReady)][-1]
    after = {f.message_id for f in assess(last).findings}
    assert "brief.language.good" in after
    assert "style.title_case.improve" not in after
    assert len(model.asked) == 2


def test_a_section_is_offered_no_token_that_stands_elsewhere(
    sources: tuple[Source, ...], assess: Assess
) -> None:
    clipboard = Clipboard(prompts(), kept, word_list)
    said = "« Ce chantier est le plus grand depuis vingt ans », a précisé Karim Belaïd."
    first, mark, second = BODY.partition("## Ce que")
    article = Article(f"{first.rstrip()}\n\n{said}\n\n{mark}{second.rstrip()}\n\n{said}")
    order = clipboard.repair_order(article, assess(article), sources, BRIEF)
    costs = next(part for part in order.split("Voici une partie") if f"{mark}" in part)
    assert "retirez-la de celle-ci" in costs
    listed = (
        costs.split("## Les citations")[1].split("## La partie")[0] if "## Les cit" in costs else ""
    )
    assert "[[CITATION_2]]" not in listed
    assert "(citation employée ailleurs)" in costs
