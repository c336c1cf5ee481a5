"""What the window may do with a finding: how it is underlined, how it is accepted."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop_app.model import Article, Assessment, Fact, Finding, Where

Line = Literal["spelling", "grammar", "style"]
LANGUAGE = ("grammar", "typography", "style")
_FACTS = "fidelity"
_PREFIX = "finding:"


def line_of(finding: Finding) -> Line:
    """Give the sort of line a remark on language is underlined with."""
    kind = finding.params.get("kind")
    if finding.check == "grammar" and kind in ("spelling", "grammar"):
        return kind
    return "style"


def places_of(finding: Finding) -> tuple[Where, ...]:
    """Give every place a finding speaks of."""
    return finding.places or ((finding.where,) if finding.where else ())


def fact_key(fact: Fact) -> str:
    """Give the key under which « C’est voulu » is kept for a fact."""
    from desktop_app.checks.fidelity import accept_key

    return accept_key(fact.kind, fact.text)


def accepting(finding: Finding, article: Article) -> frozenset[str]:
    """Give the keys that « C’est voulu » adds for a finding that is none of language."""
    keys = {_own_key(finding, article)}
    if finding.check == _FACTS and isinstance(text := finding.params.get("text"), str):
        keys.add(f"{finding.id.partition('.')[2]}:{text}")
    return frozenset(keys)


def with_accepted(
    assessment: Assessment, accepted: Iterable[str], article: Article | None
) -> Assessment:
    """Give the assessment with the findings the writer accepted turned into information."""
    keys = frozenset(key for key in accepted if key.startswith(_PREFIX))
    if not keys or article is None:
        return assessment
    findings = tuple(
        replace(finding, status="info", message=finding.message_id)
        if finding.status in ("problem", "improve") and _own_key(finding, article) in keys
        else finding
        for finding in assessment.findings
    )
    return replace(assessment, findings=findings)


def _own_key(finding: Finding, article: Article) -> str:
    words = finding.params.get("text")
    where = finding.where
    if not isinstance(words, str):
        text = str(getattr(article, where.field)) if where else ""
        words = text[where.start : where.end] if where else ""
    return f"{_PREFIX}{finding.id}|{' '.join(words.split())}"
