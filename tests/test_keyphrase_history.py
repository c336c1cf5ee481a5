from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_app.keyphrase_history import FILE, KeyphraseHistory

if TYPE_CHECKING:
    from pathlib import Path


def test_another_article_s_keyphrase_is_known_next_time(tmp_path: Path) -> None:
    KeyphraseHistory(tmp_path / "new").remember("gare-de-lyon", "gare de Lyon")
    later = KeyphraseHistory(tmp_path / "new")
    assert later.used_elsewhere("autre") == {"gare de Lyon"}
    assert later.used_elsewhere("gare-de-lyon") == frozenset()


def test_an_article_s_last_keyphrase_counts(tmp_path: Path) -> None:
    history = KeyphraseHistory(tmp_path)
    history.remember("gare", "gare")
    history.remember("gare", "gare de Lyon")
    assert history.used_elsewhere("") == {"gare de Lyon"}


def test_a_damaged_file_costs_nothing_but_memory(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("{", "utf-8")
    history = KeyphraseHistory(tmp_path)
    assert history.used_elsewhere("x") == frozenset()
    history.remember("gare", "gare")
    assert KeyphraseHistory(tmp_path).used_elsewhere("x") == {"gare"}
