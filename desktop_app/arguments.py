"""The arguments of the command line, understood: options, wishes, and what is wrong with them."""

from __future__ import annotations

import argparse
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NoReturn, cast

from desktop_app.errors import LengthError, UsageError
from desktop_app.messages import system_language
from desktop_app.model import TONES, AiChoice, FileFields, Length, Wishes

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from desktop_app.messages import Language
    from desktop_app.model import Fix, Tone, WriterKind

Command = Literal["window", "write", "check", "prompt", "doctor", "version", "help", "startup-time"]
COMMANDS: tuple[Command, ...] = ("write", "check", "prompt", "doctor")

_LENGTH = re.compile(r"(?P<low>\d+)?(?P<sign>[-–+])?(?P<high>\d+)?")
_ABOUT = 0.10


@dataclass(frozen=True)
class Options:
    """Everything the arguments say."""

    command: Command
    files: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    outputs: tuple[Path, ...] = ()
    report: str | None = None
    wishes: Wishes = field(default_factory=Wishes)
    fields: FileFields = field(default_factory=FileFields)
    fix: Fix = "none"
    grammar: bool = True
    brief_line: bool = True
    like_yoast: bool = False
    language: Language = "fr"
    verbosity: int = 0
    as_json: bool = False
    ai: AiChoice = field(default_factory=AiChoice)
    reply: Path | None = None
    order: Path | None = None


def language_in(arguments: Sequence[str]) -> Language:
    """Give the language of messages, so that even a wrong argument is answered in it."""
    for index, argument in enumerate(arguments):
        value = None
        if argument == "--lang" and index + 1 < len(arguments):
            value = arguments[index + 1]
        elif argument.startswith("--lang="):
            value = argument.partition("=")[2]
        if value in ("fr", "en"):
            return value
    return system_language()


def parse_length(value: str) -> Length:
    """Understand `700+` (at least), `700` (about, ± 10 %), `700-1000` (between), `-1000` (at most).

    Raises LengthError for anything else, zero, or bounds the wrong way round.
    """
    match = _LENGTH.fullmatch(value.strip().replace(" ", ""))
    if not match or not (match["low"] or match["high"]):
        raise LengthError(value=value)
    low = int(match["low"]) if match["low"] else None
    high = int(match["high"]) if match["high"] else None
    sign = match["sign"]
    if low is not None and sign is None:
        about = Length(round(low * (1 - _ABOUT)), round(low * (1 + _ABOUT)))
        return _positive(about, value)
    if sign == "+" and (low is None or high is not None):
        raise LengthError(value=value)
    if sign != "+" and high is None:
        raise LengthError(value=value)
    return _positive(Length(low, high), value)


def _positive(length: Length, value: str) -> Length:
    low, high = length.minimum, length.maximum
    if low == 0 or high == 0 or (low is not None and high is not None and low > high):
        raise LengthError(value=value)
    return length


class _Parser(argparse.ArgumentParser):
    """Raises our errors instead of printing argparse's and leaving."""

    def error(self, message: str) -> NoReturn:
        """Raise UsageError with what argparse says as its details."""
        raise UsageError(option=message.rpartition(" ")[2], value="", details=message)


def parse_arguments(arguments: Sequence[str]) -> Options:
    """Understand the arguments; raises UsageError or LengthError."""
    if any(a in ("-h", "--help") for a in arguments):
        return Options("help")
    if "--version" in arguments:
        return Options("version")
    named = arguments[0] if arguments and arguments[0] in COMMANDS else "window"
    command: Command = named
    rest = list(arguments[1:] if named != "window" else arguments)
    try:
        given, unknown = _parser(command).parse_known_args(_joined_lengths(rest))
    except argparse.ArgumentError as error:
        raise UsageError(option=error.argument_name or "", value="", details=str(error)) from error
    if unknown:
        raise UsageError(option=unknown[0], value="")
    return _options(command, given)


def _joined_lengths(arguments: list[str]) -> list[str]:
    """Let « --words -1000 » through, which argparse would take for an option."""
    joined: list[str] = []
    rest = iter(arguments)
    for argument in rest:
        if argument == "--words":
            joined.append(f"--words={next(rest, '')}")
        else:
            joined.append(argument)
    return joined


def _parser(command: Command) -> argparse.ArgumentParser:
    parser = _Parser(add_help=False, allow_abbrev=False, exit_on_error=False)
    add = parser.add_argument
    add("files", nargs="*")
    add("--lang", type=_one_of("--lang", ("fr", "en")))
    add("-q", "--quiet", action="store_true")
    add("-v", "--verbose", action="store_true")
    if command == "window":
        add("--startup-time", action="store_true")
    if command == "doctor":
        add("--json", action="store_true")
    if command in ("write", "check", "prompt"):
        _add_work_options(parser)
    if command == "check":
        add("--source", action="append", default=[])
        for name in ("--title", "--seo-title", "--description", "--slug"):
            add(name)
    return parser


def _add_work_options(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("-o", "--output", action="append", default=[], type=Path)
    add("--report")
    add("--keyphrase")
    add("--keyword", action="append")
    add("--words", type=parse_length)
    add("--tone", type=_one_of("--tone", TONES))
    add("--audience")
    add("--writer", type=_one_of("--writer", ("offline", "ai")))
    add("--fix", type=_one_of("--fix", ("none", "safe")), default="none")
    add("--no-grammar", action="store_true")
    add("--no-brief-line", action="store_true")
    add("--like-yoast", action="store_true")
    _add_ai_options(parser)


def _add_ai_options(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("--base-url", default="")
    add("--model", default="")
    add("--context", type=int)
    add("--allow-host", action="append", default=[])
    add("--allow-http", action="append", default=[])
    add("--local-model", default="")
    add("--reply", type=Path)
    add("--order", type=Path)
    add("--timeout", type=float)


def _one_of(option: str, allowed: Sequence[str]) -> Callable[[str], str]:
    def choose(value: str) -> str:
        if value not in allowed:
            raise UsageError(option=option, value=value, details=", ".join(allowed))
        return value

    return choose


def _options(command: Command, given: argparse.Namespace) -> Options:
    values = vars(given)
    startup = bool(values.get("startup_time"))
    files = tuple(cast("list[str]", values["files"]))
    sources = tuple(cast("list[str]", values.get("source") or ()))
    outputs = tuple(cast("list[Path]", values.get("output") or ()))
    _require(command, files, outputs)
    keywords = cast("list[str] | None", values.get("keyword"))
    ai, reply = _choice(values), cast("Path | None", values.get("reply"))
    return Options(
        command="startup-time" if startup else command,
        files=files,
        sources=sources,
        outputs=outputs,
        report=values.get("report"),
        wishes=Wishes(
            keyphrase=values.get("keyphrase"),
            keywords=tuple(keywords) if keywords else None,
            length=values.get("words"),
            tone=cast("Tone | None", values.get("tone")),
            audience=values.get("audience"),
            writer=values.get("writer") or _writer_meant(command, ai, reply),
        ),
        fields=FileFields(
            title=values.get("title"),
            seo_title=values.get("seo_title"),
            meta_description=values.get("description"),
            slug=values.get("slug"),
        ),
        fix=values.get("fix") or "none",
        grammar=not values.get("no_grammar"),
        brief_line=command in ("write", "prompt") and not values.get("no_brief_line"),
        like_yoast=bool(values.get("like_yoast")),
        verbosity=bool(values.get("verbose")) - bool(values.get("quiet")),
        as_json=bool(values.get("json")),
        ai=ai,
        reply=reply,
        order=values.get("order"),
    )


def _writer_meant(command: Command, ai: AiChoice, reply: Path | None) -> WriterKind | None:
    """Naming an AI asks for it; an order for a chat window is always for one."""
    meant = command == "prompt" or (command == "write" and (ai.is_set or reply is not None))
    return "ai" if meant else None


def _choice(values: Mapping[str, Any]) -> AiChoice:
    context = cast("int | None", values.get("context"))
    timeout = cast("float | None", values.get("timeout"))
    plain = tuple(cast("list[str]", values.get("allow_http") or ()))
    if context is not None and context < 1:
        raise UsageError(option="--context", value=str(context))
    if timeout is not None and timeout <= 0:
        raise UsageError(option="--timeout", value=str(timeout))
    return AiChoice(
        base_url=values.get("base_url") or "",
        model=values.get("model") or "",
        context=context,
        timeout=timeout,
        allowed_hosts=(*cast("list[str]", values.get("allow_host") or ()), *plain),
        plain_hosts=plain,
        local_model=values.get("local_model") or "",
    )


def _require(command: Command, files: Sequence[str], outputs: Sequence[Path]) -> None:
    if command in ("write", "prompt") and not files:
        raise UsageError(option="SOURCE", value="")
    if command == "write" and not outputs:
        raise UsageError(option="--output", value="")
    if command == "check" and len(files) != 1:
        raise UsageError(option="ARTICLE", value=" ".join(files))
