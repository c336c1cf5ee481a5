"""Sets our SEO and readability lights beside those of npm's yoastseo, and the time both take.

`python -m bench.seo [--all]` needs Node and npm; yoastseo (GPL) is installed as an outside program
into a folder of the system's temporary files. Prints the agreement by check, each disagreement
with what both counted, and the speed; ends with 1 when agreement or speed falls short.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from functools import lru_cache
from pathlib import Path
from typing import Any

from bench._seo_papers import Paper, papers
from desktop_app.checks.assess import assess
from desktop_app.checks.base import CheckContext
from desktop_app.checks.readability import ReadabilityCheck
from desktop_app.checks.seo import SeoCheck
from desktop_app.checks.seo.pixels import TitleWidths
from desktop_app.checks.style import StyleCheck
from desktop_app.document import parse
from desktop_app.french.lexicon import Lexicon
from desktop_app.model import Article, Brief, Finding
from desktop_app.resources import assembled, word_list

VERSION = "3.6"
AGREEMENT = 97.0
FASTER = 20.0
EDIT_MS = 5.0
GROWTH = 110.0
PAIRS = {
    "introductionKeyword": "seo.keyphrase_in_intro",
    "keyphraseLength": "seo.keyphrase_length",
    "keyphraseDensity": "seo.keyphrase_density",
    "metaDescriptionKeyword": "seo.keyphrase_in_description",
    "metaDescriptionLength": "seo.description_length",
    "subheadingsKeyword": "seo.keyphrase_in_headings",
    "textCompetingLinks": "seo.competing_links",
    "imageKeyphrase": "seo.image_alt",
    "images": "seo.images",
    "textLength": "seo.text_length",
    "externalLinks": "seo.outbound_links",
    "keyphraseInSEOTitle": "seo.keyphrase_in_title",
    "internalLinks": "seo.internal_links",
    "titleWidth": "seo.title_width",
    "slugKeyword": "seo.keyphrase_in_slug",
    "singleH1": "seo.single_h1",
    "subheadingsTooLong": "readability.section_length",
    "textParagraphTooLong": "readability.paragraph_length",
    "textSentenceLength": "readability.sentence_length",
    "textTransitionWords": "readability.transition_words",
    "passiveVoice": "readability.passive_voice",
    "sentenceBeginnings": "readability.consecutive_openings",
}
HERE = Path(__file__).parent


def main(arguments: list[str]) -> int:
    """Compare and print."""
    folder = yoast_folder()
    if folder is None:
        print("bench seo: not run, Node and npm are needed")
        return 0
    every = papers()
    theirs = run_yoast(folder, every, repeat=2)
    lexicon = Lexicon.load(assembled("lexicon"))
    mine = [findings(paper.article, lexicon) for paper in every]
    agreed = _print_agreement(every, theirs["results"], mine, show_all="--all" in arguments)
    fast = _print_speed(every, theirs["milliseconds"], lexicon)
    return 0 if agreed and fast else 1


def yoast_folder() -> Path | None:
    """Give the folder with yoastseo in it, installing it the first time; None without npm."""
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        return None
    folder = Path(tempfile.gettempdir()) / f"intertitre-bench-yoastseo-{VERSION}"
    if not (folder / "node_modules" / "yoastseo").is_dir():
        folder.mkdir(exist_ok=True)
        package = f"yoastseo@{VERSION}"
        command = [npm, "install", "--prefix", str(folder), "--no-audit", "--no-fund", package]
        subprocess.run(command, check=True, capture_output=True)
    return folder


def run_yoast(
    folder: Path, every: list[Paper], repeat: int, researches: str = ""
) -> dict[str, Any]:
    """Give yoastseo's results and best times for these articles."""
    widths = TitleWidths.load()
    given = [
        {
            "html": as_wordpress(parse(paper.article.body).html),
            "keyphrase": paper.article.keyphrase,
            "description": paper.article.meta_description,
            "title": paper.article.title,
            "seo_title": paper.article.seo_title,
            "title_width": round(widths.width(paper.article.seo_title)),
            "slug": paper.article.slug,
            "permalink": f"https://mon-site.fr/{paper.article.slug}",
        }
        for paper in every
    ]
    command = ["node", str(HERE / "yoast_run.cjs"), str(folder), str(repeat), researches]
    done = subprocess.run(
        command, input=json.dumps(given), check=True, capture_output=True, text=True
    )
    return json.loads(done.stdout)


def as_wordpress(html: str) -> str:
    """Give the HTML as WordPress keeps it: tables and lists without line feeds between tags."""
    return re.sub(r">\n(?=</?(?:table|thead|tbody|tr|t[hd]|li|ul|ol)\b)", ">", html)


@lru_cache
def _words(name: str) -> frozenset[str]:
    return frozenset(word_list(name))


def context_of(article: Article, lexicon: Lexicon) -> CheckContext:
    """Give the context in which we count as Yoast does."""
    return CheckContext(Brief(), lexicon, _words, keyphrase=article.keyphrase, like_yoast=True)


CHECKS = (SeoCheck(), ReadabilityCheck(), StyleCheck())


def findings(article: Article, lexicon: Lexicon) -> dict[str, Finding]:
    """Give our findings by id, the first of each."""
    found = assess(article, context_of(article, lexicon), CHECKS, {}, {}).findings
    return {finding.id: finding for finding in reversed(found)}


def light(score: float) -> str:
    """Give the status that a score of Yoast's stands for."""
    if score > 7:
        return "good"
    return "improve" if score > 4 else "problem"


def _print_agreement(
    every: list[Paper], theirs: list[Any], mine: list[dict[str, Finding]], *, show_all: bool
) -> bool:
    same: Counter[str] = Counter()
    total: Counter[str] = Counter()
    lights: dict[str, Counter[str]] = {name: Counter() for name in PAIRS}
    disagreements: list[str] = []
    for paper, result, ours in zip(every, theirs, mine, strict=True):
        for yoast_name, name in PAIRS.items():
            if yoast_name not in result["found"]:
                continue
            their_light = light(result["found"][yoast_name]["score"])
            total[yoast_name] += 1
            lights[yoast_name][their_light] += 1
            if ours[name].status == their_light:
                same[yoast_name] += 1
            else:
                why = re.sub(r"<[^>]+>", "", result["found"][yoast_name]["text"])
                disagreements.append(
                    f"  {paper.name}: {name} ours {ours[name].status} "
                    f"({ours[name].value}, {dict(ours[name].params)}), theirs {their_light}: {why}"
                )
    print(f"{len(every)} articles, yoastseo {VERSION}, locale fr_FR")
    for yoast_name, name in PAIRS.items():
        spread = ", ".join(f"{n} {status}" for status, n in lights[yoast_name].most_common())
        share = 100 * same[yoast_name] / total[yoast_name]
        print(f"  {name:34} {share:6.1f} %  of {total[yoast_name]} ({spread})")
    print("Disagreements:" if disagreements else "No disagreement.")
    print("\n".join(disagreements if show_all else disagreements[:40]))
    share = 100 * sum(same.values()) / sum(total.values())
    print(f"Agreement: {share:.2f} % of {sum(total.values())} lights (wanted {AGREEMENT} %)")
    return share >= AGREEMENT


def _print_speed(every: list[Paper], theirs: list[float], lexicon: Lexicon) -> bool:
    best: list[float] = []
    for paper in every:
        context = context_of(paper.article, lexicon)
        best.append(_best_ms(paper.article, context))
    ratio = sum(theirs) / sum(best)
    print(
        f"Time, warm, all articles: ours {sum(best):.0f} ms, Yoast's {sum(theirs):.0f} ms; "
        f"{ratio:.1f} × faster (wanted {FASTER:.0f} ×)"
    )
    edit = _edit_ms(every, lexicon)
    print(f"One paragraph of 5,000 words edited: {edit:.2f} ms (wanted {EDIT_MS} ms)")
    growth = _long_ms(every, lexicon, 100_000) / _long_ms(every, lexicon, 1_000)
    print(f"100,000 words take {growth:.0f} × the time of 1,000 (wanted {GROWTH:.0f} ×)")
    return ratio >= FASTER and edit <= EDIT_MS and growth <= GROWTH


def _best_ms(article: Article, context: CheckContext, repeat: int = 5) -> float:
    times: list[float] = []
    for _ in range(repeat):
        start = time.perf_counter()
        assess(article, context, CHECKS, {}, {})
        times.append(time.perf_counter() - start)
    return 1000 * min(times)


def _long(every: list[Paper], words: int) -> Article:
    body = ""
    number = 0
    pieces = [paper.article.body for paper in every if paper.name.endswith("/whole")]
    while body.count(" ") < words:
        body += pieces[number % len(pieces)].replace(" le ", f" le {number} ", 1) + "\n\n"
        number += 1
    return Article(
        body, title="Train de nuit", seo_title="Train de nuit", keyphrase="train de nuit"
    )


def _long_ms(every: list[Paper], lexicon: Lexicon, words: int) -> float:
    article = _long(every, words)
    return (
        _best_ms(article, context_of(article, lexicon), repeat=3) / article.body.count(" ") * words
    )


def _edit_ms(every: list[Paper], lexicon: Lexicon) -> float:
    """Time an assessment after one changed paragraph, the Markdown parse apart."""
    article = _long(every, 5_000)
    context = context_of(article, lexicon)
    cache: Any = {}
    parsed: Any = {}
    assess(article, context, CHECKS, cache, parsed)
    times: list[float] = []
    for number in range(9):
        body = article.body.replace("chaque jour", f"chaque jour {number}", 1)
        changed = article.with_field("body", body)
        parse(body, parsed)
        middle = time.perf_counter()
        assess(changed, context, CHECKS, cache, parsed)
        end = time.perf_counter()
        start_again = time.perf_counter()
        parse(body, parsed)
        parse_time = time.perf_counter() - start_again
        times.append(end - middle - parse_time)
    return 1000 * min(times)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
