"""What a client's order asks, as lines for the sections that do not do it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from desktop_app.model import Brief, Finding, Where
    from desktop_app.writers.ai.prompts import Prompts
    from desktop_app.writers.ai.sections import Section

IDS = frozenset({"brief.forbidden", "brief.links", "brief.person", "brief.brands"})
TERMS_A_SECTION = 6


def points(finding: Finding) -> float:
    """Give how much such a finding counts when two versions of an article are compared."""
    many = max(1, len(finding.places))
    return (1.0 if finding.status == "problem" else 0.5) * (1 + 0.1 * (many - 1))


def keywords(
    finding: Finding, parts: Sequence[Section], prompts: Prompts
) -> Iterator[tuple[int, str]]:
    """Spread the keywords that are wanting over the sections; give section and line."""
    often = _texts(finding.params, "too_often")
    longest = max(range(len(parts)), key=lambda n: parts[n].words)
    if often:
        yield longest, prompts.phrase("probleme_trop_employe", mots=", ".join(often))
    missing = _texts(finding.params, "missing")
    order = sorted(range(len(parts)), key=lambda n: -parts[n].words)
    share = max(TERMS_A_SECTION, -(-len(missing) // len(order)))
    for number, start in zip(order, range(0, len(missing), share), strict=False):
        named = ", ".join(missing[start : start + share])
        yield number, prompts.phrase("probleme_mots_cles", mots=named)


def headings(
    finding: Finding, brief: Brief, parts: Sequence[Section], prompts: Prompts
) -> Iterator[tuple[int, str]]:
    """Give the section each imposed heading that is missing belongs to, and the line that asks."""
    missing = set(_texts(finding.params, "missing"))
    headed = [n for n, part in enumerate(parts) if part.has_heading] or [0]
    at = -1
    for heading in brief.demands.headings:
        at += heading.level == 2
        if heading.text in missing:
            number = headed[max(0, min(at, len(headed) - 1))]
            mark = f"« {'#' * heading.level} »"
            yield (
                number,
                prompts.phrase("probleme_intertitre", intertitre=heading.text, marque=mark),
            )


def demands(
    finding: Finding, brief: Brief, parts: Sequence[Section], prompts: Prompts
) -> Iterator[tuple[int, str]]:
    """Give section and line for a forbidden word, a link, the person or a brand."""
    params: Mapping[str, object] = finding.params
    say = prompts.phrase
    if finding.id == "brief.links":
        anchor, address = str(params.get("anchor", "")), str(params.get("address", ""))
        link = f"[{anchor}]({address})" if anchor else address
        home = at(parts, finding.where)
        yield _likest(parts, anchor) if home is None else home, say("probleme_lien", lien=link)
        return
    if finding.id == "brief.forbidden":
        line = say("probleme_interdit", mot=params.get("word", ""))
    elif finding.id == "brief.brands":
        line = say("probleme_marque", marque=params.get("brand", ""), texte=params.get("found", ""))
    else:
        line = say("probleme_personne", consigne=say(f"personne_{brief.demands.person}"))
    numbers = {at(parts, place) for place in finding.places}
    for number in sorted(n for n in numbers if n is not None) or ([] if finding.places else [0]):
        yield number, line


def at(parts: Sequence[Section], place: Where | None) -> int | None:
    """Give the number of the section at a place of the body."""
    if place is None or place.field != "body":
        return None
    return next((n for n, part in enumerate(parts) if part.start <= place.start < part.end), None)


def _likest(parts: Sequence[Section], anchor: str) -> int:
    words = {word.lower() for word in anchor.split() if len(word) > 3}
    return max(
        range(len(parts)),
        key=lambda n: (sum(w in parts[n].markdown.lower() for w in words), parts[n].words),
    )


def _texts(params: Mapping[str, object], name: str) -> list[str]:
    value: object = params.get(name)
    return cast("list[str]", value) if isinstance(value, list) else []
