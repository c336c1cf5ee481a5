"""Applying replacements to an article, and which of them are safe without asking.

A finding is corrected by itself only when all of this holds, place by place:

1. It has exactly one suggestion, and it is neither `good` nor `not_checked`.
2. Its rule stands in the reviewed list, resources/words/safe_rules.txt.
3. Its place is text that the parse understands: no Markdown mark in the passage or in the
   suggestion, not in code.
4. It stands outside every quotation and quoted block: what somebody said is not ours to mend. Only
   our typography may set right there what is no part of a word: spaces, apostrophes, guillemets.
5. It touches no name: no word it changes has a capital, unless that word opens its sentence and
   only its first letter is raised, or all letters stay (« Est ce », « Est-ce »); no word it
   changes belongs to a name handed in. The rules of
   typography that know their words by heart (« Etat », « Mr », « XXème », « O.N.U. ») write the
   same word as it should be written; a ligature stays out of names handed in (« Jacques Coeur »).
6. It touches no figure: what stands between and around digits reads the same.
7. It touches no word of the keyphrase.
8. No other safe correction wants the same place otherwise: then typography's is made, and between
   two of the engine's neither.

Changes of white space and of marks alone (apostrophes, ellipses) touch no word, so 5 and 7 hold.
The address (`slug`) is never corrected.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from desktop_app.document import Document, parse
from desktop_app.french.quotations import quotations
from desktop_app.french.words import tokens
from desktop_app.resources import word_list

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from desktop_app.model import Article, Field, Finding, Where

_MARKUP = re.compile(r"[*_`\[\]<>&\\|#~\n]")
_FIGURE = re.compile(r"\d+(?:[.,:/\u00a0\u202f ]*\d+)*")
_SPACE = re.compile(r"\s+")
_NO_PART_OF_A_WORD = re.compile(r"[\s'’ʼ\u00b4«»“”\"]+")
_LINKS = re.compile(r"[\s'’-]+")
_SHORT_WORD = 2
_OURS = "typography."
_KNOW_THEIR_WORDS = frozenset(
    f"{_OURS}{name}" for name in ("acronym", "capital", "civility", "ordinal")
)


@dataclass(frozen=True, slots=True)
class Correction:
    """A replacement for a place of the article, and the rule that asked for it."""

    where: Where
    replacement: str
    rule: str


def apply(article: Article, corrections: Sequence[Correction]) -> Article:
    """Give the article with all corrections made; positions are those of the article given.

    What repeats the body (the standfirst, the headings that alternatives are listed under) follows
    it. Raises ValueError when two corrections overlap or one lies outside its field.
    """
    by_field: dict[Field, list[Correction]] = {}
    for correction in corrections:
        by_field.setdefault(correction.where.field, []).append(correction)
    corrected = article
    for name, wanted in by_field.items():
        text: str = getattr(article, name)
        corrected = corrected.with_field(name, _replaced(text, wanted))
    return _followed(article, corrected) if "body" in by_field else corrected


def _replaced(text: str, corrections: list[Correction]) -> str:
    limit = len(text)
    for one in sorted(corrections, key=lambda c: (c.where.start, c.where.end), reverse=True):
        if not 0 <= one.where.start <= one.where.end <= limit:
            raise ValueError(f"corrections overlap or lie outside the text: {one.where}")
        text = text[: one.where.start] + one.replacement + text[one.where.end :]
        limit = one.where.start
    return text


def _followed(before: Article, after: Article) -> Article:
    old, new = parse(before.body), parse(after.body)
    if len(old.blocks) != len(new.blocks):
        return after
    pairs = list(zip(old.blocks, new.blocks, strict=True))
    first = next((pair for pair in pairs if pair[0].kind == "paragraph" and pair[0].plain), None)
    if first and before.standfirst == first[0].plain:
        after = replace(after, standfirst=first[1].plain)
    renamed = {a.plain: b.plain for a, b in pairs if a.kind == "heading" and a.plain != b.plain}
    if renamed:
        alternatives = {renamed.get(k, k): v for k, v in after.alternatives.items()}
        after = replace(after, alternatives=MappingProxyType(alternatives))
    return after


def safe(
    findings: Iterable[Finding],
    article: Article,
    *,
    names: Iterable[str] = (),
    rules: Collection[str] | None = None,
) -> list[Correction]:
    """Give the corrections that may be made without asking (the policy above), in order.

    `names` are known proper names (persons, brands), `rules` the ids allowed, by default those of
    the reviewed list.
    """
    allowed = frozenset(word_list("safe_rules")) if rules is None else rules
    document = parse(article.body)
    protected = _Protected(
        _words(" ".join(names)),
        frozenset(word for word in _words(article.keyphrase) if len(word) > _SHORT_WORD),
    )
    found: dict[tuple[Where, str], Correction] = {}
    for finding in findings:
        if finding.id not in allowed or not _is_certain(finding):
            continue
        for place in finding.places or (finding.where,):
            passage = _passage(place, article, document) if place else None
            if place and passage and _is_harmless(passage, finding, protected):
                new = finding.replacements[0]
                found.setdefault((place, new), Correction(place, new, finding.id))
    return _apart(list(found.values()))


@dataclass(frozen=True, slots=True)
class _Protected:
    """Words that no correction may touch, in lower case."""

    names: frozenset[str]
    keyphrase: frozenset[str]


def _is_certain(finding: Finding) -> bool:
    return len(finding.replacements) == 1 and finding.status not in ("good", "not_checked")


@dataclass(frozen=True, slots=True)
class _Passage:
    """A place in plain text; whether that is Markdown's, and whether somebody is quoted there."""

    text: str
    start: int
    end: int
    marked: bool
    quoted: bool = False

    def corrected(self, new: str) -> str:
        """Give the whole text with the change made."""
        return self.text[: self.start] + new + self.text[self.end :]

    def with_words(self, new: str) -> tuple[str, str]:
        """Give the passage before and after the change, with the words and figures it cuts."""
        start, end = self.start, self.end
        while start > 0 and not self.text[start - 1].isspace():
            start -= 1
        while end < len(self.text) and not self.text[end].isspace():
            end += 1
        before = self.text[start:end]
        return before, self.text[start : self.start] + new + self.text[self.end : end]


def _passage(where: Where, article: Article, document: Document) -> _Passage | None:
    """Give the plain text around a place; None where nothing may be corrected."""
    if where.field == "slug":
        return None
    text: str = getattr(article, where.field)
    if not 0 <= where.start < where.end <= len(text):
        return None
    if where.field != "body":
        passage = _Passage(text, where.start, where.end, marked=False)
    else:
        block = document.block_at(where.start)
        if block is None or where.end > block.end or block.kind == "code":
            return None
        start, end = block.to_plain(where.start), block.to_plain(where.end)
        if block.plain[start:end] != text[where.start : where.end]:
            return None
        passage = _Passage(block.plain, start, end, marked=True, quoted=block.kind == "quote")
    quoted = any(q.start < passage.end and passage.start < q.end for q in quotations(passage.text))
    return replace(passage, quoted=passage.quoted or quoted)


def _is_harmless(passage: _Passage, finding: Finding, protected: _Protected) -> bool:
    old, new = passage.text[passage.start : passage.end], finding.replacements[0]
    if passage.marked and (_MARKUP.search(new) or _MARKUP.search(old)):
        return False
    if "\n" in new or not _SPACE.sub("", new).isprintable():
        return False
    if passage.quoted and not (finding.id.startswith(_OURS) and _leaves_words(old, new)):
        return False
    if _figures(passage.text) != _figures(passage.corrected(new)):
        return False
    before, after = passage.with_words(new)
    changed = _changed_words(before, after)
    if any(word.casefold() in protected.keyphrase for word in changed):
        return False
    if finding.id in _KNOW_THEIR_WORDS:
        return True
    if any(word.casefold() in protected.names for word in changed):
        return False
    if finding.id.startswith(_OURS) or _LINKS.sub("", before) == _LINKS.sub("", after):
        return True
    return all(word.islower() for word in changed) and not any(
        word[0].isupper() and not _only_raised(before, after, passage)
        for word in _changed_words(after, before)
    )


def _leaves_words(old: str, new: str) -> bool:
    return _NO_PART_OF_A_WORD.sub("", old) == _NO_PART_OF_A_WORD.sub("", new)


def _figures(text: str) -> list[str]:
    return [_SPACE.sub(" ", figure) for figure in _FIGURE.findall(text)]


def _word_list(text: str) -> list[str]:
    return [_SPACE.sub(" ", token.text) for token in tokens(text) if token.is_word]


def _words(text: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in _word_list(text.replace("’", "'")))


def _changed_words(before: str, after: str) -> list[str]:
    """Give the words of `before` that are not in the same row of `after`."""
    old = _word_list(before.replace("’", "'"))
    new = _word_list(after.replace("’", "'"))
    while old and new and old[0] == new[0]:
        old, new = old[1:], new[1:]
    while old and new and old[-1] == new[-1]:
        old, new = old[:-1], new[:-1]
    return old


def _only_raised(before: str, after: str, passage: _Passage) -> bool:
    """Tell whether the change gives a sentence its capital and nothing else."""
    same = before.casefold() == after.casefold() and before[1:] == after[1:]
    lead = passage.text[: passage.start].rstrip()
    return same and (not lead or lead[-1] in ".!?…\n")


def _apart(corrections: list[Correction]) -> list[Correction]:
    """Leave out the corrections that want the same place; typography's goes first."""
    kept: list[Correction] = []
    crowd: list[Correction] = []
    for one in sorted(corrections, key=lambda c: (c.where.field, c.where.start, c.where.end)):
        if not _meets(one, crowd):
            kept += _settled(crowd)
            crowd = []
        crowd.append(one)
    return kept + _settled(crowd)


def _settled(crowd: list[Correction]) -> list[Correction]:
    ours = [one for one in crowd if one.rule.startswith(_OURS)]
    others = [one for one in crowd if not one.rule.startswith(_OURS) and not _meets(one, ours)]
    kept = [one for group in (ours, others) for one in group if not _meets(one, group)]
    return sorted(kept, key=lambda c: (c.where.start, c.where.end))


def _meets(one: Correction, others: Iterable[Correction]) -> bool:
    return any(
        other is not one
        and other.where.field == one.where.field
        and other.where.start < one.where.end
        and one.where.start < other.where.end
        for other in others
    )
