"""A work as JSON values, and the shapes it was written in before.

Shape 2 names where each source came from; shape 1 had bare triples and knew neither the user's own
wishes nor versions.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, cast

from desktop_app.model import (
    Article,
    Brief,
    BriefLine,
    Demands,
    FileFields,
    Length,
    Source,
    WantedHeading,
    WantedLink,
    WantedTerm,
    Wishes,
    WriterSummary,
)
from desktop_app.versions import Version

if TYPE_CHECKING:
    from desktop_app.files import Migration

WORK_SCHEMA = 2


def _name_origins(data: dict[str, Any]) -> dict[str, Any]:
    """Bring shape 1 to shape 2."""
    extra = dict(data.get("extra", {}))
    names = ("kind", "content", "name")
    extra["origins"] = [dict(zip(names, one, strict=True)) for one in extra.get("origins", ())]
    return {**data, "extra": extra}


WORK_MIGRATIONS: Mapping[int, Migration] = MappingProxyType({1: _name_origins})


@dataclass(frozen=True, slots=True)
class Work:
    """A document as it is being worked on: whatever would be missed after opening it again.

    `brief` is what all that was asked came to, `wishes` what the user asked himself. `extra` is
    whatever else the window wants back (where sources came from), JSON values only.
    """

    sources: tuple[Source, ...] = ()
    brief: Brief = field(default_factory=Brief)
    wishes: Wishes = field(default_factory=Wishes)
    article: Article | None = None
    writer: WriterSummary = field(default_factory=lambda: WriterSummary(kind=None))
    accepted: frozenset[str] = frozenset()
    versions: tuple[Version, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict[str, Any])


def work_to_json(work: Work) -> dict[str, Any]:
    """Give a work as JSON values."""
    return cast("dict[str, Any]", _plain(work))


def work_from_json(data: Mapping[str, Any]) -> Work:
    """Give back what `work_to_json` made; unknown entries are left out, missing ones default."""
    article = data.get("article")
    return Work(
        sources=tuple(_source(item) for item in data.get("sources", ())),
        brief=_brief(data.get("brief", {})),
        wishes=_wishes(data.get("wishes", {})),
        article=None if article is None else _article(article),
        writer=WriterSummary(**_known(WriterSummary, data.get("writer", {"kind": None}))),
        accepted=frozenset(data.get("accepted", ())),
        versions=tuple(_version(item) for item in data.get("versions", ())),
        extra=data.get("extra", {}),
    )


def _plain(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Mapping):
        return {str(k): _plain(v) for k, v in cast("Mapping[Any, Any]", value).items()}
    if isinstance(value, frozenset):
        return sorted(cast("frozenset[str]", value))
    if isinstance(value, (tuple, list)):
        return [_plain(v) for v in cast("tuple[Any, ...]", value)]
    return value


def _known(kind: type[Any], data: Mapping[str, Any]) -> dict[str, Any]:
    types = {f.name: f.type for f in fields(kind)}
    known = {key: value for key, value in data.items() if key in types}
    if any(types[key] == "str" and not isinstance(value, str) for key, value in known.items()):
        raise TypeError("no text")
    return known


def _length(data: Mapping[str, Any] | None) -> Length | None:
    return None if data is None else Length(**_known(Length, data))


def _demands(data: Mapping[str, Any]) -> Demands:
    values = _known(Demands, data)
    for name, kind in (("terms", WantedTerm), ("headings", WantedHeading), ("links", WantedLink)):
        items: list[Mapping[str, Any]] = values.get(name, [])
        values[name] = tuple(kind(**_known(kind, item)) for item in items)
    for name in ("forbidden", "brands", "remarks"):
        values[name] = tuple(values.get(name, ()))
    return Demands(**values)


def _brief_line(data: Mapping[str, Any]) -> BriefLine:
    values = _known(BriefLine, data)
    values["length"] = _length(values.get("length"))
    if values.get("demands") is not None:
        values["demands"] = _demands(values["demands"])
    return BriefLine(**values)


def _source(data: Mapping[str, Any]) -> Source:
    values = _known(Source, data)
    for name in ("brief_line", "order"):
        if values.get(name) is not None:
            values[name] = _brief_line(values[name])
    values["fields"] = FileFields(**_known(FileFields, values.get("fields", {})))
    return Source(**values)


def _brief(data: Mapping[str, Any]) -> Brief:
    values = _known(Brief, data)
    if "length" in values:
        values["length"] = _length(values["length"])
    if "keywords" in values:
        values["keywords"] = tuple(values["keywords"])
    if "demands" in values:
        values["demands"] = _demands(values["demands"])
    return Brief(**values)


def _article(data: Mapping[str, Any]) -> Article:
    values = _known(Article, data)
    alternatives: Mapping[str, list[str]] = values.get("alternatives", {})
    values["alternatives"] = MappingProxyType({k: tuple(v) for k, v in alternatives.items()})
    values["keyphrase_suggestions"] = tuple(values.get("keyphrase_suggestions", ()))
    return Article(**values)


def _wishes(data: Mapping[str, Any]) -> Wishes:
    values = _known(Wishes, data)
    values["length"] = _length(values.get("length"))
    if values.get("keywords") is not None:
        values["keywords"] = tuple(values["keywords"])
    if values.get("demands") is not None:
        values["demands"] = _demands(values["demands"])
    if values.get("demanded") is not None:
        values["demanded"] = frozenset(values["demanded"])
    if values.get("order") is not None:
        values["order"] = _brief_line(values["order"])
    return Wishes(**values)


def _version(data: Mapping[str, Any]) -> Version:
    values = _known(Version, data)
    values["article"] = _article(values["article"])
    return Version(**values)
