"""What went wrong at the endpoint, as one of our errors, whatever the client library raised."""

from __future__ import annotations

import json
import socket
import ssl
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any, cast

from desktop_app.errors import (
    EndpointCutError,
    EndpointDnsError,
    EndpointError,
    EndpointFilteredError,
    EndpointGarbledError,
    EndpointKeyError,
    EndpointModelError,
    EndpointNoTlsError,
    EndpointQuotaError,
    EndpointRateError,
    EndpointRefusedError,
    EndpointRequestError,
    EndpointServerError,
    EndpointTimeoutError,
    EndpointTlsError,
    EndpointTooLongError,
    NotAServiceError,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from openai import APIError, APIStatusError

    from desktop_app.writers.ai.endpoint import Endpoint

LONGEST_DETAILS = 600
_QUOTA = ("insufficient_quota", "billing", "credit", "payment", "quota")
_CONTEXT = ("context", "too long", "too many tokens", "maximum length", "max_tokens", "n_ctx")
# What OpenSSL calls an answer that is no handshake: its versions differ.
_NO_TLS = frozenset({"WRONG_VERSION_NUMBER", "HTTP_REQUEST", "RECORD_LAYER_FAILURE"})
_FILTER = ("content_filter", "content_policy", "content management", "moderation", "safety")


def fault(error: BaseException, endpoint: Endpoint, *, begun: bool = False) -> EndpointError:
    """Give our error for what the client raised; `begun` when part of the answer had come."""
    import openai

    named: dict[str, Any] = {"host": endpoint.host, "model": endpoint.model}
    if isinstance(error, EndpointError):
        return error
    details = f"{type(error).__name__}: {error}"[:LONGEST_DETAILS]
    if isinstance(error, openai.APIStatusError):
        return _of_status(error, named, details)
    if isinstance(error, openai.APITimeoutError):
        return EndpointTimeoutError(**named, seconds=endpoint.timeout, details=details)
    if isinstance(error, openai.APIConnectionError):
        return _of_connection(error, named, details, begun=begun)
    if isinstance(error, openai.APIError):
        return _of_body(error, named, details)
    if isinstance(error, (json.JSONDecodeError, UnicodeError, openai.OpenAIError)):
        return EndpointGarbledError(**named, details=details)
    if begun:
        return EndpointCutError(**named, details=details)
    return EndpointGarbledError(**named, details=details)


def _of_connection(
    error: BaseException, named: Mapping[str, Any], details: str, *, begun: bool
) -> EndpointError:
    for cause in _causes(error):
        if isinstance(cause, ssl.SSLError):
            answers_plainly = (cause.reason or "") in _NO_TLS
            kind = EndpointNoTlsError if answers_plainly else EndpointTlsError
            return kind(**named, details=f"{details} {cause}")
        if isinstance(cause, socket.gaierror):
            return EndpointDnsError(**named, details=f"{details} {cause}")
        if isinstance(cause, ConnectionRefusedError):
            return EndpointRefusedError(**named, details=f"{details} {cause}")
    text = " ".join(str(cause) for cause in _causes(error)).lower()
    if "ssl" in text or "certificate" in text:
        return EndpointTlsError(**named, details=details)
    if "name or service" in text or "getaddrinfo" in text or "nodename" in text:
        return EndpointDnsError(**named, details=details)
    if begun or "disconnected" in text or "reset" in text or "incomplete" in text:
        return EndpointCutError(**named, details=f"{details} {text}"[:LONGEST_DETAILS])
    return EndpointRefusedError(**named, details=f"{details} {text}"[:LONGEST_DETAILS])


def _causes(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    pending: list[BaseException | None] = [error]
    while pending:
        one = pending.pop()
        if one is not None and id(one) not in seen:
            seen.add(id(one))
            yield one
            pending += [one.__context__, one.__cause__]


def _of_status(error: APIStatusError, named: Mapping[str, Any], details: str) -> EndpointError:
    status = int(error.status_code)
    text = f"{details} {error.body} {error.code}".lower()
    headers = cast("Mapping[str, str]", error.response.headers)
    is_page = "text/html" in headers.get("content-type", "").lower()
    match status:
        case 403 if is_page:  # a firewall's or a proxy's page, not the service's word
            return NotAServiceError(**named, details=details)
        case 401 | 403:
            return EndpointKeyError(**named, details=details)
        case 402:
            return EndpointQuotaError(**named, details=details)
        case 404 | 405:
            kind = NotAServiceError if is_page or status == 405 else EndpointModelError
            return kind(**named, details=details)
        case 408 | 504:
            seconds = _retry_after(headers)
            return EndpointTimeoutError(**named, seconds=seconds, details=details)
        case 413:
            return _too_long(named, details)
        case 429:
            if any(word in text for word in _QUOTA):
                return EndpointQuotaError(**named, details=details)
            return EndpointRateError(**named, seconds=_retry_after(headers), details=details)
        case _ if status >= 500:
            return EndpointServerError(
                **named, status=status, seconds=_retry_after(headers), details=details
            )
        case _ if 300 <= status < 400:
            return NotAServiceError(**named, details=details)
        case _:
            return _of_body(error, named, details, status)


def _of_body(
    error: APIError, named: Mapping[str, Any], details: str, status: int | None = None
) -> EndpointError:
    """Judge an error by its words: a status 400, or one told within a stream."""
    code = str(getattr(error, "code", "") or "").lower()
    text = f"{code} {details}".lower()
    if any(word in text for word in _CONTEXT):
        return _too_long(named, details)
    if any(word in text for word in _FILTER):
        return EndpointFilteredError(**named, details=details)
    if "model" in text and ("not found" in text or "not exist" in text or "unknown" in text):
        return EndpointModelError(**named, details=details)
    if "rate" in text and "limit" in text:
        return EndpointRateError(**named, seconds=0.0, details=details)
    if status is None:
        return EndpointServerError(**named, status=0, seconds=0.0, details=details)
    return EndpointRequestError(**named, status=status, details=details)


def _too_long(named: Mapping[str, Any], details: str) -> EndpointError:
    return EndpointTooLongError(**named, needed=0, context=0, details=details)


def _retry_after(headers: Mapping[str, str]) -> float:
    """Give the seconds a server asks to wait, said as a number or a date; 0 when it says none."""
    for name, factor in (("retry-after-ms", 0.001), ("retry-after", 1.0)):
        try:
            return max(0.0, float(headers[name]) * factor)
        except (KeyError, ValueError):
            continue
    try:
        until = parsedate_to_datetime(headers.get("retry-after", ""))
    except ValueError:
        return 0.0
    return max(0.0, (until - datetime.now(until.tzinfo)).total_seconds())
