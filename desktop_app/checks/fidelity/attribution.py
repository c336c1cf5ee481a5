"""Attribution: a quotation said by one in the source is not said by another in the article."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop_app.checks.fidelity.facts import Outcome, accepted
from desktop_app.french.capitals import fold
from desktop_app.french.words import Token, split_enclitics, tokens
from desktop_app.model import Fact, Finding, Where

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop_app.checks.base import CheckContext
    from desktop_app.checks.fidelity.passages import Passage
    from desktop_app.checks.fidelity.quotes import Traced
    from desktop_app.checks.fidelity.sources import SourceIndex, SourceQuotation
    from desktop_app.french.names import Name
    from desktop_app.french.quotations import Quotation

REACH = 16
BEFORE = 24
LINES_BACK = 2
_PRONOUNS = frozenset(
    ["il", "elle", "ils", "elles", "on", "celui-ci", "celle-ci", "ce dernier", "je", "nous"]
)
_ADDRESSED = frozenset(
    ["a", "au", "aux", "dans", "sur", "avec", "chez", "devant", "aupres", "pour", "par", "lors"]
)
_OF = frozenset(["de", "du", "des", "d"])
_ACCORDING = re.compile(r"(?:selon|d['’]après|dixit|pour)\s+(?=\S)", re.IGNORECASE)


@dataclass(frozen=True)
class Speaker:
    """Who says a quotation: the name, or () and whether a pronoun stands there."""

    names: tuple[Name, ...] = ()
    pronoun: bool = False


class SpeakerFinder:
    """Finds who speaks, by verbs of saying around a quotation."""

    def __init__(self, index: SourceIndex, verbs: frozenset[str]) -> None:
        """Take the verbs of saying, as lemmas."""
        self._lemmas = index.lemmas
        self._verbs = frozenset(fold(verb) for verb in verbs)

    def speaker(self, passage: Passage, quotation: Quotation) -> Speaker:
        """Give who says a quotation."""
        names: list[Name] = []
        pronoun = False
        for part in (self._after(passage, quotation), self._before(passage, quotation)):
            names += part.names
            pronoun = pronoun or part.pronoun
        return Speaker(tuple(names), pronoun)

    def _says(self, token: Token) -> bool:
        stem, _ = split_enclitics(token.text.lower())
        return token.kind == "word" and bool(self._lemmas(stem) & self._verbs)

    def _after(self, passage: Passage, quotation: Quotation) -> Speaker:
        text = passage.text
        stop = text.find("\n", quotation.end)
        end = min(quotation.end + 220, stop if stop >= 0 else len(text))
        toks: list[Token] = []
        for token in tokens(text[quotation.end : end])[: REACH + 2]:
            if token.text in '.;!?«“"' and toks and toks[-1].text.lower() not in ("m", "mm"):
                break
            toks.append(token)
        while toks and not toks[0].is_word:
            toks.pop(0)
        if not toks:
            return Speaker()
        base = quotation.end
        according = _ACCORDING.match(text, base + toks[0].start)
        if according and text[according.start()].islower():
            return Speaker(_names_from(passage, according.end(), base + toks[-1].end)[:1])
        for at, token in enumerate(toks[:6]):
            if token.text in ",:" and at:
                return Speaker()
            _stem, pronouns = split_enclitics(token.text.lower())
            if pronouns.strip("-t").strip("-") in _PRONOUNS:
                return Speaker(pronoun=True)
            if self._says(token):
                return Speaker(self._named(passage, base, toks[at + 1 :]))
        return Speaker()

    def _named(self, passage: Passage, base: int, toks: Sequence[Token]) -> tuple[Name, ...]:
        starts = {n.start: n for n in passage.names}
        opened = {s for n in passage.names for s in (n.start,)}
        for at, token in enumerate(toks):
            folded = fold(token.text).rstrip("'")
            if folded in _ADDRESSED:
                return ()
            holder = _name_at(passage, base + token.start) if opened else None
            if holder is not None and token.text[0].isupper():
                before = fold(toks[at - 1].text).rstrip("'") if at else ""
                if before in _OF and holder.start in starts:
                    continue
                return (holder,)
        return ()

    def _before(self, passage: Passage, quotation: Quotation) -> Speaker:
        text = passage.text
        at = bisect_right(passage.phrase_starts, quotation.start) - 1
        start = passage.phrase_starts[at] if at >= 0 else 0
        found = [t for t in tokens(text[start : quotation.start])]
        toks = _outside_quotations(found, passage, start)[-BEFORE:]
        if not toks:
            return Speaker()
        according = [m for m in _ACCORDING.finditer(text[start : quotation.start])]
        for match in according:
            named = _names_from(passage, start + match.end(), quotation.start)
            if (
                named
                and named[0].start - (start + match.end()) < 40
                and match.group().lower()[0] != "p"
            ):
                return Speaker(named[:1])
        verbs = [i for i, t in enumerate(toks) if self._says(t)]
        if not verbs:
            last = toks[-1]
            if last.text == ":" and len(toks) > 1:
                holder = _name_at(passage, start + toks[-2].start)
                return Speaker((holder,)) if holder else Speaker()
            return Speaker()
        return self._subject(passage, start, toks[: verbs[-1]])

    def _subject(self, passage: Passage, base: int, toks: Sequence[Token]) -> Speaker:
        for at in range(len(toks) - 1, -1, -1):
            token = toks[at]
            if fold(token.text) in _PRONOUNS:
                return Speaker(pronoun=True)
            holder = _name_at(passage, base + token.start)
            if holder is None or not token.text[0].isupper():
                continue
            first = at
            while first and base + toks[first - 1].start >= holder.start:
                first -= 1
            before = fold(toks[first - 1].text).rstrip("'") if first else ""
            if before in _OF or before in _ADDRESSED or before in ("que", "qu", "contre", "entre"):
                continue
            return Speaker((holder,))
        return Speaker()


def _outside_quotations(toks: Sequence[Token], passage: Passage, base: int) -> list[Token]:
    first = bisect_right(passage.quotation_ends, base)
    near = [(q.start - base, q.end - base) for q in passage.quotations[first : first + 6]]
    return [t for t in toks if not any(a <= t.start < b for a, b in near)]


def _name_at(passage: Passage, position: int) -> Name | None:
    at = bisect_right(passage.name_starts, position) - 1
    if at < 0 or passage.names[at].end <= position:
        return None
    return passage.names[at]


def _names_from(passage: Passage, start: int, end: int) -> tuple[Name, ...]:
    starts = passage.name_starts
    return passage.names[bisect_left(starts, start) : bisect_left(starts, end)]


def compare_attributions(
    traced: Sequence[Traced], index: SourceIndex, context: CheckContext
) -> tuple[Outcome, list[tuple[Traced, Name]]]:
    """Compare who says each quotation; also give the names that are said there wrongly."""
    outcome = Outcome()
    wrong: list[tuple[Traced, Name]] = []
    finder = SpeakerFinder(index, context.word_list("fidelity_speech_verbs"))
    for trace in traced:
        if trace.source is None:
            continue
        speaker = finder.speaker(trace.unit.passage, trace.quotation)
        if not speaker.names:
            continue
        found = _other_speaker(speaker, trace.source, index, finder)
        if found is None:
            continue
        place = trace.unit.place(trace.quotation.start, trace.quotation.end)
        finding, fact = _finding(
            trace, speaker.names[0], found, index.quotations[trace.source], place
        )
        if accepted(context, "attribution", trace.quotation.text):
            continue
        outcome.findings.append(finding)
        outcome.facts.append(fact)
        wrong += [(trace, name) for name in speaker.names]
    return outcome, wrong


def _finding(
    trace: Traced, said: Name, meant: str, source: SourceQuotation, place: Where
) -> tuple[Finding, Fact]:
    params = {"text": trace.quotation.text, "source_text": meant, "speaker": said.text}
    finding = Finding(
        "fidelity.attribution", "problem", params, where=place, source_where=source.place.where,
        message="fidelity.attribution.altered",
    )  # fmt: skip
    text = f"{trace.quotation.text} ({said.text})"
    was = f"{source.quotation.text} ({meant})"
    return finding, Fact("quote", "altered", text, was, place, source.place.where)


def _other_speaker(
    speaker: Speaker, number: int, index: SourceIndex, finder: SpeakerFinder
) -> str | None:
    """Name the source's speaker when it is certainly none of the article's."""
    same = index.same_words(number)[:8]
    meant: list[Name] = []
    pronoun = False
    for source in same:
        found = finder.speaker(index.passages[source.place.source], source.quotation)
        meant += found.names
        pronoun = pronoun or found.pronoun
    mine = {index.entities.of(n.words) for n in speaker.names}
    if None in mine:
        return None
    if meant:
        theirs = {index.entities.of(n.words) for n in meant}
        if mine & theirs or any(
            index.metonyms(a.words, b.words) for a in speaker.names for b in meant
        ):
            return None
        return meant[0].text
    if not pronoun:
        return None
    near = [n for source in same for n in _near(source, index)]
    if not near or mine & {index.entities.of(n.words) for n in near}:
        return None
    return near[-1].text


def _near(source: SourceQuotation, index: SourceIndex) -> list[Name]:
    """Give the names from two lines before a quotation to the end of its line."""
    text = index.passages[source.place.source].text
    start = source.place.start
    for _ in range(LINES_BACK + 1):
        start = max(0, text.rfind("\n", 0, start))
    end = text.find("\n", source.place.end)
    passage = index.passages[source.place.source]
    return list(_names_from(passage, start, end if end >= 0 else len(text)))
