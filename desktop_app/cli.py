"""The command line: progress, messages, exit codes; it decides nothing about articles."""

from __future__ import annotations

import io
import logging
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app import __version__
from desktop_app.arguments import language_in, parse_arguments
from desktop_app.errors import IntertitreError
from desktop_app.events import (
    ArticleReady,
    Cancelled,
    Delta,
    Done,
    Failed,
    Notice,
    Progress,
    Reasoning,
    RepairRejected,
    Retry,
    Rewound,
    Spent,
    Stage,
)
from desktop_app.messages import Messages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop_app.arguments import Options
    from desktop_app.events import Event
    from desktop_app.job import Job
    from desktop_app.model import AiChoice, Assessment, ErrorInfo, Report, Source
    from desktop_app.session import Session

OpenWindow = Callable[[Sequence[str], Messages, bool], int]

_log = logging.getLogger(__name__)

MOST_SHOWN = 12

DELIVERED = 0
BUG = 1
USAGE = 2
PROBLEM = 3
WRITER_FAILED = 4
OUTPUT_FAILED = 5
CANCELLED = 130


def main(arguments: Sequence[str], open_window: OpenWindow) -> int:
    """Do what the arguments say and give the exit code; `open_window` when no command is named."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a Windows console may default to a code page
            stream.reconfigure(encoding="utf-8", errors="replace")
    messages = Messages(language_in(arguments))
    try:
        return _dispatch(parse_arguments(arguments), messages, open_window)
    except IntertitreError as error:
        _say_error(messages, error.info(), error.details if "-v" in arguments else "")
        return error.exit_code
    except KeyboardInterrupt:
        _say("\n" + messages.text("cli.cancelled"))
        return CANCELLED


def _dispatch(options: Options, messages: Messages, open_window: OpenWindow) -> int:
    match options.command:
        case "help":
            print(messages.text("cli.help"))
        case "version":
            print(f"Intertitre {__version__}")
        case "window" | "startup-time":
            return open_window(options.files, messages, options.command == "startup-time")
        case "doctor":
            from desktop_app.doctor import examine

            return examine(messages, as_json=options.as_json)
        case "prompt":
            _print_order(options, messages)
        case _:
            return _logged(lambda: _work(options, messages))
    return DELIVERED


def _logged(work: Callable[[], int]) -> int:
    """Do this with a log of it in the user's folder."""
    from desktop_app.folders import user_folders
    from desktop_app.log import COMMANDS_NAME, log_to

    with log_to(user_folders().log, name=COMMANDS_NAME):
        try:
            code = work()
        except IntertitreError:
            _log.exception("Stopped")
            raise
        _log.info("Ended with %d", code)
        return code


def _print_order(options: Options, messages: Messages) -> None:
    """Print the order for a chat window."""
    from desktop_app.session import open_session

    with open_session(messages) as session:
        sources = _ordered(session, options)
        print(session.order_for(sources, options.wishes), end="")


def _choice(session: Session, options: Options) -> AiChoice:
    """Give the AI the options name, with the answer of a chat window read."""
    if options.reply is None:
        return options.ai
    if str(options.reply) == "-":
        return replace(options.ai, reply=session.reply_from(sys.stdin.buffer.read(), "-"))
    return replace(options.ai, reply=session.read_reply(options.reply))


def _work(options: Options, messages: Messages) -> int:
    """Write or check, show how it goes, leave the report."""
    from desktop_app.exports.write import check_folder, check_outputs
    from desktop_app.session import open_session

    check_outputs(options.outputs)
    if options.report not in (None, "-"):
        check_folder(Path(options.report))
    shown = _Display(messages, options.verbosity)
    with open_session(messages) as session:
        try:
            ending = shown.follow(_events(session, options))
        except KeyboardInterrupt:
            kept = _keep_partial(shown.written, options, messages)
            if not kept:
                raise
            return CANCELLED
    if isinstance(ending, Cancelled) or ending.report is None:
        return CANCELLED
    if isinstance(ending, Failed):
        return _after_failure(ending.error, ending.report, options, messages)
    _leave_report(ending.report, options, messages)
    shown.summary(ending.report)
    return PROBLEM if ending.report.assessment.blocking else DELIVERED


def _events(session: Session, options: Options) -> Iterator[Event]:
    since = time.perf_counter()
    yield Stage("read")
    if options.command == "write":
        sources = _ordered(session, options)
        yield from _understood(sources)
        job = replace(_job(options, sources, since), ai=_choice(session, options))
        if options.verbosity > 0:
            yield from _estimated(session, job)
        yield from session.write(job)
        return
    article = _read(session, options.files, brief_line=False)[0]
    sources = _read_for_check(session, options.sources, article)
    given = session.article_from(article, options.fields)
    yield from session.check(given, _job(options, sources, since))


def _read(session: Session, names: Sequence[str], *, brief_line: bool) -> tuple[Source, ...]:
    return tuple(
        session.read_bytes(sys.stdin.buffer.read(), "-", brief_line=brief_line)
        if name == "-"
        else session.read([Path(name)], brief_line=brief_line)[0]
        for name in names
    )


def _ordered(session: Session, options: Options) -> tuple[Source, ...]:
    """Read the sources, and the client's order named or among them."""
    sources = _read(session, options.files, brief_line=options.brief_line)
    if options.order is None and not options.brief_line:
        return sources
    return session.gathered(sources, options.order)


def _estimated(session: Session, job: Job) -> Iterator[Notice]:
    """Say about how much will be sent, and what it costs where the price is known."""
    brief, choice = session.brief(job.sources, job.wishes), session.choice(job.ai)
    if brief.writer != "ai" or choice.reply is not None:
        return
    forecast = session.ai.forecast(job.sources, brief, choice)
    yield Notice("ai.estimate", {"sent": forecast.sent, "written": forecast.written})
    if forecast.cost is not None:
        least, count = forecast.cost.cents
        name = "ai.estimate_cost" if forecast.cost.most else "ai.estimate_free"
        yield Notice(name, {"least": least, "count": count, "date": forecast.cost.date})
    elif forecast.online:
        yield Notice("ai.estimate_unknown", {})


def _understood(sources: Sequence[Source]) -> Iterator[Notice]:
    """Say what was understood of a client's order, and how much of it is left to the model."""
    for source in sources:
        order = source.order
        if order is None or order.demands is None:
            continue
        asked = order.demands
        counts: dict[str, object] = {
            "keyphrase": order.keyphrase or "–",
            "terms": len(asked.terms),
            "headings": len(asked.headings),
            "forbidden": len(asked.forbidden),
            "links": len(asked.links),
            "brands": len(asked.brands),
            "person": asked.person or "–",
            "remarks": len(asked.remarks),
        }
        yield Notice("order.understood", counts)


def _read_for_check(session: Session, names: Sequence[str], article: Source) -> tuple[Source, ...]:
    """Read an article's sources; an order at their head is no source, unless the article has it."""
    return tuple(
        _read(session, [name], brief_line=False)[0]
        if name != "-" and source.brief_line and source.brief_line.text in article.text
        else source
        for name, source in zip(names, _read(session, names, brief_line=True), strict=True)
    )


def _job(options: Options, sources: tuple[Source, ...], since: float) -> Job:
    from desktop_app.job import Job

    return Job(
        sources=sources,
        wishes=options.wishes,
        outputs=options.outputs,
        fix=options.fix,
        grammar=options.grammar,
        like_yoast=options.like_yoast,
        spent={"read": time.perf_counter() - since},
    )


def _leave_report(report: Report, options: Options, messages: Messages) -> None:
    from desktop_app.exports.report import report_text
    from desktop_app.files import write_whole

    if options.report == "-":
        print(report_text(report, messages))
    elif options.report:
        data = report_text(report, messages).encode("utf-8")
        write_whole(Path(options.report), data)


def _after_failure(error: ErrorInfo, report: Report, options: Options, messages: Messages) -> int:
    """Say what failed; keep beside the first output what a failing writer had written."""
    _say_error(messages, error)
    if error.id.startswith(("input.", "usage.", "data.")):
        return USAGE
    _leave_report(report, options, messages)
    if error.id.startswith("output."):
        return OUTPUT_FAILED
    _keep_partial(report.article.body, options, messages)
    return WRITER_FAILED


def _keep_partial(text: str, options: Options, messages: Messages) -> bool:
    """Keep beside the first output what was written before the end; tell whether there was any."""
    from desktop_app.files import write_whole

    if not options.outputs or not text.strip():
        return False
    partial = options.outputs[0].with_suffix(".partial.md")
    write_whole(partial, text.encode("utf-8"))
    _say("\n" + messages.text("cli.partial", path=str(partial)))
    return True


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _say_error(messages: Messages, error: ErrorInfo, details: str = "") -> None:
    _say(messages.text(f"error.{error.id}", error.params))
    action = f"error.{error.id}.action"
    if messages.has(action):
        _say(messages.text(action, error.params))
    if details:
        _say(details)


class _Display:
    """Shows how the work goes on standard error: one progress line on a terminal, else a list."""

    def __init__(self, messages: Messages, verbosity: int) -> None:
        """Take the language, and -1 (quiet), 0 or 1 (verbose)."""
        self._messages = messages
        self._verbosity = verbosity
        self._is_terminal = sys.stderr.isatty()
        self.written = ""

    def follow(self, events: Iterator[Event]) -> Done | Failed | Cancelled:
        """Show the events and give the last one."""
        for event in events:
            if isinstance(event, (Done, Failed, Cancelled)):
                self._line("")
                return event
            self._note(event)
            self._show(event)
        raise RuntimeError("the road ended without a closing event")

    def summary(self, report: Report) -> None:
        """Say what was delivered, and what is left to do."""
        if self._verbosity < 0:
            return
        assessment = report.assessment
        headings = sum(1 for line in report.article.body.split("\n") if line.startswith("## "))
        done = "cli.summary" if report.writer.kind else "cli.checked"
        _say(self._messages.text(done, words=assessment.words, count=headings))
        self._findings(assessment)
        if not assessment.grammar.checked:
            why = assessment.grammar.why or "grammar.off"
            _say(self._messages.text("cli.no_grammar", why=self._messages.text(why)))
        for path in report.outputs:
            _say(path)

    def _findings(self, assessment: Assessment) -> None:
        """Say what is to be mended; all of it when verbose, else the first problems."""
        shown = ("problem",) if self._verbosity == 0 else ("problem", "improve", "not_checked")
        sentences = dict.fromkeys(
            self._messages.text(finding.message_id, finding.params)
            for finding in assessment.findings
            if finding.status in shown
        )
        most = MOST_SHOWN if self._verbosity == 0 else len(sentences)
        for sentence in list(sentences)[:most]:
            _say(f"– {sentence}")
        if len(sentences) > most:
            _say(self._messages.text("cli.more", count=len(sentences) - most))

    def _note(self, event: Event) -> None:
        """Remember what is written so far: a user may stop at any moment."""
        match event:
            case Delta(text):
                self.written += text
            case Rewound(text):
                self.written = text
            case ArticleReady(article):
                self.written = f"# {article.title}\n\n{article.body}"
            case _:
                pass

    def _show(self, event: Event) -> None:
        if self._verbosity < 0:
            return
        match event:
            case Stage(name):
                self._line(self._messages.text(f"stage.{name}"))
            case Progress(share, _, _) if share is not None and self._is_terminal:
                self._line(f"{share:.0%}")
            case Retry(attempt, of, wait, error):
                self._line("")
                _say(self._messages.text(f"error.{error.id}", error.params))
                _say(self._messages.text("ai.retrying", attempt=attempt, of=of, wait=wait))
            case RepairRejected(heading, reason):
                self._line("")
                _say(self._messages.text(reason, heading=heading))
            case Reasoning():
                self._thinks()
            case Spent() if self._is_terminal:
                self._line(self._messages.text("ai.spent", asdict(event)))
            case Notice(message, params):
                self._line("")
                _say(self._messages.text(message, params))
            case _:
                pass

    def _thinks(self) -> None:
        if self._is_terminal:
            self._line(self._messages.text("ai.thinking"))

    def _line(self, text: str) -> None:
        if self._is_terminal:
            print(f"\r\x1b[K{text}", end="", file=sys.stderr, flush=True)
        elif text and self._verbosity >= 0:
            _say(text)
