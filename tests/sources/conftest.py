"""Sample articles built in every format that a library can write."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from odf import text as odf_text
from odf.opendocument import OpenDocumentText

from desktop_app.resources import resource

DATA = Path(__file__).parent / "data"


@pytest.fixture
def data_folder() -> Path:
    return DATA


@pytest.fixture
def announcement() -> str:
    return resource("samples", "annonce-association.txt").read_text(encoding="utf-8")


@pytest.fixture
def announcement_docx(announcement: str, tmp_path: Path) -> Path:
    document = docx.Document()
    for index, block in enumerate(announcement.strip().split("\n\n")):
        if index == 0:
            document.add_heading(block, 1)
        elif block.startswith("•"):
            for line in block.split("\n"):
                document.add_paragraph(line[2:], "List Bullet")
        else:
            first, _, rest = block.partition(" ")
            paragraph = document.add_paragraph()
            paragraph.add_run(first).bold = True
            paragraph.add_run(f" {rest}")
    path = tmp_path / "annonce.docx"
    document.core_properties.title = "Un jardin partagé à Thouars"
    document.save(str(path))
    return path


@pytest.fixture
def announcement_odt(announcement: str, tmp_path: Path) -> Path:
    document = OpenDocumentText()
    for index, block in enumerate(announcement.strip().split("\n\n")):
        if index == 0:
            document.text.addElement(odf_text.H(outlinelevel=1, text=block))
        elif block.startswith("•"):
            items = odf_text.List()
            for line in block.split("\n"):
                item = odf_text.ListItem()
                item.addElement(odf_text.P(text=line[2:]))
                items.addElement(item)
            document.text.addElement(items)
        else:
            document.text.addElement(odf_text.P(text=block))
    path = tmp_path / "annonce.odt"
    document.save(str(path))
    return path
