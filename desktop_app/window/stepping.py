"""Going from row to row in the lists of « À revoir » and of the facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem


def step_among(
    tree: QTreeWidget, items: Sequence[QTreeWidgetItem], by: int
) -> QTreeWidgetItem | None:
    """Move to the next (1) or previous (-1) of these rows, round the end; None without rows."""
    if not items:
        return None
    here = tree.currentItem()
    place = items.index(here) + by if here in items else (0 if by > 0 else -1)
    item = items[place % len(items)]
    tree.setCurrentItem(item)
    tree.scrollToItem(item)
    return item
