"""The clients' profiles: what they make of a brief, and how one is added, changed, taken away."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from desktop_app.model import Brief, Demands
from desktop_app.settings import Profile

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop_app.model import Person
    from desktop_app.settings import Settings

NO_PROFILE = Profile("")


def brief_of(settings: Settings) -> Brief:
    """Give the brief as it stands before a wish, an order or a brief line says otherwise."""
    profile = settings.active_profile or NO_PROFILE
    demands = Demands(
        person=cast("Person", profile.person) if profile.person else None,
        forbidden=profile.forbidden,
        brands=profile.brand_spellings,
    )
    return Brief(
        length=settings.length,
        tone=profile.tone or settings.tone,
        audience=profile.audience or None,
        writer=settings.writer or ("ai" if settings.has_ai else "offline"),
        demands=demands,
    )


def profile_of(brief: Brief, name: str, typography: str) -> Profile:
    """Give a profile that asks what this brief does beside its subject and length."""
    asked = brief.demands
    return Profile(
        name,
        typography,
        asked.person or "",
        asked.brands,
        tone=brief.tone,
        audience=brief.audience or "",
        forbidden=asked.forbidden,
    )


def free_name(taken: Iterable[str], wanted: str) -> str:
    """Give a name that is not taken yet: the one wanted, else with a number after it."""
    others = {name.casefold() for name in taken}
    name, number = wanted, 2
    while name.casefold() in others:
        name, number = f"{wanted} {number}", number + 1
    return name


def with_profile(settings: Settings, profile: Profile) -> Settings:
    """Give the settings with one more profile, which is then the one in use."""
    added = replace(profile, name=free_name((p.name for p in settings.profiles), profile.name))
    return replace(settings, profiles=(*settings.profiles, added), profile=added.name)


def with_changed(settings: Settings, name: str, profile: Profile) -> Settings:
    """Give the settings with the profile called `name` in its new state, renamed or not."""
    others = (p.name for p in settings.profiles if p.name != name)
    changed = replace(profile, name=free_name(others, profile.name.strip() or name))
    profiles = tuple(changed if p.name == name else p for p in settings.profiles)
    used = changed.name if settings.profile == name else settings.profile
    return replace(settings, profiles=profiles, profile=used)


def without_profile(settings: Settings, name: str) -> Settings:
    """Give the settings without the profile called `name`; none is in use where it was."""
    profiles = tuple(p for p in settings.profiles if p.name != name)
    used = "" if settings.profile == name else settings.profile
    return replace(settings, profiles=profiles, profile=used)
