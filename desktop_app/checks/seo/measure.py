"""What the SEO checks need of one block, wherever it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING

from desktop_app.checks.counting import YOAST_SKIPS, sentences_of, words_of
from desktop_app.french.fixed_phrases import runs

if TYPE_CHECKING:
    from desktop_app.document import BlockContent
    from desktop_app.french.keyphrase import Hits, Keyphrase, Span

_ANCHOR = re.compile(r"<a\s[^>]*?href=\"([^\"]*)\"([^>]*)>(.*?)</a>", re.DOTALL)
_IMAGE = re.compile(r"<img\s[^>]*>")
_ALT = re.compile(r"\balt=\"([^\"]*)\"")
_TAG = re.compile(r"<[^>]+>")


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a block: address, text, and the place of the text in the plain text."""

    address: str
    text: str
    followed: bool
    span: Span


@dataclass(frozen=True, slots=True)
class SeoMeasure:
    """One block seen by the SEO checks.

    `count` says how often all the keyphrase's words stand in one sentence, `found` which of them
    are seen anywhere in the block. `forms` is the same count with every form of the words, for what
    Yoast does not see.
    """

    words: int
    count: int
    forms: int
    found: frozenset[int]
    spans: tuple[Span, ...]
    links: tuple[Link, ...]
    images: tuple[str, ...]


def measure(
    content: BlockContent,
    keyphrase: Keyphrase | None,
    finer: Keyphrase | None,
    *,
    like_yoast: bool,
) -> SeoMeasure:
    """Measure one block; `finer` looks for every form of the words where Yoast does not."""
    skipped = like_yoast and content.kind in YOAST_SKIPS
    hits: list[Hits] = []
    if keyphrase is not None and not skipped:
        hits = _sentence_hits(content, keyphrase, like_yoast=like_yoast)
    count = sum(h.count for h in hits)
    forms = count
    if finer is not None and not skipped:
        forms = sum(h.count for h in _sentence_hits(content, finer, like_yoast=like_yoast))
    return SeoMeasure(
        words=0 if skipped else words_of(content.plain, like_yoast=like_yoast),
        count=count,
        forms=forms,
        found=frozenset[int]().union(*(h.found for h in hits)),
        spans=tuple(span for h in hits for span in h.spans),
        links=_links(content),
        images=_images(content.html),
    )


def _sentence_hits(content: BlockContent, keyphrase: Keyphrase, *, like_yoast: bool) -> list[Hits]:
    words = runs(content.plain)
    if not keyphrase.may_stand_in(words):
        return []
    found: list[Hits] = []
    begin = 0
    for sentence in sentences_of(content.plain, like_yoast=like_yoast, kind=content.kind):
        end = begin
        while end < len(words) and words[end].start < sentence.end:
            end += 1
        found.append(keyphrase.hits(words[begin:end]))
        begin = end
    return found


def _links(content: BlockContent) -> tuple[Link, ...]:
    if "<a " not in content.html:
        return ()
    links: list[Link] = []
    position = 0
    for match in _ANCHOR.finditer(content.html):
        text = unescape(_TAG.sub("", match.group(3)))
        start = content.plain.find(text, position) if text else -1
        if start < 0:
            start = min(position, len(content.plain))
        position = min(start + len(text), len(content.plain))
        followed = "nofollow" not in match.group(2)
        links.append(Link(unescape(match.group(1)), text, followed, (start, position)))
    return tuple(links)


def _images(html: str) -> tuple[str, ...]:
    if "<img" not in html:
        return ()
    alts = (_ALT.search(tag) for tag in _IMAGE.findall(html))
    return tuple(unescape(alt.group(1)) if alt else "" for alt in alts)
