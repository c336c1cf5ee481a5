"""The work on the table as it is kept on disk, and put back on the table from there."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from desktop_app.window.incoming import ClientOrder, Loaded, Origin

if TYPE_CHECKING:
    from desktop_app.model import Wishes
    from desktop_app.window.desk import Desk
    from desktop_app.work_json import Work


def as_kept(desk: Desk) -> Work:
    """Give the work as it stands now, with all that would be missed after opening it again."""
    from desktop_app.work_json import Work

    work = desk.work
    order = work.order
    return Work(
        sources=work.sources,
        brief=work.brief,
        wishes=desk.window.settings.wishes(),
        article=work.article,
        writer=work.writer,
        accepted=work.accepted,
        versions=work.versions,
        extra={
            "origins": [_origin(one.origin) for one in work.loaded],
            "order": order
            and {
                **{"origin": _origin(order.origin), "text": order.line.text},
                **{"found": order.found, "ignored": order.ignored},
            },
            "check_only": work.check_only,
            "brief_line_ignored": desk.intake.brief_line_ignored,
        },
    )


def put_back(desk: Desk, kept: Work) -> None:
    """Work from what was kept, in the place of what is there."""
    desk.intake.clear()
    work, extra = desk.work, kept.extra
    desk.intake.brief_line_ignored = bool(extra.get("brief_line_ignored"))
    work.check_only = bool(extra.get("check_only"))
    work.accepted = kept.accepted
    work.writer = kept.writer
    work.brief = kept.brief
    work.order = _order(kept)
    desk.window.settings.take_wishes(_wishes(kept), kept.brief)
    work.set_versions(kept.versions)
    work.set_sources(_loaded(kept))
    work.open_article(kept.article)
    pane = desk.window.editor if kept.article is not None else desk.window.source
    desk.window.left.setCurrentWidget(pane)
    if kept.article is not None:
        desk.window.make_room_for_review()
        desk.orders.check()


def _wishes(kept: Work) -> Wishes:
    """Give the user's wishes; an article keeps the order it was written to, whatever is usual."""
    wishes, brief, order = kept.wishes, kept.brief, kept.wishes.order
    if kept.article is None or kept.extra.get("check_only"):
        return wishes
    return replace(
        wishes,
        length=wishes.length or (None if order and order.length else brief.length),
        tone=wishes.tone or (None if order and order.tone else brief.tone),
        writer=wishes.writer or brief.writer,
    )


def _origin(origin: Origin) -> dict[str, str]:
    return {"kind": origin.kind, "content": origin.content, "name": origin.name}


def _order(kept: Work) -> ClientOrder | None:
    """Give the client's order, one that is not taken into account too."""
    line, said = kept.wishes.order, kept.extra.get("order")
    if not said:
        return line and ClientOrder(Origin("text", line.text, ""), line)
    if line is None:
        from desktop_app.sources.client_order import understand_order

        line = understand_order(str(said["text"]))
    origin = Origin(**said["origin"])
    return ClientOrder(origin, line, bool(said["found"]), bool(said["ignored"]))


def _loaded(kept: Work) -> tuple[Loaded, ...]:
    origins: list[Any] = list(kept.extra.get("origins", ()))
    loaded: list[Loaded] = []
    for number, source in enumerate(kept.sources):
        origin = Origin("text", source.markdown, source.path)
        if number < len(origins):
            origin = Origin(**origins[number])
        loaded.append(Loaded(origin, source))
    return tuple(loaded)


def title_of(kept: Work) -> str:
    """Give what people know a work by: its article's title, else the first line of a source."""
    if kept.article is not None and kept.article.title:
        return kept.article.title
    text = kept.sources[0].text if kept.sources else ""
    line = text.partition("\n")[0]
    return line if len(line) <= 70 else line[:69].rstrip() + "…"
