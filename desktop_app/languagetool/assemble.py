"""Assembles the LanguageTool folder at set-up, from reviewed coordinates and hashes.

`python -m desktop_app.languagetool.assemble FOLDER` makes FOLDER/languagetool/LanguageTool-6.8 as
`resources/languagetool/jgo.lock.toml` says; `--lock` resolves `jgo.toml` anew and rewrites that
file, for whoever raises a version. jgo knows where Maven's artifacts live; no Java is needed.
"""

from __future__ import annotations

import argparse
import hashlib
import shutil
import sys
import tempfile
import zipfile
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from jgo.env import EnvironmentBuilder, EnvironmentSpec, LockedDependency, LockFile
from jgo.maven import Artifact, MavenContext
from requests import RequestException

from desktop_app.errors import DownloadError, HashMismatchError
from desktop_app.languagetool.folder import CONFIG, FOLDER_NAME, SERVER_JAR
from desktop_app.resources import resource

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

STAMP = "assembled-from"
MAIN_CLASS = "org.languagetool.server.HTTPServer"
_DOWNLOADS_AT_ONCE = 6
_TIMEOUT_SECONDS = 60
_TRIES = 3
_LINE_BYTES = 72


def assemble(folder: Path, lock: Path, config: Path, downloads: Path | None = None) -> bool:
    """Make FOLDER/languagetool as the lock says; True when there was something to do.

    `config` is the server's own configuration and travels with it. The folder appears whole or
    not at all. `downloads` is a Maven repository folder to keep; without it one beside the result
    is used and removed. Raises HashMismatchError or DownloadError.
    """
    target = folder / "languagetool"
    stamp = hashlib.sha256(lock.read_bytes() + config.read_bytes()).hexdigest()
    if _stamped(target) == stamp:
        return False
    folder.mkdir(parents=True, exist_ok=True)
    cache = downloads or folder / "languagetool.downloads"
    jars = _fetch(LockFile.load(lock).dependencies, target / FOLDER_NAME / "libs", cache)
    with tempfile.TemporaryDirectory(prefix="languagetool.", dir=folder) as temporary:
        made = Path(temporary) / "made"
        _lay_out(made / FOLDER_NAME, jars)
        shutil.copyfile(config, made / FOLDER_NAME / CONFIG)
        (made / STAMP).write_text(stamp + "\n", encoding="ascii")
        if target.exists():
            target.rename(Path(temporary) / "old")
        made.rename(target)
    if downloads is None:
        shutil.rmtree(cache, ignore_errors=True)
    return True


def write_lock(spec: Path, lock: Path) -> int:
    """Resolve the coordinates of a jgo.toml and write the lock; gives the number of jars."""
    with tempfile.TemporaryDirectory() as cache:
        context = MavenContext(repo_cache=Path(cache), timeout=_TIMEOUT_SECONDS)
        builder = EnvironmentBuilder(context, cache_dir=Path(cache))
        wanted = builder.spec_to_dependencies(EnvironmentSpec.load(spec))
        inputs, transitive = context.resolver.resolve(wanted)
        found = [d for d in (*inputs, *transitive) if d.scope in ("compile", "runtime")]
        with ThreadPoolExecutor(_DOWNLOADS_AT_ONCE) as pool:
            locked = list(pool.map(LockedDependency.from_dependency, found))
    locked.sort(key=lambda d: (d.groupId, d.artifactId))
    LockFile(locked, environment_name="languagetool").save(lock)
    return len(locked)


def manifest(jars: Iterable[str]) -> str:
    """Give a manifest whose class path names these jars, its lines within 72 bytes."""
    class_path = " ".join(f"libs/{jar}" for jar in jars)
    lines = ["Manifest-Version: 1.0", f"Main-Class: {MAIN_CLASS}", f"Class-Path: {class_path}"]
    return "".join(f"{_wrapped(line)}\r\n" for line in lines) + "\r\n"


def _wrapped(line: str) -> str:
    pieces = [line[:_LINE_BYTES]]
    rest = line[_LINE_BYTES:]
    while rest:
        pieces.append(" " + rest[: _LINE_BYTES - 1])
        rest = rest[_LINE_BYTES - 1 :]
    return "\r\n".join(pieces)


def _stamped(target: Path) -> str | None:
    try:
        return (target / STAMP).read_text(encoding="ascii").strip()
    except OSError:
        return None


def _fetch(dependencies: Sequence[LockedDependency], old: Path, cache: Path) -> list[Path]:
    context = MavenContext(repo_cache=cache, timeout=_TIMEOUT_SECONDS)
    with ThreadPoolExecutor(_DOWNLOADS_AT_ONCE) as pool:
        return list(pool.map(partial(_fetch_one, context, old), dependencies))


def _fetch_one(context: MavenContext, old: Path, dependency: LockedDependency) -> Path:
    artifact = (
        context.project(dependency.groupId, dependency.artifactId)
        .at_version(dependency.version)
        .artifact()
    )
    had = old / artifact.filename
    if had.is_file() and _sha256(had) == dependency.sha256:
        return had
    kept = artifact.cached_path
    if kept and kept.exists() and _sha256(kept) != dependency.sha256:
        kept.unlink()  # cut short by an earlier run
    path = _resolved(artifact)
    found = _sha256(path)
    if found != dependency.sha256:
        path.unlink()
        raise HashMismatchError(name=str(artifact), expected=dependency.sha256, found=found)
    return path


def _resolved(artifact: Artifact) -> Path:
    for _ in range(_TRIES - 1):
        try:
            return artifact.resolve()
        except (RequestException, RuntimeError, OSError):
            if artifact.cached_path:
                artifact.cached_path.unlink(missing_ok=True)
    try:
        return artifact.resolve()
    except (RequestException, RuntimeError, OSError) as error:
        raise DownloadError(name=str(artifact), details=str(error)) from error


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _lay_out(folder: Path, jars: Sequence[Path]) -> None:
    libs = folder / "libs"
    libs.mkdir(parents=True)
    for jar in jars:
        shutil.copyfile(jar, libs / jar.name)
    names = sorted(jar.name for jar in jars)
    with zipfile.ZipFile(folder / SERVER_JAR, "w", zipfile.ZIP_DEFLATED) as server:
        entry = zipfile.ZipInfo("META-INF/MANIFEST.MF", date_time=(1980, 1, 1, 0, 0, 0))
        server.writestr(entry, manifest(names))


def main(arguments: Sequence[str] | None = None) -> int:
    """Assemble into the folder named, or rewrite the lock; gives the exit code."""
    parser = argparse.ArgumentParser(prog="python -m desktop_app.languagetool.assemble")
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--lock", action="store_true", help="resolve jgo.toml anew")
    options = parser.parse_args(arguments)
    lock = resource("languagetool", "jgo.lock.toml")
    if options.lock:
        write_lock(resource("languagetool", "jgo.toml"), lock)
    if options.folder is not None:
        try:
            assemble(options.folder, lock, resource("languagetool", CONFIG))
        except HashMismatchError as error:
            expected, found = error.params["expected"], error.params["found"]
            print(
                f"{error.params['name']} is not the reviewed file: "
                f"sha256 {found} instead of {expected}",
                file=sys.stderr,
            )
            return 1
        except DownloadError as error:
            print(f"{error.params['name']} cannot be had: {error.details}", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
