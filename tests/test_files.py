"""Files are written whole or not at all, whatever goes wrong on the way."""

from __future__ import annotations

import errno
import json
import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any, BinaryIO

import pytest

from desktop_app.errors import BrokenFileError, ChangedOnDiskError, NewerFileError
from desktop_app.files import fingerprint, read_json, write_json, write_whole

ROOT = Path(__file__).resolve().parents[1]


def full_disk(file: BinaryIO) -> None:
    file.write(b"half")
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_file_is_written_and_replaced(tmp_path: Path) -> None:
    path = tmp_path / "article.md"
    assert write_whole(path, b"un") == fingerprint(path)
    write_whole(path, lambda file: file.write(b"deux"))
    assert path.read_bytes() == b"deux"
    assert os.listdir(tmp_path) == ["article.md"]


def test_a_full_disk_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "article.md"
    path.write_bytes(b"ancien")
    with pytest.raises(OSError, match="No space"):
        write_whole(path, full_disk)
    assert path.read_bytes() == b"ancien"
    assert os.listdir(tmp_path) == ["article.md"]


def test_a_program_killed_while_writing_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "article.md"
    path.write_bytes(b"ancien")
    code = (
        "import os, sys; from pathlib import Path; from desktop_app.files import write_whole\n"
        "def die(file): file.write(b'moitie'); file.flush(); os._exit(9)\n"
        "write_whole(Path(sys.argv[1]), die)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], cwd=ROOT, check=False)
    assert done.returncode == 9
    assert path.read_bytes() == b"ancien"


def test_a_target_changed_since_it_was_read_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "article.md"
    known = write_whole(path, b"un")
    path.write_bytes(b"un autre")
    with pytest.raises(ChangedOnDiskError):
        write_whole(path, b"deux", expected=known)
    with pytest.raises(ChangedOnDiskError):
        write_whole(path, b"deux", expected=None)
    assert path.read_bytes() == b"un autre"
    assert write_whole(path, b"deux", expected=fingerprint(path)) == fingerprint(path)
    assert write_whole(tmp_path / "neuf", b"x", expected=None)


@pytest.mark.skipif(os.name == "nt", reason="POSIX permissions and links")
def test_permissions_and_links_are_kept(tmp_path: Path) -> None:
    path, link = tmp_path / "vrai.md", tmp_path / "lien.md"
    path.write_bytes(b"un")
    path.chmod(0o640)
    link.symlink_to(path)
    write_whole(link, b"deux")
    assert link.is_symlink()
    assert path.read_bytes() == b"deux"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_new_file_has_the_usual_permissions(tmp_path: Path) -> None:
    (tmp_path / "usual").write_bytes(b"")
    write_whole(tmp_path / "new", b"")
    assert (tmp_path / "new").stat().st_mode == (tmp_path / "usual").stat().st_mode


def test_json_is_brought_to_the_present_shape(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    write_json(path, {"nom": "Évreux 😀"}, 1)

    def second(data: dict[str, Any]) -> dict[str, Any]:
        return {**data, "two": True}

    def third(data: dict[str, Any]) -> dict[str, Any]:
        assert data["two"]
        return {**data, "three": True}

    data = read_json(path, 3, {1: second, 2: third})
    assert data == {"schema": 3, "nom": "Évreux 😀", "two": True, "three": True}


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'{"a": 1}', b'{"schema": "x"}', b"\xff\xfe", b'{"schema": 0}']
)
def test_damaged_json_is_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.json"
    path.write_bytes(content)
    with pytest.raises(BrokenFileError) as caught:
        read_json(path, 1, {})
    assert caught.value.params["path"] == str(path)


def test_json_of_a_later_version_is_named(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text(json.dumps({"schema": 9}))
    with pytest.raises(NewerFileError):
        read_json(path, 1, {})
