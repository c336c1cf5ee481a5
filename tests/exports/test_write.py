from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from desktop_app.errors import OutputFolderError, OutputFormatError, OutputReadOnlyError
from desktop_app.exports.provenance import provenance_html
from desktop_app.exports.write import check_outputs, export, to_bytes
from desktop_app.messages import Messages
from desktop_app.model import Article, Assessment, Brief, Fact, Finding, Report, Source
from desktop_app.resources import root


def test_the_suffix_decides(article: Article, tmp_path: Path) -> None:
    def put(path: Path, data: bytes) -> None:
        path.write_bytes(data)

    for name in ("a.docx", "b.HTML", "c.md"):
        export(article, tmp_path / name, put)
    assert (tmp_path / "a.docx").read_bytes().startswith(b"PK")
    assert (tmp_path / "b.HTML").read_bytes() == to_bytes(article, ".html")
    assert (tmp_path / "c.md").read_bytes().startswith(b"---\n")
    with pytest.raises(OutputFormatError) as error:
        to_bytes(article, ".pdf")
    assert error.value.params["suffix"] == ".pdf"


def test_what_cannot_be_written_is_said_before_the_work(tmp_path: Path) -> None:
    check_outputs([tmp_path / "a.docx", tmp_path / "a.html", Path("a.md")])
    with pytest.raises(OutputFormatError):
        check_outputs([tmp_path / "a.docx", tmp_path / "a.odt"])
    with pytest.raises(OutputFolderError):
        check_outputs([tmp_path / "absent" / "a.docx"])
    (tmp_path / "folder.md").mkdir()
    with pytest.raises(OutputReadOnlyError):
        check_outputs([tmp_path / "folder.md"])


_AS_SOMEBODY = """
import os, sys
from pathlib import Path
from desktop_app.errors import OutputReadOnlyError
from desktop_app.exports.write import check_outputs
if os.geteuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
try:
    Path(sys.argv[1], "probe").write_bytes(b"")
except PermissionError:
    try:
        check_outputs([Path(sys.argv[1], "a.docx")])
    except OutputReadOnlyError as error:
        print(error.params["folder"])
"""


@pytest.mark.skipif(sys.platform == "win32", reason="folders have no write bit on Windows")
def test_a_read_only_folder_is_said() -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o555)
        done = subprocess.run(
            [sys.executable, "-c", _AS_SOMEBODY, name],
            cwd=root(), capture_output=True, text=True, check=False,
        )  # fmt: skip
        folder.chmod(0o755)
    assert done.stdout.strip() == name, done.stderr


def test_the_verification_sheet_names_sources_facts_and_what_is_open(article: Article) -> None:
    report = Report(
        (Source("notes.txt", "Texte.", "Texte."),),
        Brief(),
        article,
        Assessment(
            (Finding("x.open", "problem"), Finding("x.fine", "good")),
            (Fact("quote", "kept", "Rien ne <se> perd", "Rien ne <se> perd"),),
        ),
    )
    page = provenance_html(report, Messages("fr"))
    assert "Fiche de vérification" in page
    assert "Rien ne &lt;se&gt; perd" in page
    assert "conforme à la source" in page
    assert "x.open.problem" in page
    assert "x.fine" not in page
    assert page.count("<code>") == 1
