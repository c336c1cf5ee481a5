"""What travels along the road of an article: source, brief, article, findings, report.

Everything here is frozen: a part that changes an article hands on a new one. Offsets are code
points; those of an `Article` count from the start of its Markdown body, those of a `Source` from
the start of its plain `text`.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

Status = Literal["good", "improve", "problem", "info", "not_checked"]
Tone = Literal[
    "presse", "neutre", "expert", "pédagogique", "proche", "commercial", "institutionnel"
]
TONES: tuple[Tone, ...] = (
    "presse",
    "neutre",
    "expert",
    "pédagogique",
    "proche",
    "commercial",
    "institutionnel",
)
WriterKind = Literal["offline", "ai"]
Field = Literal["body", "title", "seo_title", "meta_description", "slug"]
FactKind = Literal["quote", "name", "number", "date"]
Fix = Literal["none", "safe"]
FactStatus = Literal["kept", "altered", "missing", "invented", "translated", "accepted"]
SourceUse = Literal["verbatim", "reworded", "partial", "unused"]

NO_PARAMS: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class FileFields:
    """What a file says of itself beside its text: front matter, `<title>`, meta description."""

    title: str | None = None
    seo_title: str | None = None
    meta_description: str | None = None
    slug: str | None = None
    keyphrase: str | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True)
class Length:
    """A wanted number of words: at least, at most, between, or about (both bounds set)."""

    minimum: int | None = 700
    maximum: int | None = None

    @property
    def target(self) -> int | None:
        """The number a writer should aim at: above the minimum by a margin, or the middle."""
        if self.minimum is None:
            return self.maximum
        if self.maximum is None:
            return round(self.minimum * 1.06 / 10) * 10
        return (self.minimum + self.maximum) // 2


@dataclass(frozen=True, slots=True)
class WantedTerm:
    """A keyword, and how often it is wanted in the text."""

    text: str
    minimum: int = 1
    maximum: int | None = None


@dataclass(frozen=True, slots=True)
class WantedHeading:
    """A heading imposed word for word, of level 2 to 4."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class WantedLink:
    """A link to place; `anchor` is "" where its words are left to the writer."""

    anchor: str
    address: str


Person = Literal["vous", "tu", "nous"]


@dataclass(frozen=True, slots=True)
class Demands:
    """What a client's order asks beside length, tone and keyphrase; empty where it asks nothing.

    `remarks` are the order's own sentences that were not understood, kept for the model.
    """

    terms: tuple[WantedTerm, ...] = ()
    headings: tuple[WantedHeading, ...] = ()
    forbidden: tuple[str, ...] = ()
    links: tuple[WantedLink, ...] = ()
    person: Person | None = None
    brands: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BriefLine:
    """An instruction found at the head of a source, or a client's order; what was understood."""

    text: str
    length: Length | None = None
    language: str | None = None
    headings: bool | None = None
    tone: Tone | None = None
    keyphrase: str | None = None
    audience: str | None = None
    demands: Demands | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """One text an article is made of.

    `markdown` keeps headings, emphasis, lists, links and images; `text` is the same without marks
    (NFC, line feeds, one block a line), and is what « word for word » is said of. The brief line
    and a client's order that came with it stand in neither.
    """

    path: str
    markdown: str
    text: str
    encoding: str = "utf-8"
    language: str = "fr"
    brief_line: BriefLine | None = None
    fields: FileFields = FileFields()
    order: BriefLine | None = None


@dataclass(frozen=True, slots=True)
class Brief:
    """What is wanted of the article, all questions answered (option, brief line, settings)."""

    keyphrase: str | None = None
    keywords: tuple[str, ...] = ()
    length: Length | None = Length()
    tone: Tone = "presse"
    audience: str | None = None
    writer: WriterKind = "offline"
    keep_headings: bool = True
    published: str | None = None
    demands: Demands = Demands()


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the user asked for himself, and the client's order he brought; None where it is open.

    Of `demands` only the fields named in `demanded` were said; None means all of them.
    """

    keyphrase: str | None = None
    keywords: tuple[str, ...] | None = None
    length: Length | None = None
    tone: Tone | None = None
    audience: str | None = None
    writer: WriterKind | None = None
    keep_headings: bool | None = None
    demands: Demands | None = None
    demanded: frozenset[str] | None = None
    order: BriefLine | None = None


@dataclass(frozen=True, slots=True)
class AiChoice:
    """Which AI a job uses: an endpoint, a .gguf file, or a chat window's answer (`reply`).

    `context` is the model's window in tokens, `timeout` its longest silence in seconds, each None
    where the settings say. `plain_hosts` are allowed hosts that need no encryption.
    """

    base_url: str = ""
    model: str = ""
    context: int | None = None
    timeout: float | None = None
    allowed_hosts: tuple[str, ...] = ()
    local_model: str = ""
    plain_hosts: tuple[str, ...] = ()
    reply: str | None = None

    @property
    def is_set(self) -> bool:
        """Whether there is anything to write with."""
        return bool(self.reply is not None or self.local_model or self.base_url)


@dataclass(frozen=True, slots=True)
class Article:
    """The article: a Markdown body without its title, and the fields of its SEO card.

    The standfirst, when there is one, repeats the body's first paragraph (plain). `alternatives`
    holds the next candidates for a field ("title", "meta_description"…) or a heading's text.
    """

    body: str
    title: str = ""
    seo_title: str = ""
    meta_description: str = ""
    slug: str = ""
    keyphrase: str = ""
    standfirst: str = ""
    language: str = "fr"
    alternatives: Mapping[str, tuple[str, ...]] = field(
        default_factory=lambda: MappingProxyType({})
    )
    keyphrase_suggestions: tuple[str, ...] = ()

    def with_field(self, name: Field, value: str) -> Article:
        """Give this article with one field replaced."""
        return replace(self, **{name: value})


@dataclass(frozen=True, slots=True)
class Where:
    """A place in an article's field, or in a source: code points, end excluded."""

    start: int
    end: int
    field: Field = "body"


@dataclass(frozen=True, slots=True)
class SourceWhere:
    """A place in the text of the source with this index."""

    source: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a measured value should lie between, and in which unit ("words", "px", "%", "times")."""

    minimum: float | None = None
    maximum: float | None = None
    unit: str = "times"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a check has to say.

    `id` is one of the shared names ("seo.title_width"). The sentence is looked up under
    `message` (default: "<id>.<status>") and filled with `params` by the interface's language.
    """

    id: str
    status: Status
    params: Mapping[str, Any] = field(default_factory=lambda: NO_PARAMS)
    value: float | None = None
    wanted: Wanted | None = None
    where: Where | None = None
    places: tuple[Where, ...] = ()
    source_where: SourceWhere | None = None
    replacements: tuple[str, ...] = ()
    message: str = ""

    @property
    def check(self) -> str:
        """The check this finding belongs to: the part of its id before the first dot."""
        return self.id.partition(".")[0]

    @property
    def message_id(self) -> str:
        """The catalog entry that says this finding in words."""
        return self.message or f"{self.id}.{self.status}"


@dataclass(frozen=True, slots=True)
class Fact:
    """A quotation, name, figure or date, and what became of it between source and article."""

    kind: FactKind
    status: FactStatus
    text: str
    source_text: str | None = None
    where: Where | None = None
    source_where: SourceWhere | None = None


@dataclass(frozen=True, slots=True)
class SourceParagraph:
    """A paragraph of a source, what the article made of it, and the sentences that rest on it."""

    where: SourceWhere
    use: SourceUse
    places: tuple[Where, ...] = ()


@dataclass(frozen=True, slots=True)
class GrammarSummary:
    """What the grammar engine did: never "no faults" when it did not run (`why` says).

    `found` counts its remarks on the article as it stands, `fixed` the places that the safe
    corrections set right before that, typography's included.
    """

    engine: str = "LanguageTool"
    checked: bool = False
    why: str | None = None
    found: int = 0
    fixed: int = 0
    in_quotations: int = 0


@dataclass(frozen=True, slots=True)
class Assessment:
    """Everything the checks say of one article, in their fixed order."""

    findings: tuple[Finding, ...] = ()
    facts: tuple[Fact, ...] = ()
    grammar: GrammarSummary = GrammarSummary()
    words: int = 0
    identical_to_source: float | None = None
    paragraphs: tuple[SourceParagraph, ...] = ()

    @property
    def blocking(self) -> tuple[Finding, ...]:
        """The findings that change the exit code: problems of `brief` and `fidelity`."""
        return tuple(
            f for f in self.findings if f.status == "problem" and f.check in ("brief", "fidelity")
        )


@dataclass(frozen=True, slots=True)
class WriterSummary:
    """Who wrote the article, and what it cost."""

    kind: WriterKind | None = "offline"
    host: str | None = None
    local: bool = True
    model: str | None = None
    requests: int = 0
    repairs: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0


@dataclass(frozen=True, slots=True)
class Written:
    """What a writer leaves at its end; `complete` is false when it was cut short."""

    article: Article
    complete: bool = True
    summary: WriterSummary = WriterSummary()


@dataclass(frozen=True, slots=True)
class ErrorInfo:
    """An error as the report carries it: an id, its parameters, whether a retry may help."""

    id: str
    params: Mapping[str, Any] = field(default_factory=lambda: NO_PARAMS)
    retryable: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """The whole outcome of one run, from which the JSON report is drawn."""

    sources: tuple[Source, ...]
    brief: Brief
    article: Article
    assessment: Assessment
    complete: bool = True
    writer: WriterSummary = WriterSummary()
    seconds: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    outputs: tuple[str, ...] = ()
    error: ErrorInfo | None = None


@dataclass(frozen=True, slots=True)
class GrammarMatch:
    """One remark of the grammar engine on a plain text, positions in its code points."""

    start: int
    end: int
    rule: str
    category: str
    message: str
    replacements: tuple[str, ...] = ()
    kind: Literal["spelling", "grammar", "style", "typography"] = "grammar"
