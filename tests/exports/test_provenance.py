"""« Fiche de vérification »: sources, writer, facts, and what is open; as a page and for a mail."""

from __future__ import annotations

import hashlib

from desktop_app.exports.provenance import provenance_clipboard, provenance_html
from desktop_app.messages import Messages
from desktop_app.model import (
    Article,
    Assessment,
    Brief,
    Fact,
    Finding,
    Report,
    Source,
    WriterSummary,
)

SOURCE = Source("quais & cie.txt", "Le 3 mars.", "Le 3 mars.")
REPORT = Report(
    (SOURCE,), Brief(), Article("Le 3 mars <b>.", title="Des arbres & des quais"),
    Assessment(
        findings=(Finding("brief.headings", "problem", {"found": 0}),),
        facts=(
            Fact("date", "kept", "le 3 mars", "Le 3 mars"),
            Fact("number", "invented", "650 arbres"),
        ),
    ),
    writer=WriterSummary("ai", host="api.exemple.fr", local=False, model="mistral-small"),
)  # fmt: skip


def test_the_sheet_says_what_stands_behind_the_article() -> None:
    html = provenance_html(REPORT, Messages("fr"))
    assert html.startswith("<!DOCTYPE html>")
    assert "Des arbres &amp; des quais" in html
    assert "quais &amp; cie.txt" in html
    assert hashlib.sha256(SOURCE.text.encode()).hexdigest() in html
    assert "modèle mistral-small, chez api.exemple.fr" in html
    assert "introuvable dans la source" in html
    assert "exports." not in html


def test_the_sheet_for_a_mail_has_the_same_lines_as_text() -> None:
    html, text = provenance_clipboard(REPORT, Messages("en"))
    assert html.startswith("<h1>")
    assert "<style" not in html
    lines = text.splitlines()
    assert lines[0] == "Verification sheet"
    assert "Des arbres & des quais" in lines
    assert any(line.startswith("le 3 mars — ") and line.endswith("Le 3 mars") for line in lines)
    assert "<" not in text
