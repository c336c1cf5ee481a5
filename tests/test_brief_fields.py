"""The form's fields and the wishes they come to."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.brief_fields import FIELDS, origins, said_in, values_of, wishes_of
from desktop_app.model import (
    Brief,
    BriefLine,
    Demands,
    Length,
    WantedHeading,
    WantedLink,
    WantedTerm,
)
from desktop_app.pipeline import settle
from desktop_app.settings import Profile

BRIEF = Brief(
    "pompe à chaleur",
    ("devis", "aides", "confort"),
    Length(900, 1000),
    "expert",
    "propriétaires",
    "ai",
    demands=Demands(
        (WantedTerm("aides", 2, 3), WantedTerm("devis"), WantedTerm("confort")),
        (WantedHeading("Combien ?"), WantedHeading("Aides", 3)),
        ("leader",),
        (WantedLink("devis", "https://a.example"),),
        "tu",
        ("Thermaloé",),
        ("Livraison vendredi.",),
    ),
)


@given(st.sets(st.sampled_from(FIELDS)))
def test_what_was_said_comes_back_and_counts_alone(said: set[str]) -> None:
    values = values_of(BRIEF)
    wishes = wishes_of(values, said)
    assert said_in(wishes) == {name: values[name] for name in said}
    settled = values_of(settle(wishes, (), Brief()))
    empty = values_of(Brief())
    assert settled == {name: (values if name in said else empty)[name] for name in FIELDS}


def test_a_field_emptied_by_hand_stays_empty() -> None:
    order = BriefLine("…", audience="parents", keyphrase="crèche", demands=BRIEF.demands)
    values = values_of(Brief())
    said = {"audience", "person", "terms", "forbidden", "links"}
    brief = settle(wishes_of(values, said, order), (), Brief())
    assert (brief.audience, brief.demands.person, brief.keywords) == (None, None, ())
    assert brief.demands.forbidden == brief.demands.links == ()
    assert (brief.keyphrase, brief.demands.headings) == ("crèche", BRIEF.demands.headings)


def test_who_filled_a_field() -> None:
    order = BriefLine("…", tone="expert", demands=Demands(brands=("Évian",)))
    profile = Profile("Évian", person="tu", tone="proche", audience="sportifs")
    assert origins(order, profile) == {
        **{"tone": "order", "brands": "order"},
        **{"person": "profile", "audience": "profile"},
    }
    assert origins(None, None) == {}
