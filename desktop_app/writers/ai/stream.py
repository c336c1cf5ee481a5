"""The article out of what a model says: reasoning, preamble, code fence and trailing chat left out.

Everything works piece by piece, so that words show as they arrive: only what may still turn out to
be chat is held back.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from desktop_app.document import split

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_TAG = re.compile(r"<(?P<end>/?)(?:think|thinking|reasoning|thought)>", re.IGNORECASE)
_LONGEST_TAG = len("</reasoning>")
_LONGEST_PREAMBLE = 260
_LONGEST_CHAT = 400
_LABEL = re.compile(
    r"[-*_#>\s]*(?P<name>titre seo|seo title|m[ée]ta[ -]?description|slug|url"
    r"|mot[- ]cl[ée](?: principal)?|chap[oô]|titre)"
    r"[*_\s\u00a0\u202f]*:[*_\s\u00a0\u202f]*(?P<value>.*)",
    re.IGNORECASE,
)
_MAYBE_LABEL = re.compile(r"[-*_#>\s]*(?P<word>[^\W\d_][\w -]*)?$")
_LABELS = ("titre seo", "seo title", "méta-description", "meta description", "meta-description",
           "méta description", "slug", "url", "mot-clé", "mot clé", "chapô", "titre")  # fmt: skip
_FENCE = re.compile(r"\s*(?:`{3,}|~{3,})\s*(?:markdown|md|text|texte)?\s*$", re.IGNORECASE)
_MAYBE_FENCE = re.compile(r"(?:`{1,2}|~{1,2})?$|(?:`{3,}|~{3,})[a-z ]*$", re.IGNORECASE)
_RULE = re.compile(r"\s*(?:-{3,}|\*{3,}|_{3,})\s*$")

Part = tuple[Literal["thought", "text", "no_text"], str]


@dataclass
class ReasoningSplitter:
    """Tells reasoning in `<think>` marks from text, the marks split over pieces or never closed.

    Some servers leave the opening mark out: a closing one that comes first says, as "no_text", that
    all text given so far was reasoning.
    """

    _held: str = ""
    _thinks: bool = False
    _marked: bool = False

    def feed(self, piece: str) -> list[Part]:
        """Give what is sure so far, in order."""
        return self._parts(self._held + piece, final=False)

    def finish(self) -> list[Part]:
        """Give what was held back."""
        return self._parts(self._held, final=True)

    def _parts(self, text: str, *, final: bool) -> list[Part]:
        parts: list[Part] = []
        position = 0
        for match in _TAG.finditer(text):
            self._add(parts, text[position : match.start()])
            if match["end"] and not self._marked:
                parts.append(("no_text", ""))
            self._marked = True
            self._thinks = not match["end"]
            position = match.end()
        rest = text[position:]
        self._held = "" if final else _tag_begun(rest)
        self._add(parts, rest[: len(rest) - len(self._held)])
        return parts

    def _add(self, parts: list[Part], text: str) -> None:
        if text:
            parts.append(("thought" if self._thinks else "text", text))


def _tag_begun(text: str) -> str:
    """Give the end of a text that may be the beginning of a mark."""
    at = text.rfind("<", max(0, len(text) - _LONGEST_TAG))
    if at < 0:
        return ""
    tail = text[at:].lower()
    names = ("think", "thinking", "reasoning", "thought")
    marks = [f"<{end}{name}>" for end in ("", "/") for name in names]
    return text[at:] if any(mark.startswith(tail) for mark in marks) else ""


def without_reasoning(answer: str) -> str:
    """Give a whole answer without its reasoning, which may end at a mark without a beginning."""
    splitter, pieces = ReasoningSplitter(), list[str]()
    for kind, text in [*splitter.feed(answer), *splitter.finish()]:
        if kind == "no_text":
            pieces.clear()
        elif kind == "text":
            pieces.append(text)
    return "".join(pieces)


@dataclass(frozen=True)
class Chat:
    """The words by which a model's talk to its user is known, all in lower case.

    `openings` begin a preamble, `endings` a closing remark; a closing remark must also hold one of
    `signs`, so that « N’hésitez pas à réserver » stays in an article.
    """

    openings: tuple[str, ...]
    endings: tuple[str, ...]
    signs: tuple[str, ...]

    @classmethod
    def load(cls, word_list: Callable[[str], Iterable[str]]) -> Chat:
        """Read the lists chat_openings, chat_endings and chat_signs."""
        names = ("chat_openings", "chat_endings", "chat_signs")
        return cls(*(tuple(_fold(word) for word in word_list(name)) for name in names))

    def may_open(self, line: str) -> bool:
        """Tell whether a line is, or may grow into, a preamble."""
        text = _fold(line)
        return len(text) <= _LONGEST_PREAMBLE and _begins(text, self.openings)

    def is_preamble(self, line: str, following: str) -> bool:
        """Tell whether a whole first line talks to the user; `following` is the next line."""
        text = _fold(line)
        if not any(text.startswith(opening) for opening in self.openings):
            return False
        if len(text) > _LONGEST_PREAMBLE:
            return False
        if following.lstrip().startswith("#") or _FENCE.match(following) or _RULE.match(following):
            return True
        return text.endswith((":", "!", ".")) and any(sign in text for sign in self.signs)

    def may_end(self, paragraph: str) -> bool:
        """Tell whether a paragraph is, or may grow into, a closing remark."""
        return _begins(_fold(paragraph), self.endings)

    def is_ending(self, paragraph: str) -> bool:
        """Tell whether a whole paragraph at the end talks to the user."""
        text = _fold(paragraph)
        known = any(text.startswith(ending) for ending in self.endings)
        return known and len(text) <= _LONGEST_CHAT and any(sign in text for sign in self.signs)


def _fold(text: str) -> str:
    return text.strip(" \t\n\r\u00a0\u202f*_()[]>-").replace("’", "'").lower()


def _begins(text: str, starts: tuple[str, ...]) -> bool:
    return any(
        text.startswith(start) or (bool(text) and start.startswith(text)) for start in starts
    )


@dataclass
class Cleaner:
    """Lets the article's own text through, line by line or, inside a plain line, at once."""

    chat: Chat
    _line: str = ""  # the current line, as far as it is not passed on
    _streams: bool = False  # the current line is plain text and goes straight through
    _held: list[str] = field(default_factory=list[str])
    _begun: bool = False
    _fenced: bool = False
    _over: bool = False
    _after_blank: bool = True

    def feed(self, piece: str) -> str:
        """Give what can be shown."""
        out: list[str] = []
        rest = self._line + piece
        self._line = ""
        while rest and not self._over:
            line, feed, rest = rest.partition("\n")
            if feed:
                out.append(self._whole_line(line))
            else:
                out.append(self._begun_line(line))
        return "".join(out)

    def finish(self) -> str:
        """Give the last of it, without closing remarks."""
        out = ""
        if not self._over and self._line:
            out = self._whole_line(self._line, last=True)
        elif self._streams:
            out = ""
        self._line = ""
        kept = self._without_endings(self._held)
        self._held = []
        return out + "".join(kept)

    def _begun_line(self, line: str) -> str:
        if self._streams:
            return line
        if not line.strip() or self._suspicious(line):
            self._line = line
            return ""
        return self._release(line) + self._stream(line)

    def _stream(self, line: str) -> str:
        self._streams = self._begun = True
        return line

    def _whole_line(self, line: str, *, last: bool = False) -> str:
        ending = "" if last else "\n"
        if self._streams:
            self._streams = False
            self._after_blank = False
            return line + ending
        if not line.strip():
            self._after_blank = True
            return self._blank(ending)
        if not self._begun:
            return self._first_line(line, ending)
        return self._later_line(line, ending)

    def _blank(self, ending: str) -> str:
        if not self._begun:
            return ""
        # Blank lines wait: what follows may be chat, and an article does not end with them.
        self._held.append(ending)
        return ""

    def _first_line(self, line: str, ending: str) -> str:
        if _FENCE.match(line):
            self._held.clear()
            self._fenced = True
            return ""
        if self._held:
            if self.chat.is_preamble(self._held[0], line):
                self._held.clear()
            else:
                return self._release() + self._later_line(line, ending)
        if self.chat.may_open(line):
            self._held += [line + ending, "\n"]
            return ""
        self._begun = True
        self._after_blank = False
        return line + ending

    def _later_line(self, line: str, ending: str) -> str:
        if self._fenced and _FENCE.match(line):
            self._over = True
            return ""
        if self._suspicious(line, whole=True):
            self._held.append(line + ending)
            self._after_blank = False
            return ""
        self._after_blank = False
        return self._release() + line + ending

    def _release(self, following: str = "text") -> str:
        held = self._held
        self._held = []
        if not self._begun and held:
            if self.chat.is_preamble(held[0], following):
                held = []
            self._begun = True
        return "".join(held)

    def _suspicious(self, line: str, *, whole: bool = False) -> bool:
        """Tell whether this line, or what it may grow into, may not belong to the article."""
        bare = line.strip()
        if whole:
            if _FENCE.match(line) or _RULE.match(line) or _LABEL.match(line):
                return True
        elif _may_be_mark(line):
            return bare[:1] != "#" or not self._begun or len(bare) > 6
        if not self._begun:
            return self.chat.may_open(line)
        return (self._after_blank or bool(self._held)) and self.chat.may_end(line)

    def _without_endings(self, held: list[str]) -> list[str]:
        text = "".join(held)
        if not self._begun:
            first = text.strip()
            return [] if self.chat.is_preamble(first, "text") else [first] if first else []
        blocks = [piece for _, piece in split(text)]
        while blocks and (not blocks[-1].strip() or self._is_chat(blocks[-1])):
            blocks.pop()
        lines = "".join(blocks).split("\n")
        while len(lines) > 1 and _is_label(lines[-2]) and self.chat.is_ending(lines[-1]):
            lines.pop()
        return ["\n".join(lines)]

    def _is_chat(self, block: str) -> bool:
        # A fence alone at the end closes one whose beginning was left out.
        bare = block.strip()
        return self.chat.is_ending(block) or bool(_RULE.match(bare) or _FENCE.match(bare))


def _may_be_mark(line: str) -> bool:
    """Tell whether an unfinished line may grow into a fence, a rule or a label."""
    bare = line.strip()
    if bare[:1] in ("`", "~") and _MAYBE_FENCE.match(bare):
        return True
    return set(bare) <= set("-*_#> ([") or bool(_RULE.match(line)) or _is_label(line)


def _is_label(line: str) -> bool:
    if _LABEL.match(line):
        return True
    match = _MAYBE_LABEL.match(line)
    word = (match["word"] or "").strip().lower() if match else ""
    return bool(word) and any(label.startswith(word) for label in _LABELS)


def cleaned(answer: str, chat: Chat) -> str:
    """Give the article's text out of a whole answer."""
    cleaner = Cleaner(chat)
    text = cleaner.feed(without_reasoning(answer).replace("\r\n", "\n"))
    return (text + cleaner.finish()).strip()


def label_of(line: str) -> tuple[str, str] | None:
    """Give the name and value of a line like « Titre SEO : … »."""
    match = _LABEL.fullmatch(line.strip())
    if match is None:
        return None
    return match["name"].lower(), match["value"].strip().strip("*_`").strip()


@dataclass
class Guard:
    """Watches for a model that does not stop, or says the same again and again.

    `limit` is in characters. Repeating means: the last stretch of 40 characters or more stands
    there `TIMES` times in a row, or one longer line comes for the fourth time.
    """

    limit: int
    _text: str = ""
    _checked: int = 0

    TIMES = 4
    STRETCHES = (40, 700)
    EVERY = 200

    def feed(self, piece: str) -> Literal["", "endless", "repeats"]:
        """Take the next piece and say what is wrong."""
        self._text += piece
        if len(self._text) > self.limit:
            return "endless"
        if len(self._text) - self._checked < self.EVERY:
            return ""
        self._checked = len(self._text)
        return "repeats" if self.repeated_from() is not None else ""

    def forget(self) -> None:
        """Begin anew: what came was no text."""
        self._text, self._checked = "", 0

    def repeated_from(self) -> int | None:
        """Give where the repetition begins, after what it repeats; None when there is none."""
        text = self._text.rstrip()
        low, high = self.STRETCHES
        probe = text[-low:]
        if len(probe) < low or not probe.strip():
            return None
        previous = text.rfind(probe, 0, len(text) - 1)
        size = len(text) - low - previous
        if previous >= 0 and size <= high:
            unit = text[-size:]
            stretch = unit * self.TIMES if size >= low else unit * (low * self.TIMES // size + 1)
            if size and text.endswith(stretch):
                begin = len(text) - size
                while begin >= size and text[begin - size : begin] == unit:
                    begin -= size
                return begin + size
        return self._repeated_line(text)

    def _repeated_line(self, text: str) -> int | None:
        lines = [line for line in text.split("\n") if len(line) >= self.STRETCHES[0]]
        if lines and lines.count(lines[-1]) >= self.TIMES:
            return text.find(lines[-1]) + len(lines[-1])
        return None
