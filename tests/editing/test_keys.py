"""What keys make of a text: what is seen changes as a writer expects, no mark is left alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from desktop_app.document import parse
from desktop_app.editing import keys
from desktop_app.editing.balance import seen_before
from desktop_app.editing.change import line_at, lines_between
from desktop_app.editing.marks import read

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop_app.editing.change import Change


def act(press: Callable[[str, int], Change | None], text: str) -> str | None:
    """Press a key where the bar is; the bar is then where the cursor is."""
    at = text.index("|")
    whole = text.replace("|", "")
    change = press(whole, at)
    if change is None:
        return None
    new = change.of(whole)
    return new[: change.cursor] + "|" + new[change.cursor :]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Un |deux\n", "Un\n\n|deux\n"),
        ("## Titre|\n\nTexte", "## Titre\n\n|\n\nTexte"),
        ("## |Titre", "\n\n## |Titre"),
        ("## Un| deux", "## Un\n\n|deux"),
        ("un **gr|as** ici", "un **gr**\n\n|**as** ici"),
        ("- a|\n- b", "- a\n- |\n- b"),
        ("- un *mo|t*", "- un *mo*\n- |*t*"),
        ("1. a|\n2. b\n3. c", "1. a\n2. |\n3. b\n4. c"),
        ("- a\n- |\n- b", "- a\n\n|\n\n- b"),
        ("- a\n    - |\n", "- a\n- |\n"),
        ("> q|\n\nT", "> q\n>\n> |\n\nT"),
        ("> q\n>\n> |\n\nT", "> q\n\n|\n\nT"),
        ("```\nun|\n```", "```\nun\n|\n```"),
    ],
)
def test_enter(before: str, after: str) -> None:
    assert act(lambda text, at: keys.enter(text, at, at), before) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("## |T\n\nB", "|T\n\nB"),
        ("- a\n- |b\n- c", "- a\n\n|b\n\n- c"),
        ("- a\n    - |b", "- a\n- |b"),
        ("> |q", "|q"),
        ("A\n\n|B", "A|B"),
        ("A\n\n## |B", "A\n\n|B"),
        ("A\n\n|\n\nB", "A|\n\nB"),
        ("A\n\n|", "A|"),
        ("x **a|**", "x |"),
        ("x **a**| b", "x | b"),
        ("x **ab|** c", "x **a|** c"),
        ("un [lien](u)| b", "un [lie|](u) b"),
        ("![a](b)|\n\nB", "|B"),
        ("A\n\n![a](b)\n\n|B", "A\n\n|B"),
        ("|A", None),
    ],
)
def test_backspace(before: str, after: str | None) -> None:
    assert act(keys.backspace, before) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("A|\n\n## B\n", "A|B\n"),
        ("A |**b** c", "A | c"),
        ("A |**bc** d", "A |**c** d"),
        ("A|\n\n- b\n- c", "A|b\n- c"),
        ("A\n\n|\n\nB", "A\n\n|B"),
        ("A|", None),
    ],
)
def test_delete(before: str, after: str | None) -> None:
    assert act(keys.delete, before) == after


def test_a_word_typed_after_a_space_stays_in_bold() -> None:
    text = "un **mot**"
    change, marks = keys.space_after(text, 8)
    text = change.of(text)
    assert (text, change.cursor, marks) == ("un **mot** ", 11, "**")
    then = keys.between(text, 11, "g", marks)
    assert then.of(text) == "un **mot g**"
    assert then.cursor == len("un **mot g")
    assert keys.space_after("un mot", 3) is None


def test_typing_on_a_blank_line_makes_a_paragraph_of_its_own() -> None:
    change = keys.typed("A\n\n\nB", 3, "x")
    assert change.of("A\n\n\nB") == "A\n\nx\n\nB"
    assert keys.typed("A\n\n\n\nB", 3, "x") is None
    beside = keys.typed("![a](b)", 7, "x")
    assert beside.of("![a](b)") == "![a](b)\n\nx"


@pytest.mark.parametrize(
    ("before", "words", "after"),
    [
        ("un |deux", "**mot**", "un **mot**|deux"),
        ("un |deux", "## A\n\nb", "un\n\n## A\n\nb|\n\ndeux"),
        ("|un", "- a\n- b", "- a\n- b|\n\nun"),
        ("un\n\n|", "a\n\nb\n", "un\n\na\n\nb|"),
        ("un\n\n\n|fin", "a", "un\n\n\na|fin"),
        ("![a](b)|", "mot", "![a](b)\n\nmot|"),
    ],
)
def test_pasting(before: str, words: str, after: str) -> None:
    assert act(lambda text, at: keys.put_in(words, text, at, at), before) == after


def seen_of(text: str) -> str:
    return "".join(parse(text).plain.split())


_WORDS = st.sampled_from(["mot", "été", "l’eau", "a b", "fin."])
_MARKS = ["", "**", "*", "***"]
_STYLED = st.builds(
    lambda marks, words: f"{marks}{words}{marks[::-1]}", st.sampled_from(_MARKS), _WORDS
)
_LINKED = st.builds("[{}](https://exemple.fr)".format, _WORDS)
_LINE = st.builds(
    lambda lead, parts: lead + " ".join(parts),
    st.sampled_from(["", "", "## ", "- ", "> "]),
    st.lists(st.one_of(_STYLED, _LINKED), min_size=1, max_size=5),
)
_TEXT = st.lists(_LINE, min_size=1, max_size=4).map("\n\n".join)


def char_places(text: str) -> list[int]:
    """Give where each visible character stands, white space left out."""
    found: list[int] = []
    for place in lines_between(text, 0, len(text)):
        hidden = {i for start, end in place.look.hidden for i in range(start, end)}
        found += [
            place.start + i
            for i, char in enumerate(place.look.text)
            if i not in hidden and not char.isspace()
        ]
    return found


@given(_TEXT, st.data())
def test_erasing_takes_away_what_is_seen_and_nothing_else(text: str, data: st.DataObject) -> None:
    places = char_places(text)
    assert "".join(text[i] for i in places) == seen_of(text)
    first = data.draw(st.integers(0, len(places) - 1))
    last = data.draw(st.integers(first, len(places) - 1))
    change = keys.erase(text, places[first], places[last] + 1)
    new = change.of(text)
    kept = [text[i] for i in places[:first] + places[last + 1 :]]
    assert seen_of(new) == "".join(kept)
    assert 0 <= change.cursor <= len(new)


@given(_TEXT, st.data())
def test_enter_then_backspace_loses_no_letter(text: str, data: st.DataObject) -> None:
    position = data.draw(st.integers(0, len(text)))
    place = line_at(text, position)
    assume(place.look.kind != "blank")
    position = place.start + place.look.rest(position - place.start)
    change = keys.enter(text, position, position)
    new = change.of(text)
    assert seen_of(new) == seen_of(text)
    back = keys.backspace(new, change.cursor)
    assert back is None or seen_of(back.of(new)) == seen_of(text)


@given(_LINE, st.integers(0, 60))
def test_counting_what_is_seen(line: str, position: int) -> None:
    look, _ = read(line)
    position = min(position, len(line))
    hidden = {i for start, end in look.hidden for i in range(start, end)}
    assert seen_before(look, position) == sum(i not in hidden for i in range(position))
