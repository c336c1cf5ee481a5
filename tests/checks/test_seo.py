"""SEO lights at, just below and just above each threshold."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import pytest

from desktop_app.checks.base import CheckContext
from desktop_app.checks.seo import SeoCheck
from desktop_app.checks.seo.google import breadcrumb, cut_text, google_card
from desktop_app.checks.seo.keyphrase_rules import recommended_times
from desktop_app.checks.seo.pixels import TitleWidths
from desktop_app.document import parse
from desktop_app.french.keyphrase import Keyphrase
from desktop_app.messages_build import merged
from desktop_app.model import Article, Brief, Finding
from desktop_app.resources import word_list

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

    from desktop_app.french.lexicon import Lexicon

CHECK = SeoCheck()


@lru_cache
def french() -> Catalog:
    return merged("fr")


def words(name: str) -> frozenset[str]:
    return frozenset(word_list(name))


def judged(
    article: Article, lexicon: Lexicon, *, keyphrase: str = "piscine", **more: object
) -> dict[str, Finding]:
    context = CheckContext(Brief(), lexicon, words, keyphrase=keyphrase, **more)  # type: ignore[arg-type]
    blocks = parse(article.body).blocks
    measures = [(block, CHECK.measure(block.content, context)) for block in blocks]
    found = CHECK.judge(article, measures, context)
    catalog = french()
    for finding in found:
        entry = catalog.get(finding.message_id)
        assert entry is not None, finding.message_id
        assert isinstance(entry.id, tuple) == ("count" in finding.params), finding.message_id
    return {finding.id: finding for finding in reversed(found)}


def status(article: Article, lexicon: Lexicon, name: str, **more: object) -> str:
    return judged(article, lexicon, **more)[f"seo.{name}"].status  # type: ignore[arg-type]


def text(count: int, keyphrases: int = 0) -> str:
    return " ".join(["piscine."] * keyphrases + ["mot"] * (count - keyphrases))


@pytest.mark.parametrize(
    ("keyphrase", "expected"),
    [
        ("alpha", "good"),
        ("alpha bêta gamma delta", "good"),
        ("alpha bêta gamma delta epsilon", "improve"),
        ("alpha bêta gamma delta epsilon zêta êta thêta", "improve"),
        ("alpha bêta gamma delta epsilon zêta êta thêta iota", "problem"),
        ("le de la", "problem"),
        ("rénovation de la piscine", "good"),
        (" ".join(f"mot{n}" for n in range(12)), "problem"),
    ],
)
def test_keyphrase_length(lexicon: Lexicon, keyphrase: str, expected: str) -> None:
    assert status(Article("Texte."), lexicon, "keyphrase_length", keyphrase=keyphrase) == expected


@pytest.mark.parametrize("keyphrase", ["", "   ", "??", "😀", "«»", "(.*"])
def test_without_words_in_the_keyphrase_the_rest_still_works(
    lexicon: Lexicon, keyphrase: str
) -> None:
    found = judged(Article(text(300), title="Titre"), lexicon, keyphrase=keyphrase)
    assert found["seo.keyphrase_in_title"].status == "not_checked"
    assert found["seo.competing_links"].status == "not_checked"
    assert found["seo.text_length"].status == "good"


@pytest.mark.parametrize("keyphrase", ["c++ (avancé)", "a|b", '"prix fixe"', "prix 20 €", "[x]{2}"])
def test_signs_in_a_keyphrase_are_only_signs(lexicon: Lexicon, keyphrase: str) -> None:
    bare = keyphrase.strip('"')
    article = Article(f"Voici {bare} pour vous.", title=f"{bare} : guide")
    found = judged(article, lexicon, keyphrase=keyphrase)
    assert found["seo.keyphrase_in_intro"].status == "good"
    assert found["seo.keyphrase_in_title"].status == "good"


def test_recommended_times_grow_with_the_text_and_shrink_with_the_keyphrase() -> None:
    assert recommended_times(0, 1) == (0, 0)
    assert recommended_times(50, 1) == (1, 1)
    assert recommended_times(51, 1) == (1, 2)
    assert recommended_times(99, 1) == (1, 2)
    assert recommended_times(100, 1) == (2, 2)
    assert recommended_times(1000, 1) == (5, 29)
    assert recommended_times(1000, 3) == (3, 17)


@pytest.mark.parametrize(
    ("times", "expected"), [(4, "problem"), (5, "good"), (29, "good"), (30, "problem")]
)
def test_density(lexicon: Lexicon, times: int, expected: str) -> None:
    article = Article(text(1000, times))
    assert status(article, lexicon, "keyphrase_density") == expected


def test_spread_names_the_part_that_is_missing(lexicon: Lexicon) -> None:
    filler = "\n\n".join([text(50)] * 4)
    article = Article(f"{text(50, 3)}\n\n{filler}\n\n{text(50, 2)}\n\n{filler}")
    found = judged(article, lexicon)["seo.keyphrase_spread"]
    assert found.message_id == "seo.keyphrase_spread.improve.end"


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        ("Le tarif de la piscine baisse.", "good"),
        ("Le tarif baisse. À la piscine, tout change.", "improve"),
        ("Le tarif baisse.", "problem"),
    ],
)
def test_introduction(lexicon: Lexicon, first: str, expected: str) -> None:
    article = Article(f"## Tarif piscine\n\n{first}\n\nLe tarif de la piscine.")
    assert status(article, lexicon, "keyphrase_in_intro", keyphrase="tarif piscine") == expected


@pytest.mark.parametrize(
    ("title", "expected", "like_yoast"),
    [
        ("La piscine rouvre", "good", "good"),
        ("Les piscines rouvrent", "good", "problem"),
        ("Castelnau : la piscine rouvre", "improve", "improve"),
        ("Castelnau rouvre", "problem", "problem"),
        ("", "problem", "problem"),
    ],
)
def test_title(lexicon: Lexicon, title: str, expected: str, like_yoast: str) -> None:
    article = Article("Texte.", title=title)
    assert status(article, lexicon, "keyphrase_in_title") == expected
    assert status(article, lexicon, "keyphrase_in_title", like_yoast=True) == like_yoast


@pytest.mark.parametrize(
    ("holding", "total", "expected"),
    [
        (1, 1, "good"),
        (0, 1, "problem"),
        (2, 2, "problem"),
        (29, 100, "problem"),
        (30, 100, "good"),
        (75, 100, "good"),
        (76, 100, "problem"),
    ],
)
def test_headings(lexicon: Lexicon, holding: int, total: int, expected: str) -> None:
    headings = ["## La piscine"] * holding + ["### Le reste"] * (total - holding)
    article = Article("\n\nTexte.\n\n".join(headings))
    assert status(article, lexicon, "keyphrase_in_headings") == expected


def test_no_heading_is_fine_below_300_words(lexicon: Lexicon) -> None:
    assert status(Article(text(299)), lexicon, "keyphrase_in_headings") == "good"
    assert status(Article(text(300)), lexicon, "keyphrase_in_headings") == "problem"


@pytest.mark.parametrize(
    ("description", "expected"),
    [
        ("", "problem"),
        ("La piscine.", "good"),
        ("La piscine. Une piscine.", "good"),
        ("La piscine, une piscine, des piscines.", "problem"),
        ("x" * 111 + " piscine", "improve"),
        ("Rien.", "problem"),
    ],
)
def test_description_keyphrase(lexicon: Lexicon, description: str, expected: str) -> None:
    article = Article("Texte.", meta_description=description)
    assert status(article, lexicon, "keyphrase_in_description") == expected


@pytest.mark.parametrize(
    ("length", "expected"),
    [
        (0, "problem"),
        (1, "improve"),
        (120, "improve"),
        (121, "good"),
        (156, "good"),
        (157, "improve"),
    ],
)
def test_description_length(lexicon: Lexicon, length: int, expected: str) -> None:
    article = Article("Texte.", meta_description="x" * length)
    assert status(article, lexicon, "description_length") == expected


@pytest.mark.parametrize(
    ("keyphrase", "slug", "expected"),
    [
        ("piscine", "", "problem"),
        ("piscine", "la-piscine", "good"),
        ("été à la piscine", "ete-piscine", "good"),
        ("été à la piscine", "piscine", "improve"),
        ("tarif piscine castelnau", "tarif-piscine", "good"),
        ("tarif piscine castelnau", "piscine", "improve"),
        ("cœur", "coeur", "good"),
    ],
)
def test_slug(lexicon: Lexicon, keyphrase: str, slug: str, expected: str) -> None:
    article = Article("Texte.", slug=slug)
    assert status(article, lexicon, "keyphrase_in_slug", keyphrase=keyphrase) == expected


def test_title_width_counts_the_site(lexicon: Lexicon) -> None:
    exact = Article("Texte.", title="i" * 135)  # 4.44 px each: 599.4
    assert status(exact, lexicon, "title_width") == "good"
    assert status(Article("T", title="i" * 136), lexicon, "title_width") == "problem"
    assert status(exact, lexicon, "title_width", site_suffix=" - Site") == "problem"
    assert status(Article("T"), lexicon, "title_width") == "problem"


@pytest.mark.parametrize(
    ("count", "expected"),
    [(249, "problem"), (250, "improve"), (299, "improve"), (300, "good"), (0, "problem")],
)
def test_text_length(lexicon: Lexicon, count: int, expected: str) -> None:
    assert status(Article(text(count)), lexicon, "text_length") == expected
    assert status(Article(text(count)), lexicon, "text_length", like_yoast=True) == expected


def test_h1_and_levels(lexicon: Lexicon) -> None:
    one = Article("# Un\n\nTexte.\n\n### Trois", title="Titre")
    assert status(one, lexicon, "single_h1") == "improve"
    assert status(one, lexicon, "single_h1", like_yoast=True) == "good"
    assert status(one, lexicon, "heading_levels") == "improve"
    assert status(Article("# Un\n\n# Deux"), lexicon, "single_h1", like_yoast=True) == "problem"
    assert status(Article("## Un\n\n### Deux\n\n## Trois"), lexicon, "heading_levels") == "good"


def test_links_are_sorted_and_placed(lexicon: Lexicon) -> None:
    body = "Voir [la piscine](/a), [ici](https://b.fr), [bas](#c) et [moi](mailto:a@b.fr)."
    found = judged(Article(body), lexicon)
    assert found["seo.internal_links"].value == 1
    assert found["seo.outbound_links"].value == 1
    competing = found["seo.competing_links"]
    assert competing.status == "problem"
    place = competing.places[0]
    assert body[place.start : place.end] == "la piscine"


def test_a_page_of_links(lexicon: Lexicon) -> None:
    body = "\n\n".join(f"[lien {n}](https://site{n}.fr)" for n in range(400))
    assert judged(Article(body), lexicon)["seo.outbound_links"].value == 400


@pytest.mark.parametrize(
    ("alts", "images", "alt"),
    [
        ([], "improve", "not_checked"),
        ([""], "good", "problem"),
        (["autre"], "good", "improve"),
        (["la piscine", "autre"], "good", "good"),
        (["piscine"] + ["autre"] * 4, "good", "improve"),
        (["piscine"] * 2 + ["autre"] * 3, "good", "good"),
        (["piscine"] * 5, "good", "improve"),
    ],
)
def test_images(lexicon: Lexicon, alts: list[str], images: str, alt: str) -> None:
    article = Article("\n\n".join(f"![{alt}](a.png)" for alt in alts) or "Texte.")
    found = judged(article, lexicon)
    assert found["seo.images"].status == images
    assert found["seo.image_alt"].status == alt


def test_a_keyphrase_used_elsewhere(lexicon: Lexicon) -> None:
    used = frozenset({"La Piscine municipale", "Piscine"})
    article = Article("Texte.")
    assert status(article, lexicon, "keyphrase_used", used_keyphrases=used) == "improve"
    assert status(article, lexicon, "keyphrase_used") == "good"


def test_places_hold_the_keyphrase(lexicon: Lexicon) -> None:
    body = "Les **piscines** d’été.\n\n- une piscine\n- l’*ancienne* piscine"
    places = judged(Article(body), lexicon)["seo.keyphrase_density"].places
    assert [body[p.start : p.end] for p in places] == ["piscines", "piscine", "piscine"]


def test_google_card(lexicon: Lexicon) -> None:
    widths = TitleWidths.load()
    article = Article(
        "Texte.",
        seo_title="La piscine municipale de Castelnau rouvre ses portes après deux ans de travaux",
        meta_description="La piscine rouvre samedi. " + "Les bassins ont été rénovés. " * 6,
        slug="piscine-castelnau",
    )
    keyphrase = Keyphrase("piscine", lexicon, words("function_words"))
    card = google_card(article, "https://www.exemple.fr/actu/", widths, keyphrase)
    assert card.title_cut
    assert card.title.endswith("…")
    assert widths.width(card.title) <= 600 < card.title_width
    assert card.breadcrumb == "exemple.fr \u203a actu \u203a piscine-castelnau"
    assert card.description_cut
    assert len(card.description) <= 156
    assert [card.description[a:b] for a, b in card.description_bold] == ["piscine"]
    mobile = google_card(article, "exemple.fr", widths, keyphrase, screen="mobile")
    assert len(mobile.description) <= 120
    assert breadcrumb("", "a") == "a"
    assert cut_text("x" * 200, 156) == "x" * 154 + "\u00a0…"


def test_what_yoast_does_not_see_is_said_beside_it(lexicon: Lexicon) -> None:
    article = Article("Les piscines. Une piscine. Des piscines.")
    context = CheckContext(Brief(), lexicon, words, keyphrase="piscine", like_yoast=True)
    measures = [(b, CHECK.measure(b.content, context)) for b in parse(article.body).blocks]
    found = [f for f in CHECK.judge(article, measures, context) if f.id.endswith("density")]
    assert [(f.status, f.value) for f in found] == [("good", 1), ("info", 3)]
    assert found[1].message_id == "seo.keyphrase_density.forms"
    assert found[1].params["count"] == 2
