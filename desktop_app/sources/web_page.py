"""Web pages: the article's part of the page as Markdown, title, description and address."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from desktop_app.model import FileFields
from desktop_app.sources.encodings import decode
from desktop_app.sources.extracted import Extracted, clean
from desktop_app.sources.html_blocks import markdown_of, plain_of
from desktop_app.sources.markup import html_root
from desktop_app.sources.office_html import set_right, take_out

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_ASIDE = frozenset(["nav", "header", "footer", "aside", "form", "dialog"])
_DECLARED = (b"charset=", b"encoding=")


def read(data: bytes, path: str) -> Extracted:
    """Give the article of a page; raises BrokenFileError when there is no page at all."""
    text, encoding = _decoded(data, path)
    page = html_root(clean(text), path, "HTML")
    set_right(page)
    return Extracted(clean(markdown_of(_article(page))), _fields(page), encoding)


def _decoded(data: bytes, path: str) -> tuple[str, str]:
    """Decode by mark or UTF-8, then by what the page declares, then by detection."""
    head = data[:2048].lower()
    for word in _DECLARED:
        _, found, rest = head.partition(word)
        name = rest.strip(b" \"'").split(b'"')[0].split(b"'")[0].split(b">")[0].split(b" ")[0]
        if found and name not in (b"utf-8", b"") and not data.startswith(b"\xef\xbb\xbf"):
            try:
                encoding = {"iso-8859-1": "cp1252", "latin1": "cp1252"}.get(
                    name.decode("ascii"), name.decode("ascii")
                )
                return data.decode(encoding), encoding
            except (LookupError, UnicodeDecodeError):
                break
    return decode(data, path)


def _first(root: Element, name: str) -> Element | None:
    return next((element for element in root.iter() if element.tag == name), None)


def _article(page: Element) -> Element:
    """Give `<article>` when there is one with text, else `<main>`, else the body less its frame."""
    body = _first(page, "body")
    root = page if body is None else body
    articles = [e for e in root.iter() if e.tag == "article" and len(plain_of(e)) > 200]
    main = _first(root, "main")
    chosen = root
    if len(articles) == 1:
        chosen = articles[0]
    elif main is not None and plain_of(main):
        chosen = main
    for parent in list(chosen.iter()):
        for child in list(parent):
            if _is_frame(child, chosen):
                take_out(parent, child)
    return chosen


def _is_frame(element: Element, chosen: Element) -> bool:
    """Tell what surrounds an article; a header inside `<article>` holds its title, so it stays."""
    if element.tag == "header" and chosen.tag == "article":
        return False
    hidden = element.get("hidden") is not None or element.get("aria-hidden") == "true"
    return element.tag in _ASIDE or hidden


def _fields(page: Element) -> FileFields:
    title = _first(page, "title")
    meta = {
        (element.get("name") or element.get("property") or "").lower(): element.get("content") or ""
        for element in page.iter()
        if element.tag == "meta"
    }
    links = {
        (element.get("rel") or "").lower(): element.get("href") or ""
        for element in page.iter()
        if element.tag == "link"
    }
    heading = _first(page, "h1")
    return FileFields(
        title=(plain_of(heading) if heading is not None else "") or None,
        seo_title=(plain_of(title) if title is not None else "") or None,
        meta_description=meta.get("description") or meta.get("og:description") or None,
        slug=slug_of(links.get("canonical") or meta.get("og:url") or ""),
        published=(meta.get("article:published_time") or "")[:10] or None,
    )


def slug_of(address: str) -> str | None:
    """Give the last part of an address's path, without suffix; None when there is none."""
    last = unquote(urlsplit(address).path).rstrip("/").rpartition("/")[2]
    stem, dot, suffix = last.rpartition(".")
    return (stem if dot and suffix in ("html", "htm", "php") else last) or None
