"""Bold, italic and links: what is seen stays, what was asked is so, and twice is as before."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.document import parse
from desktop_app.editing.change import Change, lines_between
from desktop_app.editing.styles import Emphasis, address_of, link, link_at, toggle
from tests.editing.test_keys import char_places, seen_of

_WORDS = st.sampled_from(["mot", "été", "l’eau", "un mot", "fin.", "grand-père"])
_PART = st.one_of(
    _WORDS, _WORDS.map("**{}**".format), _WORDS.map("*{}*".format), _WORDS.map("[{}](u)".format)
)
_LINE = st.builds(
    lambda lead, parts: lead + " ".join(parts),
    st.sampled_from(["", "", "## ", "- "]),
    st.lists(_PART, min_size=1, max_size=5),
)
_TEXT = st.lists(_LINE, min_size=1, max_size=3).map("\n\n".join)


def done(text: str, first: int, last: int, role: Emphasis = "bold") -> str:
    change = toggle(text, first, last, role)
    assert change is not None
    return shown(text, change)


def shown(text: str, change: Change) -> str:
    new = change.of(text)
    first, last = sorted((change.anchor, change.cursor))
    return new[:first] + "<" + new[first:last] + ">" + new[last:]


def test_a_selection() -> None:
    assert done("un mot ici", 3, 6) == "un **<mot>** ici"
    assert done("un mot ici", 2, 7) == "un **<mot>** ici"
    assert done("un **mot** ici", 5, 8) == "un <mot> ici"
    assert done("**un mot** ici", 2, 4) == "<un> **mot** ici"
    assert done("un *mot ici* là", 0, 12) == "**<un *mot ici>*** là"
    assert done("a **b** c", 0, 9) == "**<a b c>**"
    assert done("## a\n\n- b", 0, 9, "italic") == "## *<a*\n\n- *b>*"


def test_the_word_at_the_cursor() -> None:
    assert done("un mot ici", 4, 4) == "un **m<>ot** ici"
    assert done("un **mot** ici", 6, 6) == "un m<>ot ici"
    assert done("l’eau", 3, 3) == "l’**e<>au**"
    assert toggle("un  ici", 3, 3, "bold") is None
    left = toggle("un **mot**", 8, 8, "bold")
    assert left.text == ""
    assert left.cursor == 10


@given(_TEXT, st.data(), st.sampled_from(["bold", "italic"]))
def test_toggling_changes_only_the_style_of_what_is_selected(
    text: str, data: st.DataObject, role: Emphasis
) -> None:
    places = char_places(text)
    first = data.draw(st.integers(0, len(places) - 1))
    last = data.draw(st.integers(first, len(places) - 1))
    before = styles(text, role)
    change = toggle(text, places[first], places[last] + 1, role)
    if change is None:  # marks that cannot stand so close together
        return
    new = change.of(text)
    assert seen_of(new) == seen_of(text)
    after = styles(new, role)
    assert after[:first] == before[:first]
    assert after[last + 1 :] == before[last + 1 :]
    assert set(after[first : last + 1]) == {not all(before[first : last + 1])}
    assert parse(new).html.count("<a ") >= parse(text).html.count("<a ")
    again = toggle(new, *sorted((change.anchor, change.cursor)), role)
    if again is not None and len(set(before[first : last + 1])) == 1:
        assert styles(again.of(new), role) == before
        assert not any(before) or seen_of(again.of(new)) == seen_of(text)
        if not any(before):
            assert again.of(new) == text


def styles(text: str, role: Emphasis) -> list[bool]:
    styled: list[bool] = []
    for place in lines_between(text, 0, len(text)):
        inside = {i for s in place.look.spans if s.role == role for i in range(s.first, s.last)}
        styled += [
            i - place.start in inside for i in char_places(text) if place.start <= i < place.end
        ]
    return styled


def test_links() -> None:
    assert (
        link("un mot ici", 3, 6, "exemple.fr").of("un mot ici")
        == "un [mot](https://exemple.fr) ici"
    )
    assert link("un mot ici", 4, 4, "/contact").of("un mot ici") == "un [mot](/contact) ici"
    text = "un [mot](https://a.fr) ici"
    assert link(text, 5, 5, "https://b.fr").of(text) == "un [mot](https://b.fr) ici"
    assert link(text, 5, 5, "").of(text) == "un mot ici"
    assert link("", 0, 0, "exemple.fr").of("") == "[exemple.fr](https://exemple.fr)"
    text = "un **gros mot** ici"
    assert link(text, 10, 13, "u").of(text) == "un **gros [mot](u)** ici"
    assert link(text, 0, 19, "u").of(text) == "[un **gros mot** ici](u)"
    assert link_at("un [mot](u) ici", 5)[1].address == "u"
    assert link_at("un [mot](u) ici", 1) is None


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        (" exemple.fr/page ", "https://exemple.fr/page"),
        ("https://a.fr/b c", "https://a.fr/b%20c"),
        ("https://a.fr/(b)", "https://a.fr/(b)"),
        ("https://a.fr/b)", "https://a.fr/b%29"),
        ("mailto:a@b.fr", "mailto:a@b.fr"),
        ("/contact", "/contact"),
        ("#ancre", "#ancre"),
    ],
)
def test_addresses(typed: str, address: str) -> None:
    assert address_of(typed) == address
