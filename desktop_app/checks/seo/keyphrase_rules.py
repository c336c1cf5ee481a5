"""The rules about the keyphrase: how long, how often, and where it should stand.

Thresholds are Yoast's (facts every French web writer is judged by), as its documentation and its
answers give them.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from desktop_app.checks.base import where
from desktop_app.checks.counting import sentences_of
from desktop_app.checks.seo.view import View
from desktop_app.french.fixed_phrases import runs
from desktop_app.model import Finding, Status, Wanted, Where

LENGTH = (1, 4)
LENGTH_MAX = 8
DENSITY = (0.5, 3.0)
HEADINGS = (30, 75)
DESCRIPTION_TIMES = (1, 2)
ESSENTIALS = 110
LONG_TEXT = 300
HALF = 0.5
SPREAD_PARTS = 3
ONCE_UP_TO = 50
TWICE_FROM = 100

Rule = Callable[[View], list[Finding]]


def keyphrase_length(view: View) -> list[Finding]:
    """One to four content words; up to eight pass; a phrase of function words finds nothing."""
    if view.keyphrase is None:
        return [_no_keyphrase("length")]
    name = "seo.keyphrase_length"
    count = view.keyphrase.length
    wanted = Wanted(*LENGTH, unit="words")
    if view.keyphrase.only_function_words and not view.like_yoast:
        message = "seo.keyphrase_length.function_words"
        return [Finding(name, "problem", {"count": count}, count, wanted, message=message)]
    status: Status = "good" if LENGTH[0] <= count <= LENGTH[1] else "problem"
    if LENGTH[1] < count <= LENGTH_MAX:
        status = "improve"
    return [Finding(name, status, {"count": count}, count, wanted)]


def keyphrase_density(view: View) -> list[Finding]:
    """Between 0.5 and 3 %; a longer keyphrase weighs more, and twice is never too often."""
    if view.keyphrase is None:
        return [_no_keyphrase("density")]
    count = sum(measure.count for _, measure in view.measures)
    low, high = recommended_times(view.words, len(view.keyphrase.words))
    status: Status = "good" if low <= count <= high else "problem"
    message = ""
    if count > high:
        message = "seo.keyphrase_density.too_often"
    params = {"count": count, "minimum": low, "maximum": high}
    wanted = Wanted(low, high)
    places = view.places()
    found = [
        Finding(
            "seo.keyphrase_density", status, params, count, wanted, None, places, message=message
        )
    ]
    return found + _unseen_forms(view, count) + _spread(view, count)


def _unseen_forms(view: View, count: int) -> list[Finding]:
    """Say how often the keyphrase stands in a form that Yoast's free version does not see."""
    forms = sum(measure.forms for _, measure in view.measures)
    if forms <= count:
        return []
    message = "seo.keyphrase_density.forms"
    params = {"count": forms - count, "total": forms}
    return [Finding("seo.keyphrase_density", "info", params, forms, message=message)]


def recommended_times(words: int, keyphrase_words: int) -> tuple[int, int]:
    """Give how often a keyphrase should stand in a text of so many words: at least, at most."""
    if not words:
        return 0, 0
    weight = 0.7 + keyphrase_words / 3
    least, most = (percent * words / (100 * weight) for percent in DENSITY)
    if words < TWICE_FROM:
        return 1, 1 if words <= ONCE_UP_TO else 2
    return max(2, math.ceil(least)), max(2, math.floor(most))


def _spread(view: View, count: int) -> list[Finding]:
    """In a long text the keyphrase should not keep to one end (Yoast's free version is silent)."""
    if view.words < LONG_TEXT or count < SPREAD_PARTS:
        return []
    seen: set[int] = set()
    before = 0
    for _, measure in view.measures:
        if measure.count:
            seen.add(min(SPREAD_PARTS - 1, SPREAD_PARTS * before // view.words))
            seen.add(
                min(SPREAD_PARTS - 1, SPREAD_PARTS * (before + measure.words - 1) // view.words)
            )
        before += measure.words
    missing = next((part for part in range(SPREAD_PARTS) if part not in seen), None)
    if missing is None:
        return [Finding("seo.keyphrase_spread", "good")]
    part = ("start", "middle", "end")[missing]
    return [
        Finding("seo.keyphrase_spread", "improve", message=f"seo.keyphrase_spread.improve.{part}")
    ]


def keyphrase_in_intro(view: View) -> list[Finding]:
    """All its words in one sentence of the first paragraph; in several sentences passes."""
    if view.keyphrase is None:
        return [_no_keyphrase("in_intro")]
    name = "seo.keyphrase_in_intro"
    if view.introduction is None:
        return [Finding(name, "problem")]
    block, measure = view.introduction
    place = where(block, 0, len(block.plain))
    if measure.count:
        places = tuple(where(block, *span) for span in measure.spans)
        return [Finding(name, "good", where=places[0], places=places)]
    scattered = len(measure.found) == len(view.keyphrase.words)
    return [Finding(name, "improve" if scattered else "problem", where=place)]


def keyphrase_in_title(view: View) -> list[Finding]:
    """At the start of the title as it is written; elsewhere or in another order passes."""
    if view.keyphrase is None:
        return [_no_keyphrase("in_title")]
    keyphrase, title = view.keyphrase, view.title
    position = keyphrase.exact(title)
    hits = keyphrase.in_text(title)
    place = Where(0, len(title), "seo_title" if view.article.seo_title else "title")
    status: Status = "good" if position == 0 else "improve"
    if position < 0 and not hits.count:
        status = "problem"
    elif position < 0 and not view.like_yoast and _starts_with(view, hits.spans[0][0]):
        status = "good"
    return [Finding("seo.keyphrase_in_title", status, {"title": title}, where=place)]


def _starts_with(view: View, start: int) -> bool:
    """Whether only function words stand before this place of the title."""
    return view.function_words.issuperset(run.text for run in runs(view.title[:start]))


def keyphrase_in_headings(view: View) -> list[Finding]:
    """More than half of its words in 30–75 % of the H2 and H3; a single one may hold it."""
    if view.keyphrase is None:
        return [_no_keyphrase("in_headings")]
    name = "seo.keyphrase_in_headings"
    wanted = Wanted(*HEADINGS, unit="%")
    total = len(view.headings)
    if not total:
        if view.words < LONG_TEXT:
            message = "seo.keyphrase_in_headings.short"
            return [Finding(name, "good", wanted=wanted, message=message)]
        return [Finding(name, "problem", wanted=wanted, message="seo.keyphrase_in_headings.none")]
    size = len(view.keyphrase.words)
    holding = [b for b, m in view.headings if len(m.found) > HALF * size]
    share = 100 * len(holding) / total
    good = share >= HEADINGS[0] and (share <= HEADINGS[1] or total == 1)
    message = "seo.keyphrase_in_headings.too_often" if share > HEADINGS[1] and not good else ""
    places = tuple(where(b, 0, len(b.plain)) for b in holding)
    params = {"count": len(holding), "total": total}
    status: Status = "good" if good else "problem"
    return [Finding(name, status, params, round(share, 1), wanted, None, places, message=message)]


def keyphrase_in_description(view: View) -> list[Finding]:
    """Once or twice, and within what every screen shows of it."""
    if view.keyphrase is None:
        return [_no_keyphrase("in_description")]
    name = "seo.keyphrase_in_description"
    description = view.article.meta_description
    hits = view.keyphrase.in_sentences(sentences_of(description, like_yoast=view.like_yoast))
    wanted = Wanted(*DESCRIPTION_TIMES)
    place = Where(0, len(description), "meta_description")
    params = {"count": hits.count}
    low, high = DESCRIPTION_TIMES
    status: Status = "good" if low <= hits.count <= high else "problem"
    message = "seo.keyphrase_in_description.too_often" if hits.count > high else ""
    if status == "good" and not view.like_yoast and hits.spans[0][0] > ESSENTIALS:
        status, message = "improve", "seo.keyphrase_in_description.late"
        params = {"count": hits.count, "limit": ESSENTIALS}
    return [Finding(name, status, params, hits.count, wanted, place, message=message)]


def keyphrase_in_slug(view: View) -> list[Finding]:
    """All its words when it has one or two, more than half when it has more."""
    if view.keyphrase is None:
        return [_no_keyphrase("in_slug")]
    name = "seo.keyphrase_in_slug"
    slug = view.article.slug
    place = Where(0, len(slug), "slug")
    if not slug:
        return [Finding(name, "problem", where=place)]
    size = len(view.keyphrase.words)
    found = len(view.keyphrase.in_slug(slug))
    enough = found == size if size <= 2 else found > HALF * size
    return [Finding(name, "good" if enough else "improve", value=found, where=place)]


def keyphrase_used(view: View) -> list[Finding]:
    """Two articles on one keyphrase compete with each other; remembered on this computer only."""
    if view.keyphrase is None:
        return [_no_keyphrase("used")]
    mine = " ".join(view.keyphrase.phrase)
    others = {" ".join(run.text for run in runs(used)) for used in view.context.used_keyphrases}
    status: Status = "improve" if mine in others else "good"
    return [Finding("seo.keyphrase_used", status, {"keyphrase": view.keyphrase.text})]


def _no_keyphrase(name: str) -> Finding:
    return Finding(f"seo.keyphrase_{name}", "not_checked", message="seo.no_keyphrase")
