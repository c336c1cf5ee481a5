"""Reads the entries of a client's order: terms with occurrences, headings, links, spellings.

Each reader gives None for what it does not surely understand; nothing is guessed.
"""

from __future__ import annotations

import re

from desktop_app.model import Person, WantedHeading, WantedLink, WantedTerm

MOST_TERM_WORDS = 8
MOST_HEADING_WORDS = 18
_QUOTED = re.compile(r"«\s*([^»\n]+?)\s*»|“\s*([^”\n]+?)\s*”|\"\s*([^\"\n]+?)\s*\"")
_ADDRESS = r"(?:https?://|www\.)[^\s<>«»\"|)\]]+[^\s<>«»\"|)\].,;:!?]"
_PATH = r"/[\w\-./#%]*[\w/]"
_MARKDOWN_LINK = re.compile(r"\[(?P<anchor>[^\]\n]+)\]\(<?(?P<address>[^)\s>]+)>?\)")
_PLAIN_LINK = re.compile(rf"(?P<address>{_ADDRESS})")
_ARROW = re.compile(
    rf"(?P<anchor>.+?)\s*(?:→|->|=>|—|–|:|\||\t|\bvers\b)\s*(?P<address>{_ADDRESS}|{_PATH})"
)
_TURNED = re.compile(rf"(?P<address>{_ADDRESS})\s*(?:→|->|=>|—|–|:|\|)\s*(?P<anchor>.+)")
_TIMES = r"(?:fois|occurrences?|occ\.?|x)"
_RANGE = r"(?P<low>\d{1,2})(?:\s*(?:à|-|–|et|/)\s*(?P<high>\d{1,2}))?"
_COUNT = re.compile(
    rf"(?:(?P<limit>min(?:imum)?|max(?:imum)?|au moins|au plus)\.?\s*)?{_RANGE}"
    rf"(?P<plus>\s*\+)?\s*{_TIMES}?"
    rf"(?:\s*(?P<after>min(?:imum)?|max(?:imum)?|au moins|au plus)\.?)?",
    re.IGNORECASE,
)
_COUNT_AT_END = re.compile(
    r"\s*(?:[(\[]\s*(?P<inside>[^()\[\]]{1,24}?)\s*[)\]]|(?:\s[x×]|:|=|\s[–—-]\s)\s*"
    r"(?P<marked>[\w\s+–-]{1,24})|\s(?P<named>\d{1,2}(?:\s*(?:à|-|–)\s*\d{1,2})?\s*"
    r"(?:fois|occurrences?)))\s*$",
    re.IGNORECASE,
)
_BARE_COUNT = re.compile(r"\s+(?P<count>\d{1,2}(?:\s*(?:à|-|–)\s*\d{1,2})?)\s*$")
_HEADING = re.compile(
    r"(?:h(?P<level>[1-6])\s*[:.)–-]?\s+|(?P<marks>#{1,6})\s+|(?P<numbers>\d{1,2}(?:\.\d{1,2})*)[.)]?\s+)?"
    r"(?P<text>.+)",
    re.IGNORECASE,
)
_PERSONS: tuple[tuple[Person, re.Pattern[str]], ...] = (
    ("vous", re.compile(r"\bvouvo[iy]\w+|\bau « ?vous ?»|\bdire vous\b|« vous »|\"vous\"")),
    ("tu", re.compile(r"\btuto[iy]\w+|\bau « ?tu ?»|\bdire tu\b|« tu »|\"tu\"")),
    (
        "nous",
        re.compile(r"\b(?:1re|1ère|première) personne du pluriel|\bdire nous\b|« nous »|\"nous\""),
    ),
)
_NOT = re.compile(
    r"(?:\bpas|\bjamais|\bsans|\bni|\bnon|\bévit\w+|\bplus|\bno)\b[^.,;!?]{0,25}$|ne\s+(?:pas\s+)?$"
)


def unquoted(text: str) -> str:
    """Give a text without the marks around it."""
    return text.strip().strip('«»“”"').strip(" \u00a0\u202f\t*_")


def quoted(text: str) -> list[str]:
    """Give what stands in quotation marks."""
    return [next(g for g in match.groups() if g).strip() for match in _QUOTED.finditer(text)]


def entries(value: str, separators: str = r"[,;]") -> list[str]:
    """Cut a list written on one line; commas in brackets or quotation marks do not cut."""
    hidden = re.sub(
        r"\([^)\n]*\)|«[^»\n]*»|“[^”\n]*”|\"[^\"\n]*\"", lambda m: "\0" * len(m[0]), value
    )
    pieces: list[str] = []
    start = 0
    for cut in re.finditer(separators, hidden):
        pieces.append(value[start : cut.start()])
        start = cut.end()
    pieces.append(value[start:])
    return [piece.strip().rstrip(".").strip() for piece in pieces if piece.strip(" .")]


def count(text: str) -> tuple[int, int | None] | None:
    """Give the occurrences wanted (at least, at most) that a text says and nothing else."""
    match = _COUNT.fullmatch(text.strip())
    if match is None:
        return None
    low, high = int(match["low"]), int(match["high"]) if match["high"] else None
    if low > 99 or (high is not None and high < low):
        return None
    limit = (match["limit"] or match["after"] or "").lower()
    if high is None and (limit.startswith("max") or limit == "au plus"):
        return 1, low
    return max(1, low), high


def term(entry: str, *, bare: bool = False) -> WantedTerm | None:
    """Give a keyword with its occurrences; `bare` takes a number at its end for them."""
    low, high = 1, None
    tail = _COUNT_AT_END.search(entry)
    said = count(tail["inside"] or tail["marked"] or tail["named"]) if tail else None
    if not said and bare and (tail := _BARE_COUNT.search(entry)):
        said = count(tail["count"])
    if tail and said:
        entry, (low, high) = entry[: tail.start()], said
    text = unquoted(entry)
    if not is_phrase(text, MOST_TERM_WORDS):
        return None
    return WantedTerm(text, low, high)


def is_phrase(text: str, most: int) -> bool:
    """Tell whether this may be a term: a few words, no sentence, no address."""
    return (
        any(char.isalpha() for char in text)
        and len(text.split()) <= most
        and not re.search(r"[.!?:]\s|[.!?:]$|://|\n", text)
    )


def heading(entry: str, *, level: int | None = None) -> WantedHeading | None:
    """Give an imposed heading; None for a title (H1), and for what is no heading."""
    match = _HEADING.fullmatch(entry.strip())
    if match is None:
        return None
    if match["level"]:
        level = int(match["level"])
    elif match["marks"]:
        level = len(match["marks"])
    elif match["numbers"] and "." in match["numbers"]:
        level = 2 + match["numbers"].count(".")
    text = unquoted(match["text"]).rstrip(" .;")
    size = len(text.split())
    if level == 1 or not 0 < size <= MOST_HEADING_WORDS or not any(c.isalpha() for c in text):
        return None
    return WantedHeading(text, min(4, level or 2))


def link(entry: str) -> WantedLink | None:
    """Give a link to place: « ancre → adresse », the other way round, or Markdown's."""
    if re.fullmatch(_ADDRESS, entry.strip()):
        return WantedLink("", entry.strip())
    found = _MARKDOWN_LINK.search(entry)
    if found:
        return WantedLink(unquoted(found["anchor"]), found["address"])
    for pattern in (_ARROW, _TURNED):
        found = pattern.fullmatch(entry.strip())
        if found:
            named = quoted(found["anchor"])
            anchor = named[0] if len(named) == 1 else unquoted(found["anchor"])
            anchor = re.sub(r"^ancre\s*:?\s*", "", anchor, flags=re.IGNORECASE)
            return WantedLink(unquoted(anchor), found["address"]) if anchor else None
    found = _PLAIN_LINK.search(entry)
    if found is None:
        return None
    named = quoted(entry)
    if len(named) == 1:
        return WantedLink(named[0], found["address"])
    alone = entry.strip() == found["address"]
    return WantedLink("", found["address"]) if alone else None


def address(text: str) -> str | None:
    """Give the address a text is, None when it is none."""
    match = re.fullmatch(rf"{_ADDRESS}|{_PATH}", text.strip())
    return match[0] if match else None


def person(text: str) -> Person | None:
    """Give the person the reader is spoken to in; None when none, or more than one, is asked."""
    low = text.lower().replace("’", "'").replace("\u00a0", " ").replace("\u202f", " ")
    if (bare := unquoted(low)) in ("vous", "tu", "nous"):
        return "vous" if bare == "vous" else "tu" if bare == "tu" else "nous"
    asked: set[Person] = {
        name
        for name, pattern in _PERSONS
        for match in pattern.finditer(low)
        if not _NOT.search(low[: match.start()])
    }
    return asked.pop() if len(asked) == 1 else None


def brand(entry: str) -> str | None:
    """Give a brand's spelling, without what is said about it in brackets."""
    named = quoted(entry)
    outside = re.sub(r"\s*\([^)]*\)|,?\s*(?:et non|jamais|pas|au lieu de)\b.*", "", entry)
    text = named[0] if named else unquoted(outside)
    return text if is_phrase(text, 5) else None
