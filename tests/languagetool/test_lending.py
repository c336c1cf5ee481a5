"""One server per user: lent while its owner lives, never ended by a borrower."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

from desktop_app.languagetool.checker import GrammarChecker
from desktop_app.languagetool.lending import borrow

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.xdist_group("languagetool")
FAULTY = "Les enfants mange une pomme."


def test_a_second_checker_borrows_the_first_one_s_server(tmp_path: Path) -> None:
    note = tmp_path / "shared" / "languagetool.json"
    owner, guest = GrammarChecker(note=note), GrammarChecker(note=note)
    try:
        owner.wait()
        guest.wait()
        assert owner.server is not None
        assert guest.server is not None
        assert guest.server.pid == owner.server.pid
        assert guest.check(FAULTY) == owner.check(FAULTY) != ()
        another = GrammarChecker(note=note)
        another.wait()
        another.close()
        assert owner.server.running
        assert note.exists()
        owner.close()
        assert guest.check("Les chat dort.") != ()
        assert guest.server.own
    finally:
        guest.close()
        owner.close()
    assert not note.exists()


@pytest.mark.parametrize(
    "change", [{"pid": 999_999_999}, {"port": 9}, {"started": 1.0}, {"version": "1.0"}]
)
def test_a_note_that_names_another_process_is_not_believed(
    tmp_path: Path, change: dict[str, object]
) -> None:
    note = tmp_path / "languagetool.json"
    said = {"schema": 1, "pid": os.getpid(), "started": 0.0, "port": 8081, "version": "6.8"}
    note.write_text(json.dumps({**said, **change}), "utf-8")
    assert borrow(note) is None


def test_a_damaged_note_is_not_believed(tmp_path: Path) -> None:
    note = tmp_path / "languagetool.json"
    note.write_text("{", "utf-8")
    assert borrow(note) is None
    assert borrow(tmp_path / "absent.json") is None
