"""What an answer or an error of the network means: a Problem, and the seconds that headers ask for."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus

import requests

from cfnews.fetch import guard
from cfnews.fetch.addresses import host_of
from cfnews.fetch.exchange import credential_for, current
from cfnews.model import Problem, Settings
from cfnews.normalise.characters import one_line
from cfnews.problems import problem
from cfnews.times import spoken_length

_PHRASES = {one.value: one.phrase for one in HTTPStatus}
# The first class that fits says what went wrong; the detail comes from the settings or the error.
_BROKEN_ANSWERS = {
    "cut short": "it is cut short, or badly chunked",
    "IncompleteRead": "it is cut short, or badly chunked",
    "Remote end closed": "it ends before it has begun",
    "BadStatusLine": "it is no HTTP",
    "LineTooLong": "a header is too long",
    "headers": "it has too many headers",
}
_CONNECTIONS = {
    "refused": "it refuses the connection",
    "resolve": "there is no such host, or no network",
    "unreachable": "there is no way to it",
    "reset": "it broke the connection off",
}


def problem_of_status(status: int, response: requests.Response) -> Problem:
    """The Problem behind a status that is neither 200 nor a redirect."""
    words = f"{status} {_PHRASES.get(status, '')}".strip()  # our words: the server's own may hold anything
    if status == 410:
        return problem("gone")
    if status == 403 or response.headers.get("cf-mitigated") == "challenge":
        return problem("blocked", words)
    if status == 429:
        wait = retry_after(response.headers)
        return problem("rate_limited", spoken_length(timedelta(seconds=wait)) if wait else "a while")
    if 400 <= status < 500:
        return problem("http_4xx", words)
    return problem("http_5xx" if status >= 500 else "unexpected_status", words)


def problem_of_refusal(status: int, address: str) -> Problem | None:
    """The Problem behind the status by which a feed's server refuses this exchange's credential, or wants one; or None.

    403 without one is what servers say to programs in general.
    """
    given = current.credential
    if status != 401 and (status != 403 or given is None):
        return None
    words = f"({status} {_PHRASES[status]})"
    if given is None:
        return problem("refused", f"it asks for credentials, and feeds.toml names none {words}")
    if credential_for(address) is None:
        return problem(
            "refused", f"the feed has moved to {host_of(address)}, which your credentials are not for {words}"
        )
    return problem("refused", f"the credentials that it was given are wrong, or not enough {words}")


def problem_of_error(error: requests.RequestException, settings: Settings) -> Problem:
    """The Problem behind an exception of requests or of the guard."""
    errors = requests.exceptions
    known: tuple[tuple[type[BaseException], str, str], ...] = (
        (guard.DeadlinePassed, "deadline", _seconds(settings.total_timeout)),
        (guard.TooLarge, "too_large", f"{settings.max_bytes / 1e6:g} MB"),
        (guard.NotAFeed, "not_a_feed", str(error)),
        (guard.Challenged, "blocked", "a challenge to prove that one is no program"),
        (guard.PrivateAddress, "private_address", str(error)),
        (errors.SSLError, "tls", _innermost(error)),
        (errors.ConnectTimeout, "unreachable", "it does not answer"),
        (errors.Timeout, "timeout", _seconds(settings.timeout)),
        (errors.ProxyError, "unreachable", f"the proxy failed: {_innermost(error)}"),
    )
    for kind, code, detail in known:
        if isinstance(error, kind):
            return problem(code, detail)
    return _of_connection(error) if isinstance(error, errors.ConnectionError) else problem("garbled", _innermost(error))


def _of_connection(error: requests.RequestException) -> Problem:
    whole, words = repr(error), _innermost(error)
    for sign, sentence in _BROKEN_ANSWERS.items():
        if sign in whole:
            return problem("garbled", sentence)
    for sign, sentence in _CONNECTIONS.items():
        if sign in words.lower():
            return problem("unreachable", sentence)
    return problem("timeout" if "timed out" in words else "unreachable", words)


def _seconds(number: float) -> str:
    return f"{number:g} second{'' if number == 1 else 's'}"


def _innermost(error: BaseException) -> str:
    while inner := next((one for one in reversed(error.args) if isinstance(one, BaseException)), None):
        error = inner
    reason = getattr(error, "reason", None)
    if isinstance(reason, BaseException):
        return _innermost(reason)
    words = one_line(str(error))
    return words.rsplit(": ", 1)[-1][:160] if "object at 0x" in words else words[:160]


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds that the server asks to be left alone: a number, or a date against its own Date (RFC 9110, 10.2.3)."""
    value = headers.get("Retry-After", "").strip()
    if value.isdecimal():
        return float(value)
    try:
        until = parsedate_to_datetime(value)
        server = headers.get("Date")
        now = parsedate_to_datetime(server) if server else datetime.now(UTC)
        return max(0.0, (_aware(until) - _aware(now)).total_seconds())
    except (TypeError, ValueError):
        return None


def _aware(moment: datetime) -> datetime:
    return moment.replace(tzinfo=moment.tzinfo or UTC)


def freshness(headers: Mapping[str, str]) -> float | None:
    """Seconds for which the answer says it is fresh: max-age less Age, else Expires less Date (RFC 9111, 4.2)."""
    length = _max_age(headers)
    if length is not None:
        return length
    try:
        expires, sent = (parsedate_to_datetime(headers.get(name, "")) for name in ("Expires", "Date"))
        return max(0.0, (_aware(expires) - _aware(sent)).total_seconds())
    except (TypeError, ValueError):
        return None


def _max_age(headers: Mapping[str, str]) -> float | None:
    for part in headers.get("Cache-Control", "").lower().split(","):
        name, _, value = part.strip().partition("=")
        if name == "max-age" and value.strip('"').isdecimal():
            age = headers.get("Age", "")
            return max(0.0, float(value.strip('"')) - (float(age) if age.isdecimal() else 0.0))
    return None
