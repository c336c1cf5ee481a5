"""Settings come back as they were, and a damaged file costs nobody anything."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.model import Length
from desktop_app.settings import Profile, Settings, load_settings, save_settings

if TYPE_CHECKING:
    from pathlib import Path

FULL = Settings(
    language="en", theme="dark", tone="proche", length=Length(None, 900), writer="ai",
    base_url="http://localhost:11434/v1", model="mistral", context=8192,
    allowed_hosts=("api.exemple.fr",), typography="print", like_yoast=True, max_requests=3,
    max_tokens=5000, recent_files=("/a/é.docx",), profile="Évian",
    profiles=(
        Profile(
            "Évian", "print", "vous", ("éVian®",), " | Évian", "expert", "sportifs", ("cher",),
            "www.evian.example", "/a/évian.docx",
        ),
    ),
)  # fmt: skip


def written(folder: Path, **changes: object) -> None:
    save_settings(FULL, folder)
    path = folder / "settings.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**data, **changes}), encoding="utf-8")


@pytest.mark.parametrize("settings", [Settings(), FULL, Settings(length=None)])
def test_settings_come_back_as_they_were(tmp_path: Path, settings: Settings) -> None:
    save_settings(settings, tmp_path / "new" / "folder")
    assert load_settings(tmp_path / "new" / "folder") == settings


def test_a_first_launch_has_the_defaults(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "none") == Settings()
    assert FULL.active_profile == FULL.profiles[0]
    assert Settings().active_profile is None


def test_what_another_version_wrote_is_kept(tmp_path: Path) -> None:
    profile = {"name": "X", "later": [1]}
    written(tmp_path, future={"a": 1}, profiles=[profile])
    save_settings(replace(load_settings(tmp_path), tone="expert"), tmp_path)
    data = json.loads((tmp_path / "settings.json").read_text(encoding="utf-8"))
    assert data["future"] == {"a": 1}
    assert data["profiles"][0]["later"] == [1]
    assert data["tone"] == "expert"


@pytest.mark.parametrize("content", [b"", b"{", b"\x00\xff", b"[]", b'{"tone": "presse"}'])
def test_a_damaged_file_is_set_aside(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "settings.json").write_bytes(content)
    assert load_settings(tmp_path) == Settings()
    assert os.listdir(tmp_path) == ["settings.damaged.json"]
    assert (tmp_path / "settings.damaged.json").read_bytes() == content


def test_a_file_of_an_older_shape_is_brought_forward_step_by_step(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(tmp_path, schema=1, ton="expert")
    path = tmp_path / "settings.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    data.pop("tone")
    path.write_text(json.dumps(data), encoding="utf-8")
    monkeypatch.setattr("desktop_app.settings.SCHEMA", 3)
    steps = {
        1: lambda data: {"tone_wanted": data.pop("ton"), **data},
        2: lambda data: {"tone": data.pop("tone_wanted"), **data},
    }
    monkeypatch.setattr("desktop_app.settings.MIGRATIONS", steps)
    assert load_settings(tmp_path) == replace(FULL, tone="expert")
    save_settings(load_settings(tmp_path), tmp_path)
    assert json.loads((tmp_path / "settings.json").read_text(encoding="utf-8"))["schema"] == 3


def test_a_file_of_a_later_shape_is_set_aside(tmp_path: Path) -> None:
    written(tmp_path, schema=99)
    assert load_settings(tmp_path) == Settings()
    save_settings(Settings(), tmp_path)
    kept = json.loads((tmp_path / "settings.newer.json").read_text(encoding="utf-8"))
    assert kept["model"] == "mistral"


@pytest.mark.parametrize(
    "change",
    [
        {"tone": "hurlant"}, {"theme": 3}, {"like_yoast": "non"}, {"max_tokens": -1},
        {"recent_files": "a"}, {"allowed_hosts": [1]}, {"length": 700}, {"context": True},
        {"length": {"minimum": 900, "maximum": 700}}, {"profiles": 1}, {"profiles": [1]},
        {"profiles": [{"tone": "expert"}]}, {"language": "de"}, {"base_url": None}, {"tone": []},
    ],
)  # fmt: skip
def test_one_wrong_value_costs_that_value_only(tmp_path: Path, change: dict[str, Any]) -> None:
    written(tmp_path, **change)
    (name,) = change
    default = getattr(Settings(), name)
    assert load_settings(tmp_path) == replace(FULL, **{name: default})
    assert (tmp_path / "settings.damaged.json").exists()


@given(st.binary(max_size=60))
def test_no_file_stops_the_start(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    folder = tmp_path_factory.mktemp("settings")
    (folder / "settings.json").write_bytes(content)
    assert load_settings(folder) == Settings()


def test_recent_files_and_hosts() -> None:
    settings = Settings()
    for number in range(12):
        settings = settings.with_recent(f"/{number}")
    settings = settings.with_recent("/5").with_host("Api.x.fr").with_host("api.x.fr")
    assert settings.recent_files[:3] == ("/5", "/11", "/10")
    assert len(settings.recent_files) == 10
    assert settings.allowed_hosts == ("api.x.fr",)
