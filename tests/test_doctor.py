"""What the doctor says of the model chosen, tried over a real socket."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_app.doctor import endpoint_part
from desktop_app.folders import Folders
from desktop_app.messages import Messages
from desktop_app.session import Session
from desktop_app.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType


def test_the_model_of_the_settings_is_tried(tmp_path: Path, wire: ModuleType) -> None:
    messages = Messages("fr")

    def said(settings: Settings) -> dict[str, object]:
        session = Session(settings, messages, Folders(*[tmp_path] * 4))
        try:
            return endpoint_part(session, messages)
        finally:
            session.close()

    with wire.Server() as server:
        host = f"127.0.0.1:{server.port}"
        there = Settings(base_url=server.url, model="scripted")
        assert said(there) == {"ok": True, "host": host, "model": "scripted"}
    gone = said(there)
    assert gone["ok"] is False
    assert "Aucun service d’IA ne répond" in str(gone["why"])
    assert "aucun modèle" in str(said(Settings())["why"])
    afar = said(Settings(base_url="https://ia.invalid", model="grand"))
    assert "pas encore accepté" in str(afar["why"])
    broken = tmp_path / "x.gguf"
    broken.write_bytes(b"PNG")
    assert said(Settings(local_model=str(broken)))["ok"] is False
