from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from desktop_app.document import plain_text
from desktop_app.exports.clipboard import clipboard_html, clipboard_text
from desktop_app.exports.html import html_page
from desktop_app.model import Article


def test_the_page_is_complete_and_says_its_card(article: Article) -> None:
    page = html_page(article)
    tree = html.document_fromstring(page.encode(), parser=html.HTMLParser(encoding="utf-8"))
    assert page.startswith('<!DOCTYPE html>\n<html lang="fr">')
    assert tree.findtext("head/title") == article.seo_title
    assert tree.xpath("string(//meta[@name='description']/@content)") == article.meta_description
    assert tree.xpath("string(//link[@rel='canonical']/@href)") == article.slug
    assert tree.xpath("string(//meta[@name='keywords']/@content)") == article.keyphrase
    assert tree.xpath("//h1/text()") == [article.title]
    assert tree.xpath("string(//p[@class='chapo'])") == article.standfirst
    assert len(tree.xpath("//p[@class='chapo']")) == 1
    assert tree.xpath("//article//h2/text()") == ["Un lieu ouvert à tous", "Et après ?"]


def test_an_image_is_a_figure_with_its_caption(article: Article) -> None:
    tree = html.fragment_fromstring(clipboard_html(article), create_parent="div")
    figure = tree.find("figure")
    assert figure.find("img").attrib == {"alt": "La façade de la ressourcerie", "src": "facade.jpg"}
    assert figure.findtext("figcaption") == "Photo : Ville de Lyon"
    body = "![Vue](v.jpg)\n*La vue.* Crédit : AFP"
    tree = html.fragment_fromstring(clipboard_html(Article(body=body)), create_parent="div")
    assert tree.find("figure/figcaption").text_content() == "La vue. Crédit : AFP"


def test_an_address_that_runs_something_is_dropped(article: Article) -> None:
    assert "javascript" not in clipboard_html(article)
    assert "JAVA" not in clipboard_html(Article(body="[a](JAVAscript:x)\n\n![b](data:text/html,x)"))


def test_what_is_pasted_is_the_body_alone(article: Article) -> None:
    pasted = clipboard_html(article)
    assert "class=" not in pasted
    assert "<h1>" not in pasted
    assert clipboard_html(article, title=True).startswith("<h1>À Lyon")
    assert clipboard_text(article).startswith("Le maire a inauguré jeudi 12 mars")
    assert "**" not in clipboard_text(article)


@given(st.text(max_size=80), st.text(max_size=40))
def test_no_text_breaks_out_of_the_page(body: str, title: str) -> None:
    article = Article(body=body, title=title, seo_title=title, meta_description=title, slug=title)
    tree = html.document_fromstring(
        html_page(article).encode(errors="surrogatepass"), parser=html.HTMLParser(encoding="utf-8")
    )
    assert len(tree.findall("body/article")) == 1
    assert not tree.xpath("//script")
    said = "".join(tree.find("body/article").itertext())
    assert _letters(said) == _letters(title + plain_text(body))


def _letters(text: str) -> str:
    return "".join(c for c in text if c.isalnum())


def test_a_page_without_card_still_stands() -> None:
    bare = html_page(replace(Article(body="Un mot."), title=""))
    assert "<h1>" not in bare
    assert "<title></title>" in bare
