"""« Modèles d’IA »: which service or file writes, its key, and whether it answers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.errors import IntertitreError
from desktop_app.window.preferences.ceilings import Ceilings
from desktop_app.window.preferences.page import Page, Verdict
from desktop_app.window.preferences.plain_http import PlainHttp
from desktop_app.window.wording import error_words
from desktop_app.writers.ai.endpoint import PRESETS, base_url, host_of, is_loopback, preset_of
from desktop_app.writers.ai.known_models import remember

if TYPE_CHECKING:
    from desktop_app.window.desk import Desk
    from desktop_app.window.jobs import Tasks
    from desktop_app.writers.ai.endpoint import Preset
    from desktop_app.writers.ai.probe import Answer, KeyPlace

OTHER, FILE = "other", "file"


class ModelsPage(Page):
    """Takes the user's service and model; the key goes into the system's keyring alone."""

    def __init__(self, desk: Desk, tasks: Tasks) -> None:
        super().__init__(desk.messages, "models")
        self._desk = desk
        self._tasks = tasks
        self._serial = 0
        self._make_fields()
        self._lay_out()
        self._connect()

    def _make_fields(self) -> None:
        self.found = QFrame()
        self.found.setObjectName("understood")
        self.found_words = QLabel(wordWrap=True)
        self.use_found = QPushButton(self.tr_("models.use"))
        self.use_found.setObjectName("link")
        self._preset_found: Preset | None = None
        self.service = QComboBox()
        for preset in PRESETS:
            self.service.addItem(preset.name, preset.name)
        self.service.addItem(self.tr_("models.other"), OTHER)
        self.service.addItem(self.tr_("models.file"), FILE)
        self.address = QLineEdit()
        self.address.setPlaceholderText("https://api.mistral.ai/v1")
        self.plain = PlainHttp(self._desk)
        self.key = QLineEdit()
        self.key.setEchoMode(QLineEdit.EchoMode.Password)
        self.key_words = QLabel(wordWrap=True)
        self.key_words.setObjectName("small")
        self.forget_key = QPushButton(self.tr_("models.forget_key"))
        self.forget_key.setObjectName("link")
        self.model = QComboBox()
        self.model.setEditable(True)
        self.model.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        if (completer := self.model.completer()) is not None:  # a list may hold hundreds
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.test = QPushButton(self.tr_("models.test"))
        self.verdict = Verdict()
        self.place = QLabel(wordWrap=True)
        self.place.setObjectName("small")
        self.file_words = QLabel(wordWrap=True)
        self.choose = QPushButton(self.messages.text("window.action.choose_model"))
        self.ceilings = Ceilings(self._desk)

    def _lay_out(self) -> None:
        self.say("models.lead")
        row = QHBoxLayout(self.found)
        row.setContentsMargins(11, 8, 11, 8)
        row.addWidget(self.found_words, 1)
        row.addWidget(self.use_found)
        self.found.hide()
        self.column.addWidget(self.found)
        self.field("models.service", self.service)
        self.online = _Group()
        self.column.addWidget(self.online)
        self.file = _Group()
        self.column.addWidget(self.file)
        self._fill_online()
        self.file.column.addWidget(self.file_words)
        self.file.column.addWidget(_at_left(self.choose))
        self.column.addWidget(self.place)
        self.column.addSpacing(6)
        self.column.addWidget(self.ceilings)
        self.column.addStretch(1)

    def _fill_online(self) -> None:
        column = self.column
        self.column = self.online.column
        self.field("models.address", self.address)
        self.column.addWidget(self.plain)
        self.field("models.key", self.key)
        beside = QHBoxLayout()
        beside.addWidget(self.key_words, 1)
        beside.addWidget(self.forget_key)
        self.column.addLayout(beside)
        self.field("models.model", self.model)
        self.column.addSpacing(6)
        self.column.addWidget(_at_left(self.test))
        self.column.addWidget(self.verdict)
        self.column = column

    def _connect(self) -> None:
        self.service.activated.connect(self._service_chosen)
        self.address.editingFinished.connect(self._address_given)
        self.key.editingFinished.connect(self._key_given)
        self.forget_key.clicked.connect(lambda: self._keep_key(""))
        self.model.activated.connect(lambda _index: self._model_given())
        line = self.model.lineEdit()
        if line is not None:
            line.editingFinished.connect(self._model_given)
        self.test.clicked.connect(self.examine)
        self.use_found.clicked.connect(self._take_found)
        self.choose.clicked.connect(self._desk.ai.choose_file)
        self._desk.ai.settings_changed.connect(self.show_settings)

    def opened(self) -> None:
        """Show the settings, and look who runs on this computer."""
        self.verdict.say("", "info")
        self.show_settings()
        self._look_for_key()

        def look() -> tuple[Preset, ...]:
            from desktop_app.writers.ai.probe import running

            return running()

        self._tasks.run(look, self._offer)

    def show_settings(self) -> None:
        """Show what is kept."""
        settings = self._desk.ai.settings
        if settings is None:
            return
        url = self._url()
        preset = preset_of(url) if url else None
        kind = FILE if settings.local_model else preset.name if preset else OTHER
        with QSignalBlocker(self.service), QSignalBlocker(self.model):
            self.service.setCurrentIndex(self.service.findData(kind))
            if not self.address.hasFocus():
                self.address.setText(settings.base_url)
            if self.model.currentText() != settings.model:
                self.model.setEditText(settings.model)
        self.online.setVisible(kind != FILE)
        self.file.setVisible(kind == FILE)
        name = Path(settings.local_model).name if settings.local_model else ""
        self.file_words.setText(
            self.tr_("models.file.chosen", name=name) if name else self.tr_("models.file.none")
        )
        self._show_place(kind)
        self.plain.show_address(url)
        self.ceilings.show_settings(settings)

    def examine(self) -> None:
        """« Tester la connexion »: ask the service off the GUI thread and say what it said."""
        self._serial += 1
        serial, address = self._serial, self.address.text()
        model, key = self.model.currentText().strip(), self.key.text().strip()
        settings = self._desk.ai.settings
        plain = settings.plain_hosts if settings is not None else ()
        self.test.setEnabled(False)
        self.verdict.say(self.tr_("models.testing"), "info")

        def ask() -> Answer:
            from desktop_app.writers.ai.probe import examine

            return examine(address, model, key, plain_hosts=plain)

        def done(answer: Answer) -> None:
            self.test.setEnabled(True)
            if serial == self._serial:
                self._show_answer(answer, model)

        def failed(error: Exception) -> None:
            self.test.setEnabled(True)
            if serial == self._serial:
                self.verdict.say(error_words(error, self.messages), "problem")
                self._list_after(error, address, key, plain)

        self._tasks.run(ask, done, failed)

    def _list_after(self, error: Exception, address: str, key: str, plain: tuple[str, ...]) -> None:
        """Where only the model's name is wrong, list those there are."""
        if getattr(error, "id", "") != "endpoint.model":
            return

        def ask() -> Answer:
            from desktop_app.writers.ai.probe import examine

            return examine(address, "", key, plain_hosts=plain)

        self._tasks.run(ask, lambda answer: self._list(answer.models), lambda _error: None)

    def _show_answer(self, answer: Answer, model: str) -> None:
        self._list(answer.models)
        self._desk.ask(
            lambda session: remember(session.folders.settings, answer.host, answer.offers)
        )
        self._key_given()
        count = len(answer.models)
        if not model and count == 1:
            self.model.setEditText(answer.models[0])
            self._model_given()
            model = answer.models[0]
        if model:
            self.verdict.say(self.tr_("models.works", host=answer.host, model=model), "good")
        elif count:
            self.verdict.say(self.tr_("models.listed", host=answer.host, count=count), "good")
            self.model.setFocus()
        else:
            self.verdict.say(self.tr_("models.no_model", host=answer.host), "problem")

    def _list(self, models: tuple[str, ...]) -> None:
        chosen = self.model.currentText()
        with QSignalBlocker(self.model):
            self.model.clear()
            self.model.addItems(list(models))
            self.model.setEditText(chosen)

    def _service_chosen(self) -> None:
        kind = self.service.currentData()
        self.verdict.say("", "info")
        if kind == FILE:
            self.online.hide()
            self.file.show()
            self._show_place(FILE)
            return
        preset = next((p for p in PRESETS if p.name == kind), None)
        self._list(())
        self.model.setEditText("")
        address = preset.base_url if preset else ""
        self.address.setText(address)
        self._change(base_url=address, model="", local_model="")
        if preset is None:
            self.address.setFocus()
        elif preset.needs_key:
            self.key.setFocus()
        else:
            self.examine()

    def _address_given(self) -> None:
        settings, address = self._desk.ai.settings, self.address.text().strip()
        if settings is None or address == settings.base_url:
            return
        self._change(base_url=address, local_model="")

    def _model_given(self) -> None:
        settings, model = self._desk.ai.settings, self.model.currentText().strip()
        if settings is not None and model != settings.model:
            self._change(model=model, local_model="")

    def _change(self, **changes: str) -> None:
        moved = "base_url" in changes
        self._desk.ai.change(self._look_for_key if moved else None, **changes)

    def _key_given(self) -> None:
        key = self.key.text().strip()
        if key:
            self.key.clear()
            self._keep_key(key)

    def _keep_key(self, key: str) -> None:
        url = self._url()
        if not url:
            return

        def keep() -> bool:
            from desktop_app.writers.ai.endpoint import keep_key

            return keep_key(url, key)

        def kept(taken: bool) -> None:
            if taken or not key:
                self._look_for_key()
            else:
                self.key_words.setText(self.tr_("models.key.refused"))

        self._tasks.run(keep, kept)

    def _look_for_key(self) -> None:
        url = self._url()
        if not url:
            self._show_key("none")
            return

        def look() -> KeyPlace:
            from desktop_app.writers.ai.probe import key_place

            return key_place(url)

        self._tasks.run(look, self._show_key)

    def _show_key(self, place: KeyPlace) -> None:
        url = self._url()
        name = "local" if place == "none" and url and is_loopback(url) else place
        self.key_words.setText(self.tr_(f"models.key.{name}"))
        self.forget_key.setVisible(place == "keyring")
        self.key.setPlaceholderText("••••••••••••" if place == "keyring" else "")

    def _show_place(self, kind: str) -> None:
        url = self._url()
        if kind == FILE or (url and is_loopback(url)):
            self.place.setText(self.tr_("models.here"))
        elif url:
            self.place.setText(self.tr_("models.online", host=host_of(url)))
        else:
            self.place.setText("")

    def _url(self) -> str:
        settings = self._desk.ai.settings
        try:
            return base_url(settings.base_url) if settings is not None else ""
        except IntertitreError:
            return ""

    def _offer(self, found: tuple[Preset, ...]) -> None:
        url = self._url()
        chosen = preset_of(url) if url else None
        offered = [preset for preset in found if preset != chosen]
        self._preset_found = offered[0] if offered else None
        self.found.setVisible(bool(offered))
        if offered:
            self.found_words.setText(self.tr_("models.found", name=offered[0].name))

    def _take_found(self) -> None:
        if self._preset_found is not None:
            self.service.setCurrentIndex(self.service.findData(self._preset_found.name))
            self.found.hide()
            self._service_chosen()


class _Group(QWidget):
    """Fields that are shown or hidden together."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("clear")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(7)


def _at_left(widget: QWidget) -> QWidget:
    row = QWidget()
    row.setObjectName("clear")
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.addWidget(widget)
    line.addStretch(1)
    return row
