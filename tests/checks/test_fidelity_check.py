"""The sample against itself is all kept; each change made by hand is named; each rewrite silent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from desktop_app.checks.base import CheckContext
from desktop_app.checks.fidelity import FidelityCheck, accept_key
from desktop_app.document import parse
from desktop_app.model import Article, Brief, Fact, Finding, Length, Source
from desktop_app.resources import resource, word_list

if TYPE_CHECKING:
    from desktop_app.french.lexicon import Lexicon

Check = Callable[..., tuple[list[Finding], tuple[Fact, ...], float | None]]


@pytest.fixture(scope="module")
def compare(lexicon: Lexicon) -> Check:
    def run(
        source: str,
        body: str,
        *,
        sources: tuple[Source, ...] | None = None,
        accepted: frozenset[str] = frozenset(),
        length: Length | None = None,
        published: str | None = None,
        **fields: str,
    ) -> tuple[list[Finding], tuple[Fact, ...], float | None]:
        check = FidelityCheck()
        context = CheckContext(
            Brief(length=length, published=published),
            lexicon,
            lambda name: frozenset(word_list(name)),
            sources=(Source("source.txt", source, source),) if sources is None else sources,
            accepted=accepted,
        )
        article = Article(body, **fields)
        measures = [(b, check.measure(b.content, context)) for b in parse(body).blocks]
        found = check.judge(article, measures, context)
        return (
            found,
            check.facts(article, measures, context),
            check.identical_share(article, measures, context),
        )

    return run


@pytest.fixture(scope="module")
def sample() -> str:
    text = resource("samples", "actualite.txt").read_text(encoding="utf-8")
    return "\n".join(line for line in text.splitlines() if line.strip())


def wrong(findings: list[Finding]) -> list[Finding]:
    return [
        f
        for f in findings
        if f.status in ("problem", "improve", "not_checked") and f.check == "fidelity"
    ]


def body(text: str) -> str:
    return text.replace("\n", "\n\n")


def test_a_text_against_itself_is_all_kept(compare: Check, sample: str) -> None:
    findings, facts, share = compare(sample, body(sample), title="", length=Length())
    assert {f.status for f in findings if f.check == "fidelity"} == {"good"}
    assert {f.id for f in findings if f.check == "fidelity"} == {
        f"fidelity.{kind}"
        for kind in ("quote", "attribution", "name", "number", "date", "unsupported", "certainty")
    }
    assert {f.status for f in facts} == {"kept"}
    assert share == 1.0


NEWS = Path(__file__).parent / "fidelity_news.txt"
TEN = [
    ("mission de deux jours pour", "mission de trois jours pour", "trois jours"),
    ("a entamé lundi", "a entamé mardi", "mardi"),
    ("environ trois heures", "environ cinq heures", "cinq heures"),
    ("Il est nécessaire de faire", "Il est utile de faire", "utile"),
    ("a déclaré M. Wang", "a déclaré M. Qin", "Qin"),
    ("se rendre à Washington", "se rendre à Londres", "Londres"),
    ("président Joe Biden", "président John Biden", "John Biden"),
    ("reporté en février", "reporté en mars", "mars"),
    ("Russie en Ukraine", "Russie en Géorgie", "Géorgie"),
    ("n’est toujours pas confirmé si", "est confirmé que", "n’est toujours pas confirmé"),
]


def test_ten_changes_made_by_hand_are_all_named(compare: Check) -> None:
    news = NEWS.read_text(encoding="utf-8").strip()
    changed = body(news)
    for before, after, _ in TEN:
        assert changed.count(before) == 1
        changed = changed.replace(before, after)
    assert wrong(compare(news, body(news))[0]) == []
    said = [" ".join(map(str, f.params.values())) for f in wrong(compare(news, changed)[0])]
    for _, after, named in TEN:
        assert any(named in text for text in said), after


SOURCE = (
    "Paul Durand, maire de Saint-Cyr, a reçu lundi 18 juin 2023 une vingtaine d’élus de Taïwan.\n"
    "« Nous avons besoin de deux jours, pas davantage », a déclaré M. Durand à l’Élysée.\n"
    "Le budget atteint 1,5 million d’euros, soit 20 % de plus, selon l’Organisation des Nations "
    "unies (ONU).\n"
    "L’enquête porte sur 12 % des hommes et 15 % des femmes. Elle n’a pas confirmé la hausse des "
    "loyers dans le canton.\n"
    "La ministre Anne Leroy pourrait venir à 18 h 30 avec Jean de La Fontaine.\n"
    "« Ce sera difficile », a prévenu Anne Leroy."
)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Paul Durand, maire", "M. Durand, maire"),
        ("M. Durand à", "Paul Durand à"),
        ("M. Durand à", "le maire à"),
        ("Taïwan", "Taiwan"),
        ("Saint-Cyr", "Saint Cyr"),
        ("Élysée", "Elysée"),
        ("lundi 18 juin 2023", "18/06/2023"),
        ("lundi 18 juin 2023", "18 juin"),
        ("une vingtaine d’élus", "20 élus"),
        ("1,5 million d’euros", "1 500 000 euros"),
        ("20 %", "vingt pour cent"),
        ("18 h 30", "18h30"),
        ("l’Organisation des Nations unies (ONU)", "l’ONU"),
        (
            "« Nous avons besoin de deux jours, pas davantage »",
            "“Nous avons besoin de deux jours, pas davantage”",
        ),
        ("« Nous avons besoin de deux jours, pas davantage »", '"nous avons besoin de deux jours"'),
        (
            "« Nous avons besoin de deux jours, pas davantage »",
            "« Nous avons besoin (…) pas davantage. »",
        ),
        ("’", "'"),
        ("« ", "«\u202f"),
        ("Jean de La Fontaine", "JEAN DE LA FONTAINE"),
        ("Le budget atteint", "## Le budget : 1,5 million d’euros\n\nLe budget atteint"),
        (
            "La ministre Anne Leroy pourrait",
            "## UNE MINISTRE À L’ÉLYSÉE\n\nLa ministre Anne Leroy pourrait",
        ),
        ("Elle n’a pas confirmé la hausse des loyers", "La hausse des loyers n’est pas confirmée"),
        ("pourrait venir", "viendra peut-être"),
    ],
)
def test_harmless_rewrites_stay_silent(compare: Check, before: str, after: str) -> None:
    assert before in SOURCE
    findings = wrong(compare(SOURCE, body(SOURCE.replace(before, after)))[0])
    assert [f for f in findings if "missing" not in f.message] == []


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ("deux jours, pas", "trois jours, pas", "fidelity.quote.altered"),
        ("besoin de deux", "besoin deux", "fidelity.quote.dropped"),
        ("avons besoin", "avons vraiment besoin", "fidelity.quote.added"),
        (
            "« Ce sera difficile », a",
            "« Tout le monde est content de partir », a",
            "fidelity.quote.invented",
        ),
        ("« Ce sera difficile », a prévenu Anne Leroy.", "", "fidelity.quote.missing"),
        ("a prévenu Anne Leroy", "a prévenu Paul Durand", "fidelity.attribution.altered"),
        ("Paul Durand, maire", "Pierre Durand, maire", "fidelity.name.altered"),
        ("Paul Durand, maire", "Anne Durand, maire", "fidelity.name.altered"),
        ("élus de Taïwan", "élus de Corée", "fidelity.name.altered"),
        ("maire de Saint-Cyr", "maire de Taïwan", "fidelity.name.moved"),
        ("1,5 million", "1,6 million", "fidelity.number.altered"),
        ("1,5 million d’euros", "1,5 million de dollars", "fidelity.number.moved"),
        ("une vingtaine d’élus", "une trentaine d’élus", "fidelity.number.altered"),
        ("12 % des hommes et 15 % des femmes", "12 % des femmes", "fidelity.number.moved"),
        ("18 juin 2023", "18 juin 2024", "fidelity.date.altered"),
        ("lundi 18", "mardi 18", "fidelity.date.altered"),
        ("18 h 30", "19 h 30", "fidelity.date.altered"),
        ("n’a pas confirmé la hausse", "a confirmé la hausse", "fidelity.certainty.negation_lost"),
        ("pourrait venir", "va venir", "fidelity.certainty.reservation_lost"),
        ("la hausse des", "la baisse des", "fidelity.unsupported.opposite"),
        ("Ce sera", "Notre cuisinier prépare un gâteau au chocolat. Ce sera", "fidelity.quote"),
        (
            "Elle n’a pas",
            "Une tempête de neige bloque les trains. Elle n’a pas",
            "fidelity.unsupported.improve",
        ),
    ],
)
def test_each_change_is_found(compare: Check, before: str, after: str, message: str) -> None:
    assert before in SOURCE
    found = wrong(compare(SOURCE, body(SOURCE.replace(before, after)))[0])
    assert any(f.message_id.startswith(message) for f in found), [
        (f.message_id, dict(f.params)) for f in found
    ]


def test_places_lie_on_the_words(compare: Check) -> None:
    article = "**Pierre Durand**, maire\n\n" + body(SOURCE)
    findings, _, _ = compare(SOURCE, article, title="Zurich accueille Paul Durand")
    names = [f for f in wrong(findings) if f.id == "fidelity.name"]
    (field, inside) = [(f.where.field, f.where) for f in names if f.where]
    assert (field[0], inside[0]) == ("title", "body")
    assert article[inside[1].start : inside[1].end] == "Pierre Durand"
    source = next(f.source_where for f in names if f.source_where)
    assert SOURCE[source.start : source.end] == "Paul Durand"


def test_a_name_before_a_colon_stands_for_no_word_of_the_sentence(compare: Check) -> None:
    source = """Le centre de loisirs Les Galipettes, à Lons, accueillera les enfants cet été.

Trois séjours sous tente complètent le programme. Les repas sont compris. Le centre ferme."""
    heading = "## Loisirs Les Galipettes\u00a0: trois séjours sous tente complètent le programme"
    first, second = source.split("\n\n")
    findings = wrong(compare(source, body(f"{first}\n\n{heading}\n\n{second}"))[0])
    assert [f for f in findings if f.id == "fidelity.name"] == []


def test_what_is_missing_weighs_by_the_sources_length(compare: Check) -> None:
    article = (
        "Paul Durand, maire de Saint-Cyr, a reçu lundi 18 juin 2023 une vingtaine d’élus de Taïwan."
    )
    asked = wrong(compare(SOURCE, article, length=Length())[0])
    alone = wrong(compare(SOURCE, article)[0])
    assert {f.status for f in asked} == {"problem"}
    assert {f.status for f in alone} == {"improve"}


def test_what_the_user_accepts_is_no_finding(compare: Check) -> None:
    article = body(SOURCE).replace("Paul Durand, maire", "Pierre Durand, maire")
    findings, facts, _ = compare(
        SOURCE, article, accepted=frozenset({accept_key("name", "Pierre Durand")})
    )
    assert wrong(findings) == []
    assert Counter(f.status for f in facts)["accepted"] == 1


def test_without_a_source_nothing_is_checked(compare: Check) -> None:
    for sources in ((), (Source("vide.txt", " \n", " \n"),)):
        findings, facts, share = compare("", "Un texte.", sources=sources)
        assert {f.status for f in findings} == {"not_checked"}
        assert (facts, share) == ((), None)


def test_a_source_in_another_language(compare: Check) -> None:
    english = 'Paul Durand met 20 officials in Lyon on June 18, 2023. "We need two days," he said.'
    source = (Source("a.txt", english, english, language="en"),)
    article = (
        "Paul Durand a reçu 20 élus à Lyon le 18 juin 2023. « Il faut deux jours », a-t-il dit."
    )
    findings, facts, _ = compare("", article, sources=source)
    assert {f.message_id for f in wrong(findings) if "missing" not in f.message} == {
        "fidelity.quote.translated_from"
    }
    assert {f.status for f in facts if f.kind == "quote"} >= {"translated"}


def test_relative_days_are_explained_by_the_day_of_publication(compare: Check) -> None:
    source = "Le maire a reçu la presse lundi."
    findings, _, _ = compare(source, source)
    assert [f.message for f in findings if f.id == "fidelity.date" and f.message] == [
        "fidelity.date.relative"
    ]
    dated, _, _ = compare(source, "Le maire a reçu la presse le 19 juin.", published="2023-06-20")
    assert wrong(dated) == []


def test_one_name_in_two_spellings_is_pointed_out(compare: Check) -> None:
    text = "Pékin revendique Taïwan. Le statut de Taiwan divise."
    (finding,) = [f for f in compare(text, text)[0] if f.message == "fidelity.name.variants"]
    assert finding.status == "good"
    assert finding.places


def test_marks_that_do_not_pair(compare: Check) -> None:
    text = "Le ministère espère que « la Chine travaillera dans la même direction.\nRien d’autre."
    assert wrong(compare(text, body(text))[0]) == []


def test_one_comparison_serves_findings_facts_and_share(compare: Check, lexicon: Lexicon) -> None:
    first, again = compare(SOURCE, body(SOURCE)), compare(SOURCE, body(SOURCE))
    assert first == again


def test_a_sentence_tells_what_it_rests_on(lexicon: Lexicon) -> None:
    check = FidelityCheck()
    context = CheckContext(
        Brief(length=None), lexicon, lambda name: frozenset(word_list(name)),
        sources=(Source("source.txt", SOURCE, SOURCE),),
    )  # fmt: skip
    (block,) = parse("Selon l’enquête, 15 % des femmes sont concernées.").blocks
    passage = check.measure(block.content, context)
    (place, *_) = check.rests_on(block, passage, 20, context)
    assert SOURCE[place.start : place.end].startswith("L’enquête porte")
