from __future__ import annotations

import frontmatter
from hypothesis import example, given
from hypothesis import strategies as st

from desktop_app.document import parse
from desktop_app.exports.markdown import markdown_file, title_line
from desktop_app.model import Article


def test_front_matter_title_and_body_come_back(article: Article) -> None:
    post = frontmatter.loads(markdown_file(article))
    assert post.metadata == {
        "title": article.title,
        "seo_title": article.seo_title,
        "description": article.meta_description,
        "slug": article.slug,
        "keyphrase": article.keyphrase,
        "excerpt": article.standfirst,
        "lang": "fr",
    }
    title, _, body = post.content.partition("\n\n")
    assert parse(title).plain == article.title
    assert body.strip() == article.body.strip()


@given(
    st.text(max_size=40),
    st.sampled_from(["2026", "oui: non", "- a", "null", "# x", '"q"', "a\u00a0:"]),
)
def test_any_field_survives_the_front_matter(title: str, field: str) -> None:
    title = "".join(c for c in title if c.isprintable())
    article = Article(body="Un mot.", title=title, seo_title=field, slug=field)
    post = frontmatter.loads(markdown_file(article))
    assert post.get("seo_title") == field
    assert post.get("title", "") == title


@example("\\#")
@given(st.text("ab *_`#<>[]()!&;\\-1.~|amp", min_size=1, max_size=30))
def test_a_title_reads_as_itself(title: str) -> None:
    line = " ".join(title.split())
    if line:
        assert parse(title_line(title)).plain == line
