"""Shows what the offline writer makes of our own texts, as a page to read in two minutes.

Each heading carries the mark a reader gave it in `golden_offline.md`: ✓ printed unchanged, ~ needs
a word, ✗ false or ungrammatical, ? not read yet; so a change of rules shows what it changes.
"""

from __future__ import annotations

import itertools
import re
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.document import count_words, parse, plain_text
from desktop_app.french.lexicon import Lexicon
from desktop_app.model import Article, Assessment, Brief, Source
from desktop_app.resources import assembled, word_list
from desktop_app.writers.offline.writer import OfflineWriter

if TYPE_CHECKING:
    from collections.abc import Sequence

HERE = Path(__file__).resolve().parent
TEXTS = HERE / "texts"
GOLDEN = HERE / "golden_offline.md"
GOLDEN_KEYPHRASES = HERE / "golden_keyphrases.md"
MARKS = "✓~✗?"
SIZES = (1_000, 50_000)
LEAST_PARAGRAPH = 20
_ARTICLE = re.compile(r"^(?:(?:les|la|le|une?)\s+|l')(?=\S)")


@dataclass(frozen=True)
class Result:
    """One text's article, its words and the seconds it took."""

    name: str
    article: Article
    words: int
    seconds: float

    def added(self, own: Sequence[str]) -> list[str]:
        """Give the headings that the writer added to the text's own lines."""
        lines = set(own)
        headings = parse(self.article.body).headings()
        return [h.plain for h in headings if h.plain not in lines]


def source_of(path: Path) -> Source:
    """Read a text, one paragraph a line, as the program reads .txt and .md files."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".txt":
        text = "\n\n".join(line for line in text.splitlines() if line.strip())
    return Source(path.name, text, plain_text(text))


def write(writer: OfflineWriter, source: Source) -> tuple[Article, float]:
    """Give the article of one source and the processor seconds it took."""
    started = time.process_time()
    steps = writer.write((source,), Brief(), lambda _: Assessment())
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value.article, time.process_time() - started


def marks() -> dict[tuple[str, str], str]:
    """Give the readers' marks by text and heading."""
    found: dict[tuple[str, str], str] = {}
    name = ""
    if not GOLDEN.exists():
        return found
    for line in GOLDEN.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            name = line[3:].strip()
        elif line.startswith("- ") and line[2:3] in MARKS:
            found[name, line[4:].strip()] = line[2]
    return found


def accepted_keyphrases() -> dict[str, tuple[str, ...]]:
    """Give the keyphrases a writer would choose, by the text's file name without its ending."""
    found: dict[str, tuple[str, ...]] = {}
    for line in GOLDEN_KEYPHRASES.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split(" | ")]
        if len(cells) == 2 and "-" in cells[0].strip("-"):
            found[cells[0]] = tuple(bare(one) for one in cells[1].split(" · "))
    return found


def bare(keyphrase: str) -> str:
    """Give a keyphrase without what does not count: its article, its capitals."""
    return _ARTICLE.sub("", keyphrase.lower().replace("’", "'"))


def show(
    result: Result,
    headings: Sequence[str],
    known: dict[tuple[str, str], str],
    accepted: Sequence[str],
) -> None:
    """Print one text's card and headings; « (?) » marks a keyphrase nobody accepted."""
    article = result.article
    speed = 1000 * result.seconds / max(1, result.words)
    print(f"\n## {result.name}\n")
    print(f"{result.words} words, {speed:.2f} s per 1,000 words")
    doubt = "" if bare(article.keyphrase) in accepted else " (?)"
    print(f"keyphrase    {article.keyphrase}{doubt}")
    print(f"suggested    {', '.join(article.keyphrase_suggestions)}")
    print(f"title        {article.title}")
    print(f"SEO title    {article.seo_title}   ({len(article.seo_title)})")
    print(f"description  {article.meta_description}   ({len(article.meta_description)})")
    print(f"slug         {article.slug}\n")
    for heading in headings:
        print(f"- {known.get((result.name, heading), '?')} {heading}")


def main(arguments: Sequence[str] = ()) -> int:
    """Print the page for every text (or those named); always 0."""
    writer = OfflineWriter(Lexicon.load(assembled("lexicon")), word_list)
    known = marks()
    accepted = accepted_keyphrases()
    right = texts = 0
    count: Counter[str] = Counter()
    paths = sorted(p for p in TEXTS.rglob("*") if p.suffix in (".txt", ".md"))
    for path in paths:
        name = path.relative_to(TEXTS).as_posix()
        if arguments and not any(part in name for part in arguments):
            continue
        source = source_of(path)
        article, seconds = write(writer, source)
        result = Result(name, article, count_words(plain_text(article.body)), seconds)
        headings = result.added(source.text.splitlines())
        chosen = accepted.get(path.stem, ())
        show(result, headings, known, chosen)
        texts += bool(chosen)
        right += bare(article.keyphrase) in chosen
        count.update(known.get((name, h), "?") for h in headings)
    read = sum(count[m] for m in "✓~✗")
    print(f"\n{sum(count.values())} headings added, {read} of them read:", end=" ")
    print(
        f"{count['✓']} ✓  {count['~']} ~  {count['✗']} ✗"
        + (f"  ({100 * count['✓'] / read:.0f} % printable)" if read else "")
    )
    print(f"{right} of {texts} keyphrases as accepted")
    if not arguments:
        short, long = (growth(writer, paths, words) for words in SIZES)
        print(f"\n{SIZES[0]:,} words {short:.2f} s, {SIZES[1]:,} words {long:.1f} s", end="")
        print(f": {long / short:.0f} times (60 at most)")
    return 0


def growth(writer: OfflineWriter, paths: Sequence[Path], words: int) -> float:
    """Give the processor seconds for a text of so many words, made of the texts' paragraphs."""
    lines = [line for path in paths for line in source_of(path).text.split("\n\n")]
    paragraphs = [line for line in lines if count_words(line) > LEAST_PARAGRAPH]
    chosen: list[str] = []
    total = 0
    for paragraph in itertools.cycle(paragraphs):
        if total >= words:
            break
        chosen.append(paragraph)
        total += count_words(paragraph)
    text = "\n\n".join(chosen)
    return write(writer, Source("growth", text, plain_text(text)))[1]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
