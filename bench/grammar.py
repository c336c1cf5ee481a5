"""Grammar: how fast, how complete, how quiet, beside the stock client.

BENCH_EXAMPLES limits how many of LanguageTool's example sentences are compared (default: all).
"""

from __future__ import annotations

import os
import statistics
import time
import xml.etree.ElementTree as ET
import zipfile
from collections import Counter
from contextlib import contextmanager
from typing import TYPE_CHECKING

from language_tool_python import LanguageTool

from desktop_app.checks.accepted_words import names
from desktop_app.checks.base import CheckContext
from desktop_app.checks.live import LiveCheck
from desktop_app.french.lexicon import Lexicon
from desktop_app.languagetool.checker import GrammarChecker
from desktop_app.languagetool.client import Client
from desktop_app.languagetool.folder import FOLDER_NAME, VERSION
from desktop_app.languagetool.java import find_java
from desktop_app.model import Article, Brief, Finding, Source
from desktop_app.resources import assembled, resource, root

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

EDITS = 15
PARAGRAPHS_A_TEXT = 10
QUICK_EDITS = 200
TEXT_FOLDERS = (root() / "bench" / "texts", root() / "bench" / "fidelity_texts")
NEWS = (
    "Le secrétaire d’État américain Antony Blinken a rencontré Qin Gang à Pékin, avant de parler "
    "de Taiwan avec Wang Yi. « Nous devons poursuivre le dialogue », a déclaré M. Blinken. "
    "Les deux pays ont décidé de rouvrir une ligne directe, dont l’usage avait été suspendu. "
)


def article_of(words: int) -> str:
    """Give a news-like article of about so many words, its paragraphs all different."""
    paragraphs: list[str] = []
    count = 0
    while count < words:
        number = len(paragraphs) + 1
        text = (
            f"{NEWS}La réunion numéro {number} a duré {number + 3} heures dans la salle {number}."
        )
        paragraphs.append(text)
        count += len(text.split())
    return "\n\n".join(paragraphs)


def seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


@contextmanager
def stock_client() -> Iterator[LanguageTool]:
    """Give language-tool-python as it comes, with a server of its own and its defaults."""
    os.environ["LTP_PATH"] = str(assembled("languagetool"))
    os.environ["PATH"] = f"{find_java().parent}{os.pathsep}{os.environ['PATH']}"
    tool = LanguageTool("fr", language_tool_download_version=VERSION)
    try:
        yield tool
    finally:
        tool.close()


def edited(text: str, edit: int) -> str:
    paragraphs = text.split("\n\n")
    place = edit % len(paragraphs)
    paragraphs[place] = f"{paragraphs[place]} Les voisins mange {edit} pommes."
    return "\n\n".join(paragraphs)


def context(checker: GrammarChecker, source: str = "") -> CheckContext:
    return CheckContext(
        Brief(),
        Lexicon.load(assembled("lexicon")),
        lambda name: frozenset(),
        sources=(Source("source", source, source),) if source else (),
        grammar=checker.check,
        grammar_text_level=checker.check_text_level,
    )


def after_edit(
    live: LiveCheck, text: str, known: CheckContext, place: int
) -> tuple[float, float, list[Finding]]:
    """Give the seconds until the edited block's findings, until all, and the block's findings."""
    begun = time.perf_counter()
    first, mine = 0.0, list[Finding]()
    for index, found in live.findings(Article(text), known, [place]):
        if index == place:
            first, mine = time.perf_counter() - begun, list(found)
    return first, time.perf_counter() - begun, mine


def speed(checker: GrammarChecker, tool: LanguageTool) -> None:
    text = article_of(800)
    known = context(checker, text)
    live = LiveCheck({}, {})
    tool.check(text)
    first = seconds(lambda: list(live.findings(Article(text), known)))
    print(f"article of 800 words, first check      {first:8.3f} s")
    block: list[float] = []
    whole: list[float] = []
    stock: list[float] = []
    for edit in range(EDITS):
        changed = edited(text, edit)
        first, everything, found = after_edit(live, changed, known, edit % len(text.split("\n\n")))
        assert any(f.params.get("words") == "mange" for f in found)
        block.append(first)
        whole.append(everything)
        stock.append(seconds(lambda changed=changed: tool.check(changed)))
    ours, full, theirs = (statistics.median(times) for times in (block, whole, stock))
    print(f"edit to its underlines       (median)  {ours:8.3f} s   {theirs / ours:5.1f} × shorter")
    print(f"edit to text-level findings  (median)  {full:8.3f} s   {theirs / full:5.1f} × shorter")
    print(f"one edit, stock whole text   (median)  {theirs:8.3f} s")


def quick_edits(checker: GrammarChecker) -> None:
    """Type 200 edits as fast as they are answered; the last state must be the true one."""
    text = article_of(800)
    known = context(checker, text)
    live = LiveCheck({}, {})
    paragraphs = len(text.split("\n\n"))
    times: list[float] = []
    for edit in range(QUICK_EDITS):
        text = edited(text, edit)
        first, _, _ = after_edit(live, text, known, edit % paragraphs)
        times.append(first)
    last = Counter((f.id, f.where) for _, fs in live.findings(Article(text), known) for f in fs)
    fresh = LiveCheck({}, {}).findings(Article(text), known)
    true = last == Counter((f.id, f.where) for _, fs in fresh for f in fs)
    print(
        f"{QUICK_EDITS} quick edits: median                {statistics.median(times):8.3f} s"
        f"   slowest {max(times):.3f} s   last state true: {true}"
    )


def long_article(checker: GrammarChecker) -> None:
    text = article_of(50_000)
    known = context(checker, text)
    live = LiveCheck({}, {})
    first, everything, _ = after_edit(live, text, known, 700)
    print(f"50,000 words: first seen block         {first:8.3f} s   all {everything:.1f} s")
    first, everything, _ = after_edit(live, edited(text, 700), known, 700)
    print(f"50,000 words: an edit                  {first:8.3f} s   all {everything:.1f} s")


def false_alarms(checker: GrammarChecker) -> None:
    """Count remarks on words that a text, taken as its own source, writes as names."""
    texts = [path for folder in TEXT_FOLDERS for path in sorted(folder.rglob("*.txt"))]
    words, alarms = 0, list[str]()
    live = LiveCheck({}, {})
    for path in texts:
        text = path.read_text(encoding="utf-8")
        known = context(checker, text)
        inside = names(text, known.lexicon)
        words += len(inside)
        for _, found in live.findings(Article(text), known):
            alarms += [
                f"{f.id} {f.params['words']}"
                for f in found
                if set(str(f.params.get("words", "")).replace("’", " ").split()) & inside
            ]
    print(f"false alarms on {words} names of {len(texts)} texts {len(alarms):10d}   {alarms or ''}")


def examples() -> list[str]:
    """Give every faulty example sentence in LanguageTool's French rule files."""
    jar = assembled("languagetool", FOLDER_NAME, "libs", f"language-fr-{VERSION}.jar")
    found: list[str] = []
    with zipfile.ZipFile(jar) as archive:
        for name in ("grammar.xml", "style.xml"):
            try:
                rules = ET.fromstring(archive.read(f"org/languagetool/rules/fr/{name}"))
            except KeyError:
                continue
            marked = (e for e in rules.iter("example") if "correction" in e.attrib)
            found += ["".join(e.itertext()) for e in marked]
    return [sentence for sentence in dict.fromkeys(found) if "\n" not in sentence]


Remark = tuple[str, int, int]


def compare(
    texts: list[list[str]], checker: GrammarChecker, client: Client
) -> tuple[int, Counter[str]]:
    """Check texts whole and paragraph by paragraph; gives how many remarks, and those lost."""
    lost: Counter[str] = Counter()
    total = 0
    for paragraphs in texts:
        text = "\n\n".join(paragraphs)
        whole = Counter[Remark]((m.rule, m.start, m.end) for m in client.check(text, "all"))
        found = [(m.rule, m.start, m.end) for m in checker.check_text_level(text)]
        start = 0
        for paragraph in paragraphs:
            found += [(m.rule, m.start + start, m.end + start) for m in checker.check(paragraph)]
            start += len(paragraph) + 2
        total += whole.total()
        lost.update(remark[0] for remark in (whole - Counter(found)).elements())
    return total, lost


def completeness(checker: GrammarChecker, client: Client) -> None:
    sentences = examples()
    limit = int(os.environ.get("BENCH_EXAMPLES", len(sentences)))
    sentences = sentences[:: max(1, len(sentences) // limit)]
    step = PARAGRAPHS_A_TEXT
    texts = [sentences[i : i + step] for i in range(0, len(sentences), step)]
    for sample in sorted(resource("samples").glob("*.txt")):
        texts.append([line for line in sample.read_text(encoding="utf-8").split("\n") if line])
    total, lost = compare(texts, checker, client)
    kept = 1 - lost.total() / total if total else 1.0
    print(f"{len(sentences)} example sentences in {len(texts)} texts: {total} remarks on the whole")
    print(f"kept when split                        {kept:8.2%}   lost by rule: {dict(lost)}")


def main() -> None:
    checker = GrammarChecker()
    try:
        ready = seconds(checker.wait)
        server = checker.server
        assert server is not None
        print(f"server listens after                   {checker.start_seconds:8.2f} s")
        print(f"first check (warm-up, in background)   {checker.first_check_seconds:8.2f} s")
        print(f"ready after                            {ready:8.2f} s")
        with stock_client() as tool:
            speed(checker, tool)
        quick_edits(checker)
        false_alarms(checker)
        print(f"server's resident memory               {server.resident_mb():8.0f} MB")
        long_article(checker)
        print(f"server's resident memory after that    {server.resident_mb():8.0f} MB")
        client = Client(server.url, 60)
        try:
            completeness(checker, client)
        finally:
            client.close()
        print(f"server's resident memory at the end    {server.resident_mb():8.0f} MB")
    finally:
        checker.close()


if __name__ == "__main__":
    main()
