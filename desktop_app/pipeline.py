"""The road of an article, as a generator of events: write, check, correct, export.

The window and the command line only show what `run` and `check` yield. Each ends with exactly one
of Done, Failed or Cancelled; a Failed keeps what was written in its report.
"""

from __future__ import annotations

import time
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Protocol, TypeVar

from desktop_app.document import parse
from desktop_app.errors import IntertitreError
from desktop_app.events import (
    ArticleReady,
    Cancelled,
    Delta,
    Done,
    Event,
    Failed,
    FindingsReady,
    Rewound,
    Stage,
    StageName,
)
from desktop_app.model import (
    Article,
    Assessment,
    Brief,
    ErrorInfo,
    FileFields,
    Report,
    Source,
    WriterSummary,
    Written,
)

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator
    from pathlib import Path

    from desktop_app.model import Demands, Fix, Wishes
    from desktop_app.writers.base import Writer

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Order:
    """One job: what to write from, what is wanted, and where it should go.

    `existing` is true for an article that was there before: its sentences are its writer's own.
    """

    sources: tuple[Source, ...]
    brief: Brief
    outputs: tuple[Path, ...] = ()
    fix: Fix = "none"
    existing: bool = False


@dataclass(frozen=True, slots=True)
class Corrected:
    """An article set right, what the checks say of it now, and how many places were corrected."""

    article: Article
    assessment: Assessment
    places: int = 0


class Tools(Protocol):
    """What a job needs of the session, which owns it."""

    def assess(self, article: Article, *, grammar: bool) -> Assessment:
        """Run the checks on an article, with or without asking the grammar engine."""
        ...

    def grammar(self, article: Article) -> Iterator[Event]:
        """Wait for the grammar engine and ask it block by block; yields stages and progress."""
        ...

    def correct(self, article: Article, assessment: Assessment) -> Corrected:
        """Give the article with the safe corrections made, and what the checks say of it then."""
        ...

    def export(self, report: Report, path: Path) -> None:
        """Write the report's article to a file; raises OutputError when it had to go elsewhere."""
        ...

    def cancelled(self) -> bool:
        """Tell whether the user has stopped this job."""
        ...


def settle(wishes: Wishes, sources: tuple[Source, ...], defaults: Brief) -> Brief:
    """Give the brief: the user's wish, else a client's order, else a brief line, else the default.

    Of several orders or brief lines the first that says counts; what an order demands is joined to
    the default demands, which are the client's own.
    """
    orders = [order for order in (wishes.order, *(s.order for s in sources)) if order]
    lines = [*orders, *(source.brief_line for source in sources if source.brief_line)]
    ordered = _first(*(line.demands for line in lines))
    demands = _said(wishes, joined(ordered, defaults.demands))
    terms = tuple(term.text for term in demands.terms) or None

    return replace(
        defaults,
        keyphrase=_first(wishes.keyphrase, *(b.keyphrase for b in lines), defaults.keyphrase),
        keywords=_first(wishes.keywords, terms, defaults.keywords) or (),
        length=_first(wishes.length, *(b.length for b in lines), defaults.length),
        tone=_first(wishes.tone, *(b.tone for b in lines)) or defaults.tone,
        audience=_first(wishes.audience, *(b.audience for b in lines), defaults.audience) or None,
        writer=wishes.writer or defaults.writer,
        keep_headings=_first(wishes.keep_headings, defaults.keep_headings) is not False,
        published=_first(*(source.fields.published for source in sources)),
        demands=demands,
    )


def joined(order: Demands | None, house: Demands) -> Demands:
    """Give what an order demands with what its client always does; the order has the last word."""
    if order is None:
        return house
    spelt = {brand.casefold() for brand in order.brands}
    return replace(
        order,
        person=order.person or house.person,
        forbidden=tuple(dict.fromkeys((*order.forbidden, *house.forbidden))),
        brands=(*order.brands, *(b for b in house.brands if b.casefold() not in spelt)),
    )


def _said(wishes: Wishes, demands: Demands) -> Demands:
    """Give the demands with those the user said himself in their place."""
    if wishes.demands is None or wishes.demanded is None:
        return wishes.demands or demands
    said = {name: getattr(wishes.demands, name) for name in wishes.demanded}
    return replace(demands, **said)


def _first(*values: T | None) -> T | None:
    return next((value for value in values if value is not None), None)


def article_from(source: Source, given: FileFields) -> Article:
    """Take an existing article from a file: what is given, else what the file says, else nothing.

    A first heading of level 1 is the title and leaves the body.
    """
    body, heading = source.markdown, None
    blocks = parse(body).blocks
    if blocks and blocks[0].kind == "heading" and blocks[0].level == 1:
        heading = blocks[0].plain
        body = body[blocks[0].end :]
        blocks = parse(body).blocks
    said = source.fields
    title = given.title or heading or said.title or ""
    standfirst = blocks[0].plain if blocks and blocks[0].kind == "paragraph" else ""
    return Article(
        body=body,
        title=title,
        seo_title=given.seo_title or said.seo_title or title,
        meta_description=given.meta_description or said.meta_description or "",
        slug=given.slug or said.slug or "",
        keyphrase=given.keyphrase or said.keyphrase or "",
        standfirst=standfirst,
        language=source.language,
    )


@dataclass
class _Clock:
    """Adds up the seconds each stage took."""

    begun: float = field(default_factory=time.perf_counter)
    spent: dict[str, float] = field(default_factory=dict[str, float])

    def measure(self, name: str, since: float) -> None:
        self.spent[name] = self.spent.get(name, 0.0) + time.perf_counter() - since

    def seconds(self) -> dict[str, float]:
        total = time.perf_counter() - self.begun
        return {name: round(value, 3) for name, value in {**self.spent, "total": total}.items()}


@dataclass
class _Job:
    """One run of the road: what stands so far, so that nothing is lost when it ends early."""

    order: Order
    tools: Tools
    clock: _Clock
    pieces: list[str] = field(default_factory=list[str])
    written: Written | None = None
    assessment: Assessment = field(default_factory=Assessment)
    outputs: list[str] = field(default_factory=list[str])

    @property
    def article(self) -> Article:
        """The article as far as it is written."""
        return self.written.article if self.written else Article(body="".join(self.pieces))

    def report(self, error: ErrorInfo | None = None) -> Report:
        """Give the report of what stands."""
        written = self.written
        return Report(
            sources=self.order.sources,
            brief=self.order.brief,
            article=self.article,
            assessment=self.assessment,
            complete=written is not None and written.complete,
            writer=written.summary if written else WriterSummary(self.order.brief.writer),
            seconds=self.clock.seconds(),
            outputs=tuple(self.outputs),
            error=error,
        )


def run(
    order: Order, writer: Writer, tools: Tools, spent: dict[str, float] | None = None
) -> Iterator[Event]:
    """Write an article, check it and export it; `spent` holds seconds already used by reading."""
    job = _Job(order, tools, _Clock(spent=dict(spent or {})))
    yield from _ending(job, _writing(job, writer))


def check(
    article: Article, order: Order, tools: Tools, spent: dict[str, float] | None = None
) -> Iterator[Event]:
    """Check an existing article against the brief and the sources, and export it where asked."""
    written = Written(article, summary=WriterSummary(kind=None))
    job = _Job(order, tools, _Clock(spent=dict(spent or {})), written=written)
    yield from _ending(job, iter(()))


def _ending(job: _Job, writing: Iterator[Event]) -> Iterator[Event]:
    """Go the rest of the road after the writing, and end with exactly one closing event."""
    steps = (writing, _checking(job), _exporting(job))
    try:
        for step in steps:
            for event in step:
                yield event
                if job.tools.cancelled():
                    yield Cancelled(job.report())
                    return
    except IntertitreError as error:
        yield Failed(error.info(), job.report(error.info()))
        return
    yield Done(job.report())


@contextmanager
def _timed(job: _Job, name: StageName) -> Generator[None]:
    since = time.perf_counter()
    try:
        yield
    finally:
        job.clock.measure(name, since)


def _writing(job: _Job, writer: Writer) -> Iterator[Event]:
    yield Stage("write")
    since, repairs = time.perf_counter(), 0.0
    writing = _collecting(
        job,
        writer.write(
            job.order.sources,
            job.order.brief,
            lambda article: job.tools.assess(article, grammar=False),
        ),
    )
    try:
        while True:
            try:
                event = next(writing)
            except StopIteration as end:
                job.written = end.value
                return
            if isinstance(event, Stage) and event.name == "repair" and not repairs:
                repairs = time.perf_counter()
                job.clock.spent["write"] = repairs - since
            yield event
    finally:
        writing.close()
        job.clock.measure("repair" if repairs else "write", repairs or since)


def _collecting(
    job: _Job, events: Generator[Event, None, Written]
) -> Generator[Event, None, Written]:
    """Pass the writer's events on and keep the text they carry."""
    try:
        while True:
            event = next(events)
            if isinstance(event, Delta):
                job.pieces.append(event.text)
            elif isinstance(event, Rewound):
                job.pieces = [event.text]
            yield event
    except StopIteration as end:
        return end.value
    finally:
        events.close()


def _checking(job: _Job) -> Iterator[Event]:
    yield ArticleReady(job.article)
    yield Stage("check")
    with _timed(job, "check"):
        job.assessment = job.tools.assess(job.article, grammar=False)
    yield FindingsReady(job.assessment, final=False)
    with _timed(job, "check"):
        yield from job.tools.grammar(job.article)
        job.assessment = job.tools.assess(job.article, grammar=True)
        corrected = Corrected(job.article, job.assessment)
        if job.order.fix == "safe":
            corrected = job.tools.correct(job.article, job.assessment)
    if job.written is not None and corrected.places:
        job.written = replace(job.written, article=corrected.article)
        yield ArticleReady(corrected.article)
        summary = replace(corrected.assessment.grammar, fixed=corrected.places)
        job.assessment = replace(corrected.assessment, grammar=summary)
    yield FindingsReady(job.assessment)


def _exporting(job: _Job) -> Iterator[Event]:
    if not job.order.outputs:
        return
    yield Stage("export")
    with _timed(job, "export"):
        for path in job.order.outputs:
            job.tools.export(job.report(), path)
            job.outputs.append(str(path))
