"""Where the text goes with the writer chosen now: the badge, in a word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_app.errors import IntertitreError
from desktop_app.model import AiChoice

if TYPE_CHECKING:
    from desktop_app.messages import Messages
    from desktop_app.model import Report, Source, Wishes, WriterKind
    from desktop_app.session import Session
    from desktop_app.settings import Settings
    from desktop_app.writers.ai.prices import Forecast


def online_host(settings: Settings | None, writer: WriterKind) -> str | None:
    """Give the host the text is sent to, None when it stays on this computer."""
    if settings is None or writer != "ai" or settings.local_model or not settings.has_ai:
        return None
    from desktop_app.writers.ai.endpoint import base_url, host_of, is_loopback

    try:
        url = base_url(settings.base_url)
    except IntertitreError:
        return None
    return None if is_loopback(url) else host_of(url)


def goes_plainly(settings: Settings) -> bool:
    """Tell whether what is sent to the service chosen crosses a network without encryption."""
    from desktop_app.writers.ai.endpoint import base_url, is_plain

    try:
        return is_plain(base_url(settings.base_url))
    except IntertitreError:
        return False


def model_words(settings: Settings | None, messages: Messages) -> str:
    """Name the model chosen, or say that there is none."""
    if settings is None or not settings.has_ai:
        return messages.text("window.ai.none")
    if settings.local_model:
        from pathlib import Path

        return messages.text("window.ai.model", model=Path(settings.local_model).stem)
    return messages.text("window.ai.model", model=settings.model)


def cost_words(report: Report | None, messages: Messages) -> str:
    """Say what the article at hand cost, or nothing."""
    if report is None or report.writer.kind != "ai" or not report.writer.requests:
        return ""
    spent = report.writer
    tokens = spent.prompt_tokens + spent.completion_tokens
    return messages.text("window.ai.cost", count=spent.requests, tokens=tokens)


def forecast_for(session: Session, sources: tuple[Source, ...], wishes: Wishes) -> Forecast:
    """Give about what having this written takes and costs; raises EndpointAddressError."""
    brief, choice = session.brief(sources, wishes), session.choice(AiChoice())
    return session.ai.forecast(sources, brief, choice)


def forecast_words(forecast: Forecast, messages: Messages) -> str:
    """Say in a few words what having the article written takes, and costs where that is known."""
    tokens = messages.text("window.ai.forecast", tokens=round(forecast.tokens, -2))
    if not forecast.online:
        return tokens
    cost = forecast.cost
    if cost is None:
        return f"{tokens} · {messages.text('window.ai.forecast.unknown')}"
    if not cost.most:
        return f"{tokens} · {messages.text('window.ai.forecast.free')}"
    least, count = cost.cents
    return f"{tokens} · {messages.text('window.ai.forecast.cost', least=least, count=count)}"


def cost_sentence(forecast: Forecast, messages: Messages) -> str:
    """Say what it costs, with the date of the prices, as the question before sending does."""
    cost = forecast.cost
    if not forecast.online:
        return ""
    if cost is None:
        return messages.text("ai.estimate_unknown")
    if not cost.most:
        return messages.text("ai.estimate_free")
    least, count = cost.cents
    return messages.text("ai.estimate_cost", least=least, count=count, date=cost.date)
