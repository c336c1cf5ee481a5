"""Nothing that was written is lost: outputs refused, crashes, damaged journals."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

from desktop_app.errors import (
    BrokenFileError,
    ChangedOnDiskError,
    MissingFileError,
    NewerFileError,
    OutputError,
)
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
    Wishes,
    WriterSummary,
)
from desktop_app.storage import Journal, Work, deliver, leftovers, open_work, save_work, write_new
from desktop_app.versions import Version
from desktop_app.work_json import WORK_SCHEMA, work_to_json

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
    wishes=Wishes("mot clé", keywords=(), length=Length(600, 700), demands=DEMANDS,
                  demanded=frozenset({"links", "brands"}), order=BriefLine("la commande")),
    writer=WriterSummary("ai", host="api.exemple.fr", local=False, model="m", requests=3),
    accepted=frozenset({"seo.x", "style.y"}),
    versions=(Version(3, Article("Avant"), 12.5, 1, "ai", "m", "envoyée"),),
    extra={"cursor": 12},
)  # fmt: skip


def gone(_pid: int, _started: float) -> bool:
    return False


def test_a_work_comes_back_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "é.intertitre"
    mark = save_work(path, WORK)
    opened = open_work(path)
    assert opened.work == WORK
    assert opened.fingerprint == mark
    save_work(path, Work(brief=Brief(length=None)))
    assert open_work(path).work == Work(brief=Brief(length=None))
    assert os.listdir(tmp_path) == ["é.intertitre"]


@pytest.mark.parametrize(
    "content",
    [
        b"", b"PK\x03\x04", b"[]", b'{"schema": 1, "sources": [{"path": "a"}]}',
        b'{"schema": 2, "article": {"body": 5}}', b'{"schema": 2, "versions": [{"number": 1}]}',
        b'{"schema": 2, "versions": 3}', b'{"schema": 1, "extra": {"origins": [["file"]]}}',
    ],
)  # fmt: skip
def test_a_work_with_wrong_values_is_named(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "w.intertitre").write_bytes(content)
    with pytest.raises(BrokenFileError):
        open_work(tmp_path / "w.intertitre")
    with pytest.raises(MissingFileError):
        open_work(tmp_path / "autre.intertitre")


def written(path: Path, schema: int, **changes: object) -> dict[str, Any]:
    data = {**work_to_json(WORK), "schema": schema, **changes}
    path.write_text(json.dumps(data), encoding="utf-8")
    return data


def test_an_older_shape_is_brought_forward_and_copied_before_it_is_replaced(
    tmp_path: Path,
) -> None:
    path = tmp_path / "quais.intertitre"
    old = written(path, 1, extra={"origins": [["file", "/a.txt", "a.txt"]], "by_hand": True})
    for name in ("wishes", "writer", "versions"):
        old.pop(name)
    path.write_text(json.dumps(old), encoding="utf-8")
    before = path.read_bytes()
    opened = open_work(path)
    assert opened.work.article == WORK.article
    assert opened.work.extra["origins"] == [
        {"kind": "file", "content": "/a.txt", "name": "a.txt"},
    ]
    assert opened.work.versions == ()
    assert os.listdir(tmp_path) == ["quais.intertitre"]
    save_work(path, opened.work, expected=opened.fingerprint)
    assert (tmp_path / "quais.v1.bak").read_bytes() == before
    assert json.loads(path.read_text(encoding="utf-8"))["schema"] == WORK_SCHEMA
    assert open_work(path).work == opened.work
    save_work(path, opened.work)
    assert sorted(os.listdir(tmp_path)) == ["quais.intertitre", "quais.v1.bak"]


def test_a_newer_file_is_read_as_far_as_known_and_never_replaced(tmp_path: Path) -> None:
    path = tmp_path / "w.intertitre"
    written(path, 99, mood="gai")
    before = path.read_bytes()
    opened = open_work(path)
    assert opened.newer
    assert opened.work == WORK
    with pytest.raises(NewerFileError):
        save_work(path, WORK)
    assert path.read_bytes() == before
    written(path, 99, article=["autrement"])
    with pytest.raises(NewerFileError):
        open_work(path)


def test_a_file_changed_meanwhile_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "w.intertitre"
    mark = save_work(path, WORK)
    save_work(path, Work())
    with pytest.raises(ChangedOnDiskError):
        save_work(path, WORK, expected=mark)
    assert open_work(path).work == Work()
    save_work(path, WORK)
    assert open_work(path).work == WORK


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
