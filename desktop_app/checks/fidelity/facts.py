"""The words the comparisons share: where an article says something, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from desktop_app.checks.base import CheckContext, where
from desktop_app.model import (
    Article,
    Fact,
    FactKind,
    FactStatus,
    Field,
    Finding,
    SourceWhere,
    Status,
    Where,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from desktop_app.checks.fidelity.passages import Extractor, Passage
    from desktop_app.document import Block

GROUP_ABOVE = 8
FIELDS: tuple[Field, ...] = ("title", "seo_title", "meta_description")


@dataclass(frozen=True)
class Unit:
    """A block or field of the article, with the way from its plain text to the article."""

    passage: Passage
    place: Callable[[int, int], Where]
    body: bool
    running: bool


@dataclass
class Outcome:
    """Facts and findings, gathered in order."""

    facts: list[Fact] = field(default_factory=list[Fact])
    findings: list[Finding] = field(default_factory=list[Finding])

    def replaced(self) -> set[str]:
        """Give what the sources say where the article has something else: said once already."""
        instead = ("altered", "accepted")
        return {f.source_text for f in self.facts if f.status in instead and f.source_text}

    def add(self, other: Outcome) -> None:
        """Take in another's."""
        self.facts.extend(other.facts)
        self.findings.extend(other.findings)


def units(
    article: Article, measures: Sequence[tuple[Block, Passage]], extractor: Extractor
) -> list[Unit]:
    """Give the article's fields and blocks in the order they are read."""
    found: list[Unit] = []
    for name in FIELDS:
        text = getattr(article, name)
        if text:
            found.append(
                Unit(
                    extractor.passage(text, name != "meta_description"),
                    _in_field(name),
                    False,
                    False,
                )
            )
    for block, passage in measures:
        found.append(block_unit(block, passage))
    return found


def block_unit(block: Block, passage: Passage) -> Unit:
    """Give a block of the body as a unit."""
    return Unit(passage, _in_block(block), True, not passage.heading)


def _in_field(name: Field) -> Callable[[int, int], Where]:
    return lambda start, end: Where(start, end, name)


def _in_block(block: Block) -> Callable[[int, int], Where]:
    return lambda start, end: where(block, start, end)


def accept_key(kind: FactKind | str, text: str) -> str:
    """Give the key under which the user's « C’est voulu » for a fact is kept in the context."""
    return f"{kind}:{text}"


def accepted(context: CheckContext, kind: FactKind | str, text: str) -> bool:
    """Whether the user has accepted this item."""
    return text in context.accepted or accept_key(kind, text) in context.accepted


def changed(
    kind: FactKind,
    status: FactStatus,
    text: str,
    place: Where,
    context: CheckContext,
    *,
    source_text: str | None = None,
    source_where: SourceWhere | None = None,
    replacements: tuple[str, ...] = (),
    how: str = "",
    **params: object,
) -> Outcome:
    """Give the fact and the finding for something the article altered, invented or translated."""
    if accepted(context, kind, text):
        return Outcome([Fact(kind, "accepted", text, source_text, place, source_where)])
    level: Status = "improve" if status == "translated" else "problem"
    finding = Finding(
        f"fidelity.{kind}",
        level,
        {"text": text, "source_text": source_text or "", **params},
        where=place,
        source_where=source_where,
        replacements=replacements,
        message=f"fidelity.{kind}.{how or status}",
    )
    return Outcome([Fact(kind, status, text, source_text, place, source_where)], [finding])


def missing(
    kind: FactKind, items: Iterable[tuple[str, SourceWhere]], level: Status, context: CheckContext
) -> Outcome:
    """Give facts and findings for what the article leaves out; many make one finding."""
    outcome = Outcome()
    left: list[tuple[str, SourceWhere]] = []
    for text, place in items:
        if accepted(context, kind, text):
            outcome.facts.append(Fact(kind, "accepted", text, text, None, place))
        else:
            outcome.facts.append(Fact(kind, "missing", text, text, None, place))
            left.append((text, place))
    if len(left) > GROUP_ABOVE:
        shown = ", ".join(text for text, _ in left[:GROUP_ABOVE])
        outcome.findings.append(
            Finding(
                f"fidelity.{kind}",
                level,
                {"count": len(left), "texts": shown},
                value=len(left),
                source_where=left[0][1],
                message=f"fidelity.{kind}.many_missing",
            )
        )
    else:
        for text, place in left:
            outcome.findings.append(
                Finding(
                    f"fidelity.{kind}",
                    level,
                    {"text": text},
                    source_where=place,
                    message=f"fidelity.{kind}.missing",
                )
            )
    return outcome
