"""The user's settings, and the file they are kept in.

The API key is not among them: it lives in the system's keyring. What this version does not know is
kept as it was found, so that an older version and a newer one can share a file.
"""

from __future__ import annotations

import contextlib
import logging
import os
import shutil
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, cast

from desktop_app.errors import BrokenFileError, NewerFileError
from desktop_app.files import SCHEMA_KEY, Migration, read_json, write_json
from desktop_app.model import TONES, Length, Tone, WriterKind

if TYPE_CHECKING:
    from pathlib import Path

FILE_NAME = "settings.json"
DAMAGED_NAME = "settings.damaged.json"
NEWER_NAME = "settings.newer.json"
SCHEMA = 1
MIGRATIONS: Mapping[int, Migration] = MappingProxyType({})
MOST_RECENT_FILES = 10

Theme = Literal["system", "light", "dark"]
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Profile:
    """What one client wants: how to address the reader, which spellings, which site.

    `site` is the address of the client's site, `site_suffix` what it adds to titles
    (« | Évian »), `word_template` the path of a .docx whose styles its articles take; each "" for
    none, like `person`. `tone` None is the user's own.
    """

    name: str
    typography: str = "web"
    person: str = ""
    brand_spellings: tuple[str, ...] = ()
    site_suffix: str = ""
    tone: Tone | None = None
    audience: str = ""
    forbidden: tuple[str, ...] = ()
    site: str = ""
    word_template: str = ""
    unknown: Mapping[str, Any] = field(default_factory=dict[str, Any])


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings; the defaults are those of a first launch.

    `language` None follows the system. `local_model` is the path of a .gguf file, used instead of
    `base_url` where it is not "". `context` is the model's window in tokens, None when not known.
    `plain_hosts` may be reached without encryption. `timeout` is a service's longest silence in
    seconds. `language_off` names kinds of remarks (spelling, grammar, style, typography) and
    LanguageTool's categories that are not shown. `max_requests` and `max_tokens` are ceilings for
    one article. `show_marks` has the article edited with its Markdown marks in sight.
    `like_yoast` is the window's; a command says `--like-yoast`. `text_size` is a
    percentage of the system's. `profile` names the one in use, "" for none.
    """

    language: Literal["fr", "en"] | None = None
    theme: Theme = "system"
    tone: Tone = "presse"
    length: Length | None = field(default_factory=Length)
    writer: WriterKind | None = None
    base_url: str = ""
    model: str = ""
    local_model: str = ""
    context: int | None = None
    allowed_hosts: tuple[str, ...] = ()
    plain_hosts: tuple[str, ...] = ()
    timeout: int = 60
    typography: str = "web"
    like_yoast: bool = True
    language_off: tuple[str, ...] = ()
    max_requests: int = 20
    max_tokens: int = 100_000
    text_size: int = 100
    show_marks: bool = False
    recent_files: tuple[str, ...] = ()
    profile: str = ""
    profiles: tuple[Profile, ...] = ()
    unknown: Mapping[str, Any] = field(default_factory=dict[str, Any])

    @property
    def has_ai(self) -> bool:
        """Whether a model was chosen to write with."""
        return bool(self.local_model or (self.base_url and self.model))

    def with_recent(self, path: str) -> Settings:
        """Give these settings with a file at the head of the recent ones."""
        others = tuple(p for p in self.recent_files if p != path)
        return replace(self, recent_files=(path, *others)[:MOST_RECENT_FILES])

    def without_recent(self, path: str) -> Settings:
        """Give these settings with a file taken from the recent ones; "" takes them all."""
        left = tuple(p for p in self.recent_files if path and p != path)
        return replace(self, recent_files=left)

    def with_host(self, host: str, *, plain: bool = False) -> Settings:
        """Give these settings with a host that texts may be sent to, `plain` without encryption."""
        hosts = tuple(dict.fromkeys((*self.allowed_hosts, host.lower())))
        plainly = dict.fromkeys((*self.plain_hosts, *([host.lower()] if plain else [])))
        return replace(self, allowed_hosts=hosts, plain_hosts=tuple(plainly))

    def without_hosts(self, hosts: Collection[str]) -> Settings:
        """Give these settings with the user's agreement to these hosts taken back."""
        return replace(
            self,
            allowed_hosts=tuple(host for host in self.allowed_hosts if host not in hosts),
            plain_hosts=tuple(host for host in self.plain_hosts if host not in hosts),
        )

    @property
    def active_profile(self) -> Profile | None:
        """The client's profile in use."""
        return next((p for p in self.profiles if p.name == self.profile), None)


def load_settings(folder: Path) -> Settings:
    """Read the settings; whatever cannot be read is set aside beside the file, never lost.

    A damaged file becomes `settings.damaged.json`, one of a later shape `settings.newer.json`, and
    the defaults apply; a single wrong value falls back to its default.
    """
    path = folder / FILE_NAME
    try:
        data = read_json(path, SCHEMA, MIGRATIONS)
    except FileNotFoundError:
        return Settings()
    except BrokenFileError:
        _log.warning("Settings are damaged; defaults apply")
        with contextlib.suppress(OSError):
            os.replace(path, folder / DAMAGED_NAME)
        return Settings()
    except NewerFileError:
        _log.warning("Settings come from a later version; defaults apply")
        _set_aside(path, folder / NEWER_NAME)
        return Settings()
    except OSError as error:
        _log.warning("Settings cannot be read: %s", error)
        return Settings()
    wrong: list[str] = []
    settings = _settings(data, wrong)
    if wrong:
        _log.warning("Settings hold %d wrong values", len(wrong))
        _set_aside(path, folder / DAMAGED_NAME)
    return settings


def save_settings(settings: Settings, folder: Path) -> None:
    """Write the settings whole; raises OSError, and then the file before is still there."""
    folder.mkdir(parents=True, exist_ok=True)
    write_json(folder / FILE_NAME, settings_to_json(settings), SCHEMA)


def settings_to_json(settings: Settings) -> dict[str, Any]:
    """Give the settings as JSON values, with what this version does not know."""
    data = _known(settings)
    length = settings.length
    data["length"] = length and {"minimum": length.minimum, "maximum": length.maximum}
    data["profiles"] = [{**p.unknown, **_known(p)} for p in settings.profiles]
    return {**settings.unknown, **data}


def _known(item: Settings | Profile) -> dict[str, Any]:
    values = {f.name: getattr(item, f.name) for f in fields(item) if f.name != "unknown"}
    return {
        k: list(cast("tuple[Any, ...]", v)) if isinstance(v, tuple) else v
        for k, v in values.items()
    }


def _set_aside(path: Path, copy: Path) -> None:
    with contextlib.suppress(OSError):
        shutil.copyfile(path, copy)


Reader = Callable[[Any], Any]


def _settings(data: Mapping[str, Any], wrong: list[str]) -> Settings:
    known = _read(_SETTINGS, data, wrong)
    profiles = data.get("profiles", [])
    if isinstance(profiles, list):
        known["profiles"] = tuple(
            profile
            for item in cast("list[Any]", profiles)
            if (profile := _profile(item, wrong)) is not None
        )
    else:
        wrong.append("profiles")
    left = {k: v for k, v in data.items() if k not in _SETTINGS}
    left.pop("profiles", None)
    left.pop(SCHEMA_KEY, None)
    return Settings(**known, unknown=left)


def _profile(item: object, wrong: list[str]) -> Profile | None:
    if not isinstance(item, dict):
        wrong.append("profiles")
        return None
    data = cast("dict[str, Any]", item)
    known = _read(_PROFILE, data, wrong)
    if not known.get("name"):
        wrong.append("profiles.name")
        return None
    return Profile(**known, unknown={k: v for k, v in data.items() if k not in _PROFILE})


def _read(
    readers: Mapping[str, Reader], data: Mapping[str, Any], wrong: list[str]
) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name, reader in readers.items():
        if name in data:
            try:
                values[name] = reader(data[name])
            except (TypeError, ValueError, KeyError, AttributeError):
                wrong.append(name)
    return values


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError
    return value


def _count(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise TypeError
    return value


def _positive(value: object) -> int:
    if not (count := _count(value)):
        raise ValueError
    return count


def _optional(reader: Reader, value: object) -> object:
    return None if value is None else reader(value)


def _one_of(choices: tuple[str, ...], value: object) -> object:
    if value not in choices:
        raise ValueError
    return value


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError
    return tuple(_text(item) for item in cast("list[object]", value))


def _length(value: Mapping[str, Any]) -> Length:
    minimum, maximum = value["minimum"], value["maximum"]
    bounds = [_count(bound) for bound in (minimum, maximum) if bound is not None]
    if bounds != sorted(bounds):
        raise ValueError
    return Length(minimum, maximum)


_TONE: Reader = partial(_one_of, TONES)
_SETTINGS: Mapping[str, Reader] = MappingProxyType(
    {
        "language": partial(_optional, partial(_one_of, ("fr", "en"))),
        "theme": partial(_one_of, ("system", "light", "dark")),
        "tone": _TONE,
        "length": partial(_optional, _length),
        "writer": partial(_optional, partial(_one_of, ("offline", "ai"))),
        "base_url": _text,
        "model": _text,
        "local_model": _text,
        "context": partial(_optional, _count),
        "allowed_hosts": _texts,
        "plain_hosts": _texts,
        "timeout": _positive,
        "typography": _text,
        "like_yoast": _flag,
        "language_off": _texts,
        "max_requests": _count,
        "max_tokens": _count,
        "text_size": _count,
        "show_marks": _flag,
        "recent_files": _texts,
        "profile": _text,
    }
)
_PROFILE: Mapping[str, Reader] = MappingProxyType(
    {
        "name": _text,
        "typography": _text,
        "person": partial(_one_of, ("", "vous", "tu", "nous")),
        "brand_spellings": _texts,
        "site_suffix": _text,
        "tone": partial(_optional, _TONE),
        "audience": _text,
        "forbidden": _texts,
        "site": _text,
        "word_template": _text,
    }
)
