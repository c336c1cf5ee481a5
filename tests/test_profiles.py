"""A client's profile makes the brief that nobody else has spoken about."""

from __future__ import annotations

from desktop_app.model import Brief, BriefLine, Demands, Wishes
from desktop_app.pipeline import settle
from desktop_app.profiles import (
    brief_of,
    profile_of,
    with_changed,
    with_profile,
    without_profile,
)
from desktop_app.settings import Profile, Settings

THERMALO = Profile(
    "Thermaloé", "edition", "vous", ("Thermaloé",), " | Thermaloé", "pédagogique",
    "propriétaires", ("leader",), "www.thermaloe.example", "/modeles/thermaloe.docx",
)  # fmt: skip
KEPT = Settings(tone="neutre", profile="Thermaloé", profiles=(THERMALO,))


def test_a_profile_fills_the_brief() -> None:
    brief = brief_of(KEPT)
    assert (brief.tone, brief.audience) == ("pédagogique", "propriétaires")
    assert brief.demands == Demands(person="vous", forbidden=("leader",), brands=("Thermaloé",))
    assert brief_of(Settings(tone="neutre", profiles=(THERMALO,))) == Brief(tone="neutre")
    assert brief_of(Settings(writer=None, base_url="http://x", model="m")).writer == "ai"


def test_an_order_has_the_last_word_on_a_profile_and_the_user_on_both() -> None:
    order = BriefLine(
        "…", demands=Demands(person="tu", forbidden=("cher",), brands=("THERMALOÉ", "AnimOk"))
    )
    brief = settle(Wishes(order=order), (), brief_of(KEPT))
    assert brief.demands == Demands(
        person="tu", forbidden=("cher", "leader"), brands=("THERMALOÉ", "AnimOk")
    )
    said = Demands(person=None, forbidden=("seul",))
    wishes = Wishes(demands=said, demanded=frozenset({"person", "forbidden"}), order=order)
    brief = settle(wishes, (), brief_of(KEPT))
    assert brief.demands == Demands(forbidden=("seul",), brands=("THERMALOÉ", "AnimOk"))
    assert settle(Wishes(audience=""), (), brief_of(KEPT)).audience is None


def test_profiles_are_added_renamed_and_taken_away() -> None:
    more = with_profile(KEPT, THERMALO)
    assert [p.name for p in more.profiles] == ["Thermaloé", "Thermaloé 2"]
    assert more.profile == "Thermaloé 2"
    named = with_changed(more, "Thermaloé 2", Profile("Autre"))
    assert [p.name for p in named.profiles] == ["Thermaloé", "Autre"]
    assert named.profile == "Autre"
    assert with_changed(named, "Autre", Profile("thermaloé")).profile == "thermaloé 2"
    assert with_changed(named, "Autre", Profile("  ")).profile == "Autre"
    gone = without_profile(named, "Autre")
    assert (gone.profile, gone.profiles) == ("", (THERMALO,))
    assert without_profile(named, "Thermaloé").profile == "Autre"


def test_a_profile_is_made_from_a_brief() -> None:
    brief = brief_of(KEPT)
    made = profile_of(brief, "Copie", "edition")
    assert brief_of(Settings(profile="Copie", profiles=(made,))) == brief
