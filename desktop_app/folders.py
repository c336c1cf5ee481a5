"""Where the files of one user live."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import platformdirs

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True)
class Folders:
    """Where this user's settings, journals, logs and rescued files live."""

    settings: Path
    journal: Path
    rescue: Path
    log: Path


def user_folders() -> Folders:
    """Give this user's folders, where the system wants them."""
    here = platformdirs.PlatformDirs("Intertitre", appauthor=False)
    return Folders(
        settings=here.user_config_path,
        journal=here.user_data_path / "journal",
        rescue=here.user_documents_path,
        log=here.user_log_path,
    )
