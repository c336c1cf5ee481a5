"""What the window asks the system for: file dialogs, opening a folder, the one question it has."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QVBoxLayout,
)

from desktop_app import __version__
from desktop_app.window.icons import application_icon

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop_app.messages import Messages

Leave = Literal["save", "leave", "stay"]

_LONGEST_NAME = 80


class Desktop:
    """The system's own dialogs; tests hand in another one."""

    def __init__(self, messages: Messages) -> None:
        """Take the language the dialogs speak."""
        self._messages = messages

    def open_files(self, parent: QWidget, title: str, suffixes: tuple[str, ...]) -> list[Path]:
        """Ask for files to read."""
        tr = self._messages.text
        filters = [f"{tr('window.files.all')} (*)"]
        if suffixes:
            patterns = " ".join(f"*{suffix}" for suffix in suffixes)
            filters.insert(0, f"{tr('window.files.readable')} ({patterns})")
        names, _ = QFileDialog.getOpenFileNames(parent, title, "", ";;".join(filters))
        return [Path(name) for name in names]

    def save_file(self, parent: QWidget, title: str, suggested: Path, suffix: str) -> Path | None:
        """Ask where to write a file; the suffix is added when it was left out."""
        kind = self._messages.text(f"window.files.{suffix.lstrip('.')}")
        name, _ = QFileDialog.getSaveFileName(parent, title, str(suggested), f"{kind} (*{suffix})")
        if not name:
            return None
        path = Path(name)
        return path if path.suffix.lower() == suffix else path.with_name(path.name + suffix)

    def ask_name(self, parent: QWidget, title: str, label: str, name: str = "") -> str | None:
        """Ask for a name; None when it was thought better of."""
        tr = self._messages.text
        asks = QDialog(parent)
        asks.setWindowTitle(title)
        caption, field = QLabel(label), QLineEdit(name)
        caption.setBuddy(field)
        field.setMaxLength(_LONGEST_NAME)
        field.setMinimumWidth(field.fontMetrics().averageCharWidth() * 44)
        agree, leave = QPushButton(tr("window.name.agree")), QPushButton(tr("window.name.leave"))
        agree.setDefault(True)
        agree.clicked.connect(asks.accept)
        leave.clicked.connect(asks.reject)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(agree)
        buttons.addWidget(leave)
        column = QVBoxLayout(asks)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(8)
        column.addWidget(caption)
        column.addWidget(field)
        column.addSpacing(6)
        column.addLayout(buttons)
        agreed = asks.exec() == QDialog.DialogCode.Accepted
        given = field.text().strip()
        asks.deleteLater()
        return given if agreed else None

    def show(self, path: Path) -> None:
        """Open a file or folder with the program the system has for it."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def about(self, parent: QWidget) -> None:
        """Say what this program is."""
        tr = self._messages.text
        box = QMessageBox(parent)
        box.setWindowTitle(tr("window.about.title"))
        box.setIconPixmap(application_icon().pixmap(64, 64))
        box.setText(f"<b>Intertitre {__version__}</b>")
        box.setInformativeText(tr("window.about.text"))
        box.exec()

    def ask_to_leave(self, parent: QWidget, name: str) -> Leave:
        """Ask what to do with changes to this work that would be lost."""
        tr = self._messages.text
        box = QMessageBox(parent)
        box.setIcon(QMessageBox.Icon.NoIcon)
        box.setWindowTitle(tr("window.leave.title"))
        box.setTextFormat(Qt.TextFormat.RichText)
        box.setText(f"<b>{escape(tr('window.leave.question', name=name))}</b>")
        box.setInformativeText(tr("window.leave.text"))
        save = box.addButton(tr("window.leave.save"), QMessageBox.ButtonRole.AcceptRole)
        leave = box.addButton(tr("window.leave.leave"), QMessageBox.ButtonRole.DestructiveRole)
        stay = box.addButton(tr("window.leave.stay"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(save)
        box.setEscapeButton(stay)
        box.exec()
        chosen = box.clickedButton()
        if chosen is save:
            return "save"
        return "leave" if chosen is leave else "stay"
