"""An article that stands, mended by a model where the checks find it wrong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Generator

    from desktop_app.events import Event
    from desktop_app.model import Article, Brief, Finding, Source, Written
    from desktop_app.writers.ai.writer import AiWriter
    from desktop_app.writers.base import Assess

_MENDED = frozenset(
    {"readability.section_length", "readability.sentence_length", "style.title_case"}
)


@dataclass(frozen=True)
class Mender:
    """Rewrites the section a finding is about, or all that can be mended; a `base.Writer`."""

    writer: AiWriter
    article: Article
    only: Finding | None = None

    def write(
        self, sources: tuple[Source, ...], brief: Brief, assess: Assess
    ) -> Generator[Event, None, Written]:
        """Mend the article; raises EndpointError."""
        return self.writer.repair(self.article, sources, brief, assess, self.only)


def may_mend(finding: Finding) -> bool:
    """Tell whether a rewrite of its section can mend what this finding says."""
    if finding.status not in ("problem", "improve"):
        return False
    return finding.check in ("brief", "fidelity") or finding.id in _MENDED
