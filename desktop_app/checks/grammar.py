"""Grammar and spelling: what LanguageTool says of each paragraph, aware of the sources' names."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from desktop_app.checks.accepted_words import AcceptedWords, accepts, is_name, names_a_thing
from desktop_app.checks.base import where
from desktop_app.checks.ignored import Ignored
from desktop_app.errors import GrammarUnavailableError
from desktop_app.french.quotations import quotations
from desktop_app.model import Field, Finding, GrammarMatch, GrammarSummary, Status, Where

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from desktop_app.checks.base import CheckContext, Grammar
    from desktop_app.document import Block, BlockContent
    from desktop_app.model import Article, Source

ENGINE = "LanguageTool 6.8"
ENGINE_ID = "grammar.engine"
FIELDS: tuple[Field, ...] = ("title", "seo_title", "meta_description")
_SENTENCE_END = frozenset({"POINTS_2"})
_SENTENCE_START = frozenset({"UPPERCASE_SENTENCE_START"})
_NAME_CATEGORIES = frozenset({"CASING"})
_MOST_REPLACEMENTS = 5
# The engine suggests straight apostrophes, which our typography would set right at once.
_STRAIGHT = re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_]|$)")


@dataclass(frozen=True, slots=True)
class Remarks:
    """What the engine said of one text; `missing` says why it said nothing (a catalog id)."""

    found: tuple[GrammarMatch, ...] = ()
    missing: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    """A remark, where it stands in the article, the words it is about."""

    match: GrammarMatch
    where: Where
    words: str
    quoted: bool


@dataclass(frozen=True, slots=True)
class Said:
    """Remarks with their places; `missing` says why there are none (a catalog id)."""

    placed: tuple[Placed, ...] = ()
    missing: str = ""


class GrammarCheck:
    """Asks the grammar engine paragraph by paragraph, then over the whole text."""

    name = "grammar"

    def __init__(self) -> None:
        """Know no source yet."""
        self._accepted = AcceptedWords()

    def facet(self, context: CheckContext) -> bool:
        """Tell whether there is an engine to ask."""
        return context.grammar is not None

    def measure(self, content: BlockContent, context: CheckContext) -> Remarks:
        """Give the engine's remarks on a block, positions in its plain text."""
        if context.grammar is None:
            return Remarks(missing=context.grammar_missing)
        if content.kind in ("code", "rule"):
            return Remarks()
        return _asked(context.grammar, content.plain, lines=True)

    def judge(
        self, article: Article, measures: Sequence[tuple[Block, Remarks]], context: CheckContext
    ) -> list[Finding]:
        """Give a finding for each remark; one that says so when all is good or not checked."""
        if context.grammar is None:
            return [not_checked(context.grammar_missing)]
        said = [self.of_block(block, remarks, context) for block, remarks in measures]
        said += [self.of_field(article, name, context) for name in FIELDS]
        said.append(self.of_whole([block for block, _ in measures], context))
        placed = [one for some in said for one in some.placed]
        missing = {some.missing for some in said} - {""}
        findings = self.findings(placed, context)
        findings += [not_checked(why) for why in sorted(missing)]
        return findings or [Finding(ENGINE_ID, "good", {"engine": ENGINE})]

    def of_block(self, block: Block, remarks: Remarks, context: CheckContext) -> Said:
        """Place what was measured; a failure is not remembered, since the engine may be back."""
        if remarks.missing:
            remarks = self.measure(block.content, context)
        return Said(tuple(_in_block(block, remarks)), remarks.missing)

    def of_field(self, article: Article, name: Field, context: CheckContext) -> Said:
        """Ask about one of the article's fields."""
        if context.grammar is None:
            return Said(missing=context.grammar_missing)
        remarks = _asked(context.grammar, getattr(article, name), lines=False)
        return Said(tuple(_in_field(article, name, remarks)), remarks.missing)

    def of_whole(self, blocks: Sequence[Block], context: CheckContext) -> Said:
        """Ask the rules that look at a whole text."""
        if context.grammar_text_level is None:
            return Said()
        remarks, placed = _asked_whole(context.grammar_text_level, blocks)
        return Said(tuple(placed), remarks.missing)

    def findings(self, placed: Sequence[Placed], context: CheckContext) -> list[Finding]:
        """Give the findings in the article's order, without what the writer accepts."""
        accepted, ignored = self._accepted.of(context), Ignored(context.accepted)
        kept = _kept(placed, accepted, ignored, context.sources)
        return [_finding(one, context) for one in kept]

    def summary(self, findings: Iterable[Finding]) -> GrammarSummary:
        """Give what the report says of the engine, drawn from the findings."""
        return summary(findings)


def summary(findings: Iterable[Finding]) -> GrammarSummary:
    """Draw from the findings what the report says of the engine."""
    engine = [f for f in findings if f.id == ENGINE_ID]
    remarks = [f for f in findings if f.check == GrammarCheck.name and f.id != ENGINE_ID]
    missing = [f for f in engine if f.status == "not_checked"]
    return GrammarSummary(
        engine=ENGINE,
        checked=bool(engine or remarks) and not missing,
        why=missing[0].message_id if missing else None,
        found=len(remarks),
        in_quotations=sum(1 for f in remarks if f.params["quoted"]),
    )


def _asked(grammar: Grammar, text: str, *, lines: bool) -> Remarks:
    """Ask about a text, or each of its lines: an item or a cell is a text of its own."""
    found: list[GrammarMatch] = []
    start = 0
    try:
        for line in text.split("\n") if lines else [text]:
            if line.strip():
                found += [
                    replace(m, start=m.start + start, end=m.end + start) for m in grammar(line)
                ]
            start += len(line) + 1
    except GrammarUnavailableError as error:
        return Remarks(tuple(found), f"grammar.unavailable.{error.params['reason']}")
    return Remarks(tuple(found))


def _asked_whole(grammar: Grammar, blocks: Sequence[Block]) -> tuple[Remarks, list[Placed]]:
    """Ask about the whole text, blocks a blank line apart, and find each remark's block."""
    spoken = [b for b in blocks if b.plain.strip() and b.kind not in ("code", "rule")]
    remarks = _asked(grammar, "\n\n".join(b.plain for b in spoken), lines=False)
    placed: list[Placed] = []
    start = 0
    for block in spoken:
        end = start + len(block.plain)
        inside = tuple(
            replace(m, start=m.start - start, end=m.end - start)
            for m in remarks.found
            if start <= m.start and m.end <= end
        )
        placed += _in_block(block, Remarks(inside))
        start = end + 2
    return remarks, placed


def _in_block(block: Block, remarks: Remarks) -> list[Placed]:
    spans = [(q.start, q.end) for q in quotations(block.plain)] if remarks.found else []
    if block.kind == "quote":
        spans = [(0, len(block.plain))]
    return [
        Placed(
            match,
            where(block, match.start, match.end),
            block.plain[match.start : match.end],
            any(start <= match.start and match.end <= end for start, end in spans),
        )
        for match in remarks.found
        if not _cuts_a_word(match, block.plain)
        and not (block.kind == "heading" and match.rule in _SENTENCE_END)
        and not (block.kind in ("list", "table") and match.rule in _SENTENCE_END | _SENTENCE_START)
    ]


def _cuts_a_word(match: GrammarMatch, text: str) -> bool:
    """Tell whether a remark is about a piece of a word: « Cè » of « Arpajon-sur-Cère »."""
    return any(
        text[at - 1 : at].isalpha() and text[at : at + 1].isalpha()
        for at in (match.start, match.end)
        if at
    )


def _in_field(article: Article, name: Field, remarks: Remarks) -> list[Placed]:
    text: str = getattr(article, name)
    if name == "seo_title" and text == article.title:
        return []
    return [
        Placed(match, Where(match.start, match.end, name), text[match.start : match.end], False)
        for match in remarks.found
        if match.rule not in _SENTENCE_END
    ]


def _kept(
    placed: Sequence[Placed], accepted: frozenset[str], ignored: Ignored, sources: Sequence[Source]
) -> list[Placed]:
    """Leave out what the writer accepts and what was said twice; in the article's order."""
    order = ("title", "seo_title", "meta_description", "slug", "body")
    seen: set[tuple[str, Where]] = set()
    kept: list[Placed] = []
    for one in sorted(placed, key=lambda p: (order.index(p.where.field), p.where.start)):
        if one.match.kind == "grammar" and names_a_thing(one.words, sources):
            continue
        about_a_word = (
            one.match.kind == "spelling"
            or one.match.category in _NAME_CATEGORIES
            or is_name(one.words)
        )
        key = (one.match.rule, one.where)
        if key in seen or (about_a_word and accepts(one.words, accepted)):
            continue
        rule = f"grammar.{one.match.rule}"
        if not ignored.covers(rule, one.words, one.match.kind, one.match.category):
            seen.add(key)
            kept.append(one)
    return kept


def _finding(placed: Placed, context: CheckContext) -> Finding:
    match = placed.match
    return Finding(
        id=f"grammar.{match.rule}",
        status=_status(placed, context),
        params={
            "sentence": match.message,
            "words": placed.words,
            "kind": match.kind,
            "category": match.category,
            "quoted": placed.quoted,
        },
        where=placed.where,
        replacements=tuple(_STRAIGHT.sub("’", r) for r in match.replacements[:_MOST_REPLACEMENTS]),
        message="grammar.remark.quoted" if placed.quoted else "grammar.remark",
    )


def _status(placed: Placed, context: CheckContext) -> Status:
    if placed.quoted or (placed.match.kind == "style" and not context.rewritten):
        return "info"
    return "improve"


def not_checked(why: str) -> Finding:
    """Give the finding that says that, and why, the engine did not speak (a catalog id)."""
    return Finding(ENGINE_ID, "not_checked", {"engine": ENGINE}, message=why)
