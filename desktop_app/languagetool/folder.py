"""Where the assembled LanguageTool lies, and whether it is whole."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

from desktop_app.errors import GrammarUnavailableError

if TYPE_CHECKING:
    from pathlib import Path

VERSION = "6.8"
FOLDER_NAME = f"LanguageTool-{VERSION}"
SERVER_JAR = "languagetool-server.jar"
CONFIG = "server.properties"


def server_jar(ltp_path: Path) -> Path:
    """Give the server's jar in a folder as `LTP_PATH` names it.

    Raises GrammarUnavailableError (folder) when it is missing or is no jar.
    """
    jar = ltp_path / FOLDER_NAME / SERVER_JAR
    if not zipfile.is_zipfile(jar):
        raise GrammarUnavailableError(reason="folder", details=str(jar))
    return jar
