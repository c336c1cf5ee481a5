"""Find and replace: words are found as they are read, and only they are replaced."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.editing.finding import Wanted, find_all, find_in, replace_all, replace_one
from tests.editing.test_keys import seen_of
from tests.editing.test_styles import _TEXT


def found(text: str, words: str, **options: bool) -> list[str]:
    return [text[a:b] for a, b in find_all(text, Wanted(words, **options))]


def test_what_is_found() -> None:
    text = "L’Été, l'été et l’**été** d’un étéa.\n\n## Été\u00a02024"
    assert found(text, "l'été") == ["L’Été", "l'été", "l’**été"]
    assert found(text, "été", match_case=True) == ["été", "été", "été"]
    assert found(text, "été", whole_word=True) == ["Été", "été", "été", "Été"]
    assert found(text, "ete") == []
    assert len(found(text, "ete", match_accents=False)) == 5
    assert found(text, "été 2024") == ["Été\u00a02024"]
    assert found("un [lien](https://exemple.fr)", "exemple") == []
    assert find_all("un **mot**", Wanted("**"), marks_shown=True) == [(3, 5), (8, 10)]
    assert found("![un mot](b.jpg)\n\nmot", "mot") == ["mot"]
    assert find_in("😀 mot", Wanted("mot")) == [(2, 5)]
    assert find_all("x", Wanted("")) == []


def test_replacing_keeps_marks_whole() -> None:
    text = "un **mot** ici, un mot là"
    places = find_all(text, Wanted("mot"))
    assert replace_one(text, places[0], "terme").of(text) == "un **terme** ici, un mot là"
    assert replace_all(text, places, "terme").of(text) == "un **terme** ici, un terme là"
    text = "un **gros mot** ici et *un gros* mot"
    places = find_all(text, Wanted("gros mot"))
    assert replace_all(text, places, "juron").of(text) == "un **juron** ici et *un juron*"
    text = "le **un** mot"
    assert replace_all(text, find_all(text, Wanted("un mot")), "x").of(text) == "le **x**"


@given(_TEXT, st.sampled_from(["mot", "été", "un", "e", "l'eau"]))
def test_all_are_replaced_and_nothing_else(text: str, words: str) -> None:
    wanted = Wanted(words, match_case=True)
    places = find_all(text, wanted)
    new = replace_all(text, places, "Z").of(text)
    assert not find_all(new, wanted)
    assert seen_of(new) == seen_of(text).replace("’", "'").replace(words, "Z").replace("'", "’")
