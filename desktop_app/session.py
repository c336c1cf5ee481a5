"""What lives as long as the program: lexicon, LanguageTool, caches, settings; runs jobs.

One session serves the window or one command. Heavy parts are made when first asked for, so that
starting costs nothing; every method may be called off the GUI thread.
"""

from __future__ import annotations

import threading
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from desktop_app import pipeline, storage
from desktop_app.checks.assess import assess, default_checks
from desktop_app.checks.base import CheckContext, MeasureCache
from desktop_app.checks.fidelity.tracing import Tracer
from desktop_app.checks.ignored import remark_key
from desktop_app.dictionary import Dictionary
from desktop_app.errors import (
    DataMissingError,
    MissingFileError,
    UnreadableFileError,
)
from desktop_app.events import Stage
from desktop_app.exports.write import to_bytes
from desktop_app.folders import user_folders
from desktop_app.french.lexicon import Lexicon
from desktop_app.keyphrase_history import KeyphraseHistory
from desktop_app.language import Language
from desktop_app.model import AiChoice, FileFields
from desktop_app.profiles import brief_of
from desktop_app.resources import assembled, word_list
from desktop_app.settings import load_settings, save_settings
from desktop_app.sources.encodings import decode
from desktop_app.sources.orders_among import gathered, with_order
from desktop_app.sources.read import read_bytes, read_order, read_source, source_from_text
from desktop_app.writers.ai.build import Kit
from desktop_app.writers.ai.known_models import load_known
from desktop_app.writers.ai.mend import Mender
from desktop_app.writers.ai.talk import Limits
from desktop_app.writers.offline.fill import Filler
from desktop_app.writers.offline.reasons import reasons_for
from desktop_app.writers.offline.writer import OfflineWriter

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Sequence
    from pathlib import Path

    from desktop_app.checks.live import BlockFindings
    from desktop_app.document import Cache
    from desktop_app.events import Event
    from desktop_app.folders import Folders
    from desktop_app.job import Job
    from desktop_app.language import GrammarState
    from desktop_app.languagetool.checker import GrammarChecker
    from desktop_app.messages import Messages
    from desktop_app.model import (
        Article,
        Assessment,
        Brief,
        Finding,
        Report,
        Source,
        SourceWhere,
        Wishes,
    )
    from desktop_app.settings import Settings
    from desktop_app.writers.base import Writer
    from desktop_app.writers.offline.reasons import Reason


MOST_CACHED = 50_000


@contextmanager
def open_session(messages: Messages, folders: Folders | None = None) -> Generator[Session]:
    """Give a session with this user's settings, and end what it started afterwards."""
    where = folders or user_folders()
    session = Session(load_settings(where.settings), messages, where)
    try:
        yield session
    finally:
        session.close()


class Session:
    """Owns what jobs share, and runs them."""

    def __init__(self, settings: Settings, messages: Messages, folders: Folders) -> None:
        """Take the user's settings, the language of messages, and the user's folders."""
        self.settings = settings
        self.messages = messages
        self.folders = folders
        self._lock = threading.RLock()
        self._lexicon: Lexicon | None = None
        self._word_lists: dict[str, frozenset[str]] = {}
        self._checks = default_checks()
        self._measures: MeasureCache = {}
        self._history = KeyphraseHistory(folders.journal.parent)
        self._parsed: Cache = {}
        self._tracer = Tracer(self._parsed)
        words = Dictionary(
            folders.settings, messages.text("dictionary.head"), messages.text("ignored.head")
        )
        note = folders.journal.parent / "languagetool.json"
        self.language = Language(words, self._measures, self._parsed, note)

    @property
    def lexicon(self) -> Lexicon:
        """The lexicon, loaded once (0.4 s); raises DataMissingError before set-up."""
        with self._lock:
            if self._lexicon is None:
                folder = assembled("lexicon")
                try:
                    self._lexicon = Lexicon.load(folder)
                except OSError as error:
                    raise DataMissingError(path=str(folder), details=str(error)) from error
            return self._lexicon

    @property
    def grammar(self) -> GrammarChecker:
        """The grammar checker; making it starts nothing."""
        return self.language.checker

    def start(self) -> None:
        """Start LanguageTool in the background and load the lexicon."""
        self.grammar.start()
        self.lexicon  # noqa: B018 # loads it

    def grammar_state(self) -> GrammarState:
        """Tell how LanguageTool is: off, starting, ready, or unavailable."""
        return self.language.state

    def close(self) -> None:
        """End what was started; nothing is left behind."""
        self.language.close()

    def word_list(self, name: str) -> frozenset[str]:
        """Give one of the lists in resources/words/, read once."""
        with self._lock:
            if name not in self._word_lists:
                self._word_lists[name] = frozenset(word_list(name))
            return self._word_lists[name]

    def save_settings(self, settings: Settings) -> None:
        """Take new settings and remember them."""
        self.settings = settings
        save_settings(settings, self.folders.settings)

    def change_settings(self, change: Callable[[Settings], Settings]) -> None:
        """Take settings made out of the present ones, whichever window asks, and remember them."""
        with self._lock:
            self.save_settings(change(self.settings))

    def remember_files(self, paths: Sequence[Path]) -> None:
        """Put files at the head of the recent ones, the first on top."""
        for path in reversed(paths):
            self.change_settings(lambda kept, path=path: kept.with_recent(str(path.absolute())))

    def read(self, paths: Sequence[Path], *, brief_line: bool = True) -> tuple[Source, ...]:
        """Read files as sources; raises InputError."""
        return tuple(read_source(path, brief_line=brief_line) for path in paths)

    def gathered(
        self, sources: tuple[Source, ...], order: Path | None = None
    ) -> tuple[Source, ...]:
        """Give the sources with the client's order understood: `order`, else those among them.

        `Source.order` of the first then holds it; raises InputError.
        """
        return with_order(sources, read_order(order)) if order else gathered(sources)

    def read_bytes(self, data: bytes, name: str, *, brief_line: bool = True) -> Source:
        """Take what came from standard input or a drop as a source; raises InputError."""
        return read_bytes(data, name, brief_line=brief_line)

    def read_text(self, text: str, name: str, *, brief_line: bool = True) -> Source:
        """Take pasted text as a source; raises InputError."""
        return source_from_text(text, name, brief_line=brief_line)

    def read_html(self, html: str, name: str, *, brief_line: bool = True) -> Source:
        """Take pasted HTML (from Word, Google Docs, a browser) as a source; raises InputError."""
        return read_bytes(html.encode("utf-8"), f"{name}.html", brief_line=brief_line)

    def read_reply(self, path: Path) -> str:
        """Read a chat window's answer from a file, as the chat wrote it; raises InputError."""
        if path.suffix.lower() in (".docx", ".odt", ".rtf", ".pdf", ".html", ".htm"):
            return read_source(path, brief_line=False).markdown
        if not path.exists():
            raise MissingFileError(path=str(path))
        try:
            data = path.read_bytes()
        except OSError as error:
            raise UnreadableFileError(path=str(path), details=str(error)) from error
        return self.reply_from(data, str(path))

    def reply_from(self, data: bytes, name: str) -> str:
        """Take the bytes of a chat window's answer; raises NotTextError."""
        return decode(data, name)[0]

    def article_from(self, source: Source, given: FileFields | None = None) -> Article:
        """Take a source as a finished article, to be checked."""
        return pipeline.article_from(source, given or FileFields())

    def brief(self, sources: tuple[Source, ...], wishes: Wishes) -> Brief:
        """Give the brief these wishes and sources come to, over the settings' defaults."""
        return pipeline.settle(wishes, sources, brief_of(self.settings))

    def suggest_keyphrases(self, sources: tuple[Source, ...]) -> tuple[str, ...]:
        """Give the keyphrases the sources suggest, the best first."""
        return OfflineWriter(self.lexicon, self.word_list).keyphrases(sources)

    def reasons(
        self, sources: tuple[Source, ...], phrases: tuple[str, ...] | None = None
    ) -> tuple[Reason, ...]:
        """Give these keyphrases, else those the sources suggest, each with where they say it."""
        found = self.suggest_keyphrases(sources) if phrases is None else phrases
        return reasons_for(found, sources, self.lexicon, self.word_list("function_words"))

    def write(self, job: Job) -> Iterator[Event]:
        """Write an article; the events of pipeline.run. LanguageTool starts meanwhile."""
        if job.grammar:
            self.grammar.start()
        brief = self.brief(job.sources, job.wishes)
        order = pipeline.Order(job.sources, brief, job.outputs, job.fix)
        tools = _Tools(self, job, order)
        yield from pipeline.run(order, self._writer(brief, job.ai), tools, job.spent)

    def check(self, article: Article, job: Job) -> Iterator[Event]:
        """Check an article as it is; the events of pipeline.check. Asks no length by itself."""
        if job.grammar:
            self.grammar.start()
        brief = self.brief(job.sources, job.wishes)
        asked = job.wishes.order
        keyphrase = job.wishes.keyphrase or (asked and asked.keyphrase) or article.keyphrase or None
        length = job.wishes.length or (asked.length if asked else None)
        brief = replace(brief, keyphrase=keyphrase, length=length)
        own = not job.sources or job.wishes.writer != "offline"  # else still the source's sentences
        order = pipeline.Order(job.sources, brief, job.outputs, job.fix, existing=own)
        article = replace(article, keyphrase=keyphrase or "")
        yield from pipeline.check(article, order, _Tools(self, job, order), job.spent)

    def repair(self, article: Article, job: Job, only: Finding | None = None) -> Iterator[Event]:
        """Have a model mend an article: a finding's section, or all; the events of `write`."""
        order = pipeline.Order(job.sources, self.brief(job.sources, job.wishes), existing=True)
        writer = Mender(self.ai.ai_writer(self.choice(job.ai), self._limits), article, only)
        yield from pipeline.run(order, writer, _Tools(self, job, order), job.spent)

    def export(self, report: Report, path: Path, *, plain: bool = False) -> None:
        """Write the report's article to a file, a .docx with the client's template if not `plain`.

        Raises OutputFormatError, WordTemplateError, or OutputError: what cannot be written where it
        was wanted is saved in the rescue folder, which the error names.
        """
        profile = None if plain else self.settings.active_profile
        template = profile.word_template if profile else None
        data = to_bytes(report.article, path.suffix, template)
        storage.deliver(path, data, [self.folders.rescue, self.folders.journal])
        with suppress(OSError):  # the article is delivered; only a later hint is lost
            self._history.remember(report.article.slug, report.article.keyphrase)

    def context(self, order: pipeline.Order, article: Article, job: Job) -> CheckContext:
        """Give what the checks may know of this job."""
        profile = self.settings.active_profile
        return CheckContext(
            brief=order.brief,
            lexicon=self.lexicon,
            word_list=self.word_list,
            sources=order.sources,
            keyphrase=article.keyphrase,
            rewritten=order.existing or order.brief.writer == "ai",
            like_yoast=job.like_yoast,
            used_keyphrases=self._history.used_elsewhere(article.slug),
            typography=profile.typography if profile else self.settings.typography,
            site_suffix=profile.site_suffix if profile else "",
            accepted=job.accepted | self.language.accepted(self.settings),
        )

    def assess(self, article: Article, context: CheckContext) -> Assessment:
        """Run the checks; unchanged blocks are not measured again.

        What was measured is forgotten once too much of it has gathered: it only saves time.
        """
        for cache in (self._measures, self._parsed):
            if len(cache) > MOST_CACHED:
                cache.clear()
        return assess(article, context, self._checks, self._measures, self._parsed)

    def check_blocks(
        self, article: Article, job: Job, order: Sequence[int] = ()
    ) -> Iterator[BlockFindings]:
        """Give the findings of grammar and typography as LiveCheck.findings does, for underlines.

        Waits while LanguageTool starts; stops when the job is cancelled.
        """
        brief = self.brief(job.sources, job.wishes)
        tools = _Tools(self, job, pipeline.Order(job.sources, brief, existing=True))
        for _ in tools.waiting():
            if job.cancelled():
                return
        context = tools.with_grammar(self.context(tools.order, article, job))
        for found in self.language.findings(article, context, order):
            if job.cancelled():
                return
            yield found

    def rests_on(self, article: Article, job: Job, position: int) -> tuple[SourceWhere, ...]:
        """Give the source sentences that the sentence at this place of the body rests on."""
        order = pipeline.Order(job.sources, self.brief(job.sources, job.wishes))
        return self._tracer.rests_on(article, position, self.context(order, article, job))

    def ignore(
        self, accepted: frozenset[str], finding: Finding, article: Article
    ) -> frozenset[str]:
        """Give what is accepted in this article, with this finding among it (« Ignorer »)."""
        return accepted | ({remark_key(finding, article)} - {""})

    def ignore_everywhere(self, finding: Finding, article: Article) -> None:
        """Never say this of these words again (« Ignorer partout »); raises OSError."""
        self.language.ignore_everywhere(finding, article)

    def add_to_dictionary(self, word: str) -> None:
        """Take a word for right in every article; raises OSError."""
        self.language.add_word(word)

    def remove_from_dictionary(self, word: str) -> None:
        """Take a word out of the user's dictionary; raises OSError."""
        self.language.remove_word(word)

    @property
    def ai(self) -> Kit:
        """What AI writers, and the road through a chat window, are given."""
        return Kit(
            complete=lambda article, sources, brief: Filler(self.lexicon, self.word_list).fill(
                article, brief
            ),
            word_list=self.word_list,
            suggest=lambda sources: next(iter(self.suggest_keyphrases(sources)), ""),
            known=lambda: load_known(self.folders.settings),
        )

    def choice(self, given: AiChoice) -> AiChoice:
        """Give which AI to use: what the job says, else the settings."""
        kept = self.settings
        return replace(
            given,
            base_url=given.base_url or kept.base_url,
            model=given.model or kept.model,
            local_model=given.local_model or ("" if given.base_url else kept.local_model),
            context=given.context or kept.context,
            timeout=given.timeout or float(kept.timeout),
            allowed_hosts=(*given.allowed_hosts, *kept.allowed_hosts),
            plain_hosts=(*given.plain_hosts, *kept.plain_hosts),
        )

    def order_for(self, sources: tuple[Source, ...], wishes: Wishes) -> str:
        """Give the order for a chat window, quotations sealed."""
        brief = self.brief(sources, wishes)
        suggested = brief.keyphrase or self.ai.suggest(sources) or None
        return self.ai.clipboard().order_for(sources, replace(brief, keyphrase=suggested))

    def _writer(self, brief: Brief, given: AiChoice) -> Writer:
        if brief.writer == "ai":
            return self.ai.writer(self.choice(given), self._limits)
        return OfflineWriter(self.lexicon, self.word_list)

    @property
    def _limits(self) -> Limits:
        return Limits(requests=self.settings.max_requests, tokens=self.settings.max_tokens)


@dataclass(frozen=True)
class _Tools:
    """What one job may ask of the session."""

    session: Session
    job: Job
    order: pipeline.Order

    def assess(self, article: Article, *, grammar: bool) -> Assessment:
        context = self._context(article)
        return self.session.assess(article, self.with_grammar(context) if grammar else context)

    def waiting(self) -> Iterator[Event]:
        return self.session.language.waiting() if self.job.grammar else iter(())

    def grammar(self, article: Article) -> Iterator[Event]:
        yield from self.waiting()
        yield Stage("grammar")
        context = self.with_grammar(self._context(article))
        yield from self.session.language.asked(article, context)

    def with_grammar(self, context: CheckContext) -> CheckContext:
        if not self.job.grammar:
            return context
        return self.session.language.with_grammar(context, self.job.cancelled)

    def correct(self, article: Article, assessment: Assessment) -> pipeline.Corrected:
        return self.session.language.mended(
            article,
            assessment,
            self._context(article),
            lambda mended: self.assess(mended, grammar=True),
        )

    def _context(self, article: Article) -> CheckContext:
        return self.session.context(self.order, article, self.job)

    def export(self, report: Report, path: Path) -> None:
        self.session.export(report, path)

    def cancelled(self) -> bool:
        return self.job.cancelled()
