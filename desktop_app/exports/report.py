"""The report: the whole outcome of one run as the JSON that scripts and tests rely on."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

from desktop_app import __version__
from desktop_app.document import count_words, parse
from desktop_app.model import Demands

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desktop_app.messages import Messages
    from desktop_app.model import (
        Article,
        Brief,
        Fact,
        FactKind,
        FactStatus,
        Finding,
        GrammarSummary,
        Length,
        Report,
        Source,
        Where,
        WriterSummary,
    )

SCHEMA: Final = 1
_KINDS: Final[tuple[FactKind, ...]] = ("quote", "name", "number", "date")
_COUNTED: Final[tuple[FactStatus, ...]] = ("kept", "altered", "missing", "invented", "translated")
_STAGES: Final = ("read", "write", "check", "repair", "export", "total")


def report_json(report: Report, messages: Messages) -> dict[str, Any]:
    """Give the report as the agreed JSON object, its sentences in the language of `messages`.

    Positions count code points: `where` in the article's field, `source_where` in the source's
    `text`. Seconds are rounded to milliseconds; a stage that did not run took none.
    """
    return {
        "intertitre": __version__,
        "schema": SCHEMA,
        "sources": [_source(source) for source in report.sources],
        "brief": _brief(report.brief),
        "article": _article(report),
        "findings": [_finding(finding, messages) for finding in report.assessment.findings],
        "fidelity": {
            "counts": fact_counts(report.assessment.facts),
            "items": [_fact(fact) for fact in report.assessment.facts],
        },
        "grammar": _grammar(report.assessment.grammar, messages),
        "writer": _writer(report.writer),
        "seconds": _seconds(report.seconds),
        "outputs": list(report.outputs),
        "error": _error(report, messages),
    }


def report_text(report: Report, messages: Messages) -> str:
    """Give the report as indented JSON text, accents as they are, a line feed at its end."""
    return json.dumps(report_json(report, messages), ensure_ascii=False, indent=2) + "\n"


def fact_counts(facts: tuple[Fact, ...]) -> dict[str, dict[str, int]]:
    """Count the facts of each kind by what became of them; accepted ones are listed only."""
    return {
        kind: {
            status: sum(1 for fact in facts if fact.kind == kind and fact.status == status)
            for status in _COUNTED
        }
        for kind in _KINDS
    }


def _source(source: Source) -> dict[str, Any]:
    return {
        "path": source.path,
        "text": source.text,
        "words": count_words(source.text),
        "paragraphs": sum(1 for line in source.text.split("\n") if line.strip()),
        "encoding": source.encoding,
        "brief_line": source.brief_line.text if source.brief_line else None,
    }


def _brief(brief: Brief) -> dict[str, Any]:
    return {
        "keyphrase": brief.keyphrase,
        "keywords": list(brief.keywords),
        "words": _length(brief.length),
        "tone": brief.tone,
        "audience": brief.audience,
        "writer": brief.writer,
        "order": _demands(brief.demands),
    }


def _demands(asked: Demands) -> dict[str, Any] | None:
    """Give what a client's order asks; None when there was none."""
    return asdict(asked) if asked != Demands() else None


def _length(length: Length | None) -> dict[str, int | None] | None:
    if length is None:
        return None
    return {"min": length.minimum, "max": length.maximum, "target": length.target}


def _article(report: Report) -> dict[str, Any]:
    article = report.article
    return {
        "title": article.title,
        "seo_title": article.seo_title,
        "meta_description": article.meta_description,
        "slug": article.slug,
        "keyphrase": article.keyphrase,
        "standfirst": article.standfirst,
        "words": report.assessment.words,
        "language": article.language,
        "complete": report.complete,
        "identical_to_source": report.assessment.identical_to_source,
        "headings": _headings(article),
        "markdown": article.body,
    }


def _headings(article: Article) -> list[dict[str, Any]]:
    return [
        {
            "level": block.level,
            "text": block.plain,
            "alternatives": list(article.alternatives.get(block.plain, ())),
        }
        for block in parse(article.body).headings()
    ]


def _finding(finding: Finding, messages: Messages) -> dict[str, Any]:
    wanted, where, source = finding.wanted, finding.where, finding.source_where
    return {
        "check": finding.check,
        "id": finding.id,
        "status": finding.status,
        "message": messages.text(finding.message_id, finding.params),
        "value": finding.value,
        "wanted": wanted and {"min": wanted.minimum, "max": wanted.maximum, "unit": wanted.unit},
        "where": where and _place(where),
        "places": [_place(place) for place in finding.places],
        "source_where": source
        and {"source": source.source, "start": source.start, "end": source.end},
        "replacements": list(finding.replacements),
    }


def _place(where: Where) -> dict[str, Any]:
    return {"field": where.field, "start": where.start, "end": where.end}


def _fact(fact: Fact) -> dict[str, Any]:
    return {
        "kind": fact.kind,
        "status": fact.status,
        "text": fact.text,
        "source_text": fact.source_text,
    }


def _grammar(grammar: GrammarSummary, messages: Messages) -> dict[str, Any]:
    return {
        "engine": grammar.engine,
        "checked": grammar.checked,
        "why": messages.text(grammar.why) if grammar.why else None,
        "found": grammar.found,
        "fixed": grammar.fixed,
        "in_quotations": grammar.in_quotations,
    }


def _writer(writer: WriterSummary) -> dict[str, Any]:
    return {
        "kind": writer.kind,
        "host": writer.host,
        "local": writer.local,
        "model": writer.model,
        "requests": writer.requests,
        "repairs": writer.repairs,
        "prompt_tokens": writer.prompt_tokens,
        "completion_tokens": writer.completion_tokens,
    }


def _seconds(seconds: Mapping[str, float]) -> dict[str, float]:
    stages = {stage: 0.0 for stage in _STAGES} | dict(seconds)
    return {stage: round(value, 3) for stage, value in stages.items()}


def _error(report: Report, messages: Messages) -> dict[str, Any] | None:
    error = report.error
    if error is None:
        return None
    return {
        "id": error.id,
        "message": messages.text(f"error.{error.id}", error.params),
        "retryable": error.retryable,
    }
