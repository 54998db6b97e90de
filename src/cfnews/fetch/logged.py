"""What is told of each request to who looks for a fault: method, address, answer, bytes, time. Nothing secret.

Silent unless somebody listens to the logger; see cli/logbook.
"""

import logging
import time
from collections.abc import Callable

import requests

from cfnews.masking import without_secrets

_LOG = logging.getLogger("cfnews.requests")


def logged(request: requests.PreparedRequest, send: Callable[[], requests.Response]) -> requests.Response:
    """Sends the request by `send`, and tells how it went."""
    if not _LOG.isEnabledFor(logging.DEBUG):
        return send()
    head = f"{request.method} {without_secrets(request.url or '')}"
    conditional = ", conditional" if {"If-None-Match", "If-Modified-Since"} & set(request.headers) else ""
    started = time.monotonic()
    try:
        response = send()
    except requests.RequestException as error:
        _LOG.debug("%s failed with %s after %d ms%s", head, type(error).__name__, _since(started), conditional)
        raise
    size = len(response.content)
    _LOG.debug("%s %d, %d bytes, %d ms%s", head, response.status_code, size, _since(started), conditional)
    return response


def _since(started: float) -> int:
    return round((time.monotonic() - started) * 1000)
