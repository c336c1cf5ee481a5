"""The marks of a line: never a character that is text, and everything a writer writes."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from desktop_app.document import parse
from desktop_app.editing.marks import LIST, TEXT, read

_PIECES = (
    *("*", "**", "***", "_", "__", "`", "``", "[", "](u)", "](http://a.fr/x)", "![", "\\", "****"),
    *("a", "b ", " ", "é", "l’", "!", "(", ")", "# ", "- ", "> ", "1. ", "<http://a.fr>", "|", "#"),
)


def seen(line: str) -> str:
    look, _ = read(line)
    hidden = {place for start, end in look.hidden for place in range(start, end)}
    return "".join(char for place, char in enumerate(line) if place not in hidden)


def is_within(words: str, text: str) -> bool:
    rest = iter(text)
    return all(char in rest for char in words)


@given(st.lists(st.sampled_from(_PIECES), max_size=14).map("".join))
def test_what_is_text_is_never_hidden(line: str) -> None:
    look, _ = read(line)
    assume(look.content.strip() and look.kind not in ("rule", "image"))
    document = parse(line)
    # The markdown package loses its own placeholders in a few tangles of stars; not to be judged.
    assume("\x02" not in document.html and "klzz" not in document.html)
    assert is_within("".join(document.plain.split()), "".join(seen(line).split()))


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("## Un **titre**", "Un titre"),
        ("**gras**, *italique*, _lui aussi_ et ***les deux***", "gras, italique, lui aussi et les deux"),  # noqa: E501
        ("Un *mot **gras*** et un **mot *penché***.", "Un mot gras et un mot penché."),
        ("[un **lien**](https://exemple.fr/a_b_(c) \"Titre\").", "un lien."),
        ("Un lien <https://exemple.fr/a_b> et du `code *brut*`", "Un lien https://exemple.fr/a_b et du code *brut*"),  # noqa: E501
        (r"Une \*étoile\* et un prix 2 * 3 * 4", "Une *étoile* et un prix 2 * 3 * 4"),
        ("le nom_de_fichier reste, 5* aussi", "le nom_de_fichier reste, 5* aussi"),
        ("#motdièse et -tiret", "#motdièse et -tiret"),
        ("**pas fermé", "**pas fermé"),
        ("> Une citation", "Une citation"),
    ],
)  # fmt: skip
def test_what_a_writer_sees(line: str, shown: str) -> None:
    assert seen(line) == shown
    assert parse(line).plain == shown


def test_what_a_line_is_depends_on_those_before() -> None:
    assert read("    - a")[0].kind == "text"
    assert read("    - a", LIST)[0].kind == "bullet"
    assert read("2. a", TEXT)[0].kind == "text"
    assert read("2. a")[0].kind == "number"
    fence, state = read("```python")
    assert fence.kind == "code"
    inside, state = read("# **pas un titre**", state)
    assert (inside.kind, inside.hidden) == ("code", ())
    assert read("# Titre", read("```", state)[1])[0].kind == "heading"


@given(st.text("ab *_[](u)#->", max_size=20), st.integers(0, 20))
def test_a_cursor_rests_in_one_place_of_a_run(line: str, position: int) -> None:
    look, _ = read(line)
    position = min(position, len(line))
    rest = look.rest(position)
    assert look.rest(rest) == rest
    assert rest >= look.lead or not look.run_at(position)
    run = look.run_at(position)
    assert rest == position if run is None else run[0] <= rest <= run[1]
