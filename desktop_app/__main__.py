"""What a double-click or `python -m desktop_app` starts: the window, or the command line."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from desktop_app.cli import main as run

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop_app.messages import Messages


def main() -> int:
    """Hand over to the command line, which opens the window when no command is named."""
    return run(sys.argv[1:], open_window)


def open_window(files: Sequence[str], messages: Messages, startup_time: bool) -> int:
    """Open the window; Qt is imported here alone, so that commands never need it."""
    from desktop_app.window.app import start

    return start(files, messages, startup_time=startup_time)


if __name__ == "__main__":
    raise SystemExit(main())
