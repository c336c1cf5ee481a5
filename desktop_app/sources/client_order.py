"""The client's order: a mail, a table or a list, parsed into what the brief asks.

It is read line by line: « Label : value », lists under a label, tables, and sentences whose wish is
plain. What is not understood is kept word for word in `Demands.remarks`; nothing is guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, cast

from desktop_app.model import BriefLine, Demands, Length, Tone, WantedLink, WantedTerm
from desktop_app.sources import order_values as read
from desktop_app.sources.brief_wishes import Wish, wishes
from desktop_app.sources.extracted import words
from desktop_app.sources.order_lines import (
    BULLET,
    LISTS,
    bare_label,
    cells_of,
    folded,
    kept,
    kind_of,
    unmarked,
)

if TYPE_CHECKING:
    from desktop_app.model import Person, WantedHeading
    from desktop_app.sources.order_lines import Kind

MOST_ORDER_WORDS = 1_500
LEAST_KINDS = 3
LEAST_TERMS = 10

_LABEL = re.compile(r"(?P<label>[^:=\n|]{1,60}?)\s*[:=]\s*(?P<value>.*)", re.DOTALL)
_RULE_ROW = re.compile(r"[\s|:\-–]+")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÀ-Þ«\"])")
_AVOID = re.compile(
    r"\b(?:évite[zr]?|proscri\w+|banni\w+|n'(?:utilisez|employez|écrivez) (?:pas|jamais)"
    r"|ne pas (?:utiliser|employer)|interdits?)\b"
)
_BUT = re.compile(r"\b(?:mais|plutôt|sauf|remplac\w+|au lieu|lieu de)\b")
_SPELT = re.compile(r"\b(?:s'écrit|écri(?:re|vez)|orthographi\w+)\b(?: (?:toujours|bien|le nom))*")
_LINKING = re.compile(r"\b(?:liens?|ancre|link)\b")
_CLOSING = re.compile(
    r"(?:merci|cordialement|bien à (?:vous|toi)|(?:belle|bonne) (?:journée|soirée)|bonjour|salut"
    r"|à (?:bientôt|très vite)|n'hésite|au plaisir|bien cordialement)\b"
)
_ROOM = words(
    "le la les l un une des de du d et ou à au aux en dans pour avec sans par sur que qui ce cet",
    "cette ces son sa ses nous vous je on il elle ne pas n s qu y a est être soit faut faudrait",
    "merci svp s'il plaît bien si possible mots mot environ texte article articles ton votre vos",
    "notre nos voudrais souhaite souhaitons voulons veux besoin il lecteur lecteurs rédiger",
    "rédigez écrire écrivez rédaction longueur d'environ employer utiliser mettre place placez",
    "placer lien vers ancre évitez éviter surtout termes terme expression expressions fois texte",
)
_WORD = re.compile(r"[^\W_]+(?:[-'][^\W_]+)*")


@dataclass
class _Found:
    """What has been understood so far."""

    text: str
    length: Length | None = None
    tone: Tone | None = None
    keyphrase: str | None = None
    audience: str | None = None
    headings_wanted: bool | None = None
    language: str | None = None
    person: Person | None = None
    terms: list[WantedTerm] = field(default_factory=list["WantedTerm"])
    headings: list[WantedHeading] = field(default_factory=list["WantedHeading"])
    forbidden: list[str] = field(default_factory=list[str])
    links: list[WantedLink] = field(default_factory=list["WantedLink"])
    brands: list[str] = field(default_factory=list[str])
    remarks: list[str] = field(default_factory=list[str])
    labels: set[str] = field(default_factory=set[str])
    lines: int = 0
    anchor: str = ""

    def line(self) -> BriefLine:
        """Give it as the model's classes."""
        if self.keyphrase and self.keyphrase in (first.text for first in self.terms):
            kept = [t for t in self.terms if t.text != self.keyphrase or t.minimum > 1 or t.maximum]
            self.terms = kept
        demands = Demands(
            tuple(dict.fromkeys(self.terms)),
            tuple(self.headings),
            tuple(dict.fromkeys(self.forbidden)),
            tuple(dict.fromkeys(self.links)),
            self.person,
            tuple(dict.fromkeys(self.brands)),
            tuple(self.remarks),
        )
        headings = True if self.headings else self.headings_wanted
        return BriefLine(
            self.text, self.length, self.language, headings, self.tone, self.keyphrase,
            self.audience, demands,
        )  # fmt: skip


def understand_order(text: str) -> BriefLine:
    """Give what a whole order asks for, from its plain text or Markdown."""
    return _understood(text).line()


def is_order(text: str) -> bool:
    """Tell whether a whole text is an order: three labelled wishes, or a list of ten terms."""
    if len(text.split()) > MOST_ORDER_WORDS:
        return False
    found = _understood(text)
    counted = sum(1 for term in found.terms if term.minimum > 1 or term.maximum)
    if counted >= LEAST_TERMS and len(found.remarks) <= 0.2 * found.lines:
        return True
    return len(found.labels) >= LEAST_KINDS


def _understood(text: str) -> _Found:
    found = _Found(text)
    reader = _Reader(found)
    lines = text.split("\n")
    closely = any(one.strip() and other.strip() for one, other in pairwise(lines))
    for line in lines:
        if closely and not line.strip():
            reader.pause()
        if not line.strip() or _RULE_ROW.fullmatch(line):
            continue
        found.lines += 1
        reader.read(line)
    return found


@dataclass
class _Reader:
    """Goes through an order's lines; `kind` is the label whose list is being read."""

    found: _Found
    kind: Kind | None = None
    bare: bool = False
    level: int | None = None
    entries: int = 0
    bulleted: bool = False
    closed: bool = False

    def pause(self) -> None:
        """Take a blank line: it ends a list that has begun without bullets."""
        if self.entries and not self.bulleted:
            self.kind = None

    def read(self, line: str) -> None:
        """Understand one line, or keep it."""
        cells = cells_of(line)
        bulleted = bool(BULLET.match(line))
        if len(cells) > 1:
            self._row(cells, line)
            return
        text = unmarked(line)
        if re.match(r"h[1-6]\s*[:.–-]?\s+\S", text, re.IGNORECASE):
            self._numbered(text)
            return
        match = _LABEL.fullmatch(text)
        kind = kind_of(match["label"]) if match else bare_label(text)
        if kind is not None:
            value = match["value"].strip() if match else ""
            self._labelled(kind, text if match is None else match["label"], value, line)
            return
        if (self.entries and self.bulleted and not bulleted) or _CLOSING.match(folded(text)):
            self.kind = None
        if self.closed and not bulleted:
            self.kind = None
        if self.kind is not None and self._entry(text, bulleted=bulleted):
            self.entries += 1
            self.bulleted = bulleted
            self.closed = self.closed and not _open(text)
            return
        if match and not bulleted:
            self.kind = None
        self._sentences(text)

    def _numbered(self, text: str) -> None:
        """Take a line « H2 : … » wherever it stands; a title (H1) is kept for the model."""
        imposed = read.heading(text)
        if imposed is None:
            self.found.remarks.append(text)
            return
        self.found.headings.append(imposed)
        self.found.labels.add("headings")

    def _labelled(self, kind: Kind, label: str, value: str, line: str) -> None:
        low = folded(label)
        self.bare = bool(re.search(r"occurrences?|fois|nombre", low + folded(value)))
        self.level = int(low[1]) if re.fullmatch(r"h[2-4]", low) else None
        self.kind = kind if kind in LISTS else None
        self.entries, self.bulleted = 0, False
        # A list that begins behind its label goes on only after a comma, or with bullets.
        self.closed = bool(value) and not _open(value)
        self.found.labels.add(kind)
        if not value:
            self.kind = kind
            return
        if not self._value(kind, value):
            self.found.remarks.append(kept(line))

    def _value(self, kind: Kind, value: str) -> bool:
        """Take a label's value; False when any of it is left ununderstood."""
        found = self.found
        match kind:
            case "length" | "tone":
                return self._wish(kind, value)
            case "keyphrase":
                one = read.term(value)
                if one is None or "," in value or ";" in value:
                    return False
                found.keyphrase = found.keyphrase or one.text
                if one.minimum > 1 or one.maximum:
                    found.terms.append(one)
                return True
            case "person":
                found.person = read.person(value)
                return found.person is not None
            case "audience":
                found.audience = value
                return True
            case "anchor":
                found.anchor = read.unquoted(value)
                return True
            case "address":
                target = read.address(value)
                if target is None:
                    return False
                found.links.append(WantedLink(found.anchor, target))
                found.anchor = ""
                return True
            case _:
                cut = r"\s/\s|;|\s→\s" if kind == "headings" else r"[,;]"
                if kind == "links":
                    cut = r";|,\s"
                parts = read.entries(value, cut)
                if kind == "headings" and self.level is None and len(parts) < 2:
                    found.headings_wanted = True
                    return False
                return all([self._entry(part, bulleted=True) for part in parts])

    def _wish(self, kind: Kind, value: str) -> bool:
        label = "longueur : " if kind == "length" else "ton "
        plain = re.sub(r"^(?:environ|autour de|~|±)\s*", "", folded(value))
        if kind == "length" and not re.search(r"\bmots?\b|\bwords?\b", plain):
            plain = re.sub(r"(\d)(?!.*\d)", r"\1 mots", plain, count=1)
        line = plain if kind == "length" else label + plain
        asked = [wish for wish in wishes(line) if wish.kind == kind]
        if kind == "tone" and (said := read.person(value)):
            self.found.person = said
        if not asked:
            return False
        self._take(asked[0])
        left = line[: asked[0].start] + " " + line[asked[0].end :]
        return not _content(left.replace("longueur", ""))

    def _take(self, wish: Wish) -> None:
        found, value = self.found, wish.value
        match wish.kind:
            case "length":
                found.length = found.length or cast("Length", value)
            case "tone":
                found.tone = found.tone or cast("Tone", value)
            case "headings":
                found.headings_wanted = cast("bool", value)
            case "language":
                found.language = cast("str", value)
            case _:
                pass

    def _entry(self, text: str, *, bulleted: bool) -> bool:
        """Take one entry of the list being read; False when it does not belong to it."""
        found = self.found
        if not bulleted and self.kind in ("terms", "forbidden") and _is_sentence(text):
            return False
        match self.kind:
            case "terms":
                parts = read.entries(text)
                got = [read.term(part, bare=self.bare) for part in parts]
                if not got or any(one is None for one in got):
                    return False
                found.terms += [one for one in got if one]
            case "headings":
                imposed = read.heading(text, level=self.level)
                if imposed is None or (not bulleted and text.rstrip().endswith(".")):
                    return False
                found.headings.append(imposed)
            case "forbidden":
                parts = [read.unquoted(part) for part in read.entries(text)]
                if not parts or not all(read.is_phrase(part, 6) for part in parts):
                    return False
                found.forbidden += parts
            case "links":
                placed = read.link(text)
                if placed is None:
                    return False
                found.links.append(placed)
            case "brands":
                parts = [(part, read.brand(part)) for part in read.entries(text)]
                if not parts or any(spelt is None for _, spelt in parts):
                    return False
                found.brands += [spelt for _, spelt in parts if spelt]
                return all(read.unquoted(part) == spelt for part, spelt in parts)
            case None:
                return False
            case kind:
                self.kind = None
                return self._value(kind, text)
        return True

    def _row(self, cells: list[str], line: str) -> None:
        """Understand a table's row: label and value, or an entry of a list with its numbers."""
        head = kind_of(cells[0])
        said = read.count(cells[1]) if cells[1] else None
        if head == "terms" and said is None and re.search(r"occ|fois|nombre|min", folded(cells[1])):
            self.kind, self.bare = "terms", True
            self.found.labels.add("terms")
            return
        if head in ("anchor", "links") and kind_of(cells[1]) in ("address", "links"):
            self.kind = "links"
            self.found.labels.add("links")
            return
        if head is not None:
            self._labelled(head, cells[0], ", ".join(c for c in cells[1:] if c), line)
            self.kind = None
            return
        target = read.address(cells[1])
        if target and (self.kind == "links" or "://" in target):
            self.found.links.append(WantedLink(read.unquoted(cells[0]), target))
            self.found.labels.add("links")
            return
        one = read.term(cells[0]) if said and self.kind in (None, "terms") else None
        more = read.count(cells[2]) if len(cells) > 2 and cells[2] else None
        if one and said and (len(cells) == 2 or more or not any(cells[2:])):
            high = more[0] if more else said[1]
            low = said[0]
            self.found.terms.append(
                WantedTerm(one.text, low, high if not high or high >= low else None)
            )
            self.found.labels.add("terms")
            return
        self.found.remarks.append(kept(line))

    def _sentences(self, text: str) -> None:
        """Take what sentences plainly ask; keep those with anything else in them."""
        for sentence in _SENTENCE.split(text):
            if not self._sentence(sentence):
                self.found.remarks.append(sentence.strip())

    def _sentence(self, sentence: str) -> bool:
        found = self.found
        low = folded(sentence)
        left = low
        for wish in wishes(low):
            if wish.kind == "length" and low[wish.end :].startswith(("-cl", " cl")):
                continue
            if wish.kind == "keyphrase":
                phrase = sentence[wish.end - len(str(wish.value)) : wish.end]
                found.keyphrase = found.keyphrase or read.unquoted(phrase)
            self._take(wish)
            left = left[: wish.start] + " " * (wish.end - wish.start) + left[wish.end :]
        if (said := read.person(sentence)) and found.person is None:
            found.person = said
            left = re.sub(r"\b(?:vouvo|tuto)[iy]\w+", " ", left)
        names = read.quoted(sentence)
        if names and not _BUT.search(low):
            if _AVOID.search(low):
                found.forbidden += names
                left = _AVOID.sub(" ", left)
            elif _SPELT.search(low) and len(names) == 1:
                found.brands += names
                left = _SPELT.sub(" ", left)
            elif _LINKING.search(low) and (placed := read.link(sentence)):
                found.links.append(placed)
                left = left.replace(placed.address.lower(), " ")
            else:
                return False
            for name in names:
                left = left.replace(folded(name), " ")
        return left != low and not _content(left)


def _open(text: str) -> bool:
    """Tell whether a list goes on in the next line."""
    return text.rstrip().endswith((",", ";", ":", "/", "→"))


def _is_sentence(text: str) -> bool:
    """Tell a line that ends as a sentence does from an entry of a list."""
    return text.endswith(".") and not re.search(r"[,;]", text) and len(text.split()) > 2


def _content(text: str) -> list[str]:
    return [word for word in _WORD.findall(text) if word not in _ROOM]
