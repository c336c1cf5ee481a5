"""The whole road: a file goes in, a checked article comes out in every format."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING, Any

import docx
import lxml.html
import pytest

from desktop_app.document import count_words, parse
from desktop_app.resources import resource, root
from desktop_app.sources.read import read_source

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from .conftest import Outcome

SAMPLES = sorted(p for p in resource("samples").iterdir() if p.suffix in (".txt", ".md"))
NEWS = resource("samples", "actualite.txt")
ALL_OUTPUTS = [
    "-o",
    "{out}/a.docx",
    "-o",
    "{out}/a.html",
    "-o",
    "{out}/a.md",
    "--report",
    "{out}/report.json",
]


def sections(markdown: str) -> list[tuple[str, int]]:
    """Give each H2 with the words up to the next, introduction left out."""
    found: list[tuple[str, int]] = []
    for block in parse(markdown).blocks:
        if block.kind == "heading" and block.level == 2:
            found.append((block.plain, 0))
        elif found:
            heading, words = found[-1]
            found[-1] = (heading, words + count_words(block.plain))
    return found


def fold(text: str) -> str:
    return text.lower().replace("’", "'")


def assert_ready(report: dict[str, Any]) -> None:
    """Hold an article to what the sample's order asks."""
    article = report["article"]
    assert article["language"] == "fr"
    assert article["words"] >= 700
    parts = sections(article["markdown"])
    assert len(parts) >= 2
    assert all(words <= 300 for _, words in parts)
    keyphrase = fold(article["keyphrase"])
    content = [word for word in re.findall(r"\w+", keyphrase) if len(word) > 3]
    for field in ("title", "meta_description"):
        assert all(word in fold(article[field]) for word in content), field
    statuses = {f["id"]: f["status"] for f in report["findings"]}
    unsaid = [f for f in report["findings"] if f["message"].startswith(f["check"] + ".")]
    assert not unsaid, "a finding without words"
    for name in ("title", "intro", "description", "slug", "headings"):
        assert statuses[f"seo.keyphrase_in_{name}"] == "good", name
    assert statuses["seo.description_length"] == "good"
    assert statuses["seo.title_width"] == "good"
    assert {f["status"] for f in report["findings"] if f["check"] == "fidelity"} == {"good"}
    for counts in report["fidelity"]["counts"].values():
        assert {k: v for k, v in counts.items() if k != "kept" and v} == {}


def test_the_sample_comes_out_ready_with_its_grammar_checked(
    intertitre: Callable[..., Outcome],
) -> None:
    outcome = intertitre(["write", NEWS, *ALL_OUTPUTS, "--writer", "offline"])
    assert outcome.code == 0
    report = outcome.report()
    assert_ready(report)
    assert report["grammar"]["checked"]
    assert report["grammar"]["engine"] == "LanguageTool 6.8"
    brief_line = report["sources"][0]["brief_line"]
    assert brief_line
    for name in ("a.html", "a.md"):
        assert brief_line not in outcome.text(name)
    with zipfile.ZipFile(outcome.folder / "a.docx") as archive:
        assert brief_line.encode() not in archive.read("word/document.xml")


def test_word_and_html_show_the_same_headings(intertitre: Callable[..., Outcome]) -> None:
    outcome = intertitre(["write", NEWS, *ALL_OUTPUTS, "--no-grammar"])
    article = outcome.report()["article"]
    wanted = [article["title"], *(h["text"] for h in article["headings"])]
    document = docx.Document(str(outcome.folder / "a.docx"))
    in_word = [p.text for p in document.paragraphs if (p.style.name or "").startswith("Heading")]
    page = lxml.html.fromstring(outcome.text("a.html").encode())
    in_html = [h.text_content() for h in page.xpath("//article//*[self::h1|self::h2|self::h3]")]
    assert in_word == wanted
    assert in_html == wanted


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_every_sample_is_ready_and_every_sentence_kept(
    sample: Path, intertitre: Callable[..., Outcome]
) -> None:
    outcome = intertitre(["write", sample, *ALL_OUTPUTS, "--no-grammar"])
    assert outcome.code == 0
    report = outcome.report()
    assert_ready(report)
    assert not report["grammar"]["checked"]
    added = {h["text"] for h in report["article"]["headings"]}
    kept = [b.plain for b in parse(report["article"]["markdown"]).blocks if b.plain not in added]
    source = [b.plain for b in parse(read_source(sample).markdown).blocks if b.plain not in added]
    assert kept[-len(source) :] == source or kept == [p for p in source if p in kept]


@pytest.mark.parametrize("suffix", [".docx", ".html", ".md"])
def test_what_we_deliver_can_be_checked_again(
    suffix: str, intertitre: Callable[..., Outcome]
) -> None:
    first = intertitre(["write", NEWS, *ALL_OUTPUTS, "--no-grammar"])
    article = first.report()["article"]
    again = intertitre(
        [
            "check",
            first.folder / f"a{suffix}",
            "--source",
            NEWS,
            "--no-grammar",
            "--keyphrase",
            article["keyphrase"],
            "--report",
            "{out}/report.json",
        ]
    )
    assert again.code == 0, again.said
    checked = again.report()["article"]
    for field in ("title", "seo_title", "meta_description", "slug", "words", "headings"):
        if field == "headings":
            assert [h["text"] for h in checked[field]] == [h["text"] for h in article[field]]
        elif suffix != ".docx" or field in ("title", "words"):
            assert checked[field] == article[field], field


def test_two_sources_make_one_article(intertitre: Callable[..., Outcome], tmp_path: Path) -> None:
    second = tmp_path / "notes.md"
    second.write_text("Le pont de Saint-Cirq rouvrira le 3 mars, selon la mairie.", "utf-8")
    outcome = intertitre(["write", NEWS, second, *ALL_OUTPUTS, "--no-grammar"])
    report = outcome.report()
    assert len(report["sources"]) == 2
    assert "Le pont de Saint-Cirq rouvrira le 3 mars" in report["article"]["markdown"]


def test_standard_input_and_report_on_standard_output(tmp_path: Path) -> None:
    result = subprocess.run(
        [
            sys.executable,
            "-m",
            "desktop_app",
            "write",
            "-",
            "-o",
            str(tmp_path / "a.md"),
            "--report",
            "-",
            "--no-grammar",
            "-q",
        ],
        input=NEWS.read_bytes(),
        capture_output=True,
        check=False,
        cwd=root(),
    )
    assert result.returncode == 0, result.stderr.decode()
    assert b'"schema": 1' in result.stdout
    assert result.stderr == b""
