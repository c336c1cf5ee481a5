"""What became of each source paragraph, on the sample and on an article that rewords it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from desktop_app.checks.base import CheckContext
from desktop_app.checks.fidelity import FidelityCheck
from desktop_app.document import parse
from desktop_app.model import Article, Brief, Source, SourceParagraph
from desktop_app.resources import resource, word_list

if TYPE_CHECKING:
    from desktop_app.french.lexicon import Lexicon

Uses = Callable[..., tuple[SourceParagraph, ...]]

REWORDED = """À Rochefort, les quais de l’ancien arsenal deviendront une promenade plantée. Le \
conseil municipal a voté lundi soir, par 27 voix contre 6, un chantier à 11,4 millions d’euros.

## Dix-huit mois de travaux

Le chantier démarrera le 3 mars pour une durée de dix-huit mois. Entre le pont tournant et les \
anciennes cales, 1,8 kilomètre de berges reviendra aux piétons ; des parkings et deux hangars \
abandonnés l’occupent actuellement.

« Pendant un siècle, cette ville a tourné le dos à son fleuve. Nous lui rendons la vue », a \
déclaré Hélène Castagnet, adjointe chargée de l’aménagement, à l’ouverture de la séance.

Au programme : 640 arbres, une piste cyclable séparée et une aire de jeux.

La culture du riz en Camargue demande beaucoup d’eau. Les producteurs s’inquiètent."""


@pytest.fixture(scope="module")
def uses(lexicon: Lexicon) -> Uses:
    def run(body: str, *texts: str, title: str = "", language: str = "fr") -> object:
        check = FidelityCheck()
        context = CheckContext(
            Brief(),
            lexicon,
            lambda name: frozenset(word_list(name)),
            sources=tuple(Source("s.txt", text, text, language=language) for text in texts),
        )
        article = Article(body, title=title)
        measures = [(b, check.measure(b.content, context)) for b in parse(body).blocks]
        return check.source_paragraphs(article, measures, context)

    return run  # type: ignore[return-value]


@pytest.fixture(scope="module")
def sample() -> str:
    lines = resource("samples", "actualite.txt").read_text(encoding="utf-8").splitlines()
    return "\n".join(line for line in lines[1:] if line.strip())


def test_a_text_made_of_its_source_keeps_every_paragraph(uses: Uses, sample: str) -> None:
    body = sample.replace("\n", "\n\n")
    found = uses(body, sample)
    assert {p.use for p in found} == {"verbatim"}
    for paragraph in found:
        said = sample[paragraph.where.start : paragraph.where.end]
        assert all(body[w.start : w.end] in said for w in paragraph.places)
        assert paragraph.places


def test_each_paragraph_is_told_by_what_the_article_took_of_it(uses: Uses, sample: str) -> None:
    found = uses(REWORDED, sample)
    assert [p.use for p in found[:5]] == ["reworded", "reworded", "verbatim", "partial", "unused"]
    assert {p.use for p in found[4:]} == {"unused"}
    assert not any(p.places for p in found[4:])
    first = REWORDED.index("Au programme")
    assert [w.start for w in found[3].places] == [first]
    assert len(found) == len(sample.splitlines())


def test_a_heading_alone_uses_nothing_and_a_kept_title_is_found(uses: Uses) -> None:
    source = (
        "Le jardin partagé ouvre samedi.\nLa cotisation annuelle est fixée à 24 euros par foyer."
    )
    body = "## La cotisation annuelle fixée à 24 euros par foyer\n\nLe marché se tient le mardi."
    found = uses(body, source, title="Le jardin partagé ouvre samedi.")
    assert [p.use for p in found] == ["verbatim", "unused"]
    assert [w.field for w in found[0].places] == ["title"]


def test_words_said_twice_in_the_sources_share_their_fate(uses: Uses) -> None:
    said = "Le pont tournant sera fermé à la circulation pendant trois semaines."
    found = uses(f"{said}\n", f"{said}\nAutre chose ici.", said)
    assert [(p.where.source, p.use) for p in found] == [
        (0, "verbatim"),
        (0, "unused"),
        (1, "verbatim"),
    ]


def test_nothing_is_said_of_a_foreign_source(uses: Uses) -> None:
    assert uses("Le pont sera fermé.", "The bridge will be closed.", language="en") == ()


def test_lines_without_words_are_no_paragraphs(uses: Uses) -> None:
    assert [p.use for p in uses("Bonjour à tous.", "***\nBonjour à tous.\n---")] == ["verbatim"]
