"""The preferences: every change counts at once; the key goes into the keyring and nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import keyring
import pytest
from keyring.backend import KeyringBackend
from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QListWidget, QSlider, QSpinBox

from desktop_app.errors import EndpointModelError
from desktop_app.settings import FILE_NAME, Settings, load_settings, save_settings
from desktop_app.window.look import SETTINGS_FILE, KeptLook, kept_look
from desktop_app.writers.ai.known_models import load_known
from desktop_app.writers.ai.probe import examine

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import ModuleType

    from PySide6.QtWidgets import QApplication

    from desktop_app.window.preferences.window import PreferencesWindow
    from tests.window.conftest import Stage


class Service(Protocol):
    """The scripted endpoint."""

    url: str
    port: int
    told: dict[str, object]

    def __exit__(self, *_: object) -> None: ...


# The offscreen display can neither raise a window nor be told its size.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


class _Ring(KeyringBackend):
    """A keyring in memory."""

    priority = 1  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        from keyring.errors import PasswordDeleteError

        if (service, username) not in self.kept:
            raise PasswordDeleteError
        del self.kept[service, username]


@pytest.fixture
def ring() -> Iterator[_Ring]:
    before, ring = keyring.get_keyring(), _Ring()
    keyring.set_keyring(ring)
    yield ring
    keyring.set_keyring(before)


@pytest.fixture
def service(wire: ModuleType) -> Iterator[Service]:
    with wire.Server(script=[wire.says("oui")], models=("grand", "petit")) as server:
        yield server


def opened(stage: Stage, section: str = "models") -> PreferencesWindow:
    stage.until(lambda: stage.desk.session is not None)
    stage.window.actions_["preferences"].trigger()
    preferences = stage.desk.ai.preferences
    assert preferences is not None
    names = [page.name for page in preferences.pages]
    preferences.sections.setCurrentRow(names.index(section))
    return preferences


def kept(stage: Stage) -> Settings:
    return load_settings(stage.folder / "set")


def type_into(line: QLineEdit, text: str) -> None:
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, text)
    QTest.keyClick(line, Qt.Key.Key_Return)


def test_another_service_from_address_to_tested(
    stage: Stage, service: Service, ring: _Ring
) -> None:
    page = opened(stage).models
    page.service.setCurrentIndex(page.service.findData("other"))
    page.service.activated.emit(page.service.currentIndex())
    type_into(page.address, f"127.0.0.1:{service.port}/v1/chat/completions/")
    stage.until(lambda: kept(stage).base_url.startswith("127.0.0.1"))
    type_into(page.key, "cle-tres-secrete")
    stage.until(lambda: ring.kept)
    assert ring.kept == {("intertitre", f"127.0.0.1:{service.port}"): "cle-tres-secrete"}
    stage.until(lambda: "trousseau" in page.key_words.text())
    assert page.key.text() == ""
    page.test.click()
    stage.until(lambda: page.verdict.property("mood") == "good")
    assert "2 modèles" in page.verdict.words.text().replace("\u00a0", " ")
    assert [page.model.itemText(i) for i in range(page.model.count())] == ["grand", "petit"]
    type_into(page.model.lineEdit(), "petit")
    stage.until(lambda: kept(stage).model == "petit")
    stage.until(lambda: stage.window.settings.writer() == "ai")
    assert "Sur cet ordinateur" in page.place.text()
    for file in (stage.folder / "set").iterdir():
        assert "cle-tres-secrete" not in file.read_text(encoding="utf-8")
    type_into(page.model.lineEdit(), "moyen")
    page.test.click()
    stage.until(lambda: page.verdict.property("mood") == "problem")
    assert "moyen" in page.verdict.words.text()
    page.forget_key.click()
    stage.until(lambda: not ring.kept)


def test_nobody_there_is_said_in_plain_words(stage: Stage, service: Service) -> None:
    page = opened(stage).models
    url = service.url
    service.__exit__()
    page.service.setCurrentIndex(page.service.findData("other"))
    page.service.activated.emit(page.service.currentIndex())
    type_into(page.address, url)
    page.test.click()
    stage.until(lambda: page.verdict.property("mood") == "problem")
    assert "Aucun service d’IA ne répond" in page.verdict.words.text()
    assert page.test.isEnabled()


def test_look_size_typography_and_words(stage: Stage, application: QApplication) -> None:
    preferences = opened(stage, "look")
    size, palette = application.font().pointSizeF(), application.palette()
    look = preferences.look
    look.theme.setCurrentIndex(look.theme.findData("dark"))
    look.theme.activated.emit(2)
    stage.until(lambda: kept(stage).theme == "dark")
    stage.until(lambda: application.palette().color(QPalette.ColorRole.Base).lightness() < 100)
    look.theme.setCurrentIndex(0)
    look.theme.activated.emit(0)
    stage.until(lambda: application.palette().color(QPalette.ColorRole.Base).lightness() > 200)
    preferences.open_at("size")
    preferences.text_size.slider.setFocus()
    QTest.keyClick(preferences.text_size.slider, Qt.Key.Key_Right)
    stage.until(lambda: application.font().pointSizeF() > size)
    assert kept(stage).text_size == 110
    QTest.keyClick(preferences.text_size.slider, Qt.Key.Key_Left)
    stage.until(lambda: application.font().pointSizeF() == size)
    application.setPalette(palette)
    preferences.open_at("typography")
    preferences.typography.profiles["edition"].click()
    stage.until(lambda: kept(stage).typography == "edition")
    preferences.open_at("words")
    type_into(preferences.words.word, "Castagnet")
    stage.until(lambda: preferences.words.list.count() == 1)
    assert stage.desk.session.language.words == ("Castagnet",)
    preferences.words.list.item(0).setSelected(True)
    preferences.words.remove.click()
    stage.until(lambda: preferences.words.list.count() == 0)


def test_the_look_is_known_before_the_first_drawing(tmp_path: Path) -> None:
    assert SETTINGS_FILE == FILE_NAME
    assert kept_look(tmp_path).is_plain
    save_settings(Settings(language="en", theme="dark", text_size=120), tmp_path)
    assert kept_look(tmp_path) == KeptLook("en", "dark", 120)
    (tmp_path / FILE_NAME).write_text('{"theme": "pink", "text_size": "9"}', encoding="utf-8")
    assert kept_look(tmp_path) == KeptLook()
    (tmp_path / FILE_NAME).write_text("[", encoding="utf-8")
    assert kept_look(tmp_path) == KeptLook()


def test_consent_is_withdrawn_and_everything_erased(
    stage: Stage, ring: _Ring, tmp_path: Path
) -> None:
    stage.until(lambda: stage.desk.session is not None)
    settings = Settings(base_url="https://ia.invalid/v1", model="grand")
    settings = settings.with_host("ia.invalid").with_host("autre.invalid")
    stage.desk.session.save_settings(settings)
    stage.desk.session.add_to_dictionary("Castagnet")
    ring.set_password("intertitre", "ia.invalid", "cle")
    mine = tmp_path / "set" / "article.docx"
    mine.write_bytes(b"x")
    page = opened(stage, "privacy").privacy
    page.hosts.item(1).setSelected(True)
    page.remove.click()
    stage.until(lambda: kept(stage).allowed_hosts == ("ia.invalid",))
    page.erase.click()
    assert page.sure.isVisible()
    page.rather_not.click()
    assert kept(stage).model == "grand"
    page.erase.click()
    page.really.click()
    stage.until(lambda: page.verdict.property("mood") == "good")
    assert [path.name for path in (tmp_path / "set").iterdir()] == ["article.docx"]
    assert not ring.kept
    assert stage.desk.session.settings == Settings()
    assert "Sur cet ordinateur" in stage.window.actions_.badge.text()


def test_every_field_has_a_name(stage: Stage) -> None:
    from PySide6.QtGui import QAccessible

    preferences = opened(stage)
    titles = [preferences.sections.item(n).text() for n in range(preferences.sections.count())]
    assert not any("preferences." in title for title in titles)
    kinds = (QAbstractButton, QComboBox, QLineEdit, QListWidget, QSlider, QSpinBox)
    nameless = []
    for row in range(preferences.sections.count()):
        preferences.sections.setCurrentRow(row)
        for widget in (w for kind in kinds for w in preferences.findChildren(kind)):
            inner = isinstance(widget.parent(), QComboBox | QSpinBox)
            if inner or not widget.isVisible() or widget.focusPolicy() == Qt.FocusPolicy.NoFocus:
                continue
            face = QAccessible.queryAccessibleInterface(widget)
            if not face.text(QAccessible.Text.Name).strip():
                nameless.append(f"{type(widget).__name__} on {preferences.pages[row].name}")
    assert not nameless


def test_a_connection_without_encryption_is_asked_about(stage: Stage, service: Service) -> None:
    page = opened(stage).models
    page.service.setCurrentIndex(page.service.findData("other"))
    page.service.activated.emit(page.service.currentIndex())
    type_into(page.address, "nas.invalid")
    stage.until(lambda: kept(stage).base_url == "nas.invalid")
    assert not page.plain.isVisible()
    type_into(page.address, "http://nas.invalid:11434")
    stage.until(page.plain.isVisible)
    assert "nas.invalid:11434" in page.plain.accept.text()
    page.test.click()
    stage.until(lambda: page.verdict.property("mood") == "problem")
    assert "n’est pas chiffrée" in page.verdict.words.text()
    page.plain.accept.click()
    stage.until(lambda: kept(stage).plain_hosts == ("nas.invalid:11434",))
    page.test.click()
    stage.until(lambda: "introuvable" in page.verdict.words.text())
    page.plain.accept.click()
    stage.until(lambda: kept(stage).plain_hosts == ())


def test_the_longest_silence_is_kept(stage: Stage) -> None:
    page = opened(stage).models
    page.ceilings.fold.click()
    field = page.ceilings.fields["timeout"]
    assert field.value() == 60
    field.setValue(180)
    field.editingFinished.emit()
    stage.until(lambda: kept(stage).timeout == 180)


def test_what_a_service_tells_of_its_models_is_kept(
    stage: Stage, service: Service, ring: _Ring
) -> None:
    service.told = {
        "grand": {
            "context_length": 8192,
            "pricing": {"prompt": "0.000002", "completion": "0.00001"},
        }
    }
    page = opened(stage).models
    page.service.setCurrentIndex(page.service.findData("other"))
    page.service.activated.emit(page.service.currentIndex())
    type_into(page.address, service.url)
    page.test.click()
    stage.until(lambda: page.verdict.property("mood") == "good")
    file = stage.folder / "set" / "models.json"
    stage.until(file.exists)
    offer = load_known(file.parent).of(f"127.0.0.1:{service.port}", "grand")
    assert (offer.context, offer.sent, offer.written) == (8192, 2.0, 10.0)


def test_a_model_that_only_its_short_name_lists_is_known(wire: ModuleType) -> None:
    with wire.Server(models=("llama3:latest",)) as server:
        assert examine(server.url, "llama3").models == ("llama3:latest",)
        with pytest.raises(EndpointModelError):
            examine(server.url, "llama4")
