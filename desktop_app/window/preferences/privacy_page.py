"""« Confidentialité »: what is sent where, who was agreed to, and how to leave nothing behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QListWidget, QPushButton, QVBoxLayout

from desktop_app.window.preferences.page import Page, Verdict

if TYPE_CHECKING:
    from desktop_app.session import Session
    from desktop_app.window.desk import Desk

_POINTS = ("offline", "grammar", "local", "online", "chat", "key", "nothing_else")
_HOSTS_HEIGHT, _NO_HOST_HEIGHT = 92, 36


class PrivacyPage(Page):
    """Says in plain words where texts go; erases on request, asked in place."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.messages, "privacy")
        self._desk = desk
        for point in _POINTS:
            label = QLabel(self.tr_(f"privacy.{point}"), wordWrap=True)
            self.column.addWidget(label)
            self.column.addSpacing(3)
        self._add_hosts()
        self._add_erasing()
        self.column.addStretch(1)

    def _add_hosts(self) -> None:
        self.hosts = QListWidget()
        self.hosts.setObjectName("field")
        self.hosts.setMaximumHeight(_HOSTS_HEIGHT)
        self.field("privacy.hosts", self.hosts)
        self.remove = QPushButton(self.tr_("privacy.hosts.remove"))
        self.remove.clicked.connect(self._remove)
        self.hosts.itemSelectionChanged.connect(self._can_remove)
        row = QHBoxLayout()
        row.addWidget(self.remove)
        row.addStretch(1)
        self.column.addLayout(row)

    def _add_erasing(self) -> None:
        self.column.addSpacing(10)
        self.erase = QPushButton(self.tr_("privacy.erase"))
        row = QHBoxLayout()
        row.addWidget(self.erase)
        row.addStretch(1)
        self.column.addLayout(row)
        self.sure = QFrame()
        self.sure.setObjectName("understood")
        words = QLabel(self.tr_("privacy.erase.sure"), wordWrap=True)
        self.really = QPushButton(self.tr_("privacy.erase.really"))
        self.rather_not = QPushButton(self.tr_("privacy.erase.rather_not"))
        inside = QVBoxLayout(self.sure)
        inside.setContentsMargins(12, 10, 12, 10)
        inside.addWidget(words)
        buttons = QHBoxLayout()
        buttons.addWidget(self.really)
        buttons.addWidget(self.rather_not)
        buttons.addStretch(1)
        inside.addLayout(buttons)
        self.sure.hide()
        self.verdict = Verdict()
        self.column.addWidget(self.sure)
        self.column.addWidget(self.verdict)
        self.erase.clicked.connect(self._ask)
        self.rather_not.clicked.connect(self._leave)
        self.really.clicked.connect(self._erase)

    def opened(self) -> None:
        """Show the hosts agreed to."""
        self._leave()
        self.verdict.say("", "info")
        settings = self._desk.ai.settings
        self.hosts.clear()
        if settings is not None:
            self.hosts.addItems(list(settings.allowed_hosts))
        shown = self.hosts.count() > 0
        self.hosts.setEnabled(shown)
        self.hosts.setMaximumHeight(_HOSTS_HEIGHT if shown else _NO_HOST_HEIGHT)
        if not shown:
            self.hosts.addItem(self.tr_("privacy.hosts.none"))
        self._can_remove()

    def _can_remove(self) -> None:
        self.remove.setEnabled(self.hosts.isEnabled() and bool(self.hosts.selectedItems()))

    def _remove(self) -> None:
        gone = {item.text() for item in self.hosts.selectedItems()}
        settings = self._desk.ai.settings
        if settings is not None:
            left = settings.without_hosts(gone)
            hosts = {"allowed_hosts": left.allowed_hosts, "plain_hosts": left.plain_hosts}
            self._desk.ai.change(self.opened, **hosts)

    def _ask(self) -> None:
        self.verdict.say("", "info")
        self.erase.setEnabled(False)
        self.sure.show()
        self.rather_not.setFocus()

    def _leave(self) -> None:
        self.sure.hide()
        self.erase.setEnabled(True)

    def _erase(self) -> None:
        def erase(session: Session) -> int:
            from desktop_app.erasing import forget_everything
            from desktop_app.settings import Settings
            from desktop_app.writers.ai.endpoint import PRESETS, keep_key

            addresses = {preset.base_url for preset in PRESETS}
            addresses |= {f"https://{host}" for host in session.settings.allowed_hosts}
            if session.settings.base_url:
                addresses.add(session.settings.base_url)
            for address in sorted(addresses):
                keep_key(address, "")
            session.settings = Settings()
            where = session.folders
            return forget_everything(where.settings, where.journal, where.log)

        def done(left: int) -> None:
            self.opened()
            if left:
                self.verdict.say(self.tr_("privacy.erase.left", count=left), "problem")
            else:
                self.verdict.say(self.tr_("privacy.erase.done"), "good")
            self._desk.ai.settings_erased()

        self._desk.ask(erase, done)
