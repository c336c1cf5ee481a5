"""The verification sheet: what stands behind an article, to be handed over with it."""

from __future__ import annotations

import hashlib
from html import escape
from pathlib import PurePath
from typing import TYPE_CHECKING, Final
from xml.etree.ElementTree import fromstring

from desktop_app.exports.html import page
from desktop_app.exports.tree import clean

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop_app.messages import Messages
    from desktop_app.model import Fact, FactKind, Report

_KINDS: Final[tuple[FactKind, ...]] = ("quote", "name", "number", "date")
_OPEN: Final = ("problem", "improve")


def provenance_html(report: Report, messages: Messages, *, edited: bool = False) -> str:
    """Give the sheet as a complete page, in the language of `messages`.

    It names the sources with the SHA-256 of their text (UTF-8), who wrote, whether the article was
    `edited` by hand since, what became of each fact, those first that are not as in the source,
    and the findings that ask for something.
    """
    head = f"<title>{_text(messages.text('exports.provenance'))}</title>"
    return page(messages.language, head, f"<main>\n{_sheet(report, messages, edited)}\n</main>")


def provenance_clipboard(
    report: Report, messages: Messages, *, edited: bool = False
) -> tuple[str, str]:
    """Give the sheet as an HTML fragment and as plain text, to be pasted into a mail."""
    html = _sheet(report, messages, edited)
    lines: list[str] = []
    for element in fromstring(f"<div>{html}</div>").iter():
        if element.tag in ("h1", "h2", "p", "li"):
            line = "".join(element.itertext())
            lines.append(f"\n{line}" if element.tag in ("h1", "h2") else line)
        elif element.tag == "tr":
            cells = ("".join(cell.itertext()) for cell in element)
            lines.append(" — ".join(cell for cell in cells if cell))
    return html, "\n".join(lines).strip()


def _sheet(report: Report, messages: Messages, edited: bool) -> str:
    title = messages.text("exports.provenance")
    parts = [
        f"<h1>{_text(title)}</h1>",
        f'<p class="chapo">{_text(report.article.title)}</p>',
        _section(messages.text("exports.provenance.sources"), _sources(report)),
        _section(messages.text("exports.provenance.writer"), _written(report, messages, edited)),
        _counted(report.assessment.facts, messages),
        *(_facts(kind, report.assessment.facts, messages) for kind in _KINDS),
        _section(messages.text("exports.provenance.open"), _open_findings(report, messages)),
    ]
    return "\n".join(part for part in parts if part)


def _written(report: Report, messages: Messages, edited: bool) -> str:
    lines = [_writer(report, messages)]
    if edited and report.writer.kind is not None:
        lines.append(_text(messages.text("exports.provenance.edited")))
    return "\n".join(f"<p>{line}</p>" for line in lines)


def _counted(facts: tuple[Fact, ...], messages: Messages) -> str:
    """Say how many facts are as in the source, before they are listed."""
    if not facts:
        return ""
    kept = sum(fact.status == "kept" for fact in facts)
    words = messages.text("exports.provenance.counted", count=len(facts), kept=kept)
    return _section(messages.text("exports.provenance.facts"), f"<p>{_text(words)}</p>")


def _sources(report: Report) -> str:
    rows = (
        (
            _text(PurePath(source.path).name),
            f"<code>{hashlib.sha256(source.text.encode()).hexdigest()}</code>",
        )
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
        for fact in sorted(facts, key=lambda fact: fact.status == "kept")
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
