"""Grammar: how fast, how complete, how quiet, beside the stock client."""

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

from desktop_app.checks.base import CheckContext
from desktop_app.checks.grammar import GrammarCheck
from desktop_app.document import parse
from desktop_app.french.lexicon import Lexicon
from desktop_app.languagetool.checker import GrammarChecker
from desktop_app.languagetool.client import Client
from desktop_app.languagetool.folder import FOLDER_NAME, VERSION
from desktop_app.languagetool.java import find_java
from desktop_app.model import Article, Brief, Finding, Source
from desktop_app.resources import assembled, resource

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

EDITS = 15
PARAGRAPHS_A_TEXT = 10
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


def findings(text: str, known: CheckContext) -> list[Finding]:
    check = GrammarCheck()
    blocks = parse(text).blocks
    measured = [(block, check.measure(block.content, known)) for block in blocks]
    return check.judge(Article(text), measured, known)


def speed(checker: GrammarChecker, tool: LanguageTool) -> None:
    text = article_of(800)
    known = context(checker, text)
    tool.check(text)
    first = seconds(lambda: findings(text, known))
    block: list[float] = []
    whole: list[float] = []
    stock: list[float] = []
    for edit in range(EDITS):
        changed = edited(text, edit)
        paragraph = changed.split("\n\n")[edit % len(changed.split("\n\n"))]
        block.append(seconds(lambda paragraph=paragraph: checker.check(paragraph)))
        whole.append(seconds(lambda changed=changed: findings(changed, known)))
        stock.append(seconds(lambda changed=changed: tool.check(changed)))
    ours, full, theirs = (statistics.median(times) for times in (block, whole, stock))
    print(f"article of 800 words, first check      {first:8.3f} s")
    print(f"one edit, changed paragraph  (median)  {ours:8.3f} s   {theirs / ours:5.1f} × shorter")
    print(f"one edit, with text-level rules        {full + ours:8.3f} s")
    print(f"one edit, stock whole text   (median)  {theirs:8.3f} s")
    names = [f for f in findings(text, known) if f.params.get("kind") == "spelling"]
    print(f"false alarms on the source's names     {len(names):8d}")


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
        print(f"server's resident memory               {server.resident_mb():8.0f} MB")
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
