"""What the checks find wrong, section by section, as a rewrite could mend it; and how much."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from desktop_app.french.quotations import quote_words
from desktop_app.writers.ai import asked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop_app.model import Article, Assessment, Brief, Fact, Finding
    from desktop_app.writers.ai.prompts import Prompts
    from desktop_app.writers.ai.sections import Section, Ties
    from desktop_app.writers.ai.vault import Vault

FULL_SECTION = 280
OPENING_WORDS = 80
LEAST_GROWTH = 60
GROWTH_A_REPAIR = 150
MOST_NAMED = 12
WORDS_A_POINT = 50
MARGIN = 1.04
_POINTS = {"brief.headings": 3.0, "brief.language": 5.0, "readability.section_length": 1.0,
           "readability.sentence_length": 1.0, "style.title_case": 1.0,
           "fidelity.attribution": 1.0}  # fmt: skip

_EACH = frozenset({"brief.language", "style.title_case"})


@dataclass
class Task:
    """What is to be mended in one section.

    `weight` orders the tasks; `words` is the length to reach, None to keep it; `passages` are
    numbers of passages that must be shown; `drops` those of tokens that stand elsewhere.
    """

    section: int
    lines: list[str] = field(default_factory=list[str])
    weight: float = 0.0
    words: int | None = None
    passages: list[int] = field(default_factory=list[int])
    drops: set[int] = field(default_factory=set[int])
    splits: bool = False

    def add(self, line: str, weight: float = 1.0) -> None:
        """Add a problem, once."""
        if line not in self.lines:
            self.lines.append(line)
        self.weight += weight


def score(assessment: Assessment, article: Article, vault: Vault) -> float:
    """Count what is wrong by the checks; less is better, 0 is all good.

    A fact lost, bent or invented is one point; 50 words missing or too many are one.
    """
    total = float(len(wrong_facts(assessment)))
    for finding in assessment.findings:
        if finding.status not in ("problem", "improve"):
            continue
        if finding.id == "brief.words":
            total += 0.5 + abs(gap(finding)) / WORDS_A_POINT
        elif finding.id in ("brief.keyphrase", "brief.keywords"):
            total += 2.0 if finding.status == "problem" else 0.5
            total += len(_texts(finding, "missing")) + len(_texts(finding, "too_often"))
        elif finding.id in asked.IDS:
            total += asked.points(finding)
        elif finding.id == "brief.headings" and "missing" in finding.params:
            total += len(_texts(finding, "missing"))
        elif finding.id in _POINTS:
            many = max(1, len(finding.places)) if finding.id in _EACH else 1
            total += many * _POINTS[finding.id] * (1.0 if finding.status == "problem" else 0.5)
    return total + repeated(article, vault)


def repeated(article: Article, vault: Vault) -> int:
    """Give how many times too often quotations are said."""
    said = Counter(vault.numbers(vault.seal(article.body)))
    return sum(max(0, said[one.number] - one.times) for one in vault.sealed)


def wrong_facts(assessment: Assessment) -> list[Fact]:
    """Give the facts a rewrite should mend: bent, invented, or left out where that is a problem."""
    problems = {f.id for f in assessment.findings if f.status == "problem"}
    missing = {
        f.id for f in assessment.findings if f.status == "problem" and f.message.endswith("missing")
    }
    return [
        fact
        for fact in assessment.facts
        if (fact.status in ("altered", "invented") and f"fidelity.{fact.kind}" in problems)
        or (fact.status == "missing" and f"fidelity.{fact.kind}" in missing)
    ]


def lost(before: Assessment, after: Assessment) -> bool:
    """Tell whether a rewrite lost a fact of the sources that the article had."""
    had = {(f.kind, f.text) for f in before.facts if f.status == "missing"}
    now = {(f.kind, f.text) for f in after.facts if f.status == "missing"}
    return bool(now - had)


def gap(finding: Finding) -> int:
    """Give the words missing (above 0) or too many (below 0) that a `brief.words` finding says."""
    low = finding.wanted.minimum if finding.wanted else None
    high = finding.wanted.maximum if finding.wanted else None
    words = finding.value or 0
    if low is not None and words < low:
        return round(low * MARGIN - words)
    if high is not None and words > high:
        return round(high / MARGIN - words)
    return 0


def _texts(finding: Finding, name: str) -> Sequence[str]:
    value: object = finding.params.get(name)
    return cast("list[str]", value) if isinstance(value, list) else ()


@dataclass
class Finder:
    """Turns an assessment into tasks."""

    prompts: Prompts
    vault: Vault
    brief: Brief

    def tasks(
        self, article: Article, assessment: Assessment, parts: Sequence[Section], ties: Ties
    ) -> list[Task]:
        """Give a task for each section with something to mend, the heaviest first."""
        tasks = {number: Task(number) for number in range(len(parts))}
        if not parts:
            return []
        self._facts(assessment, tasks, parts, ties)
        self._repeated(tasks, parts)
        for finding in assessment.findings:
            if finding.status in ("problem", "improve"):
                self._finding(finding, article, tasks, parts)
        return sorted((t for t in tasks.values() if t.lines), key=lambda t: (-t.weight, t.section))

    def fields(self, assessment: Assessment) -> set[str]:
        """Give the fields of the card with something bent or invented in them."""
        return {
            fact.where.field
            for fact in assessment.facts
            if fact.status in ("altered", "invented") and fact.where and fact.where.field != "body"
        }

    def _facts(
        self,
        assessment: Assessment,
        tasks: dict[int, Task],
        parts: Sequence[Section],
        ties: Ties,
    ) -> None:
        missing: defaultdict[int, list[str]] = defaultdict(list)
        tokens: defaultdict[int, list[str]] = defaultdict(list)
        for fact in wrong_facts(assessment):
            if fact.status == "missing":
                home = ties.home(fact.source_where)
                if home is None:
                    continue
                passage = ties.passage_at(fact.source_where)
                if passage is not None:
                    tasks[home].passages.append(passage)
                token = self._token(fact.text) if fact.kind == "quote" else None
                (tokens if token else missing)[home].append(token or fact.text)
                continue
            number = asked.at(parts, fact.where)
            if number is not None:
                tasks[number].add(self._wrong(fact), 1.5)
                passage = ties.passage_at(fact.source_where)
                if passage is not None:
                    tasks[number].passages.append(passage)
        for home, texts in missing.items():
            named = " ; ".join(dict.fromkeys(texts[:MOST_NAMED]))
            tasks[home].add(self.prompts.phrase("probleme_manque", faits=named), len(texts))
        for home, texts in tokens.items():
            marks = ", ".join(dict.fromkeys(texts))
            tasks[home].add(
                self.prompts.phrase("probleme_citation_manque", marques=marks), 2 * len(texts)
            )

    def _token(self, said: str) -> str | None:
        words = tuple(quote_words(said))
        number = next((one.number for one in self.vault.sealed if one.words == words), None)
        return None if number is None else self.vault.token(number)

    def _wrong(self, fact: Fact) -> str:
        say = self.prompts.phrase
        if fact.kind == "quote":
            token = self._token(fact.source_text or "")
            if fact.status == "altered" and token:
                return say("probleme_citation_altere", texte=fact.text, marque=token)
            return say("probleme_citation_invente", texte=fact.text)
        if fact.status == "altered" and fact.source_text:
            return say("probleme_altere", texte=fact.text, source=fact.source_text)
        return say("probleme_invente", texte=fact.text)

    def _repeated(self, tasks: dict[int, Task], parts: Sequence[Section]) -> None:
        allowed = {one.number: one.times for one in self.vault.sealed}
        seen: Counter[int] = Counter()
        for number, part in enumerate(parts):
            elsewhere = seen.copy()
            for token in self.vault.numbers(self.vault.seal(part.markdown)):
                seen[token] += 1
                times = allowed.get(token, 1)
                if seen[token] <= times:
                    continue
                name = "probleme_repete"
                if elsewhere[token] >= times:
                    tasks[number].drops.add(token)
                    name = "probleme_repete_ailleurs"
                line = self.prompts.phrase(name, marque=self.vault.token(token))
                tasks[number].add(line)

    def _finding(
        self,
        finding: Finding,
        article: Article,
        tasks: dict[int, Task],
        parts: Sequence[Section],
    ) -> None:
        say = self.prompts.phrase
        match finding.id:
            case "brief.words":
                self._length(finding, tasks, parts)
            case "brief.headings" if "missing" in finding.params:
                for number, line in asked.headings(finding, self.brief, parts, self.prompts):
                    tasks[number].add(line)
                    tasks[number].splits = True
            case "brief.headings" if finding.value == 0:
                longest = max(tasks, key=lambda n: parts[n].words)
                tasks[longest].add(say("probleme_sans_intertitre"), 3)
                tasks[longest].splits = True
            case "readability.section_length":
                for place in finding.places or ((finding.where,) if finding.where else ()):
                    self._long_section(asked.at(parts, place), tasks, parts)
            case "readability.sentence_length" if finding.status == "problem":
                counts: defaultdict[int, int] = defaultdict(int)
                for place in finding.places:
                    counts[asked.at(parts, place) or 0] += 1
                for number in sorted(counts, key=lambda n: -counts[n])[:2]:
                    tasks[number].add(say("probleme_phrases"), 0.5)
            case "brief.language":
                english = {asked.at(parts, place) for place in finding.places}
                for number, task in tasks.items():
                    if not english or number in english:
                        task.add(say("probleme_anglais" if english else "probleme_langue"), 5)
            case "style.title_case":
                for place in finding.places or ((finding.where,) if finding.where else ()):
                    number = asked.at(parts, place)
                    if number is not None:
                        tasks[number].add(say("probleme_majuscules"), 1)
            case "brief.keyphrase":
                self._keyphrase(finding, tasks, parts)
            case "brief.keywords":
                for number, line in asked.keywords(finding, parts, self.prompts):
                    tasks[number].add(line)
            case name if name in asked.IDS:
                for number, line in asked.demands(finding, self.brief, parts, self.prompts):
                    tasks[number].add(line)
            case "fidelity.attribution" if finding.status == "problem":
                number = asked.at(parts, finding.where)
                if number is not None:
                    source = str(finding.params.get("source_text", ""))
                    text = str(finding.params.get("text", ""))
                    tasks[number].add(say("probleme_attribution", texte=text, source=source), 1.5)
            case _:
                pass

    def _long_section(
        self, number: int | None, tasks: dict[int, Task], parts: Sequence[Section]
    ) -> None:
        if number is not None:
            words = parts[number].words
            tasks[number].add(self.prompts.phrase("probleme_partie_longue", mots=words), 1)
            tasks[number].splits = True

    def _length(self, finding: Finding, tasks: dict[int, Task], parts: Sequence[Section]) -> None:
        """Ask sections to grow or shrink, each by what it can bear, until the gap is filled."""
        needed = gap(finding)
        for number in sorted(tasks, key=lambda n: -self._room(parts[n], needed, len(parts))):
            part = parts[number]
            step = min(abs(needed), round(self._room(part, needed, len(parts))))
            if not needed or step <= 0:
                break
            name = "trop_court" if needed > 0 else "trop_long"
            task = tasks[number]
            task.words = part.words + (step if needed > 0 else -step)
            task.splits = task.splits or task.words > FULL_SECTION + 20
            line = self.prompts.phrase(
                f"probleme_{name}", mots=task.words, manque=abs(needed), surplus=abs(needed)
            )
            task.add(line, 1 + step / WORDS_A_POINT)
            needed = needed - step if needed > 0 else needed + step

    def _room(self, part: Section, needed: int, parts: int) -> float:
        """Give how many words a section can take or give up."""
        if needed < 0:
            return part.words * 0.5 if part.has_heading or parts == 1 else 0
        if not part.has_heading and parts > 1:
            return max(0, OPENING_WORDS - part.words)
        room = max(LEAST_GROWTH, FULL_SECTION - part.words, GROWTH_A_REPAIR)
        return room if parts > 1 else needed

    def _keyphrase(
        self, finding: Finding, tasks: dict[int, Task], parts: Sequence[Section]
    ) -> None:
        say = self.prompts.phrase
        word = self.brief.keyphrase or ""
        part = finding.message.rpartition(".")[2]
        if finding.status == "problem":
            part = "text"
        if part not in ("intro", "headings", "text"):
            return
        headed = [n for n in tasks if parts[n].has_heading]
        number = headed[0] if part == "headings" and headed else 0
        place = say(f"probleme_endroit_{part}")
        tasks[number].add(say("probleme_mot_cle", mot=word, endroit=place), 1)
