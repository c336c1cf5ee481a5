"""Markdown files: front matter as fields, underlined headings as « # », the rest as it is."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import frontmatter
import yaml

from desktop_app.model import FileFields
from desktop_app.sources.encodings import decode
from desktop_app.sources.extracted import Extracted, clean
from desktop_app.sources.web_page import slug_of

if TYPE_CHECKING:
    from collections.abc import Mapping

_SETEXT = re.compile(
    r"^(?P<text> {0,3}[^\s#>*+-][^\n]*)\n {0,3}(?P<line>=+|-+)[ \t]*$", re.MULTILINE
)
_FENCED = re.compile(r"(?ms)^(?P<fence>`{3,}|~{3,})[^\n`]*\n.*?^(?P=fence)[ \t]*$")
_COMMENT = re.compile(r"(?s)<!--.*?-->")


def read(data: bytes, path: str) -> Extracted:
    """Give a Markdown file's body and what its front matter says."""
    text, encoding = decode(data, path)
    body, fields = _front_matter(clean(text))
    return Extracted(in_dialect(body), fields, encoding)


def in_dialect(body: str) -> str:
    """Give Markdown with ATX headings and without comments; fenced code stays untouched."""
    pieces: list[str] = []
    position = 0
    for fence in _FENCED.finditer(body):
        pieces += [_settled(body[position : fence.start()]), fence.group()]
        position = fence.end()
    return "".join([*pieces, _settled(body[position:])]).strip("\n")


def _settled(text: str) -> str:
    return _SETEXT.sub(_atx, _COMMENT.sub("", text))


def _atx(match: re.Match[str]) -> str:
    if "|" in match["text"] and match["line"][0] == "-":
        return match.group()
    return f"{'#' if match['line'][0] == '=' else '##'} {match['text'].strip()}"


def _front_matter(text: str) -> tuple[str, FileFields]:
    """Part the front matter from the body; one that is no YAML mapping is body."""
    try:
        metadata, body = frontmatter.parse(text)
    except (yaml.YAMLError, ValueError, AttributeError, TypeError):
        return text, FileFields()
    return body, _fields({str(key).lower(): value for key, value in metadata.items()})


def _fields(values: Mapping[str, object]) -> FileFields:
    def first(*names: str) -> str | None:
        for name in names:
            value = values.get(name)
            if isinstance(value, date):
                return value.isoformat()[:10]
            if isinstance(value, (str, int, float)) and str(value).strip():
                return clean(str(value)).strip()
        return None

    address = first("slug", "permalink", "url")
    return FileFields(
        title=first("title", "titre"),
        seo_title=first("seo_title", "seotitle", "meta_title"),
        meta_description=first("description", "meta_description", "summary", "excerpt"),
        slug=slug_of(address) if address else None,
        keyphrase=first("keyphrase", "focus_keyphrase", "focuskw", "keyword", "mot_cle"),
        published=first("date", "published"),
    )
