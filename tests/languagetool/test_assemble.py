from __future__ import annotations

import hashlib
import zipfile
from email.parser import Parser
from types import SimpleNamespace
from typing import TYPE_CHECKING

import jgo.util.http
import pytest
from hypothesis import given
from hypothesis import strategies as st
from requests import ConnectionError as NoConnectionError

from desktop_app.errors import DownloadError, HashMismatchError
from desktop_app.languagetool.assemble import assemble, main, manifest
from desktop_app.languagetool.folder import CONFIG, FOLDER_NAME, SERVER_JAR
from desktop_app.resources import assembled, resource

if TYPE_CHECKING:
    from pathlib import Path

JAR = b"what the reviewed jar holds"


class Central:
    """Stands in for Maven's servers: answers every jar with the same bytes."""

    def __init__(self) -> None:
        self.content = JAR
        self.asked = 0

    def __call__(self, method: str, url: str, **options: object) -> SimpleNamespace:
        self.asked += 1
        if not self.content:
            raise NoConnectionError("no network")
        if not url.endswith(".jar"):
            return SimpleNamespace(status_code=404)
        return SimpleNamespace(
            status_code=200, headers={}, iter_content=lambda chunk_size: [self.content]
        )


@pytest.fixture
def central(monkeypatch: pytest.MonkeyPatch) -> Central:
    stand_in = Central()
    monkeypatch.setattr(jgo.util.http, "request", stand_in)
    return stand_in


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    file = tmp_path / "jgo.lock.toml"
    file.write_text(
        "[[dependencies]]\n"
        'groupId = "org.example"\nartifactId = "thing"\nversion = "1.0"\npackaging = "jar"\n'
        f'sha256 = "{hashlib.sha256(JAR).hexdigest()}"\n'
    )
    return file


CONFIG_FILE = resource("languagetool", CONFIG)


def test_the_folder_holds_what_the_lock_names_and_is_not_made_twice(
    central: Central, lock: Path, tmp_path: Path
) -> None:
    target = tmp_path / "un dossier à nous"
    assert assemble(target, lock, CONFIG_FILE)
    made = target / "languagetool" / FOLDER_NAME
    assert (made / "libs" / "thing-1.0.jar").read_bytes() == JAR
    assert (made / CONFIG).read_bytes() == CONFIG_FILE.read_bytes()
    assert [p.name for p in target.iterdir()] == ["languagetool"]
    asked = central.asked
    assert not assemble(target, lock, CONFIG_FILE)
    lock.write_text(lock.read_text() + "# other words, the same jars\n")
    assert assemble(target, lock, CONFIG_FILE)
    assert central.asked == asked


def test_a_changed_hash_stops_the_assembly_and_leaves_the_old_folder(
    central: Central, lock: Path, tmp_path: Path
) -> None:
    target = tmp_path / "assembled"
    assemble(target, lock, CONFIG_FILE)
    before = (target / "languagetool" / "assembled-from").read_bytes()
    lock.write_text(lock.read_text().replace("1.0", "1.1"))
    central.content = b"something else"
    with pytest.raises(HashMismatchError) as caught:
        assemble(target, lock, CONFIG_FILE)
    assert caught.value.params["name"] == "org.example:thing:jar:1.1"
    assert caught.value.params["found"] == hashlib.sha256(b"something else").hexdigest()
    assert (target / "languagetool" / "assembled-from").read_bytes() == before
    central.content = JAR
    assert assemble(target, lock, CONFIG_FILE)


def test_without_network_it_says_which_file_is_missing(
    central: Central, lock: Path, tmp_path: Path
) -> None:
    central.content = b""
    with pytest.raises(DownloadError) as caught:
        assemble(tmp_path / "assembled", lock, CONFIG_FILE)
    assert caught.value.params["name"] == "org.example:thing:jar:1.0"
    assert not (tmp_path / "assembled" / "languagetool").exists()


def test_a_download_cut_short_earlier_is_fetched_again(
    central: Central, lock: Path, tmp_path: Path
) -> None:
    downloads = tmp_path / "downloads"
    part = downloads / "org" / "example" / "thing" / "1.0" / "thing-1.0.jar"
    part.parent.mkdir(parents=True)
    part.write_bytes(JAR[:5])
    assert assemble(tmp_path / "assembled", lock, CONFIG_FILE, downloads)
    assert part.read_bytes() == JAR


@given(st.lists(st.from_regex(r"[a-z0-9.-]{1,90}\.jar", fullmatch=True), min_size=1, max_size=20))
def test_manifest_lines_fit_and_unfold(jars: list[str]) -> None:
    text = manifest(jars)
    assert all(len(line.encode()) <= 72 for line in text.split("\r\n"))
    unfolded = Parser().parsestr(text.replace("\r\n ", "").replace("\r\n", "\n"))
    assert unfolded["Class-Path"].split(" ") == [f"libs/{jar}" for jar in jars]


def test_the_real_folder_names_jars_that_are_there_and_no_address_is_kept(
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder = assembled("languagetool", FOLDER_NAME)
    with zipfile.ZipFile(folder / SERVER_JAR) as jar:
        text = jar.read("META-INF/MANIFEST.MF").decode()
        assert jar.namelist() == ["META-INF/MANIFEST.MF"]
    named = Parser().parsestr(text.replace("\r\n ", "").replace("\r\n", "\n"))["Class-Path"]
    assert all((folder / name).is_file() for name in named.split(" "))
    assert "libs/language-fr-6.8.jar" in named
    for file in resource("languagetool").iterdir():
        assert "://" not in file.read_text(encoding="utf-8")
    assert main([str(assembled())]) == 0
    assert capsys.readouterr().err == ""
