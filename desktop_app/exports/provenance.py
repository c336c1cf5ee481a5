"""The verification sheet: what stands behind an article, to be handed over with it."""

from __future__ import annotations

import hashlib
from html import escape
from typing import TYPE_CHECKING, Final

from desktop_app.exports.html import page
from desktop_app.exports.tree import clean

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop_app.messages import Messages
    from desktop_app.model import Fact, FactKind, Report

_KINDS: Final[tuple[FactKind, ...]] = ("quote", "name", "number", "date")
_OPEN: Final = ("problem", "improve")


def provenance_html(report: Report, messages: Messages) -> str:
    """Give the sheet as a complete page, in the language of `messages`.

    It names the sources with the SHA-256 of their text (UTF-8), who wrote, what became of each
    fact, and the findings that ask for something.
    """
    title = messages.text("exports.provenance")
    parts = [
        f"<h1>{_text(title)}</h1>",
        f'<p class="chapo">{_text(report.article.title)}</p>',
        _section(messages.text("exports.provenance.sources"), _sources(report)),
        _section(messages.text("exports.provenance.writer"), f"<p>{_writer(report, messages)}</p>"),
        *(_facts(kind, report.assessment.facts, messages) for kind in _KINDS),
        _section(messages.text("exports.provenance.open"), _open_findings(report, messages)),
    ]
    head = f"<title>{_text(title)}</title>"
    body = "\n".join(part for part in parts if part)
    return page(messages.language, head, f"<main>\n{body}\n</main>")


def _sources(report: Report) -> str:
    rows = (
        (_text(source.path), f"<code>{hashlib.sha256(source.text.encode()).hexdigest()}</code>")
        for source in report.sources
    )
    return _table(("", "SHA-256"), rows)


def _writer(report: Report, messages: Messages) -> str:
    writer = report.writer
    if writer.kind is None:
        return _text(messages.text("exports.provenance.nobody"))
    if writer.kind == "offline":
        return _text(messages.text("exports.provenance.offline"))
    place = "exports.provenance.local" if writer.local else "exports.provenance.online"
    params = {"model": writer.model or "?", "host": writer.host or "?"}
    return _text(messages.text(place, params))


def _facts(kind: FactKind, facts: tuple[Fact, ...], messages: Messages) -> str:
    rows = [
        (
            _text(fact.text),
            _text(messages.text(f"exports.provenance.status.{fact.status}")),
            _text(fact.source_text or ""),
        )
        for fact in facts
        if fact.kind == kind
    ]
    if not rows:
        return ""
    header = (
        messages.text("exports.provenance.in_article"),
        messages.text("exports.provenance.status"),
        messages.text("exports.provenance.in_source"),
    )
    return _section(messages.text(f"exports.provenance.kind.{kind}"), _table(header, rows))


def _open_findings(report: Report, messages: Messages) -> str:
    items = [
        f"<li>{_text(messages.text(finding.message_id, finding.params))}</li>"
        for finding in report.assessment.findings
        if finding.status in _OPEN
    ]
    if not items:
        return f"<p>{_text(messages.text('exports.provenance.none_open'))}</p>"
    return "<ul>\n" + "\n".join(items) + "\n</ul>"


def _section(title: str, content: str) -> str:
    return f"<section>\n<h2>{_text(title)}</h2>\n{content}\n</section>"


def _table(header: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    head = "".join(f"<th>{_text(name)}</th>" for name in header)
    body = "\n".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in rows)
    return f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>"


def _text(text: str) -> str:
    return escape(clean(text))
