"""The sources as pieces: every block verbatim, told what it is and what it must stay with.

A piece is the smallest thing the writer moves a heading between; it never changes its words.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from desktop_app.document import Block, Kind, count_words, parse
from desktop_app.french.sentences import Sentence, sentences

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop_app.model import Source

Role = Literal["text", "heading", "label", "question", "lead_in", "list", "line", "kept"]

LONGEST_PARAGRAPH = 300
CUT_PARAGRAPH = 150
_ITEM = re.compile(r"[•‣▪●■◦·∙–—-]\s")
_STEP = re.compile(r"(?:étape\s+)?\d{1,2}\s?[.):–-]\s?\S|[a-z]\)\s", re.IGNORECASE)
_LAST_MARKS = " \t\u00a0\u202f»”\")]’'*_"
_LONGEST_LABEL = 80
_KICKER = 4
_GREETING = 12
_LONGEST_TITLE = 130
_LONGEST_TITLE_WORDS = 24
_LONGEST_ASKED = 90
_PARAGRAPH_WORDS = 20
_LEAST_TITLE_WORDS = 3
_LONGEST_LABEL_WORDS = 12
_ISSUER = re.compile(
    r"(?:communauté|commune|mairie|ville|conseil|centre|observatoire|direction|département|région|"
    r"agence|préfecture|université|office|syndicat|ministère|commission|chambre|"
    r"note interne)\b[^:?!]*$",
    re.I,
)
_SIGNATURE = re.compile(
    r"(?:\(?(?:afp|source|crédits?|photo|propos recueillis)\b|par\s[A-ZÉ])", re.I
)


@dataclass(frozen=True)
class Piece:
    """One block of a source (or a part of a paragraph too long for a section).

    `role` is what it is to the writer: running text, a heading of the source, a label (a short
    line that heads what follows), a question of an interview, a lead-in to a list, a list, a line
    of a list or of verse, or something only kept (table, quotation block, code, rule).
    `tied` pieces stay with the one before them.
    """

    markdown: str
    plain: str
    kind: Kind
    level: int = 0
    role: Role = "text"
    tied: bool = False
    source: int = 0

    @cached_property
    def words(self) -> int:
        """The piece's words, counted as the contract does."""
        return count_words(self.plain)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences of the piece's plain text."""
        return tuple(sentences(self.plain))


@dataclass(frozen=True)
class Material:
    """All pieces in order, and the title the sources give themselves, taken out of them."""

    pieces: tuple[Piece, ...]
    title: str = ""
    kept_headings: bool = False


def material(sources: Sequence[Source], keep_headings: bool = True) -> Material:
    """Give the pieces of all sources, in order; only an opening title is taken out.

    Without `keep_headings` the sources' Markdown headings are left out, to be written anew.
    """
    pieces: list[Piece] = []
    title = ""
    for number, source in enumerate(sources):
        blocks = [b for b in parse(source.markdown).blocks if b.content.markdown.strip()]
        if number == 0:
            title, blocks = _own_title(source, blocks)
        elif len(blocks) > 1 and _is_title_line(blocks[0], blocks[1]):
            pieces.append(_heading_of(blocks[0], number))
            blocks = blocks[1:]
        for block in blocks:
            if block.kind == "heading" and not keep_headings:
                continue
            pieces.extend(_pieces(block, number))
    headed = any(piece.kind == "heading" for piece in pieces)
    return Material(tuple(_roles(pieces)), title, headed)


def _own_title(source: Source, blocks: list[Block]) -> tuple[str, list[Block]]:
    """Take an opening title: the only H1, or a first line that is short and ends without a mark.

    « La médiathèque rouvre ses portes », then a paragraph. A kicker before it stays in the text.
    """
    if not blocks:
        return source.fields.title or "", blocks
    if _is_kicker(blocks):
        return blocks[1].plain, [blocks[0], *blocks[2:]]
    first = blocks[0]
    lone = first.kind == "heading" and (
        first.level == 1 or all(b.level > first.level for b in blocks[1:] if b.kind == "heading")
    )
    issuers = _issuers(blocks)
    if issuers:
        return blocks[issuers].plain, [*blocks[:issuers], *blocks[issuers + 1 :]]
    if _over_subtitle(blocks):
        return first.plain, blocks[1:]
    if len(blocks) > 1 and (lone or _is_title_line(first, blocks[1]) or _asked_title(blocks)):
        return first.plain, blocks[1:]
    return source.fields.title or "", blocks


def _asked_title(blocks: Sequence[Block]) -> bool:
    """Tell whether the first line is the one question the text answers.

    « Comment choisir son matelas ? »; where more are asked, it is an interview's first.
    """
    first, *others = (block.plain.rstrip(_LAST_MARKS) for block in blocks)
    alone = not any(plain.endswith("?") for plain in others)
    announced = re.search(r"\w\s?: \w", first) is not None  # « Pension : comment la déclarer ? »
    paragraphs = len(blocks) > 1 and all(block.kind == "paragraph" for block in blocks[:2])
    asked = first.endswith("?") and len(first) <= _LONGEST_ASKED and paragraphs
    return asked and (alone or announced) and len(others[0]) > len(first)


def _issuers(blocks: Sequence[Block]) -> int:
    """Count the lines that only say whose document it is, over the line that is its title.

    « Communauté de communes du Pays de Sormont », « Direction de l'habitat ».
    """
    count = 0
    while count < len(blocks) and _bare_line(blocks[count]) and _ISSUER.match(blocks[count].plain):
        count += 1
    titled = count < len(blocks) - 1 and _bare_line(blocks[count])
    return count if titled and count_words(blocks[count].plain) >= _LEAST_TITLE_WORDS else 0


def _bare_line(block: Block) -> bool:
    plain = block.plain
    short = "\n" not in plain and len(plain) <= _LONGEST_TITLE and block.kind == "paragraph"
    return short and ends_bare(plain) and not _ITEM.match(plain)


def _over_subtitle(blocks: Sequence[Block]) -> bool:
    """Tell whether a first line heads a second, and both a paragraph.

    « Les Amis de la chapelle fêtent dix ans de travaux », « Compte rendu de l'assemblée ».
    """
    if len(blocks) < 3 or any(b.kind not in ("paragraph", "heading", "list") for b in blocks[:3]):
        return False
    first, second, third = (block.plain for block in blocks[:3])
    title = blocks[0].kind == "paragraph" and _KICKER < count_words(first) <= _LONGEST_TITLE_WORDS
    under = ends_bare(second) and "\n" not in second and len(second) <= _LONGEST_TITLE
    told = blocks[2].kind == "paragraph" and count_words(third) >= _PARAGRAPH_WORDS
    whole = title and "\n" not in first and ends_bare(first) and not _ITEM.match(first)
    return whole and under and told and not ends_bare(third) and not _ITEM.match(second)


def _heading_of(block: Block, source: int) -> Piece:
    """Make the title line of a further source the heading of its part."""
    text = block.content.markdown.strip()
    return Piece(f"## {text}", block.plain, "heading", 2, source=source)


def _is_title_line(first: Block, second: Block) -> bool:
    plain = first.plain
    return (
        first.kind == "paragraph"
        and "\n" not in plain
        and 12 <= len(plain) <= _LONGEST_TITLE
        and 3 <= count_words(plain) <= _LONGEST_TITLE_WORDS
        and ends_bare(plain)
        and not _ITEM.match(plain)
        and second.kind == "paragraph"
        and (_tells_more(plain, second) or (plain.isupper() and _is_subtitle(second)))
    )


def _tells_more(title: str, second: Block) -> bool:
    longer = len(second.plain) > len(title) or _is_greeting(second)
    return longer and not ends_bare(second.plain)


def _is_subtitle(block: Block) -> bool:
    """« Note de présentation aux communes membres », under a title in capitals."""
    return ends_bare(block.plain) and not block.plain.isupper() and not _ITEM.match(block.plain)


def _is_greeting(block: Block) -> bool:
    """« Chères adhérentes, chers adhérents, »: a letter's first line, whose headline precedes."""
    return block.plain.rstrip().endswith(",") and count_words(block.plain) <= _GREETING


def _is_kicker(blocks: Sequence[Block]) -> bool:
    """Tell whether a line only names the subject's field over a headline: « Vie associative »."""
    if len(blocks) < 3 or any(b.kind != "paragraph" for b in blocks[:2]):
        return False
    first = blocks[0].plain
    short = count_words(first) <= _KICKER and not any(m in first for m in "\n.!?…")
    short = short and ends_bare(first)
    return short and not _ITEM.match(first) and _is_title_line(blocks[1], blocks[2])


def ends_bare(plain: str) -> bool:
    """Tell whether a line ends without a mark that ends or announces a sentence."""
    last = plain.rstrip(_LAST_MARKS)[-1:]
    return bool(last) and last not in ".!?…:;,"


def _pieces(block: Block, source: int) -> list[Piece]:
    text = block.content.markdown.strip("\n")
    whole = Piece(text, block.plain, block.kind, block.level, source=source)
    if block.kind == "paragraph" and whole.words > LONGEST_PARAGRAPH:
        return _cut(whole)
    return [whole]


def _cut(piece: Piece) -> list[Piece]:
    """Cut a paragraph no section could hold, at sentence ends outside quotations."""
    block = parse(piece.markdown).blocks[0]
    starts = [0]
    words = 0
    for sentence in piece.sentences:
        length = count_words(sentence.text)
        before = piece.plain[: sentence.start]
        closed = before.count("«") <= before.count("»") and before.count("“") <= before.count("”")
        if words and words + length > CUT_PARAGRAPH and closed:
            starts.append(sentence.start)
            words = 0
        words += length
    places = [0, *(block.to_markdown(s, s + 1)[0] for s in starts[1:]), len(piece.markdown)]
    parts = [piece.markdown[a:b].strip() for a, b in itertools.pairwise(places)]
    if not _same_text(parts, piece.plain):
        return [piece]
    return [replace(piece, markdown=part, plain=parse(part).plain) for part in parts]


def _same_text(parts: list[str], plain: str) -> bool:
    """Tell whether the parts are paragraphs that say together what the whole said.

    Emphasis that spans a cut would not survive it.
    """
    parsed = [parse(part).blocks for part in parts]
    if any(len(blocks) != 1 or blocks[0].kind != "paragraph" for blocks in parsed):
        return False
    return "".join("".join(b[0].plain.split()) for b in parsed) == "".join(plain.split())


def _roles(pieces: list[Piece]) -> list[Piece]:
    found: list[Piece] = []
    for index, piece in enumerate(pieces):
        before = pieces[index - 1] if index else None
        after = pieces[index + 1] if index + 1 < len(pieces) else None
        role = _role(piece, before, after)
        previous = found[-1] if found else None
        found.append(replace(piece, role=role, tied=_tied(piece, role, previous)))
    return found


def _role(piece: Piece, before: Piece | None, after: Piece | None) -> Role:
    if piece.kind == "heading":
        return "heading"
    if piece.kind == "list":
        return "label" if _is_numbered_label(piece, after) else "list"
    if piece.kind != "paragraph":
        return "kept"
    if _ITEM.match(piece.plain) or (_STEP.match(piece.plain) and piece.words < 40):
        return "line"
    if _is_question(piece, after):
        return "question"
    if _is_label(piece, before, after):
        return "label"
    if piece.plain.rstrip(_LAST_MARKS).endswith(":"):
        return "lead_in"
    if _is_line(piece) and (
        (before is not None and _is_line(before)) or (after is not None and _is_line(after))
    ):
        return "line"
    return "text"


def _is_line(piece: Piece) -> bool:
    """Tell whether this is a short line as verse and bare enumerations have them."""
    return piece.kind == "paragraph" and len(piece.plain) <= 65 and not piece.plain.endswith(".")


def _is_question(piece: Piece, after: Piece | None) -> bool:
    """Tell whether a whole paragraph is a short question that something answers."""
    plain = piece.plain.strip()
    return (
        plain.rstrip(" *_»\u00a0\u202f").endswith("?")
        and piece.words <= 45
        and len(piece.sentences) <= 3
        and after is not None
        and after.kind in ("paragraph", "list")
        and not after.plain.rstrip(" *_").endswith("?")
    )


def _is_label(piece: Piece, before: Piece | None, after: Piece | None) -> bool:
    """Tell whether a short line without an end mark heads what follows: « Tarifs »."""
    plain = piece.plain.strip()
    if after is None or after.kind not in ("paragraph", "list", "table"):
        return False
    if before is None and piece.words <= _KICKER and after.kind == "paragraph":
        return False
    if before is not None and (_is_line(before) and before.kind == "paragraph"):
        return False
    first = plain.lstrip('«“"0123456789 .)')[:1]
    return (
        "\n" not in plain
        and 3 <= len(plain) <= _LONGEST_LABEL
        and piece.words <= _LONGEST_LABEL_WORDS
        and ends_bare(plain)
        and first.isupper()
        and not plain.startswith(("«", "“", '"', "("))
        and not _SIGNATURE.match(plain)
        and (after.kind != "paragraph" or (not ends_bare(after.plain) and len(after.plain) > 40))
    )


def _is_numbered_label(piece: Piece, after: Piece | None) -> bool:
    """Tell whether a list's one item numbers a part: « 3. Axe 1 – Accès aux soins »."""
    numbered = re.fullmatch(r"\d{1,2}[.)] \S[^\n]*", piece.markdown.strip())
    short = piece.words <= _LONGEST_LABEL_WORDS and ends_bare(piece.plain)
    told = after is not None and after.kind == "paragraph" and not ends_bare(after.plain)
    return bool(numbered) and short and told


def _tied(piece: Piece, role: Role, before: Piece | None) -> bool:
    """Tell whether a piece must follow the one before it in the same section.

    A list its lead-in, lines one another, a quotation its attribution, anything its label.
    """
    if before is None or before.source != piece.source:
        return False
    if before.role in ("heading", "label", "question", "lead_in"):
        return True
    if role in ("list", "kept") and before.role in ("text", "lead_in", "line"):
        return role == "list" or piece.kind != "rule"
    if role == "line" and before.role == "line":
        return True
    return opens_quotation(before.plain) or _attributes(piece.plain)


def opens_quotation(plain: str) -> bool:
    """Tell whether a quotation opened here is not closed here."""
    return plain.count("«") > plain.count("»")


_ATTRIBUTION = re.compile(
    r"(?:a-t-(?:il|elle)|ont-(?:ils|elles)|(?:ajoute|précise|explique|poursuit|conclut)-t-(?:il|elle))\b",
    re.IGNORECASE,
)


def _attributes(plain: str) -> bool:
    """Tell whether a piece opens by saying who spoke just before: « a-t-il ajouté »."""
    return bool(_ATTRIBUTION.match(plain))
