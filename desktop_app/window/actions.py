"""The window's actions, with their shortcuts, in menus and on the toolbar."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QLabel,
    QMainWindow,
    QMenu,
    QSizePolicy,
    QToolBar,
    QToolButton,
    QWidget,
)

from desktop_app.window.icons import icon, icon_side, pixmap
from desktop_app.window.theme import current

if TYPE_CHECKING:
    from desktop_app.messages import Messages

_Key = QKeySequence.StandardKey


@dataclass(frozen=True)
class _Plan:
    """How an action is made: its name in the catalog, icon and shortcuts."""

    name: str
    icon: str = ""
    keys: tuple[QKeySequence | QKeySequence.StandardKey | str, ...] = ()


_PLANS = (
    _Plan("open", "open", (_Key.Open,)),
    _Plan("add", "", ("Ctrl+Shift+O",)),
    _Plan("paste", "", ("Ctrl+Shift+V",)),
    _Plan("check_article", "", ("Ctrl+Shift+K",)),
    _Plan("paste_order", "", ("Ctrl+Alt+O",)),
    _Plan("open_order"),
    _Plan("sample"),
    _Plan("new", "", (_Key.New,)),
    _Plan("write", "structure", ("Ctrl+Return", "Ctrl+Enter")),
    _Plan("stop", "stop", ("Escape",)),
    _Plan("new_window", "", ("Ctrl+Shift+N",)),
    _Plan("save", "", (_Key.Save,)),
    _Plan("save_as", "", ("Ctrl+Shift+S",)),
    _Plan("export_docx", "", ("Ctrl+E",)),
    _Plan("export_html"),
    _Plan("export_md"),
    _Plan("export_sheet"),
    _Plan("copy_rich", "", ("Ctrl+Shift+C",)),
    _Plan("copy_html"),
    _Plan("copy_markdown"),
    _Plan("copy_sheet"),
    _Plan("copy_order", "", ("Ctrl+Alt+C",)),
    _Plan("paste_reply", "", ("Ctrl+Alt+V",)),
    _Plan("copy_repair"),
    _Plan("choose_model"),
    _Plan("repair"),
    _Plan("preferences", "sliders", (_Key.Preferences, "Ctrl+,")),
    _Plan("undo", "", (_Key.Undo,)),
    _Plan("redo", "", (_Key.Redo,)),
    _Plan("cut", "", (_Key.Cut,)),
    _Plan("copy_text", "", (_Key.Copy,)),
    _Plan("paste_text", "", (_Key.Paste,)),
    _Plan("select_all", "", (_Key.SelectAll,)),
    _Plan("find", "", (_Key.Find,)),
    _Plan("replace", "", ("Ctrl+H",)),
    _Plan("find_next", "", (_Key.FindNext,)),
    _Plan("find_previous", "", (_Key.FindPrevious,)),
    _Plan("bold", "bold", (_Key.Bold,)),
    _Plan("italic", "italic", (_Key.Italic,)),
    _Plan("paragraph", "", ("Ctrl+Alt+0",)),
    _Plan("heading2", "heading-2", ("Ctrl+Alt+2",)),
    _Plan("heading3", "heading-3", ("Ctrl+Alt+3",)),
    _Plan("bullets", "bullets", ("Ctrl+Shift+8",)),
    _Plan("numbers", "numbers", ("Ctrl+Shift+7",)),
    _Plan("quote", "quote", ("Ctrl+Shift+9",)),
    _Plan("link", "link", ("Ctrl+K",)),
    _Plan("image", "image", ("Ctrl+Shift+I",)),
    _Plan("marks"),
    _Plan("next_finding", "", ("F8",)),
    _Plan("previous_finding", "", ("Shift+F8",)),
    _Plan("suggest", "", ("Alt+Return", "Alt+Enter")),
    _Plan("fix_safe", "", ("Ctrl+Shift+L",)),
    _Plan("alternative", "", ("Ctrl+Shift+P",)),
    _Plan("keep_version", "", ("Ctrl+Alt+G",)),
    _Plan("versions", "", ("Ctrl+Alt+H",)),
    _Plan("show_source", "", ("Ctrl+1",)),
    _Plan("show_article", "", ("Ctrl+2",)),
    _Plan("show_settings", "", ("Ctrl+3",)),
    _Plan("show_review", "", ("Ctrl+4",)),
    _Plan("show_preview", "", ("Ctrl+5",)),
    _Plan("show_google", "", ("Ctrl+6",)),
    _Plan("facts", "", ("F9",)),
    _Plan("follow", "", ("Shift+F9",)),
    _Plan("keys", "", ("F1",)),
    _Plan("log_folder"),
    _Plan("about"),
    _Plan("close", "", (_Key.Close,)),
    _Plan("quit", "", (_Key.Quit, "Ctrl+Q")),
)
# Menus within menus, which the toolbar's buttons open too.
_EXPORTS = ("export_docx", "export_html", "export_md", "", "export_sheet")
_COPIES = ("copy_rich", "copy_html", "copy_markdown", "", "copy_sheet")
_WITHIN = {">export": _EXPORTS, ">copy": _COPIES}
_MENUS: dict[str, tuple[str, ...]] = {
    "file": (
        *("new", "new_window", "open", "", "save", "save_as", ">export", ""),
        *("add", "paste", "paste_order", "open_order", "", "check_article", "sample", ""),
        *("close", "quit"),
    ),
    "edit": (
        *("undo", "redo", "", "cut", "copy_text", "paste_text", "select_all", ">copy", ""),
        *("find", "replace", "find_next", "find_previous", "", "preferences"),
    ),
    "format": (
        *("bold", "italic", "link", "", "paragraph", "heading2", "heading3", ""),
        *("bullets", "numbers", "quote", "", "image"),
    ),
    "article": (
        *("write", "stop", "", "next_finding", "previous_finding", "suggest", "fix_safe"),
        *("alternative", "", "keep_version", "versions", "", "repair", "choose_model"),
        *("", "copy_order", "paste_reply", "copy_repair"),
    ),
    "view": (
        *("show_source", "show_article", "show_settings", "show_review", "show_preview"),
        *("show_google", "", "facts", "follow", "", "marks"),
    ),
    "help": ("keys", "sample", "", "log_folder", "about"),
}
_SWITCHES = (
    *("facts", "marks", "bold", "italic", "paragraph", "heading2", "heading3"),
    *("bullets", "numbers", "quote", "link"),
)


class Actions:
    """Owns the actions by name and puts them where they belong."""

    def __init__(self, window: QMainWindow, messages: Messages) -> None:
        """Make the actions, the menus and the toolbar of this window."""
        self._window = window
        self._messages = messages
        self._icons: dict[str, str] = {}
        self.menus: dict[str, QMenu] = {}
        self.by_name: dict[str, QAction] = {plan.name: self._make(plan) for plan in _PLANS}
        for name in _SWITCHES:
            self.by_name[name].setCheckable(True)
        self.by_name["quit"].setMenuRole(QAction.MenuRole.QuitRole)
        self.by_name["about"].setMenuRole(QAction.MenuRole.AboutRole)
        self.by_name["preferences"].setMenuRole(QAction.MenuRole.PreferencesRole)
        self._fill_menus()
        self.badge = QLabel()
        self.badge_icon = QLabel()
        self._fill_toolbar()

    def __getitem__(self, name: str) -> QAction:
        """Give an action by its name."""
        return self.by_name[name]

    def enable(self, **states: bool) -> None:
        """Switch actions on or off by name."""
        for name, state in states.items():
            self.by_name[name].setEnabled(state)

    def show_running(self, running: bool) -> None:
        """Show either the button that begins or the one that stops."""
        self.by_name["write"].setVisible(not running)
        self.by_name["stop"].setVisible(running)
        self.by_name["stop"].setEnabled(running)
        self._name_primary()

    def show_writer(self, writer: str) -> None:
        """Word the main button for who writes: « Structurer » or « Rédiger »."""
        action = self.by_name["write"]
        key = "window.action.write_ai" if writer == "ai" else "window.action.write"
        action.setText(self._messages.text(key))
        action.setIconText(_beside_icon(action.text()))
        self._icons["write"] = "write" if writer == "ai" else "structure"
        self._set_tip(action)
        self.refresh()

    def show_place(self, host: str | None) -> None:
        """Say where the text is worked on: on this computer, or online at a host."""
        tr = self._messages.text
        self.badge.setText(
            tr("window.badge.online", host=host) if host else tr("window.badge.here")
        )
        tip = "window.badge.online.tip" if host else "window.badge.here.tip"
        self.badge.setToolTip(tr(tip))
        self.badge_icon.setProperty("picture", "online" if host else "computer")
        self._draw_badge()

    def refresh(self) -> None:
        """Draw the icons again after the palette or the text size changed."""
        palette = self._window.palette()
        self.bar.setIconSize(QSize(icon_side(self._window), icon_side(self._window)))
        for name, picture in self._icons.items():
            on_accent = name in ("write", "stop")
            self.by_name[name].setIcon(icon(picture, palette, on_accent=on_accent))
        self.export.setIcon(icon("export", palette))
        self.copy.setIcon(icon("copy", palette))
        self._draw_badge()

    def _draw_badge(self) -> None:
        name = self.badge_icon.property("picture") or "computer"
        quiet = current().quiet
        side = icon_side(self._window) - 1
        self.badge_icon.setPixmap(pixmap(name, quiet, side, self._window.devicePixelRatioF()))

    def _make(self, plan: _Plan) -> QAction:
        action = QAction(self._messages.text(f"window.action.{plan.name}"), self._window)
        action.setIconText(_beside_icon(action.text()))
        keys = dict.fromkeys(QKeySequence(key).toString() for key in plan.keys)
        action.setShortcuts([QKeySequence(key) for key in keys if key])
        self._set_tip(action)
        if plan.icon:
            self._icons[plan.name] = plan.icon
        self._window.addAction(action)
        return action

    def _set_tip(self, action: QAction) -> None:
        words = action.text().rstrip("…")
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        action.setToolTip(f"{words} ({keys})" if keys else words)

    def _fill_menus(self) -> None:
        for menu_name, names in _MENUS.items():
            menu = self._window.menuBar().addMenu(self._messages.text(f"window.menu.{menu_name}"))
            menu.setToolTipsVisible(False)
            self.menus[menu_name] = menu
            for name in names:
                if name in _WITHIN:
                    words = self._messages.text(f"window.menu.{name[1:]}")
                    self.menus[name] = menu.addMenu(words)
                    self._add_to(self.menus[name], _WITHIN[name])
                else:
                    self._add_to(menu, (name,))

    def _add_to(self, menu: QMenu, names: tuple[str, ...]) -> None:
        for name in names:
            if name:
                menu.addAction(self.by_name[name])
            else:
                menu.addSeparator()

    def _fill_toolbar(self) -> None:
        tr = self._messages.text
        bar = QToolBar(tr("window.toolbar"), self._window)
        bar.setMovable(False)
        bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        bar.addAction(self.by_name["open"])
        bar.addAction(self.by_name["write"])
        bar.addAction(self.by_name["stop"])
        self.export = self._menu_button("export", _EXPORTS)
        self.copy = self._menu_button(
            "copy",
            (*_COPIES, "", "copy_order", "paste_reply", "copy_repair"),
        )
        bar.addWidget(self.export)
        bar.addWidget(self.copy)
        space = QWidget()
        space.setObjectName("clear")
        space.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        bar.addWidget(space)
        self.badge.setObjectName("badge")
        self.badge.setContentsMargins(4, 0, 8, 0)
        bar.addWidget(self.badge_icon)
        bar.addWidget(self.badge)
        bar.addAction(self.by_name["preferences"])
        gear = bar.widgetForAction(self.by_name["preferences"])
        if isinstance(gear, QToolButton):
            gear.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
            gear.setAccessibleName(self.by_name["preferences"].text().rstrip("…"))
        for button in bar.findChildren(QToolButton):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.bar = bar
        self._window.addToolBar(bar)
        self._name_primary()

    def _name_primary(self) -> None:
        for name in ("write", "stop"):
            button = self.bar.widgetForAction(self.by_name[name])
            if button is not None and button.objectName() != "primary":
                button.setObjectName("primary")
                button.style().unpolish(button)
                button.style().polish(button)

    def _menu_button(self, name: str, entries: tuple[str, ...]) -> QToolButton:
        button = QToolButton()
        words = self._messages.text(f"window.action.{name}")
        button.setText(_beside_icon(words))
        button.setAccessibleName(words)
        button.setToolTip(self._messages.text(f"window.action.{name}.tip"))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(button)
        self._add_to(menu, entries)
        button.setMenu(menu)
        return button


def _beside_icon(words: str) -> str:
    """Give a button's words with a little air between them and the icon."""
    return "\u2002" + words.rstrip("…")
