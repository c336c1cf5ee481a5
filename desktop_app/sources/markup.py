"""HTML text to a tree, the one place where lxml is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import lxml.html  # pyright: ignore[reportMissingTypeStubs]

from desktop_app.errors import BrokenFileError

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


def html_root(text: str, path: str, file_format: str) -> Element:
    """Give the root of a page or fragment, without comments; raises BrokenFileError."""
    library = cast("Any", lxml.html)
    parser = library.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True
    )
    try:
        root = library.document_fromstring((text.strip() or "<p></p>").encode(), parser=parser)
    except (SyntaxError, ValueError, AssertionError, TypeError) as error:
        raise BrokenFileError(path=path, format=file_format, details=repr(error)) from error
    return cast("Element", root)
