"""The brief as a form: what stands in each field, and what the user's own entries come to.

A field's value is what the brief holds there, "" or () where it holds nothing. Keywords are one
field with their occurrences: `terms`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from desktop_app.model import Demands, WantedTerm, Wishes
from desktop_app.sources.order_words import DEMANDED, said_by

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from desktop_app.model import Brief, BriefLine
    from desktop_app.settings import Profile

PLAIN = ("keyphrase", "length", "tone", "audience", "writer")
FIELDS = (*PLAIN, *DEMANDED)


def values_of(brief: Brief) -> dict[str, Any]:
    """Give what each field shows of a brief."""
    asked = brief.demands
    counted = {term.text: term for term in asked.terms}
    values: dict[str, Any] = {name: getattr(brief, name) for name in PLAIN}
    values |= {name: getattr(asked, name) for name in DEMANDED}
    values["keyphrase"] = brief.keyphrase or ""
    values["audience"] = brief.audience or ""
    values["person"] = asked.person or ""
    values["terms"] = tuple(counted.get(word, WantedTerm(word)) for word in brief.keywords)
    return values


def wishes_of(
    values: Mapping[str, Any], said: Collection[str], order: BriefLine | None = None
) -> Wishes:
    """Give the wishes in the fields the user filled himself (`said`), and the client's order."""
    plain = {name: values[name] for name in PLAIN if name in said}
    if "keyphrase" in plain:
        plain["keyphrase"] = plain["keyphrase"] or None
    demanded = frozenset(DEMANDED) & frozenset(said)
    demands = {name: values[name] for name in demanded}
    if "person" in demands:
        demands["person"] = demands["person"] or None
    return Wishes(
        **plain,
        keywords=tuple(term.text for term in values["terms"]) if "terms" in demanded else None,
        demands=Demands(**demands) if demanded else None,
        demanded=demanded or None,
        order=order,
    )


def said_in(wishes: Wishes) -> dict[str, Any]:
    """Give back the fields that wishes were made of, with their values; not the order's."""
    found = {name: getattr(wishes, name) for name in PLAIN if getattr(wishes, name) is not None}
    asked = wishes.demands or Demands()
    names = DEMANDED if wishes.demands and wishes.demanded is None else wishes.demanded or ()
    found |= {name: getattr(asked, name) for name in names}
    if "person" in found:
        found["person"] = found["person"] or ""
    if wishes.keywords is not None:
        counted = {term.text: term for term in asked.terms}
        found["terms"] = tuple(counted.get(word, WantedTerm(word)) for word in wishes.keywords)
    return found


def said_by_profile(profile: Profile | None) -> frozenset[str]:
    """Name the fields that a client's profile fills."""
    if profile is None:
        return frozenset()
    filled = {
        "tone": profile.tone,
        "audience": profile.audience,
        "person": profile.person,
        "forbidden": profile.forbidden,
        "brands": profile.brand_spellings,
    }
    return frozenset(name for name, value in filled.items() if value)


def origins(order: BriefLine | None, profile: Profile | None) -> dict[str, str]:
    """Tell of each field that nobody touched who filled it: "order" or "profile"."""
    found = dict.fromkeys(said_by_profile(profile), "profile")
    return found | dict.fromkeys(said_by(order), "order")
