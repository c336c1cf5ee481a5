"""The road with a scripted writer: order of events, cancelling, failing, correcting."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import pytest

from desktop_app.errors import OutputError, WriterError
from desktop_app.events import (
    ArticleReady,
    Cancelled,
    Delta,
    Done,
    Event,
    Failed,
    FindingsReady,
    Stage,
)
from desktop_app.model import (
    Article,
    Assessment,
    Brief,
    BriefLine,
    FileFields,
    GrammarSummary,
    Length,
    Report,
    Source,
    Wishes,
    Written,
)
from desktop_app.pipeline import Corrected, Order, article_from, check, run, settle

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator
    from pathlib import Path

    from desktop_app.writers.base import Assess

SOURCE = Source("notes.txt", "La gare rouvre.", "La gare rouvre.")


@dataclass
class Scripted:
    """A writer that writes these pieces and then ends as told."""

    pieces: list[str]
    error: WriterError | None = None

    def write(
        self, sources: tuple[Source, ...], brief: Brief, assess: Assess
    ) -> Generator[Event, None, Written]:
        for piece in self.pieces:
            yield Delta(piece)
        if self.error:
            raise self.error
        article = Article("".join(self.pieces))
        assess(article)
        return Written(article)


@dataclass
class Tools:
    stop_after: int | None = None
    refuse: bool = False
    asked: list[tuple[str, bool]] = field(default_factory=list)
    exported: list[Path] = field(default_factory=list)
    looked: int = 0

    def assess(self, article: Article, *, grammar: bool) -> Assessment:
        self.asked.append((article.body, grammar))
        faults = article.body.count("faute") if grammar else 0
        return Assessment(grammar=GrammarSummary(checked=grammar, found=faults))

    def grammar(self, article: Article) -> Iterator[Event]:
        yield Stage("grammar")

    def correct(self, article: Article, assessment: Assessment) -> Corrected:
        mended = replace(article, body=article.body.replace("faute", "juste"))
        return Corrected(mended, self.assess(mended, grammar=True), article.body.count("faute"))

    def export(self, report: Report, path: Path) -> None:
        if self.refuse:
            raise OutputError(path=str(path), saved="elsewhere")
        self.exported.append(path)

    def cancelled(self) -> bool:
        self.looked += 1
        return self.stop_after is not None and self.looked > self.stop_after


def kinds(events: list[Event]) -> list[str]:
    return [e.name if isinstance(e, Stage) else type(e).__name__ for e in events]


def test_the_road_in_order(tmp_path: Path) -> None:
    tools = Tools()
    order = Order((SOURCE,), Brief(), (tmp_path / "a.md",))
    events = list(run(order, Scripted(["La gare ", "rouvre."]), tools))
    assert kinds(events) == [
        "write", "Delta", "Delta", "ArticleReady", "check", "FindingsReady", "grammar",
        "FindingsReady", "export", "Done",
    ]  # fmt: skip
    report = events[-1].report  # type: ignore[union-attr]
    assert report.complete
    assert report.article.body == "La gare rouvre."
    assert report.outputs == (str(tmp_path / "a.md"),)
    assert tools.exported == [tmp_path / "a.md"]
    assert {"write", "check", "export", "total"} <= set(report.seconds)


def test_a_writer_that_fails_loses_nothing() -> None:
    events = list(run(Order((SOURCE,), Brief()), Scripted(["La gare "], WriterError()), Tools()))
    last = events[-1]
    assert isinstance(last, Failed)
    assert last.error.id == "writer.failed"
    assert last.report is not None
    assert last.report.article.body == "La gare "
    assert not last.report.complete
    assert last.report.error == last.error


@pytest.mark.parametrize("after", range(7))
def test_cancelling_anywhere_keeps_what_is_there(after: int) -> None:
    events = list(run(Order((SOURCE,), Brief()), Scripted(["La ", "gare"]), Tools(after)))
    last = events[-1]
    assert isinstance(last, Cancelled)
    assert sum(isinstance(e, Cancelled | Done | Failed) for e in events) == 1
    deltas = "".join(e.text for e in events if isinstance(e, Delta))
    assert last.report is not None
    assert last.report.article.body.startswith(deltas)


def test_an_output_that_is_refused_leaves_the_whole_article(tmp_path: Path) -> None:
    order = Order((SOURCE,), Brief(), (tmp_path / "a.md",))
    last = list(run(order, Scripted(["Tout."]), Tools(refuse=True)))[-1]
    assert isinstance(last, Failed)
    assert last.error.params["saved"] == "elsewhere"
    assert last.report is not None
    assert last.report.complete


def test_safe_corrections_are_made_and_counted() -> None:
    order = Order((SOURCE,), Brief(), fix="safe")
    events = list(run(order, Scripted(["Une faute."]), Tools()))
    assert [e.article.body for e in events if isinstance(e, ArticleReady)] == [
        "Une faute.",
        "Une juste.",
    ]
    final = [e for e in events if isinstance(e, FindingsReady)][-1]
    assert final.final
    assert final.assessment.grammar.fixed == 1


def test_a_check_writes_nothing() -> None:
    events = list(check(Article("La gare."), Order((), Brief(length=None)), Tools()))
    assert kinds(events) == [
        "ArticleReady", "check", "FindingsReady", "grammar", "FindingsReady", "Done",
    ]  # fmt: skip
    assert events[-1].report.writer.kind is None  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("wish", "told", "settled"),
    [
        (Length(900), Length(800), Length(900)),
        (None, Length(800), Length(800)),
        (None, None, Length(600)),
    ],
)
def test_option_before_brief_line_before_settings(
    wish: Length | None, told: Length | None, settled: Length
) -> None:
    source = replace(SOURCE, brief_line=BriefLine("…", length=told))
    brief = settle(Wishes(length=wish), (source,), Brief(length=Length(600)))
    assert brief.length == settled


def test_an_article_from_a_file_takes_its_first_heading_as_title() -> None:
    source = Source(
        "a.md", "# La gare rouvre\n\nEnfin.\n", "…", fields=FileFields(meta_description="Dit.")
    )
    article = article_from(source, FileFields(slug="gare"))
    assert (article.title, article.standfirst, article.slug) == ("La gare rouvre", "Enfin.", "gare")
    assert article.meta_description == "Dit."
    assert "La gare rouvre" not in article.body
