"""What happens along the road, told to whoever watches: the window, the command line, a test."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from desktop_app.model import Article, Assessment, ErrorInfo, Report

StageName = Literal["read", "write", "check", "grammar_start", "grammar", "repair", "export"]


@dataclass(frozen=True, slots=True)
class Stage:
    """A part of the road begins."""

    name: StageName


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the current stage is: 0 to 1, or None while that cannot be known."""

    share: float | None
    done: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True)
class Delta:
    """The next piece of the article's body while it is written."""

    text: str


@dataclass(frozen=True, slots=True)
class Rewound:
    """What came so far stands only as `text`: some of it is written anew by the pieces to come."""

    text: str


@dataclass(frozen=True, slots=True)
class Spent:
    """What a job has asked of a model so far, and the ceilings the user set."""

    requests: int
    most_requests: int
    tokens: int
    most_tokens: int


@dataclass(frozen=True, slots=True)
class Reasoning:
    """The model thinks; `text` never enters the article."""

    text: str


@dataclass(frozen=True, slots=True)
class Retry:
    """The endpoint is asked again: which try, of how many, after which wait in seconds, why."""

    attempt: int
    of: int
    wait: float
    error: ErrorInfo


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to be said before or after the work, as a catalog entry with parameters."""

    message: str
    params: dict[str, object]


@dataclass(frozen=True, slots=True)
class ArticleReady:
    """An article stands whole; checks follow. A repaired one is announced again."""

    article: Article


@dataclass(frozen=True, slots=True)
class FindingsReady:
    """The checks have spoken; `final` is false while slower ones (grammar) are still at work."""

    assessment: Assessment
    final: bool = True


@dataclass(frozen=True, slots=True)
class RepairRejected:
    """A repair made things no better and was left out."""

    heading: str
    reason: str


@dataclass(frozen=True, slots=True)
class Done:
    """The end of the road: everything is in the report."""

    report: Report


@dataclass(frozen=True, slots=True)
class Failed:
    """The road ended early; what had been written is in the report."""

    error: ErrorInfo
    report: Report | None = None


@dataclass(frozen=True, slots=True)
class Cancelled:
    """The user stopped the job; what had been written is kept."""

    report: Report | None = None


Event = (
    Stage
    | Progress
    | Delta
    | Rewound
    | Spent
    | Reasoning
    | Retry
    | Notice
    | ArticleReady
    | FindingsReady
    | RepairRejected
    | Done
    | Failed
    | Cancelled
)
