from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.document import count_words, parse
from desktop_app.window.word_count import WordCount


@given(st.lists(st.text(alphabet="a1é,.*_#>-|`\n \u00a0\u2028", max_size=60), max_size=4))
def test_blocks_counted_one_by_one_give_the_whole(bodies: list[str]) -> None:
    counts = WordCount({})
    for body in bodies:
        assert counts.of(body) == count_words(parse(body).plain)
