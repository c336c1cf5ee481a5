"""How many planted changes the fidelity check finds, and how often it cries wolf.

`dev.py bench fidelity [--quick] [--seen] [--show KIND]`. Texts: bench/fidelity_texts and
bench/texts/unseen, not used while the check was built (those of `--seen` were). Known changes are
planted in faithful articles, most of which were rewritten harmlessly before.
"""

from __future__ import annotations

import random
import sys
import time
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bench._fidelity_plants import PLANTERS, Plant
from bench._fidelity_rewrites import REWRITES
from desktop_app.checks.base import CheckContext
from desktop_app.checks.fidelity import FidelityCheck
from desktop_app.document import count_words, parse, plain_text
from desktop_app.french.lexicon import Lexicon
from desktop_app.model import Article, Brief, Finding, Source
from desktop_app.resources import assembled, root, word_list

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WANTED = 300
GOALS = {"citation": 0.99, "chiffre": 0.99, "date": 0.99, "nom": 0.97, "ajout": 0.99}
MOST_FALSE = 1.0
MOST_RATIO = 13.0


@dataclass
class Bench:
    """One lexicon and one check for a text at a time."""

    lexicon: Lexicon
    lists: dict[str, frozenset[str]]

    def words(self, name: str) -> frozenset[str]:
        if name not in self.lists:
            self.lists[name] = frozenset(word_list(name))
        return self.lists[name]

    def context(self, source: str) -> CheckContext:
        return CheckContext(
            Brief(length=None), self.lexicon, self.words, sources=(Source("s", source, source),)
        )


def findings(check: FidelityCheck, context: CheckContext, body: str) -> list[Finding]:
    """Check an article of these lines."""
    document = parse(body)
    measures = [(b, check.measure(b.content, context)) for b in document.blocks]
    found = check.judge(Article(body), measures, context)
    return [f for f in found if f.status in ("problem", "improve") and f.check == "fidelity"]


def texts(seen: bool) -> list[tuple[str, str]]:
    """Give the texts that were not used while building, or those that were."""
    folders = (
        ("bench/texts/seen", "resources/samples", "bench/seo_texts")
        if seen
        else ("bench/fidelity_texts", "bench/texts/unseen")
    )
    found = [p for folder in folders for p in sorted((root() / folder).glob("*.*"))]
    return [(p.stem, _lines(p)) for p in found if p.suffix in (".txt", ".md")]


def _lines(path: Path) -> str:
    return "\n".join(
        line.strip()
        for line in plain_text(path.read_text(encoding="utf-8")).splitlines()
        if line.strip()
    )


def _body(text: str) -> str:
    return text.replace("\n", "\n\n")


def _identity(finding: Finding) -> tuple[object, ...]:
    return (finding.id, finding.message, *sorted((k, str(v)) for k, v in finding.params.items()))


def found(plant: Plant, after: list[Finding], before: set[tuple[object, ...]]) -> bool:
    """Whether a finding that was not there before lies on the planted change."""
    shift = plant.text.count("\n", 0, plant.start)
    start, end = (
        plant.start + shift,
        plant.end + shift + plant.text.count("\n", plant.start, plant.end),
    )
    for finding in after:
        if plant.gone:
            if plant.gone in str(finding.params.get("text", "")) + str(
                finding.params.get("texts", "")
            ):
                return True
        elif finding.where is not None and _identity(finding) not in before:
            slack = 2
            if finding.where.start <= end + slack and start - slack <= finding.where.end:
                return True
    return False


def articles(text: str, rng: random.Random) -> Iterator[str]:
    """Give faithful articles without end: the text itself, then harmless rewrites of it."""
    yield text
    gentle = [
        "autres guillemets",
        "synonymes",
        "phrases réunies",
        "paragraphes déplacés",
        "intertitres du texte",
    ]
    while True:
        article = text
        for name in rng.sample(gentle, 2):
            article = REWRITES[name](article, rng)
        yield article


def planted(bench: Bench, quick: bool, show: str, seen: bool) -> dict[str, tuple[int, int]]:
    """Plant changes and count those found, by kind."""
    hits: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])
    wanted = 40 if quick else WANTED
    for seed in range(1 if quick else 16):
        for name, text in texts(seen):
            rng = random.Random(f"{name} {seed}")
            check, context = FidelityCheck(), bench.context(text)
            article = (
                next(articles(text, rng))
                if seed == 0
                else list(zip(articles(text, rng), range(2), strict=False))[1][0]
            )
            before = {_identity(f) for f in findings(check, context, _body(article))}
            for planter in PLANTERS:
                for plant in planter(article, rng):
                    count = hits[plant.kind]
                    if count[1] >= wanted + 100:
                        break
                    ok = found(plant, findings(check, context, _body(plant.text)), before)
                    count[0] += ok
                    count[1] += 1
                    if not ok and show and show in plant.kind:
                        line = plant.text[: plant.end].rfind("\n") + 1
                        shown = plant.text[max(line, plant.start - 70) : plant.end + 70]
                        print(f"  manqué [{name}] {plant.kind}: {shown!r} {plant.gone!r}")
        if all(c[1] >= wanted for c in hits.values()):
            break
    return {kind: (ok, total) for kind, (ok, total) in sorted(hits.items())}


def harmless(bench: Bench, show: str, seen: bool) -> dict[str, tuple[int, int]]:
    """Rewrite harmlessly and count what was called altered or invented, by kind, with the words."""
    counts: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])
    for name, text in texts(seen):
        check, context = FidelityCheck(), bench.context(text)
        for kind, rewrite in REWRITES.items():
            for seed in range(3):
                article = rewrite(text, random.Random(seed))
                if article == text and kind != "aucune (la source même)":
                    break
                found = findings(check, context, _body(article))
                wrong = [f for f in found if "missing" not in f.message and f.where is not None]
                counts[kind][0] += len(wrong)
                counts[kind][1] += count_words(article)
                if show and show in kind:
                    for f in wrong:
                        print(f"  fausse alerte [{name}] {f.message_id} {dict(f.params)}")
    return {kind: (wrong, words) for kind, (wrong, words) in counts.items()}


def ratio(bench: Bench) -> tuple[float, float]:
    """Give the seconds for 1,000 and 10,000 words, article and source alike but for a word."""
    base = "\n".join(text for _, text in texts(False))
    times: list[float] = []
    for size in (1000, 10_000):
        lines: list[str] = []
        count = 0
        number = 0
        while count < size:
            for line in base.split("\n"):
                number += 1
                lines.append(line if number <= 200 else f"{line} Repère{number} reste ouvert.")
                count += count_words(lines[-1])
                if count >= size:
                    break
        source = "\n".join(lines)
        article = "\n\n".join(line.replace(" est ", " reste ", 1) for line in lines)
        best = 99.0
        for _ in range(3):
            context, check = bench.context(source), FidelityCheck()
            start = time.perf_counter()
            findings(check, context, article)
            best = min(best, time.perf_counter() - start)
        times.append(best)
    return times[0], times[1]


def main(arguments: list[str]) -> int:
    """Print the table; 1 when a goal is missed."""
    show = arguments[arguments.index("--show") + 1] if "--show" in arguments else ""
    seen = "--seen" in arguments
    bench = Bench(Lexicon.load(assembled("lexicon")), {})
    missed = False
    print(f"{'changements introduits':44} {'trouvés':>14}")
    for kind, (ok, total) in planted(bench, "--quick" in arguments, show, seen).items():
        goal = GOALS[kind.partition(" ")[0]]
        short = ok < goal * total
        missed |= short
        print(
            f"{kind:44} {ok:6} / {total:<5} {100 * ok / total:6.1f} %{'  < but' if short else ''}"
        )
    print(f"\n{'réécritures sans conséquence':44} {'fausses alertes':>14}")
    wrong_all = words_all = 0
    for kind, (wrong, words) in harmless(bench, show, seen).items():
        wrong_all, words_all = wrong_all + wrong, words_all + words
        print(f"{kind:44} {wrong:6} / {words:<6} mots {1000 * wrong / max(1, words):5.2f} ‰")
    rate = 1000 * wrong_all / words_all
    missed |= rate > MOST_FALSE
    print(f"{'ensemble':44} {wrong_all:6} / {words_all:<6} mots {rate:5.2f} ‰")
    short, long = ratio(bench)
    missed |= long / short > MOST_RATIO
    print(f"\n1 000 mots : {1000 * short:.0f} ms ; 10 000 mots : {1000 * long:.0f} ms")
    print(f"rapport {long / short:.1f}")
    return 1 if missed else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
