"""What every test may ask for; each test gets folders of its own and never a user's home."""

from __future__ import annotations

import importlib.util
import os
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from desktop_app.french.lexicon import Lexicon
from desktop_app.languagetool.checker import GrammarChecker
from desktop_app.resources import assembled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from types import ModuleType


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


@pytest.fixture
def as_ordinary_user(tmp_path: Path) -> Callable[[], AbstractContextManager[None]]:
    """Give up root's rights, which no permission holds back, inside a with block."""

    @contextmanager
    def ordinary() -> Iterator[None]:
        if os.geteuid() != 0:
            yield
            return
        for parent in [tmp_path, *tmp_path.parents]:
            parent.chmod(parent.stat().st_mode | 0o011)
        os.setresuid(65534, 65534, 0)
        try:
            yield
        finally:
            os.setresuid(0, 0, 0)

    return ordinary


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep the tests that ask LanguageTool on one worker: one server is started for all of them."""
    for item in items:
        if "grammar_checker" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.xdist_group("languagetool"))


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


@pytest.fixture(scope="session")
def wire() -> ModuleType:
    """Give the scripted endpoint."""
    name = "scripted_endpoint"
    if name not in sys.modules:
        path = Path(__file__).parent / "faults" / "endpoint_server.py"
        spec = importlib.util.spec_from_file_location(name, path)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        spec.loader.exec_module(module)
    return sys.modules[name]
