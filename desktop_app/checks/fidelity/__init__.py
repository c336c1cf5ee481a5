"""Traces every quotation, name, figure and date of the article to its sources, both ways."""

from desktop_app.checks.fidelity.check import FidelityCheck as FidelityCheck
from desktop_app.checks.fidelity.facts import accept_key as accept_key
