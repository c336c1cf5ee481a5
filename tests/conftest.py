"""What every test may ask for; each test gets folders of its own and never a user's home."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desktop_app.french.lexicon import Lexicon
from desktop_app.languagetool.checker import GrammarChecker
from desktop_app.resources import assembled

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Point home, settings and caches at a folder of the test's own."""
    home = tmp_path_factory.mktemp("home")
    for name in (
        "HOME",
        "USERPROFILE",
        "XDG_CONFIG_HOME",
        "XDG_DATA_HOME",
        "XDG_CACHE_HOME",
        "XDG_STATE_HOME",
        "XDG_RUNTIME_DIR",
        "APPDATA",
        "LOCALAPPDATA",
    ):
        monkeypatch.setenv(name, str(home))
    home.chmod(0o700)
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    return home


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    """Give the real lexicon that set-up assembled."""
    return Lexicon.load(assembled("lexicon"))


@pytest.fixture(scope="session")
def grammar_checker() -> Iterator[GrammarChecker]:
    """Give the real LanguageTool, started at the first call that asks it (about 10 s)."""
    checker = GrammarChecker()
    yield checker
    checker.close()
