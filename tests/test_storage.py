"""Nothing that was written is lost: outputs refused, crashes, damaged journals."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from types import MappingProxyType

import pytest

from desktop_app.errors import BrokenFileError, OutputError
from desktop_app.model import (
    Article,
    Brief,
    BriefLine,
    Demands,
    FileFields,
    Length,
    Source,
    WantedHeading,
    WantedLink,
    WantedTerm,
)
from desktop_app.storage import Journal, Work, deliver, leftovers, load_work, save_work, write_new

ROOT = Path(__file__).resolve().parents[1]

DEMANDS = Demands(
    terms=(WantedTerm("gare", 2, 4),), headings=(WantedHeading("Horaires", 3),),
    forbidden=("leader",), links=(WantedLink("ici", "page"),), person="vous",
    brands=("SNCF",), remarks=("Merci d’avance.",),
)  # fmt: skip
WORK = Work(
    sources=(
        Source(
            "a.txt", "**Un** texte", "Un texte",
            brief_line=BriefLine("700 mots", Length(700, None)), fields=FileFields(title="Titre"),
        ),
        Source(
            "b.txt", "b", "b", brief_line=BriefLine("en français", language="fr"),
            order=BriefLine("la commande", demands=DEMANDS),
        ),
    ),
    brief=Brief("mot clé", ("un", "deux"), Length(None, 900), tone="expert", demands=DEMANDS),
    article=Article(
        "Le corps 😀", title="Titre", alternatives=MappingProxyType({"title": ("a", "b")}),
        keyphrase_suggestions=("x",),
    ),
    accepted=frozenset({"seo.x", "style.y"}),
    extra={"cursor": 12},
)  # fmt: skip


def gone(_pid: int, _started: float) -> bool:
    return False


def test_a_work_comes_back_as_it_was(tmp_path: Path) -> None:
    save_work(tmp_path / "w.json", WORK)
    assert load_work(tmp_path / "w.json") == WORK
    save_work(tmp_path / "w.json", Work(brief=Brief(length=None)))
    assert load_work(tmp_path / "w.json") == Work(brief=Brief(length=None))


def test_a_work_with_wrong_values_is_named(tmp_path: Path) -> None:
    (tmp_path / "w.json").write_text('{"schema": 1, "sources": [{"path": "a"}]}')
    with pytest.raises(BrokenFileError):
        load_work(tmp_path / "w.json")


def test_an_output_refused_is_saved_elsewhere_and_named(tmp_path: Path) -> None:
    blocked = tmp_path / "article.md"
    blocked.mkdir()
    (tmp_path / "file").write_bytes(b"")
    rescue = tmp_path / "rescue"
    for number in (1, 2):
        with pytest.raises(OutputError) as caught:
            deliver(blocked, b"texte", [tmp_path / "file" / "no-folder", rescue])
        saved = Path(caught.value.params["saved"])
        assert saved.read_bytes() == b"texte"
        assert saved.name == ("article.md" if number == 1 else "article-2.md")
        assert caught.value.params["path"] == str(blocked)
    assert sorted(os.listdir(rescue)) == ["article-2.md", "article.md"]


def test_an_output_nobody_takes_still_says_so(tmp_path: Path) -> None:
    with pytest.raises(OutputError) as caught:
        deliver(tmp_path / "missing" / "a.md", b"x", [])
    assert caught.value.params["saved"] == ""


def test_a_new_file_never_replaces_one(tmp_path: Path) -> None:
    names = [write_new(tmp_path, "a.docx", b"x").name for _ in range(3)]
    assert names == ["a.docx", "a-2.docx", "a-3.docx"]


def test_a_crash_leaves_the_last_state(tmp_path: Path) -> None:
    code = (
        "import os, sys; from pathlib import Path; from desktop_app.storage import *\n"
        "from desktop_app.model import Article\n"
        "journal = Journal(Path(sys.argv[1]), 'doc')\n"
        "for n in range(3): journal.keep(Work(article=Article(f'état {n}')))\n"
        "os._exit(1)"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], cwd=ROOT, check=False)
    (found,) = leftovers(tmp_path)
    assert found.work is not None
    assert found.work.article == Article("état 2")


def test_a_journal_of_a_running_program_is_no_leftover(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journals", "doc")
    assert leftovers(tmp_path / "journals") == []
    journal.keep(WORK)
    assert leftovers(tmp_path / "journals") == []
    (found,) = leftovers(tmp_path / "journals", alive=gone)
    assert found.work == WORK
    journal.drop()
    journal.drop()
    assert leftovers(tmp_path / "journals", alive=gone) == []


def test_a_damaged_journal_is_shown_and_kept(tmp_path: Path) -> None:
    (tmp_path / "doc.journal").write_bytes(b'{"schema": 1, "art')
    (found,) = leftovers(tmp_path)
    assert found.work is None
    assert found.path.exists()
