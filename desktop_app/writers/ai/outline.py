"""Section by section, for models whose context cannot hold source and article at once."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NoReturn

from desktop_app.document import count_words
from desktop_app.errors import EndpointTooLongError
from desktop_app.events import Event, Rewound
from desktop_app.writers.ai.client import Text
from desktop_app.writers.ai.draft import Shown, draft
from desktop_app.writers.ai.prompts import (
    SHORT_SOURCES,
    STANDFIRST_WORDS,
    aim,
    defused,
    fenced,
    sections_of,
)
from desktop_app.writers.ai.reply import section_in
from desktop_app.writers.ai.sections import passages
from desktop_app.writers.ai.talk import Resumed
from desktop_app.writers.ai.tokens import estimate, for_words

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

    from desktop_app.model import Brief, Source
    from desktop_app.writers.ai.client import Message
    from desktop_app.writers.ai.prompts import Prompts
    from desktop_app.writers.ai.sections import Passage
    from desktop_app.writers.ai.stream import Chat
    from desktop_app.writers.ai.talk import Talk
    from desktop_app.writers.ai.vault import Vault

OPENING_OF_A_PASSAGE = 110
PASSAGES_OF_THE_STANDFIRST = 3
PLAN_WORDS = 120
ROOM = 1.3
_PLANNED = re.compile(
    r"[-*#\d.)\s]*(?P<heading>[^()\n]{3,120}?)\s*\((?P<numbers>[\d,;\s–-]+)\)\s*$"
)


@dataclass(frozen=True, slots=True)
class Part:
    """A section to be written: its heading ("" when the model chooses) and its passages."""

    heading: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True)
class Builder:
    """Writes the orders of an article in sections."""

    prompts: Prompts
    sources: tuple[Source, ...]
    brief: Brief
    vault: Vault
    context: int
    model: str
    host: str

    def fits(self, messages: Sequence[Message], words: int) -> bool:
        """Tell whether an order and its answer go into the context."""
        return self._needed(messages, words) <= self.context

    def _needed(self, messages: Sequence[Message], words: int) -> int:
        return sum(estimate(m.content) for m in messages) + for_words(round(words * ROOM))

    def require(self, messages: Sequence[Message], words: int) -> None:
        """Raise EndpointTooLongError when an order cannot fit."""
        if not self.fits(messages, words):
            self.refuse(messages, words)

    def refuse(self, messages: Sequence[Message], words: int) -> NoReturn:
        """Raise EndpointTooLongError."""
        raise EndpointTooLongError(
            model=self.model,
            host=self.host,
            needed=self._needed(messages, words),
            context=self.context,
        )

    def plan(self, given: Sequence[Passage], count: int) -> list[Message]:
        """Give the order for an outline."""
        lines = [f"{n}. {_opening(p.sealed)}" for n, p in enumerate(given, 1)]
        subject = self.brief.keyphrase
        text = self.prompts.fill(
            "plan",
            sections=str(count),
            consignes=self.prompts.phrase("sujet", mot=subject) if subject else "",
            sources=fenced(["\n".join(lines)], self.prompts.phrase("source")),
        )
        return self.prompts.messages(text)

    def standfirst(self, given: Sequence[Passage]) -> list[Message]:
        """Give the order for the article's first paragraph."""
        text = self.prompts.fill(
            "chapo",
            consignes=self.prompts.wishes(self.brief, self.sources, whole=False),
            sources=self._sources(given),
        )
        return self.prompts.messages(text)

    def section(self, part: Part, words: int, *, all_quotations: bool) -> list[Message]:
        """Give the order for one section."""
        numbers = self.vault.numbers("\n".join(p.sealed for p in part.passages))
        text = self.prompts.fill(
            "partie",
            titre=self.brief.keyphrase or _opening(part.passages[0].sealed),
            forme=self.prompts.phrase(
                "intertitre_donne" if part.heading else "intertitre_libre", intertitre=part.heading
            ),
            consignes=self.prompts.wishes(self.brief, self.sources, whole=False),
            longueur=self.prompts.phrase("longueur_partie", mots=words),
            citations=self.prompts.quotations(self.vault, numbers, all_of_them=all_quotations),
            sources=self._sources(part.passages),
        )
        return self.prompts.messages(text)

    def _sources(self, given: Sequence[Passage]) -> str:
        return fenced(["\n\n".join(p.sealed for p in given)], self.prompts.phrase("source"))


def _opening(text: str) -> str:
    line = " ".join(text.split())
    return defused(line if len(line) <= OPENING_OF_A_PASSAGE else line[:OPENING_OF_A_PASSAGE] + "…")


def in_sections(
    talk: Talk,
    prompts: Prompts,
    sources: tuple[Source, ...],
    brief: Brief,
    vault: Vault,
    chat: Chat,
    context: int,
) -> Generator[Event, None, str]:
    """Write the article section by section; give it cleaned, its tokens still in it.

    Raises EndpointTooLongError when even one paragraph of the source does not fit.
    """
    endpoint = talk.client.endpoint
    # Each part is asked alone: whole-article demands would be met again in every one.
    own = replace(brief, demands=replace(brief.demands, headings=(), links=()))
    builder = Builder(prompts, sources, own, vault, context, endpoint.model, endpoint.host)
    given = passages(sources, vault)
    wanted = aim(brief, sources)
    total = sum(count_words(source.text) for source in sources)
    parts = yield from _planned(talk, builder, given, sections_of(brief, wanted))
    parts = _imposed(parts, brief)
    each = max(60, (wanted - STANDFIRST_WORDS) // max(1, len(parts)))
    parts = _fitting(builder, parts, each)
    each = max(60, (wanted - STANDFIRST_WORDS) // max(1, len(parts)))
    if len(parts) + 1 > talk.limits.requests - talk.spent.requests:
        # So small a context takes more requests than the user allows: said before they are spent.
        builder.refuse(builder.section(parts[0], each, all_quotations=True), each)
    opening = builder.standfirst(given[:PASSAGES_OF_THE_STANDFIRST])
    pieces: list[str] = []
    yield Rewound("")
    if builder.fits(opening, STANDFIRST_WORDS):
        text = yield from draft(talk, opening, STANDFIRST_WORDS, Shown(chat, vault))
        pieces.append(section_in(text, "", may_head=False))
    for part in parts:
        order = builder.section(part, each, all_quotations=total <= SHORT_SOURCES * wanted)
        builder.require(order, each)
        stands = _standing(pieces, vault)
        # What was shown of the part before may not be all that is kept of it, or headed otherwise.
        yield Rewound(stands)
        text = yield from draft(talk, order, each, Shown(chat, vault, stands))
        pieces.append(section_in(text, part.heading, may_head=True))
    return "\n\n".join(piece for piece in pieces if piece)


def _standing(pieces: Sequence[str], vault: Vault) -> str:
    """Give the parts written so far as they stand on the page."""
    return "".join(f"{vault.restore(piece).text}\n\n" for piece in pieces if piece)


def _planned(
    talk: Talk, builder: Builder, given: Sequence[Passage], count: int
) -> Generator[Event, None, list[Part]]:
    """Ask for an outline; what it forgets joins its neighbours, and no outline means the order."""
    order = builder.plan(given, count)
    if not builder.fits(order, PLAN_WORDS):
        return in_order(given, count)
    asking = talk.ask(order, PLAN_WORDS, resumes=False)
    try:
        while True:
            try:
                said = next(asking)
            except StopIteration as end:
                return outline_in(end.value, given) or in_order(given, count)
            if not isinstance(said, (Text, Resumed)):
                yield said
    finally:
        asking.close()


def outline_in(answer: str, given: Sequence[Passage]) -> list[Part]:
    """Give the sections an outline names; [] when it is none. Every passage is in exactly one."""
    homes: dict[int, int] = {}
    headings: list[str] = []
    for line in answer.split("\n"):
        match = _PLANNED.fullmatch(line.strip().strip("*"))
        if not match:
            continue
        numbers = [int(n) - 1 for n in re.findall(r"\d+", match["numbers"])]
        fresh = [n for n in numbers if 0 <= n < len(given) and n not in homes]
        if fresh:
            homes.update((n, len(headings)) for n in fresh)
            headings.append(match["heading"].strip(' *_«»"“”:.'))
    if len(headings) < 2:
        return []
    last = 0
    for number in range(len(given)):
        last = homes.setdefault(number, last)
    groups = [[p for n, p in enumerate(given) if homes[n] == at] for at in range(len(headings))]
    return [
        Part(heading, tuple(group))
        for heading, group in zip(headings, groups, strict=True)
        if group
    ]


def in_order(given: Sequence[Passage], count: int) -> list[Part]:
    """Give sections of about equal size, in the sources' order, their headings left open."""
    total = sum(len(p.sealed) for p in given)
    groups: list[list[Passage]] = [[]]
    size = 0
    for passage in given:
        if size >= total * len(groups) / count and groups[-1]:
            groups.append([])
        groups[-1].append(passage)
        size += len(passage.sealed)
    return [Part("", tuple(group)) for group in groups if group]


def _imposed(parts: list[Part], brief: Brief) -> list[Part]:
    """Put the imposed headings over the parts, where there are as many."""
    headings = [heading.text for heading in brief.demands.headings if heading.level == 2]
    if len(headings) != len(parts):
        return parts
    return [replace(part, heading=text) for part, text in zip(parts, headings, strict=True)]


def _fitting(builder: Builder, parts: Sequence[Part], words: int) -> list[Part]:
    """Cut sections whose passages do not fit; one that cannot be cut stays, and fails by name."""
    found: list[Part] = []
    for part in parts:
        order = builder.section(part, words, all_quotations=True)
        if len(part.passages) > 1 and not builder.fits(order, words):
            half = len(part.passages) // 2
            halves = [Part(part.heading, part.passages[:half]), Part("", part.passages[half:])]
            found += _fitting(builder, halves, words)
        else:
            found.append(part)
    return found
