"""A session's part in language: LanguageTool's life, the user's words, underlines, mending."""

from __future__ import annotations

import threading
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Literal

from desktop_app.checks.accepted_words import AcceptedWords
from desktop_app.checks.ignored import category_keys, is_key, remark_key, word_key
from desktop_app.checks.live import LiveCheck
from desktop_app.corrections import apply, safe
from desktop_app.errors import GrammarUnavailableError
from desktop_app.events import Progress, Stage
from desktop_app.languagetool.checker import GrammarChecker
from desktop_app.pipeline import Corrected

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from desktop_app.checks.base import CheckContext, Grammar, MeasureCache
    from desktop_app.checks.live import BlockFindings
    from desktop_app.dictionary import Dictionary
    from desktop_app.document import Cache
    from desktop_app.events import Event
    from desktop_app.languagetool.checker import State
    from desktop_app.model import Article, Assessment, Finding, GrammarMatch
    from desktop_app.settings import Settings

GrammarState = Literal["off", "starting", "ready", "unavailable"]
_STATES: Final[Mapping[State, GrammarState]] = MappingProxyType(
    {
        "off": "off",
        "starting": "starting",
        "warming": "starting",
        "ready": "ready",
        "failed": "unavailable",
        "closed": "off",
    }
)
_TICK_SECONDS: Final = 0.1
# Setting one fault right may uncover another; in fact two rounds are enough.
_ROUNDS: Final = 5


class Language:
    """Grammar and typography beside one session; safe to call from any thread."""

    def __init__(
        self, dictionary: Dictionary, measures: MeasureCache, parsed: Cache, note: Path
    ) -> None:
        """Take the user's words, the session's caches, and where LanguageTool is lent.

        Nothing is started yet.
        """
        self._note = note
        self._dictionary = dictionary
        self._live = LiveCheck(measures, parsed)
        self._names = AcceptedWords()
        self._lock = threading.Lock()
        self._checker: GrammarChecker | None = None

    @property
    def checker(self) -> GrammarChecker:
        """LanguageTool; making it starts nothing."""
        with self._lock:
            if self._checker is None:
                self._checker = GrammarChecker(note=self._note)
            return self._checker

    @property
    def state(self) -> GrammarState:
        """How LanguageTool is."""
        return _STATES[self._checker.state] if self._checker is not None else "off"

    def close(self) -> None:
        """End LanguageTool."""
        if self._checker is not None:
            self._checker.close()

    def waiting(self) -> Iterator[Event]:
        """Yield progress until it is known whether LanguageTool can be asked."""
        if self.checker.settled():
            return
        yield Stage("grammar_start")
        while not self.checker.settled(_TICK_SECONDS):
            yield Progress(self.checker.share)

    def asked(self, article: Article, context: CheckContext) -> Iterator[Event]:
        """Ask about every block, so that the checks need not; yields progress."""
        if context.grammar is not None:
            for done, total in self._live.ahead(article, context):
                yield Progress(done / total, done, total)

    def with_grammar(self, context: CheckContext, cancelled: Callable[[], bool]) -> CheckContext:
        """Give the context with LanguageTool in it, or with why it is not; waits until known.

        Once `cancelled`, nothing more is asked: what is left counts as not checked.
        """

        def unless_cancelled(ask: Grammar) -> Grammar:
            def asked(text: str) -> Sequence[GrammarMatch]:
                if cancelled():
                    raise GrammarUnavailableError(reason="closed")
                return ask(text)

            return asked

        try:
            self.checker.wait()
        except GrammarUnavailableError as error:
            reason = f"grammar.unavailable.{error.params['reason']}"
            return replace(context, grammar_missing=reason)
        return replace(
            context,
            grammar=unless_cancelled(self.checker.check),
            grammar_text_level=unless_cancelled(self.checker.check_text_level),
        )

    def findings(
        self, article: Article, context: CheckContext, order: Sequence[int]
    ) -> Iterator[BlockFindings]:
        """Give the findings block by block, as LiveCheck.findings does."""
        return self._live.findings(article, context, order)

    def mended(
        self,
        article: Article,
        assessment: Assessment,
        context: CheckContext,
        assess: Callable[[Article], Assessment],
    ) -> Corrected:
        """Make the safe corrections, again and again until none is left."""
        names = self._names.of(context)
        places = 0
        for _ in range(_ROUNDS):
            wanted = safe(assessment.findings, article, names=names)
            if not wanted:
                break
            article, places = apply(article, wanted), places + len(wanted)
            assessment = assess(article)
        return Corrected(article, assessment, places)

    def accepted(self, settings: Settings) -> frozenset[str]:
        """Give what the user accepts in every article, as checks/ignored.py reads it."""
        profile = settings.active_profile
        words = self._dictionary.words.entries | set(profile.brand_spellings if profile else ())
        ignored = frozenset(filter(is_key, self._dictionary.ignored.entries))
        switched_off = category_keys(settings.language_off)
        return frozenset(word_key(word) for word in words) | ignored | switched_off

    def ignore_everywhere(self, finding: Finding, article: Article) -> None:
        """Never say this of these words again; raises OSError."""
        if key := remark_key(finding, article):
            self._dictionary.ignored.add(key)

    @property
    def words(self) -> tuple[str, ...]:
        """The user's own words, in order."""
        return tuple(sorted(self._dictionary.words.entries, key=str.casefold))

    def add_word(self, word: str) -> None:
        """Take a word for right in every article; raises OSError."""
        self._dictionary.words.add(word)

    def remove_word(self, word: str) -> None:
        """Take a word out of the user's dictionary; raises OSError."""
        self._dictionary.words.remove(word)
