"""Plain text: nothing of it is lost, whatever signs it holds and however its lines are cut."""

from __future__ import annotations

import textwrap
import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.document import parse, plain_text
from desktop_app.resources import resource
from desktop_app.sources import plain, read_source, source_from_text
from desktop_app.sources.html_blocks import markdown_of
from desktop_app.sources.markup import html_root


def _text(raw: str) -> str:
    return source_from_text(raw, "a.txt", brief_line=False).text


def test_one_paragraph_a_line_stays_word_for_word() -> None:
    path = resource("samples", "actualite.txt")
    raw = path.read_text(encoding="utf-8")
    assert read_source(path, brief_line=False).text == raw.strip()
    assert read_source(path).text == raw.split("\n", 1)[1].strip()


def test_wrapped_text_is_joined_and_its_labels_stay_apart() -> None:
    raw = resource("samples", "actualite.txt").read_text(encoding="utf-8")
    paragraphs = raw.strip().split("\n")[1:9]
    for width in (60, 72, 80, 100):
        for gap in ("\n", "\n\n"):
            wrapped = gap.join(
                ["Aménagement", *("\n".join(textwrap.wrap(p, width)) for p in paragraphs)]
            )
            expected = "\n".join(["Aménagement", *paragraphs])
            if gap == "\n\n":
                assert _text(wrapped) == expected, width
            else:
                assert _text(wrapped).replace("\n", " ") == expected.replace("\n", " "), width


def test_lists_are_lists_and_lone_signs_are_text() -> None:
    raw = (
        "À retenir :\n• un\n• deux\n\n1. Ouvrir\n2. Fermer\n\n- Non, dit-il.\nIl sort.\n"
        "1. Introduction\nUn texte.\n2023. Une année.\n# mot-dièse\n– Bonjour.\n– Bonsoir.\n"
        "* a_b_ *c* [d](e) &amp; <f@g.fr> `h` | i\n---\n> fin"
    )
    source = source_from_text(raw, "a.txt", brief_line=False)
    kinds = [block.kind for block in parse(source.markdown).blocks]
    assert kinds == ["paragraph", "list", "list", *["paragraph"] * 11]
    assert source.text == (
        "À retenir :\nun\ndeux\nOuvrir\nFermer\n- Non, dit-il.\nIl sort.\n"
        "1. Introduction\nUn texte.\n2023. Une année.\n# mot-dièse\n– Bonjour.\n– Bonsoir.\n"
        "* a_b_ *c* [d](e) &amp; <f@g.fr> `h` | i\n---\n> fin"
    )


LINE = st.text(
    st.sampled_from("aé Œ1.#*_`[](){}<>!|&;~=-+\\\"'«»\u00a0\u202f’…:/@•–\u0301"),
    min_size=1,
    max_size=30,
)


@settings(max_examples=80, deadline=None)
@given(st.lists(LINE, min_size=1, max_size=4))
def test_no_character_is_lost_between_blank_lines(lines: list[str]) -> None:
    expected = [unicodedata.normalize("NFC", line).strip() for line in lines]
    expected = [line for line in expected if line]
    # each stands alone: what looks like two items in a row would rightly be a list
    raw = "\n\nmot\n\n".join(expected)
    assert plain_text(plain.markdown_of(raw)).split("\n") == raw.split("\n\n")


PIECE = st.tuples(st.sampled_from(["", "b", "i", "a href='https://x.fr/'", "span"]), LINE)


@settings(max_examples=80, deadline=None)
@given(st.lists(PIECE, min_size=1, max_size=4))
def test_emphasis_changes_no_character(pieces: list[tuple[str, str]]) -> None:
    html = ""
    for tag, words in pieces:
        escaped = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        html += f"<{tag}>{escaped}</{tag.split()[0]}>" if tag else escaped
    words = "".join(words for _, words in pieces)
    expected = " ".join(piece for piece in words.split(" ") if piece).strip()
    markdown = markdown_of(html_root(f"<p>{html}</p>", "a.html", "HTML"))
    assert plain_text(markdown).strip() == expected
