"""The article in a model's answer: title, body, the card at its end, headings as headings."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from desktop_app.document import parse, plain_text
from desktop_app.model import Article
from desktop_app.writers.ai.stream import label_of

if TYPE_CHECKING:
    from desktop_app.document import Block
    from desktop_app.model import Brief, Source

_BOLD_LINE = re.compile(r"(?:\*\*|__)(?P<text>[^*_\n]{2,90})(?:\*\*|__)\s*:?")
_HEADING = re.compile(r"(#{1,6})[ \t]+(.*)")
_RULE = re.compile(r"(?:-{3,}|\*{3,}|_{3,})")
_FRONT = re.compile(r"^(?:title|seo_title|description|meta_description|slug|keyphrase)\s*:", re.M)
_ECHO = re.compile(r"\b\d+ caractères\b|mot-clé principal|séparés par des tirets", re.IGNORECASE)
# Lines of our own orders, which a model may say back: the marks around data, the parts' numbers.
_OURS = re.compile(
    r"^[ \t]*(?:<<<[A-Z]+ \d+ [0-9a-f]{6}|[A-Z]+ \d+ [0-9a-f]{6}>>>"
    r"|[#*_ ]*Partie \d+ sur \d+[*_ :]*)[ \t]*$",
    re.MULTILINE,
)
_LINK = re.compile(
    r"(?P<image>!?)\[(?P<text>[^\]\n]*)\]\(\s*<?(?P<target>[^)\s>]*)>?(?:\s+[\"'(][^\n]*?)?\s*\)"
)
_DEFINITION = re.compile(r"^ {0,3}\[[^\]\n]+\]:[ \t]*<?(?P<target>\S+?)>?(?:[ \t].*)?$", re.M)


@dataclass(frozen=True, slots=True)
class Card:
    """The fields a model gave beside the text."""

    title: str = ""
    seo_title: str = ""
    meta_description: str = ""
    slug: str = ""
    keyphrase: str = ""


def article_in(text: str) -> Article:
    """Give the article a cleaned answer holds; the fields it leaves out are empty."""
    body, card = _without_card(_OURS.sub("", text).strip())
    body, title = _without_title(body, card)
    body = _headings_as_headings(body)
    blocks = [b for b in parse(body).blocks if b.kind != "rule"]
    body = "\n\n".join(b.content.markdown.strip() for b in blocks if b.content.markdown.strip())
    return Article(
        body=body,
        title=title,
        seo_title=card.seo_title,
        meta_description=card.meta_description,
        slug=card.slug,
        keyphrase=card.keyphrase,
        standfirst=standfirst_of(body),
    )


def without_invented_links(text: str, known: str) -> str:
    """Give a text whose links and images all lead where the sources (`known`) lead.

    An invented link keeps its words, an invented image goes: it could tell a stranger's server who
    reads, or run a script.
    """

    def kept(match: re.Match[str]) -> str:
        if match["target"] and match["target"] in known:
            return match[0]
        return "" if match["image"] else match["text"]

    text = _LINK.sub(kept, text)
    return _DEFINITION.sub(lambda m: m[0] if m["target"] in known else "", text)


def known_addresses(sources: tuple[Source, ...], brief: Brief) -> str:
    """Give a text that holds every address an article may lead to: the sources', the brief's."""
    asked = (link.address for link in brief.demands.links)
    return "\n".join([*(source.markdown for source in sources), *asked])


def section_in(text: str, heading: str, may_head: bool) -> str:
    """Give the section a cleaned reply holds, under its heading, or "" when it holds none.

    `heading` is the section's own, used when the reply brings none; without `may_head`, headings
    and what stands under them are left out.
    """
    body, _ = _without_card(_OURS.sub("", text).strip())
    body = _headings_as_headings(body)
    blocks = [b for b in parse(body).blocks if b.kind != "rule" and b.content.markdown.strip()]
    if not any(b.plain for b in blocks if b.kind != "heading"):
        return ""
    if not may_head:
        if blocks[0].kind == "heading":
            blocks = blocks[1:]
        first = next((n for n, b in enumerate(blocks) if b.kind == "heading"), len(blocks))
        blocks = blocks[:first]
    pieces = [b.content.markdown.strip() for b in blocks]
    if heading and blocks and blocks[0].kind != "heading":
        pieces.insert(0, f"## {heading}")
    return "\n\n".join(pieces)


def standfirst_of(body: str) -> str:
    """Give the first paragraph of a body, plain, when it stands before every heading."""
    blocks = parse(body).blocks
    return blocks[0].plain if blocks and blocks[0].kind == "paragraph" else ""


def _without_card(text: str) -> tuple[str, Card]:
    """Take the « Titre SEO : … » lines off the end, or off the head."""
    lines = text.split("\n")
    card = Card()
    end = len(lines)
    while end:
        line = lines[end - 1].strip()
        label = label_of(line)
        if label is not None and label[0] not in ("titre", "chapô", "chapo"):
            card = _with(card, label)
            end -= 1
        elif not line or (card != Card() and _RULE.fullmatch(line)) or _is_card_heading(line):
            end -= 1
        else:
            break
    lines = lines[:end]
    begin = 0
    while begin < len(lines):
        line = lines[begin].strip()
        label = label_of(line)
        if label is not None:
            card = _with(card, label)
        elif line and not _RULE.fullmatch(line):
            break
        begin += 1
    return "\n".join(lines[begin:]).strip(), card


def _is_card_heading(line: str) -> bool:
    text = line.strip("#*_ :").lower()
    return text in ("fiche seo", "seo", "métadonnées", "meta", "balises seo", "informations seo")


def _with(card: Card, label: tuple[str, str]) -> Card:
    name, value = label
    value = plain_text(value).strip().strip("()").strip() if value.startswith("(") else value
    if _ECHO.search(value):  # a small model may repeat what was asked instead of doing it
        return card
    match name:
        case "titre":
            return replace(card, title=card.title or value)
        case "titre seo" | "seo title":
            return replace(card, seo_title=value)
        case "slug" | "url":
            return replace(card, slug=value.strip("/").rpartition("/")[2])
        case _ if name.startswith(("mot", "key")):
            return replace(card, keyphrase=value)
        case _ if name.startswith(("méta", "meta")):
            return replace(card, meta_description=value)
        case _:
            return card


def _without_title(body: str, card: Card) -> tuple[str, str]:
    """Take the title off: a first heading of level 1, or a bold first line."""
    first, _, rest = body.partition("\n")
    heading = _HEADING.fullmatch(first.strip())
    if heading and (len(heading[1]) == 1 or _opens_with_two_headings(rest)):
        return rest.strip(), plain_text(heading[2]).strip()
    bold = _BOLD_LINE.fullmatch(first.strip())
    if bold and rest.startswith("\n") and not card.title:
        return rest.strip(), bold["text"].strip()
    return body, card.title


def _opens_with_two_headings(rest: str) -> bool:
    return bool(_HEADING.match(rest.strip()))


def _headings_as_headings(body: str) -> str:
    """Give a body whose sections stand under headings of level 2.

    A bold line alone, which small models write for a heading, becomes one.
    """
    blocks = parse(body).blocks
    levels = [b.level for b in blocks if b.kind == "heading"]
    top = min(levels, default=2)
    pieces: list[str] = []
    for number, block in enumerate(blocks):
        text = block.content.markdown.strip()
        heading = _HEADING.fullmatch(text) if block.kind == "heading" else None
        if heading:
            level = len(heading[1]) + (2 - top)
            pieces.append(f"{'#' * max(2, min(6, level))} {heading[2].strip().rstrip('#').strip()}")
        elif not levels and block.kind == "paragraph" and _is_bold_heading(blocks, number):
            pieces.append(f"## {plain_text(text).strip().rstrip(':').strip()}")
        else:
            pieces.append(text)
    return "\n\n".join(piece for piece in pieces if piece)


def _is_bold_heading(blocks: tuple[Block, ...], number: int) -> bool:
    match = _BOLD_LINE.fullmatch(blocks[number].content.markdown.strip())
    follows = number + 1 < len(blocks) and blocks[number + 1].kind in ("paragraph", "list")
    return match is not None and follows and not match["text"].rstrip().endswith((".", "!", "?"))
