"""Headings, lists and quotations: made of paragraphs, and paragraphs again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.document import parse
from desktop_app.editing.blocks import make
from tests.editing.test_keys import seen_of

if TYPE_CHECKING:
    from desktop_app.editing.blocks import BlockWish

_WISHES = st.sampled_from(["heading2", "heading3", "bullet", "number", "quote"])


@pytest.mark.parametrize(
    ("wish", "before", "after"),
    [
        ("heading2", "un |mot\n\nsuite", "## un |mot\n\nsuite"),
        ("heading3", "## un |mot", "### un |mot"),
        ("heading2", "## un |mot", "un |mot"),
        ("paragraph", "- a\n- |b\n- c", "- a\n\n|b\n\n- c"),
        ("bullet", "- a\n\nb|", "- a\n\n- b|"),
        ("number", "- |a", "1. |a"),
        ("bullet", "A\n|", "A\n\n- |"),
        ("quote", "|a", "> |a"),
        ("heading2", "a|\nb", "## a|\n\nb"),
    ],
)
def test_one_block(wish: BlockWish, before: str, after: str) -> None:
    at = before.index("|")
    text = before.replace("|", "")
    change = make(text, at, at, wish)
    new = change.of(text)
    assert new[: change.cursor] + "|" + new[change.cursor :] == after


def test_several_blocks_become_one_list() -> None:
    text = "un\n\n**deux**\n\ntrois\n\nfin"
    change = make(text, 1, text.index("trois") + 2, "number")
    assert change.of(text) == "1. un\n2. **deux**\n3. trois\n\nfin"
    again = make(change.of(text), change.anchor, change.cursor, "number")
    assert again.of(change.of(text)) == text
    assert make("```\na\n```", 5, 5, "bullet") is None


@given(
    st.lists(st.sampled_from(["un mot", "**gras** ici", "été"]), min_size=1, max_size=5),
    _WISHES,
    st.data(),
)
def test_twice_is_as_before(paragraphs: list[str], wish: BlockWish, data: st.DataObject) -> None:
    text = "\n\n".join(paragraphs)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    change = make(text, start, end, wish)
    if not text[start:end].strip() and text[start - 1 : start + 1] == "\n\n":
        return
    new = change.of(text)
    words = "".join(char for char in seen_of(new))
    assert words == seen_of(text)
    kinds = {b.kind for b in parse(new).blocks}
    assert {"bullet": "list", "number": "list", "quote": "quote"}.get(wish, "heading") in kinds
    again = make(new, *sorted((change.anchor, change.cursor)), wish)
    assert again.of(new) == text
