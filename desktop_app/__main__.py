"""What a double-click or `python -m desktop_app` starts: the window, or the command line."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop_app.messages import Messages

_STARTUP_TIME = "--startup-time"


def main() -> int:
    """Open the window, or hand over to the command line, which opens it when no command is named.

    A double-click names nothing but files with their whole paths; the command line's parsing is
    not loaded for it, so that the window shows sooner.
    """
    if getattr(sys, "frozen", False):  # a child process of the package is this program again
        import multiprocessing

        multiprocessing.freeze_support()
    arguments = sys.argv[1:]
    if not (arguments == [_STARTUP_TIME] or all(map(os.path.isabs, arguments))):
        from desktop_app.cli import main as run

        return run(arguments, open_window)
    from desktop_app.messages import Messages, system_language

    messages = Messages(system_language())
    if arguments == [_STARTUP_TIME]:
        return open_window((), messages, True)
    return open_window(arguments, messages, False)


def open_window(files: Sequence[str], messages: Messages, startup_time: bool) -> int:
    """Open the window; Qt is imported here alone, so that commands never need it."""
    from desktop_app.window.app import start

    return start(files, messages, startup_time=startup_time)


if __name__ == "__main__":
    raise SystemExit(main())
