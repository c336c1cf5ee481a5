"""What a double-click or `python -m desktop_app` starts: the window, or the command line."""

from __future__ import annotations

import sys


def main() -> int:
    """Hand over to the command line, which opens the window when no command is named."""
    from desktop_app.cli import main as run

    return run(sys.argv[1:])


if __name__ == "__main__":
    raise SystemExit(main())
