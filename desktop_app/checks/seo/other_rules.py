"""The rules about title, description, text, headings, links and images."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from desktop_app.checks.base import where
from desktop_app.french.fixed_phrases import runs
from desktop_app.model import Finding, Status, Wanted, Where

if TYPE_CHECKING:
    from desktop_app.checks.seo.measure import Link
    from desktop_app.checks.seo.view import View
    from desktop_app.document import Block

TITLE_PIXELS = 600
DESCRIPTION = (121, 156)
TEXT_WORDS = 300
TEXT_WORDS_SHORT = 250
MANY_IMAGES = 5
ALTS = (30, 75)
HALF = 0.5


def title_width(view: View) -> list[Finding]:
    """At most 600 px, the site's name included when the profile has one."""
    title = view.title + (view.context.site_suffix if view.title else "")
    width = view.widths.width(title)
    status: Status = "good" if title.strip() and width <= TITLE_PIXELS else "problem"
    message = "" if title.strip() else "seo.title_width.missing"
    place = Where(0, len(view.title), "seo_title" if view.article.seo_title else "title")
    params = {"width": round(width), "maximum": TITLE_PIXELS}
    wanted = Wanted(1, TITLE_PIXELS, "px")
    return [
        Finding("seo.title_width", status, params, round(width, 1), wanted, place, message=message)
    ]


def description_length(view: View) -> list[Finding]:
    """121 to 156 characters."""
    count = len(view.article.meta_description)
    low, high = DESCRIPTION
    status: Status = "good" if low <= count <= high else "improve"
    message = "seo.description_length.too_long" if count > high else ""
    if not count:
        status = "problem"
    params = {"count": count, "minimum": low, "maximum": high}
    wanted = Wanted(low, high, "characters")
    place = Where(0, count, "meta_description")
    return [
        Finding("seo.description_length", status, params, count, wanted, place, message=message)
    ]


def text_length(view: View) -> list[Finding]:
    """At least 300 words; from 250 it passes."""
    status: Status = "good" if view.words >= TEXT_WORDS else "problem"
    if TEXT_WORDS_SHORT <= view.words < TEXT_WORDS:
        status = "improve"
    params = {"count": view.words, "minimum": TEXT_WORDS}
    wanted = Wanted(TEXT_WORDS, None, "words")
    return [Finding("seo.text_length", status, params, view.words, wanted)]


def single_h1(view: View) -> list[Finding]:
    """Keep the title the only H1; the body needs none (Yoast lets one pass)."""
    extra = [b for b, _ in view.measures if b.kind == "heading" and b.level == 1]
    places = tuple(where(b, 0, len(b.plain)) for b in extra)
    allowed = 1 if view.like_yoast or not view.article.title else 0
    status: Status = "problem" if len(extra) > 1 else "improve"
    if len(extra) <= allowed:
        status = "good"
    return [
        Finding(
            "seo.single_h1",
            status,
            {"count": len(extra)},
            len(extra),
            Wanted(0, allowed),
            None,
            places,
        )
    ]


def heading_levels(view: View) -> list[Finding]:
    """No level is skipped on the way down: H3 stands under an H2."""
    skipped: list[Block] = []
    last = 1
    for block, _ in view.measures:
        if block.kind == "heading":
            if block.level > last + 1:
                skipped.append(block)
            last = block.level
    name = "seo.heading_levels"
    if not skipped:
        return [Finding(name, "good")]
    places = tuple(where(b, 0, len(b.plain)) for b in skipped)
    params = {"count": len(skipped), "heading": skipped[0].plain, "level": skipped[0].level}
    return [Finding(name, "improve", params, len(skipped), None, places[0], places)]


def links(view: View) -> list[Finding]:
    """At least one link inside the site, one outside, none that gives the keyphrase away."""
    every = [(block, link) for block, measure in view.measures for link in measure.links]
    internal = [pair for pair in every if kind_of(pair[1].address) == "internal"]
    outbound = [pair for pair in every if kind_of(pair[1].address) == "outbound"]
    return [
        _some_links(view, "seo.internal_links", internal),
        _some_links(view, "seo.outbound_links", outbound),
        _competing(view, internal + outbound),
    ]


def kind_of(address: str) -> str:
    """Tell a link inside the site ("internal") from one outside, and from an anchor or mail."""
    if not address or address.startswith("#"):
        return "anchor"
    try:
        parts = urlsplit(address)
    except ValueError:
        return "other"
    if parts.scheme and parts.scheme not in ("http", "https"):
        return "other"
    return "outbound" if parts.netloc else "internal"


def _some_links(view: View, name: str, found: list[tuple[Block, Link]]) -> Finding:
    status: Status = "good"
    if not found:
        status = "problem" if view.like_yoast else "improve"
    elif not any(link.followed for _, link in found):
        status = "improve"
    places = tuple(where(block, *link.span) for block, link in found)
    return Finding(name, status, {"count": len(found)}, len(found), Wanted(1), None, places)


def _competing(view: View, found: list[tuple[Block, Link]]) -> Finding:
    name = "seo.competing_links"
    if view.keyphrase is None:
        return Finding(name, "not_checked", message="seo.no_keyphrase")
    competing = [(block, link) for block, link in found if _competes(view, link.text)]
    places = tuple(where(block, *link.span) for block, link in competing)
    status: Status = "problem" if competing else "good"
    return Finding(
        name, status, {"count": len(competing)}, len(competing), Wanted(0, 0), None, places
    )


def _competes(view: View, text: str) -> bool:
    keyphrase = view.keyphrase
    if keyphrase is None or not keyphrase.in_text(text).count:
        return False
    content = [run for run in runs(text) if run.text not in view.function_words]
    return all(keyphrase.may_stand_in([run]) for run in content)


def images(view: View) -> list[Finding]:
    """One image at least, and alternative texts that say what the article is about."""
    count = len(view.images)
    status: Status = "good"
    if not count:
        status = "problem" if view.like_yoast else "improve"
    found = Finding("seo.images", status, {"count": count}, count, Wanted(1))
    return [found, _alternative_texts(view)]


def _alternative_texts(view: View) -> Finding:
    name = "seo.image_alt"
    total = len(view.images)
    if view.keyphrase is None and view.like_yoast:
        return Finding(name, "not_checked", message="seo.no_keyphrase")
    if not total:
        none: Status = "problem" if view.like_yoast else "not_checked"
        return Finding(name, none, message="seo.image_alt.no_image")
    empty = sum(1 for alt in view.images if not alt.strip())
    params = {"count": empty, "total": total}
    if empty and not view.like_yoast:
        return Finding(name, "problem", params, empty, Wanted(0, 0))
    if view.keyphrase is None:
        return Finding(name, "good", params)
    size = len(view.keyphrase.words)
    holding = sum(
        1 for alt in view.images if len(view.keyphrase.in_text(alt).found) >= max(1, HALF * size)
    )
    share = 100 * holding / total
    good = holding > 0 if total < MANY_IMAGES else ALTS[0] <= share <= ALTS[1]
    params = {"count": holding, "total": total}
    message = "seo.image_alt.too_often" if not good and share > ALTS[1] else ""
    return Finding(name, "good" if good else "improve", params, round(share, 1), message=message)
