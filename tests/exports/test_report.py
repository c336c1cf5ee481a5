from __future__ import annotations

import json
from types import MappingProxyType

import pytest

from desktop_app.exports.report import report_json, report_text
from desktop_app.messages import Messages
from desktop_app.model import (
    Article,
    Assessment,
    Brief,
    BriefLine,
    ErrorInfo,
    Fact,
    Finding,
    Length,
    Report,
    Source,
    SourceWhere,
    Wanted,
    Where,
)


class Catalog(Messages):
    """Says a sentence's id and its parameters."""

    def __init__(self) -> None:
        self.language = "fr"

    def text(self, message: str, params: object = None, **more: object) -> str:
        return f"{message} {dict(params or {})}" if params else message  # type: ignore[call-overload]


@pytest.fixture
def report(article: Article) -> Report:
    source = Source(
        "n.txt", "Une phrase.\n\nDeux.", "Une phrase.\nDeux.", brief_line=BriefLine("Rédige")
    )
    start = article.body.index("12 tonnes")
    finding = Finding(
        "seo.keyphrase_in_title",
        "improve",
        MappingProxyType({"count": 3}),
        value=3,
        wanted=Wanted(1, 2),
        where=Where(start, start + 9),
        source_where=SourceWhere(0, 4, 10),
        replacements=("a", "b"),
    )
    facts = (
        Fact("quote", "kept", "Rien ne se perd", "Rien ne se perd"),
        Fact("number", "altered", "12", "13"),
        Fact("name", "accepted", "Durand"),
    )
    return Report(
        (source,),
        Brief(keyphrase="ressourcerie", length=Length()),
        article,
        Assessment((finding, Finding("brief.words", "good")), facts, words=120),
        seconds=MappingProxyType({"read": 0.01234}),
        outputs=("a.docx",),
    )


def test_every_key_of_the_contract_is_there(report: Report) -> None:
    data = report_json(report, Catalog())
    assert list(data) == [
        "intertitre", "schema", "sources", "brief", "article", "findings", "fidelity", "grammar",
        "writer", "seconds", "outputs", "error",
    ]  # fmt: skip
    assert data["schema"] == 1
    assert data["sources"][0] == {
        "path": "n.txt", "text": "Une phrase.\nDeux.", "words": 3, "paragraphs": 2,
        "encoding": "utf-8", "brief_line": "Rédige",
    }  # fmt: skip
    assert data["brief"]["words"] == {"min": 700, "max": None, "target": 740}
    assert data["findings"][0] == {
        "check": "seo", "id": "seo.keyphrase_in_title", "status": "improve",
        "message": "seo.keyphrase_in_title.improve {'count': 3}", "value": 3,
        "wanted": {"min": 1, "max": 2, "unit": "times"},
        "where": data["findings"][0]["where"], "places": [],
        "source_where": {"source": 0, "start": 4, "end": 10}, "replacements": ["a", "b"],
    }  # fmt: skip
    assert data["findings"][1]["where"] is None
    counts = data["fidelity"]["counts"]
    assert list(counts) == ["quote", "name", "number", "date"]
    assert counts["quote"] == {
        "kept": 1, "altered": 0, "missing": 0, "invented": 0, "translated": 0,
    }  # fmt: skip
    assert counts["number"]["altered"] == 1
    assert data["fidelity"]["items"][2]["status"] == "accepted"
    assert data["seconds"] == {
        "read": 0.012, "write": 0, "check": 0, "repair": 0, "export": 0, "total": 0,
    }  # fmt: skip
    assert data["error"] is None


def test_headings_carry_their_level_and_alternatives(report: Report) -> None:
    headings = report_json(report, Catalog())["article"]["headings"]
    assert [(h["level"], h["text"]) for h in headings] == [
        (2, "Un lieu ouvert à tous"), (3, "Les horaires"), (2, "Et après ?"),
    ]  # fmt: skip
    assert headings[2]["alternatives"] == ["La suite"]


def test_json_round_trip_and_positions_within_the_texts(report: Report) -> None:
    text = report_text(report, Catalog())
    data = json.loads(text)
    assert data == report_json(report, Catalog())
    assert "É" not in text or "\\u00c9" not in text
    where = data["findings"][0]["where"]
    assert data["article"]["markdown"][where["start"] : where["end"]] == "12 tonnes"
    place = data["findings"][0]["source_where"]
    assert data["sources"][place["source"]]["text"][place["start"] : place["end"]] == "phrase"


def test_a_failed_run_says_its_error_and_check_has_no_length(report: Report) -> None:
    failed = Report(
        report.sources,
        Brief(length=None),
        report.article,
        report.assessment,
        complete=False,
        error=ErrorInfo("endpoint.timeout", MappingProxyType({"seconds": 60}), retryable=True),
    )
    data = report_json(failed, Catalog())
    assert data["article"]["complete"] is False
    assert data["brief"]["words"] is None
    assert data["error"] == {
        "id": "endpoint.timeout", "message": "error.endpoint.timeout {'seconds': 60}",
        "retryable": True,
    }  # fmt: skip
