"""The laws of the one parse, on realistic Markdown and on arbitrary text."""

# ruff: noqa: E501

from __future__ import annotations

import re
import time
from html.parser import HTMLParser

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from desktop_app.document import Block, Cache, count_words, escape, parse, plain_text, render

NBSP = "\u00a0"

_WORDS = st.sampled_from(
    [
        "Le", "maire", "d’Évreux", "a", "dit", "12,5", "%", f"«{NBSP}Oui{NBSP}»", "« non »", "n° 1.",
        "aujourd'hui", "café", "cafe\u0301", "😀", "👩‍👩‍👧", "**gras**", "*doux*", "***fort***", "_bas_",
        "snake_case_name", "2*3*4", "a * b", "`code & <b>`", "[lien](https://exemple.fr/a_b)",
        '[titre](u "x . y") .', "![alt](image.jpg)", '![alt](f.png "Légende")', "<https://exemple.fr/?a=1>",
        "<jean@exemple.fr>", "R&D", "&amp;", "&nbsp;", "&#233;", "&eacute;", "&inconnu;", "<b>brut</b>",
        "\\*", "\\_", "\\\\", "\\# ", "*", "**", "_", "`", "[", "](", ")", "<", ">", "&", "#mot", "C#",
        "…", "—", "a|b", "|", "!", "~~~", "---", "1984.", "2. ", "- ", "\t", "  ", "(sic)", "[…]", "$",
        "x\u200by", "½", "m²", "\u202f", "𠀀", "العربية", "日本", "\U000f0041",
    ]
)  # fmt: skip
_INLINE = st.lists(_WORDS, min_size=1, max_size=8).map(" ".join)
_TIGHT = st.lists(_WORDS, min_size=1, max_size=5).map("".join)
_LINE = st.one_of(_INLINE, _TIGHT)
_PREFIX = st.sampled_from(
    ["", "", "", "# ", "## ", "### ", "- ", "* ", "+ ", "1. ", "2. ", "10. ", "> ", "> > ", "> - ",
     "    ", "        ", "    - ", "    1. ", "\t", "\t- ", "  ", "   ", "- - ", "1. - ", "-\t"]
)  # fmt: skip
_FIXED = st.sampled_from(
    [
        "---", "***", "- - -", "-  -  -", "-   -   -", "```", "```python", "~~~", "``` x y", "", "", " ",
        "   ", "\t", NBSP, "| A | B |", "| --- | :-: |", "| a | **b** |", "|a|b|", "--- | ---", "a | b",
        "|  | vide |", "![alt](seule.jpg)", "![a](b) ![c](d 'e')", "===", "#", "##", ">", "-", "1.",
        "[ref]: https://exemple.fr", "<div>", "</div>", "<!-- note -->", "def f():\n\treturn 1",
    ]
)  # fmt: skip
_ROW = st.one_of(st.tuples(_PREFIX, _LINE).map("".join), _FIXED)
_TABLE = st.lists(st.tuples(_LINE, _LINE), min_size=1, max_size=3).map(
    lambda rows: "| A | B |\n| --- | --: |\n" + "\n".join(f"| {a} | {b} |" for a, b in rows)
)
_CODE = _LINE.map(lambda line: f"```python\n{line}\n\n\tx = '{line}'\n```")
_CHUNK = st.one_of(st.lists(_ROW, min_size=1, max_size=4).map("\n".join), _TABLE, _CODE)
REALISTIC = st.lists(
    st.tuples(_CHUNK, st.sampled_from(["\n", "\n\n", "\n\n\n", "\n \n", "\n\t\n"])), max_size=6
).map(lambda chunks: "".join(a + b for a, b in chunks))
_NO_CONTROLS = st.characters(exclude_categories=("Cc", "Cs"))
ARBITRARY = st.one_of(
    st.text(max_size=60),
    st.text(alphabet="ab1 \n\t*_`[]()<>&#!|-+.\\~:'\"=é" + NBSP, max_size=60),
)
TEXT = st.one_of(REALISTIC, ARBITRARY)


class _Shown(HTMLParser):
    """Another reading of HTML than the one under test."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""

    def handle_data(self, data: str) -> None:
        self.text += data


def shown(html: str) -> str:
    parser = _Shown()
    parser.feed(html)
    parser.close()
    return parser.text


@settings(max_examples=100, deadline=None)
@given(TEXT)
def test_blocks_joined_are_the_text(text: str) -> None:
    blocks = parse(text).blocks
    assert "".join(b.content.markdown for b in blocks) == text
    assert [b.start for b in blocks] == [0, *(b.end for b in blocks)][: len(blocks)]


@settings(max_examples=150, deadline=None)
@given(TEXT)
@example("Le\n---\n- \u202f Le\n")
def test_blocks_html_joined_is_the_html_of_the_whole(text: str) -> None:
    assert parse(text).html == render(text)


def check_positions(block: Block) -> None:
    content = block.content
    markdown = content.markdown
    assert len(content.plain) == len(content.offsets)
    assert list(content.offsets) == sorted(content.offsets)
    assert all(0 <= offset < len(markdown) for offset in content.offsets)
    for char, offset in zip(content.plain, content.offsets, strict=True):
        if char not in " \n" and markdown[offset] not in "&\t":
            assert char == markdown[offset], (char, offset, markdown)
        if char.isalnum() and markdown[offset] != "&":
            assert char == markdown[offset]


@settings(max_examples=150, deadline=None)
@given(REALISTIC)
def test_every_character_of_the_plain_text_stands_where_it_says(text: str) -> None:
    for block in parse(text).blocks:
        check_positions(block)


@settings(max_examples=100, deadline=None)
@given(ARBITRARY)
def test_every_character_of_any_text_stands_where_it_says(text: str) -> None:
    for block in parse(text).blocks:
        check_positions(block)


@settings(max_examples=75, deadline=None)
@given(REALISTIC, st.data())
def test_spans_go_to_the_markdown_and_back(text: str, data: st.DataObject) -> None:
    for block in parse(text).blocks:
        if not block.plain:
            continue
        start = data.draw(st.integers(0, len(block.plain) - 1))
        end = data.draw(st.integers(start + 1, len(block.plain)))
        low, high = block.to_markdown(start, end)
        assert block.start <= low < high <= block.end
        offsets = block.content.offsets
        back, over = block.to_plain(low), block.to_plain(high)
        assert offsets[back] == offsets[start]
        assert over == len(offsets) or offsets[over] >= offsets[end - 1]
        assert over >= end or offsets[over] == offsets[end - 1]


@settings(max_examples=100, deadline=None)
@given(TEXT)
def test_plain_holds_every_letter_the_html_shows(text: str) -> None:
    for block in parse(text).blocks:
        wanted = [c for c in shown(block.html) if c.isalnum()]
        assert [c for c in block.plain if c.isalnum()] == wanted


@settings(max_examples=75, deadline=None)
@given(TEXT)
def test_a_cache_changes_nothing(text: str) -> None:
    cache: Cache = {}
    first = parse(text, cache)
    assert parse(text, cache) == first == parse(text)


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(
        _LINE,
        st.text(alphabet="ab1 *_`[]()<>&#!|-+.\\~:'\"=é;/@" + NBSP, max_size=30),
        st.text(_NO_CONTROLS, max_size=30),
    ).map(lambda t: re.sub(r"[\t\u2028\u2029\x85]", " ", t).strip())
)
@example("**a** et __b__")
@example("1. Premier")
@example("- - -")
@example("<<0@0>")
@example("a <b<c@d.fr> e")
@example("[a](b) ![c](d)")
def test_escaped_text_shows_as_it_was(text: str) -> None:
    assert plain_text(escape(text)) == text
    assert all(b.kind == "paragraph" for b in parse(escape(text)).blocks)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.one_of(_LINE, _FIXED).map(lambda t: re.sub(r"\s", " ", t).strip()), max_size=6))
@example(["```", "a", "```"])
@example(["~~~", "a", "~~~"])
@example(["| A | B |", "| --- | --- |", "- un", "1. deux", "trois"])
@example(["***", "___", "* * *"])
def test_escaped_paragraphs_stay_paragraphs(texts: list[str]) -> None:
    kept = [t for t in texts if t]
    assert plain_text("\n\n".join(map(escape, kept))) == "\n".join(kept)


@pytest.mark.parametrize(
    "text",
    [
        f"L’article n°{NBSP}1. de la loi dit «{NBSP}non{NBSP}»… (à 12,5{NBSP}%) [sic] & C#, R&D!",
        "Un prix * sous conditions, un_nom_de_fichier.txt et 5 < 6 > 4.",
        "– Oui, répond-il ; #hashtag, 3.5 et 1,5 – voilà : https://exemple.fr/a_b_c",
        "2024 fut une année",
        "-5 °C ce matin",
    ],
)
def test_french_prose_needs_no_escape(text: str) -> None:
    assert escape(text) == text
    assert plain_text(text) == text


def test_the_caller_may_keep_what_opens_a_block() -> None:
    assert escape("1. Un *mot* là", starts=False) == "1. Un \\*mot\\* là"
    assert escape("1. Un mot") == "1\\. Un mot"
    assert escape("- Un mot") == "\\- Un mot"


@pytest.mark.parametrize(
    ("markdown", "kind", "plain"),
    [
        ("![a](b.jpg) Le texte.", "paragraph", "Le texte."),
        ("Avant ![a](b.jpg) après.", "paragraph", "Avant après."),
        ('![Alt](photo.jpg "Une légende")', "image", ""),
        ("![a](b)\n![c](d)", "image", ""),
        ("- un\n  suite\n- deux", "list", "un suite\ndeux"),
        ("- un\n\n    deux\n\n- trois", "list", "un\ndeux\ntrois"),
        ("1. un\n    1. sous\n2. deux", "list", "un\nsous\ndeux"),
        ("> Cité\n> encore\n>\n> fin", "quote", "Cité encore\nfin"),
        ("| A | B |\n|---|---|\n| c |  |", "table", "A\nB\nc"),
        ("Un [lien](https://x.fr) <https://y.fr>.", "paragraph", "Un lien https://y.fr."),
        ("Une ligne  \nautre", "paragraph", "Une ligne\nautre"),
        ("Une ligne\nautre", "paragraph", "Une ligne autre"),
        ("## Titre *fort* ##", "heading", "Titre fort"),
        ("```\na  b\n\tc\n```", "code", "a  b\n    c"),
        ("#hashtag", "paragraph", "#hashtag"),
        ("---", "rule", ""),
    ],
)
def test_what_a_block_shows(markdown: str, kind: str, plain: str) -> None:
    (block,) = parse(markdown).blocks
    assert (block.kind, block.plain) == (kind, plain)


@pytest.mark.parametrize("text", ["*a**b*xyz", "*a**b*`c`", "_a__b_ *c**d*&amp;", "**a*b**c*d"])
def test_emphasis_swallows_no_letter(text: str) -> None:
    wanted = [c for c in text.replace("&amp;", "") if c.isalnum()]
    assert [c for c in plain_text(text) if c.isalnum()] == wanted


def test_spans_take_entities_and_backslashes_whole() -> None:
    (block,) = parse("Un \\*mot&nbsp;là").blocks
    assert block.plain == f"Un *mot{NBSP}là"
    assert block.to_markdown(3, 4) == (3, 5)
    assert block.to_markdown(7, 8) == (8, 14)


def test_separators_stand_between_what_they_separate() -> None:
    (block,) = parse("- un\n\n- deux").blocks
    assert block.plain == "un\ndeux"
    assert block.content.offsets == (2, 3, 4, 8, 9, 10, 11) or block.content.offsets[2] in (4, 5)
    (table,) = parse("| A | B |\n|---|---|\n| c | d |").blocks
    for char, offset in zip(table.plain, table.content.offsets, strict=True):
        assert char != "\n" or table.content.markdown[offset] in "|\n"


@pytest.mark.parametrize(
    ("plain", "words"),
    [
        ("", 0),
        ("l'article est là", 3),
        (f"100{NBSP}000 euros", 2),
        ("– Oui , dit-il : « non »", 3),
        (f"«{NBSP}Oui{NBSP}»", 1),
        ("un\ndeux\ttrois", 3),
        ("12 % … !", 1),
    ],
)
def test_words_are_counted_as_agreed(plain: str, words: int) -> None:
    assert count_words(plain) == words


def test_a_long_article_parses_fast() -> None:
    sentence = (
        f"Le **maire** d’Évreux a dit «{NBSP}oui{NBSP}» [hier](https://x.fr) à 12 h, *dit-on*. "
    )
    text = "\n\n".join(["## Intertitre", sentence * 5] * 50)
    start = time.process_time()
    cache: Cache = {}
    parse("\n\n".join(f"{i} {p}" for i, p in enumerate(text.split("\n\n"))), cache)
    assert time.process_time() - start < 2
    assert cache
