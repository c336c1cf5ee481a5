"""The findings as « À revoir » shows them: in five groups, what needs action first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop_app.model import Finding, Status

GROUPS: dict[str, tuple[str, ...]] = {
    "brief": ("brief",),
    "seo": ("seo",),
    "readability": ("readability",),
    "facts": ("fidelity",),
    "language": ("grammar", "typography", "style"),
}
_URGENCY: dict[str, int] = {"problem": 0, "improve": 1, "not_checked": 2, "info": 3, "good": 4}


@dataclass(frozen=True)
class Group:
    """One of the five groups: its findings, the most urgent first."""

    name: str
    findings: tuple[Finding, ...]

    @property
    def to_do(self) -> tuple[Finding, ...]:
        """The findings that need action."""
        return tuple(f for f in self.findings if needs_action(f))

    @property
    def good(self) -> int:
        """How many of the judged points are as they should be."""
        return sum(1 for f in self.findings if f.status == "good")

    @property
    def judged(self) -> int:
        """How many points could be judged good or not."""
        return sum(1 for f in self.findings if f.status in ("good", "improve", "problem"))

    @property
    def status(self) -> Status:
        """The most urgent status; a group without judged points has not been checked."""
        present = {finding.status for finding in self.findings}
        judged: tuple[Status, ...] = ("problem", "improve", "good")
        for status in judged:
            if status in present:
                return status
        return "not_checked"


def needs_action(finding: Finding) -> bool:
    """Tell whether the writer is asked to do something."""
    return finding.status in ("problem", "improve")


def grouped(findings: Iterable[Finding]) -> tuple[Group, ...]:
    """Sort findings into the five groups, each by urgency and then by place."""
    by_check: dict[str, list[Finding]] = {}
    for finding in findings:
        by_check.setdefault(finding.check, []).append(finding)
    groups: list[Group] = []
    for name, checks in GROUPS.items():
        members = [f for check in checks for f in by_check.get(check, [])]
        members.sort(key=lambda f: (_URGENCY[f.status], f.where.start if f.where else -1))
        groups.append(Group(name, tuple(members)))
    return tuple(groups)
