"""How an article shows in a list of results, on a computer and on a telephone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

from desktop_app.checks.counting import sentences_of
from desktop_app.checks.seo.other_rules import DESCRIPTION, TITLE_PIXELS

if TYPE_CHECKING:
    from desktop_app.checks.seo.pixels import TitleWidths
    from desktop_app.french.keyphrase import Keyphrase, Span
    from desktop_app.model import Article

Screen = Literal["desktop", "mobile"]

# A telephone gives the title two lines of about 328 px, and the description about 120 characters.
_MOBILE_TITLE_PIXELS = 656
_MOBILE_DESCRIPTION = 120
_CUT = "\u00a0…"
_STEP = " \u203a "


@dataclass(frozen=True, slots=True)
class Card:
    """A result as it is shown: cut where it will be, with the places of the keyphrase in bold."""

    title: str
    breadcrumb: str
    description: str
    title_cut: bool
    description_cut: bool
    title_width: float
    description_bold: tuple[Span, ...] = ()


def google_card(
    article: Article,
    site: str,
    widths: TitleWidths,
    keyphrase: Keyphrase | None = None,
    *,
    screen: Screen = "desktop",
    suffix: str = "",
) -> Card:
    """Give the card of an article; `site` is an address or a domain, `suffix` ends every title.

    `title_width` is in pixels, of the whole title.
    """
    whole = (article.seo_title or article.title).strip()
    whole += suffix if whole else ""
    room = TITLE_PIXELS if screen == "desktop" else _MOBILE_TITLE_PIXELS
    limit = DESCRIPTION[1] if screen == "desktop" else _MOBILE_DESCRIPTION
    title = widths.cut(whole, room)
    description = cut_text(article.meta_description.strip(), limit)
    return Card(
        title,
        breadcrumb(site, article.slug),
        description,
        title != whole,
        len(article.meta_description.strip()) > limit,
        round(widths.width(whole), 1),
        _bold(description, keyphrase),
    )


def cut_text(text: str, limit: int) -> str:
    """Cut a text at the last whole word within a number of characters, « … » included."""
    if len(text) <= limit:
        return text
    shown = text[: limit - len(_CUT) + 1]
    shown = shown.rpartition(" ")[0] or shown[:-1]
    return shown.rstrip(" ,;:–—-") + _CUT


def breadcrumb(site: str, slug: str) -> str:
    """Give the address as results show it: domain, folders and slug with angles between."""
    try:
        parts = urlsplit(site if "://" in site else f"https://{site}")
        steps = [parts.netloc.removeprefix("www."), *parts.path.split("/")]
    except ValueError:
        steps = [site]
    return _STEP.join(step for step in (*steps, slug) if step)


def _bold(description: str, keyphrase: Keyphrase | None) -> tuple[Span, ...]:
    if keyphrase is None or not keyphrase.words:
        return ()
    return keyphrase.in_sentences(sentences_of(description, like_yoast=False)).spans
