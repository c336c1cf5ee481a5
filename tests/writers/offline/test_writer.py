"""The offline writer from source to article: nothing lost, nothing invented, order kept."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_app.document import Block, count_words, parse, plain_text
from desktop_app.errors import NotFrenchError
from desktop_app.events import Delta, Notice
from desktop_app.model import Article, Assessment, Brief, Length, Source
from desktop_app.resources import word_list
from desktop_app.writers.offline.card import fits_title
from desktop_app.writers.offline.writer import OfflineWriter

if TYPE_CHECKING:
    from conftest import Run

    from desktop_app.french.lexicon import Lexicon

TEXTS = Path(__file__).resolve().parents[3] / "bench" / "texts"
OWN = sorted(TEXTS.rglob("*.txt"))
NEWS = TEXTS / "seen" / "01-news-quotations.txt"


def markdown(path: Path) -> str:
    lines = path.read_text(encoding="utf-8").splitlines()
    return "\n\n".join(line for line in lines if line.strip())


def squeezed(text: str) -> str:
    return "".join(text.split())


def without_added(article: Article, *sources: str) -> str:
    """Give the article's plain text less its new headings, the source's title where it stood."""
    own = {line for source in sources for line in plain_text(source).split("\n")}
    kept = [
        block.plain
        for block in parse(article.body).blocks
        if block.kind != "heading" or block.plain in own
    ]
    lines = [line for line in plain_text(sources[0]).split("\n") if line] if sources else []
    titles = (article.title, article.title.upper())  # a title in capitals loses them
    place = next((n for n, line in enumerate(lines[:4]) if line in titles), None)
    if place is not None and article.title not in kept[: place + 1]:
        kept.insert(place, lines[place])  # behind the letterhead
    return squeezed("".join(kept))


def sections(article: Article) -> list[tuple[str, int]]:
    found = [("", 0)]
    for block in parse(article.body).blocks:
        if block.kind == "heading":
            found.append((block.plain, 0))
        else:
            heading, words = found[-1]
            found[-1] = (heading, words + count_words(block.plain))
    return found


@pytest.mark.parametrize("path", OWN, ids=lambda p: p.stem)
def test_own_texts_keep_every_word_in_order(write: Run, path: Path) -> None:
    text = markdown(path)
    written, _ = write(text)
    article = written.article
    assert without_added(article, text) == squeezed(plain_text(text))
    assert all(words <= 300 for _, words in sections(article))
    assert fits_title(article.seo_title)
    assert 100 <= len(article.meta_description) <= 156
    assert article.keyphrase
    assert article.slug == article.slug.lower()


@pytest.mark.parametrize("path", OWN, ids=lambda p: p.stem)
def test_every_added_heading_is_the_source_s_own_words(write: Run, path: Path) -> None:
    text = markdown(path)
    article = write(text)[0].article
    own = set(words(plain_text(text)))
    headings = [h.plain for h in parse(article.body).headings()]
    assert len(headings) == len(set(headings))
    for heading in [*headings, article.title, article.seo_title]:
        assert set(words(heading)) - {"le", "la", "les"} <= own, heading
        assert heading[0].isupper() or not heading[0].isalpha()
        assert heading[-1] not in ".,;:!"


def words(text: str) -> list[str]:
    for mark in "’'«»,.:;?!()\u00a0\u202f":
        text = text.replace(mark, " ")
    return text.lower().split()


def test_stream_is_the_body(write: Run) -> None:
    written, told = write(markdown(NEWS))
    assert "".join(e.text for e in told if isinstance(e, Delta)) == written.article.body


def test_alternatives_belong_to_what_they_replace(write: Run) -> None:
    article = write(markdown(NEWS))[0].article
    headings = {h.plain for h in parse(article.body).headings()}
    fields = {"title", "seo_title", "meta_description"}
    assert set(article.alternatives) <= headings | fields
    for key, others in article.alternatives.items():
        assert key not in others
        assert 1 <= len(others) <= 2


def test_keyphrase_asked_for_is_honoured(write: Run) -> None:
    brief = Brief(keyphrase="charpente de la piscine")
    article = write(markdown(NEWS), brief=brief)[0].article
    assert article.keyphrase == "charpente de la piscine"
    assert "charpente" in article.slug
    assert "piscine des Tilleuls" in article.keyphrase_suggestions
    assert "harpente de la piscine" in article.seo_title


HEADED = (
    "# Titre du sujet\n\nUn début court.\n\n## Premier point\n\nDu texte.\n\n### Détail\n\nEncore."
)


def test_headings_of_the_source_are_kept(write: Run) -> None:
    text = HEADED
    article = write(text)[0].article
    assert article.title == "Titre du sujet"
    assert [(h.level, h.plain) for h in parse(article.body).headings()] == [
        (2, "Premier point"),
        (3, "Détail"),
    ]


def test_headings_of_the_source_are_left_out_when_asked(write: Run) -> None:
    text = HEADED
    article = write(text, brief=Brief(keep_headings=False))[0].article
    assert "Premier point" not in article.body


def test_questions_of_an_interview_become_headings(write: Run) -> None:
    article = write(markdown(TEXTS / "seen" / "04-interview.txt"))[0].article
    headings = [h.plain for h in parse(article.body).headings(2)]
    assert len(headings) == 6
    assert all(h.endswith("?") for h in headings)


def test_labels_become_headings_and_a_list_stays_with_its_lead_in(write: Run) -> None:
    article = write(markdown(TEXTS / "seen" / "02-public-service.txt"))[0].article
    assert "## Les pièces à fournir\n\nLe dossier doit contenir" in article.body
    assert "suivants :\n\n• une pièce" in article.body.replace("\u00a0", " ")


def test_verse_a_table_and_an_open_quotation_stay_as_they_are(write: Run) -> None:
    verse = "Sous le pont passe l’eau\n\nEt le vent dans les saules\n\nOn entend un oiseau"
    table = "| Jour | Heure |\n| --- | --- |\n| Lundi | 8 h |"
    text = f"Voici un poème de village.\n\n{verse}\n\n{table}\n\nElle conclut : « Nous verrons bien"
    article = write(text)[0].article
    assert table in article.body
    assert article.body.index("Sous le pont") < article.body.index("Et le vent")
    assert article.body.endswith("« Nous verrons bien")


def test_a_paragraph_too_long_is_cut_at_sentence_ends(write: Run) -> None:
    text = "Le port a rouvert.\n\n" + "Les bateaux rentrent le soir avec la marée haute. " * 60
    article = write(text)[0].article
    assert all(words <= 300 for _, words in sections(article))
    assert without_added(article, text) == squeezed(text)


def test_what_cannot_be_had_is_said(write: Run) -> None:
    _, told = write("Le port a rouvert hier.", brief=Brief(length=Length(700)))
    notices = [(e.message, e.params) for e in told if isinstance(e, Notice)]
    assert notices[0] == ("offline.too_short", {"count": 5, "wanted": 700})
    assert notices[1][0] == "offline.own_words"


def test_another_language_is_refused(lexicon: Lexicon) -> None:
    source = Source("note.txt", "The harbour is open.", "The harbour is open.", language="en")
    steps = OfflineWriter(lexicon, word_list).write((source,), Brief(), lambda _: Assessment())
    with pytest.raises(NotFrenchError) as caught:
        next(steps)
    assert caught.value.params == {"path": "note.txt", "language": "en"}


SENTENCE = st.sampled_from(
    [
        "La piscine rouvre samedi après deux ans de travaux.",
        "« Nous sommes prêts », assure la maire.",
        "Les tarifs restent les mêmes",
        "Pourquoi attendre ?",
        "• une serviette ;",
        "Il suffit d’apporter :",
        "1. Versez l’eau.",
        "Selon M. Wang, 40 % des élèves (soit 120) « ne savent pas nager",
        "…",
        "l'eau, le gaz et l'électricité",
        "*En italique* et **en gras**, avec un [lien](https://exemple.org).",
        "AAA BBB. CCC ! DDD",
        "## Un titre",
        "> Une citation",
        "É",
    ]
)
DAMAGED = st.text(alphabet="abcéÉ ’'«».,:;!?()[]*_#-|\u00a01\n\t", max_size=60)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.one_of(SENTENCE, DAMAGED), min_size=1, max_size=25))
def test_nothing_lost_nothing_invented_order_kept(write: Run, parts: list[str]) -> None:
    text = "\n\n".join(parts)
    article = write(text)[0].article
    own = [squeezed(b.plain) for b in parse(text).blocks if b.plain.strip()]
    kept = [b for b in parse(article.body).blocks if b.plain.strip()]
    title = squeezed(article.title)
    titles = [n for n, line in enumerate(own) if line in (title, title.upper())]
    untitled = [own[:n] + own[n + 1 :] for n in titles]
    assert any(only_headings_added(kept, lines) for lines in (own, *untitled))


def only_headings_added(kept: list[Block], own: list[str]) -> bool:
    places = {0}
    for block in kept:
        text = squeezed(block.plain)
        matched = {p + 1 for p in places if p < len(own) and own[p] == text}
        places = matched | (places if block.kind == "heading" else set())
    return len(own) in places


def test_several_sources_make_one_article_each_under_its_title(write: Run) -> None:
    second = markdown(TEXTS / "seen" / "05-association.txt")
    texts = [markdown(NEWS), f"La saison des jardins commence\n\n{second}"]
    article = write(*texts)[0].article
    headings = [h.plain for h in parse(article.body).headings(2)]
    assert "La saison des jardins commence" in headings
    assert without_added(article, *texts) == squeezed("".join(plain_text(t) for t in texts))
    after = headings[headings.index("La saison des jardins commence") :]
    assert not any("Tilleuls" in heading for heading in after)
