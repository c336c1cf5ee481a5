"""What a client's order asks beside length and keyphrase, and whether the article does it.

Only what was asked is reported.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from desktop_app.checks.base import CheckContext, where
from desktop_app.french.quotations import quotations
from desktop_app.model import Article, Field, Finding, Status, Wanted, WantedHeading, Where

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from desktop_app.document import Block
    from desktop_app.model import Person

FIELDS: tuple[Field, ...] = ("title", "seo_title", "meta_description")
_LINK = re.compile(r"(?<!!)\[(?P<anchor>[^\]\n]+)\]\(\s*<?(?P<address>[^)\s>]+)>?[^)\n]*\)")
_JOINT = r"[\s\-’'._\u00a0\u202f]*"
_PIECES = re.compile(r"[^\W_]+|[+&@!]+")
_PERSONS: tuple[tuple[Person, re.Pattern[str]], ...] = (
    ("vous", re.compile(r"\b(?:vous|votre|vos|vôtres?)\b", re.IGNORECASE)),
    ("tu", re.compile(r"\b(?:tu|toi|te|tes|ta)\b|\bt[’'](?=\w)", re.IGNORECASE)),
    ("nous", re.compile(r"\b(?:nous|notre|nos|nôtres?)\b", re.IGNORECASE)),
)


def demanded(article: Article, blocks: Sequence[Block], context: CheckContext) -> list[Finding]:
    """Give a finding for each thing a client's order asks."""
    asked = context.brief.demands
    wrong: Status = "problem" if context.rewritten else "improve"
    found: list[Finding] = []
    if asked.headings:
        found.append(_headings(blocks, asked.headings, wrong))
    if asked.forbidden:
        found += _forbidden(article, blocks, asked.forbidden, wrong)
    if asked.links:
        found += _links(article, context, wrong)
    if asked.person:
        found.append(_person(blocks, asked.person, wrong))
    if asked.brands:
        found += _brands(article, blocks, asked.brands, wrong)
    return found


def _headings(blocks: Sequence[Block], wanted: Sequence[WantedHeading], wrong: Status) -> Finding:
    """Each imposed heading stands in the article, at its level, in the order given."""
    name = "brief.headings"
    present = [(b.level, same(b.plain)) for b in blocks if b.kind == "heading"]
    keys = [(h.level, same(h.text)) for h in wanted]
    missing = [h.text for h, key in zip(wanted, keys, strict=True) if key not in present]
    total = Wanted(len(wanted))
    if missing:
        params = {"count": len(missing), "missing": missing, "imposed": True}
        value = len(wanted) - len(missing)
        return Finding(name, wrong, params, value, total, message="brief.headings.imposed")
    places = [present.index(key) for key in keys]
    if places != sorted(places):
        return Finding(name, "improve", {}, len(wanted), total, message="brief.headings.order")
    params = {"count": len(wanted)}
    return Finding(name, "good", params, len(wanted), total, message="brief.headings.as_imposed")


def same(text: str) -> str:
    """Give a heading as it is compared: case, kinds of apostrophe and end marks aside."""
    text = text.casefold().replace("’", "'").replace("\u00a0", " ").replace("\u202f", " ")
    return " ".join(text.rstrip(" .:").split())


def _texts(article: Article, blocks: Sequence[Block]) -> Iterable[tuple[str, Block | None, Field]]:
    for name in FIELDS:
        yield getattr(article, name), None, name
    for block in blocks:
        if block.kind not in ("code", "rule"):
            yield block.plain, block, "body"


def _place(block: Block | None, start: int, end: int, name: Field) -> Where:
    return where(block, start, end) if block is not None else Where(start, end, name)


def _forbidden(
    article: Article, blocks: Sequence[Block], words: Sequence[str], wrong: Status
) -> list[Finding]:
    """No forbidden word, singular or plural; within a quotation it is only pointed at."""
    name = "brief.forbidden"
    found: list[Finding] = []
    for word in words:
        pattern = _word(word)
        places: list[Where] = []
        said: list[Where] = []
        for text, block, place in _texts(article, blocks):
            quoted = [(q.start, q.end) for q in quotations(text)] if block is not None else []
            for match in pattern.finditer(text):
                inside = any(start <= match.start() < end for start, end in quoted)
                (said if inside else places).append(_place(block, *match.span(), place))
        heard: tuple[tuple[Status, list[Where]], ...] = ((wrong, places), ("info", said))
        for status, where_ in heard:
            if where_:
                params = {"word": word, "count": len(where_)}
                found.append(
                    Finding(
                        name,
                        status,
                        params,
                        len(where_),
                        Wanted(None, 0),
                        where_[0],
                        tuple(where_),
                    )
                )
    if not any(f.status == wrong for f in found):
        found.insert(0, Finding(name, "good", {"count": len(words)}, 0, Wanted(None, 0)))
    return found


def _word(word: str) -> re.Pattern[str]:
    pieces = re.split(r"[\s\u00a0\u202f]+", word.strip())
    body = r"[\s\u00a0\u202f]+".join(
        re.escape(piece).replace("’", "[’']").replace("'", "[’']") + "[sx]?" for piece in pieces
    )
    return re.compile(rf"(?<![^\W_]){body}(?![^\W_])", re.IGNORECASE)


def _links(article: Article, context: CheckContext, wrong: Status) -> list[Finding]:
    """Each link asked for stands in the body, on the words asked for."""
    placed = [
        (same(re.sub(r"[*_`]", "", m["anchor"])), _address(m["address"]), m.span())
        for m in _LINK.finditer(article.body)
    ]
    found: list[Finding] = []
    for link in context.brief.demands.links:
        here = [one for one in placed if one[1] == _address(link.address)]
        params = {"anchor": link.anchor, "address": link.address}
        if not here:
            message = "brief.links.missing" if link.anchor else "brief.links.missing_address"
            found.append(Finding("brief.links", wrong, params, 0, Wanted(1), message=message))
        elif link.anchor and all(one[0] != same(link.anchor) for one in here):
            place = Where(*here[0][2])
            params["found"] = article.body[place.start + 1 : article.body.index("]", place.start)]
            found.append(
                Finding(
                    "brief.links", wrong, params, 1, Wanted(1), place, message="brief.links.anchor"
                )
            )
    if not found:
        total = len(context.brief.demands.links)
        found.append(Finding("brief.links", "good", {"count": total}, total, Wanted(total)))
    return found


def _address(text: str) -> str:
    bare = re.sub(r"^https?://(?:www\.)?|^www\.", "", text.strip().lower())
    return bare.rstrip("/")


def _person(blocks: Sequence[Block], wanted: Person, wrong: Status) -> Finding:
    """Look for words that speak to the reader otherwise; quotations speak as they do."""
    name = "brief.person"
    places = {person: _spoken(blocks, pattern) for person, pattern in _PERSONS}
    other: Person | None = "tu" if wanted == "vous" else "vous" if wanted == "tu" else None
    strays = places[other] if other else []
    if other and strays:
        params = {"wanted": wanted, "found": other, "count": len(strays)}
        return Finding(name, wrong, params, len(strays), None, strays[0], tuple(strays))
    params = {"wanted": wanted, "count": len(places[wanted])}
    if not places[wanted]:
        return Finding(name, "improve", params, 0, Wanted(1), message="brief.person.absent")
    return Finding(name, "good", params, len(places[wanted]), Wanted(1))


def _spoken(blocks: Sequence[Block], pattern: re.Pattern[str]) -> list[Where]:
    found: list[Where] = []
    for block in blocks:
        if block.kind in ("code", "rule"):
            continue
        quoted = [(q.start, q.end) for q in quotations(block.plain)]
        found += [
            where(block, *match.span())
            for match in pattern.finditer(block.plain)
            if not any(start <= match.start() < end for start, end in quoted)
        ]
    return found


def _brands(
    article: Article, blocks: Sequence[Block], brands: Sequence[str], wrong: Status
) -> list[Finding]:
    """Each brand is spelt as asked wherever it is named."""
    name = "brief.brands"
    found: list[Finding] = []
    for brand in brands:
        pieces = _PIECES.findall(brand)
        if not pieces:
            continue
        body = _JOINT.join(re.escape(piece) for piece in pieces)
        pattern = re.compile(rf"(?<![\w@/.]){body}(?!\w|\.\w)", re.IGNORECASE)
        misspelt = [
            (match[0], _place(block, *match.span(), place))
            for text, block, place in _texts(article, blocks)
            for match in pattern.finditer(text)
            if _plain_marks(match[0]) != _plain_marks(brand)
            and not text.startswith(brand, match.start())
        ]
        for spelling in dict.fromkeys(text for text, _ in misspelt):
            places = tuple(place for text, place in misspelt if text == spelling)
            # In lower case it may be the common word: « l’orange » beside « Orange ».
            common = spelling.islower() and len(pieces) == 1
            params = {"brand": brand, "found": spelling, "count": len(places)}
            found.append(
                Finding(
                    name,
                    "improve" if common else wrong,
                    params,
                    len(places),
                    None,
                    places[0],
                    places,
                    replacements=(brand,),
                )
            )
    return found or [Finding(name, "good", {"count": len(brands)}, 0)]


def _plain_marks(text: str) -> str:
    return text.replace("’", "'").replace("\u00a0", " ").replace("\u202f", " ")
