"""Posts alerts to the incoming webhook that FULLSCORE_ALERT_URL names."""

from __future__ import annotations

import json
import threading
from collections.abc import Sequence
from dataclasses import asdict
from email.message import Message
from http import HTTPStatus
from http.client import HTTPException
from typing import IO
from urllib.error import HTTPError, URLError
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener

from assets.lib.alerts.record import Alert

_SECONDS = 10
"""For the whole exchange: a server that drips bytes must not hold the run's lock."""


class NotDelivered(Exception):
    """The webhook did not accept the alerts; the message says why, without the address."""


class _NoRedirect(HTTPRedirectHandler):
    """Leaves a redirect as the answer: following it would drop the message, or send it on."""

    def redirect_request(  # noqa: PLR0913, PLR0917  # as its base has it
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: Message, newurl: str
    ) -> None:
        """Follow nothing."""


def post_alerts(url: str, alerts: Sequence[Alert], seconds: float = _SECONDS) -> None:
    """Post one message: `text` for incoming webhooks of chat tools, `alerts` for programs.

    Raises NotDelivered, at the latest when `seconds` have passed. The address is a secret: whoever
    knows it can write there.
    """
    message = {
        "text": "\n".join(str(alert) for alert in alerts),
        "alerts": [asdict(alert) for alert in alerts],
    }
    body = json.dumps(message, default=str).encode()
    reasons: list[str] = [f"the webhook did not answer within {seconds:g} seconds"]

    def exchange() -> None:
        reasons[:] = _post(url, body, seconds)

    # a socket's own time-out begins anew with every byte: only a thread can be left behind
    thread = threading.Thread(target=exchange, daemon=True)
    thread.start()
    thread.join(seconds)
    if found := list(reasons):
        raise NotDelivered(found[0])


def _post(url: str, body: bytes, seconds: float) -> list[str]:
    """Post the body; return the reason why it was not accepted, nothing where it was."""
    try:
        request = Request(url, body, {"Content-Type": "application/json"})  # noqa: S310  # checked next
        if request.type not in ("http", "https"):
            return ["FULLSCORE_ALERT_URL is not an http or https address"]
        with build_opener(_NoRedirect, ProxyHandler()).open(request, timeout=seconds):
            return []
    except HTTPError as error:
        error.close()
        return [_describe_status(error.code)]
    except URLError as error:
        reason = error.reason
        said = reason.strerror if isinstance(reason, OSError) else None
        return [f"the webhook can't be reached: {said or type(reason).__name__}"]
    except (OSError, HTTPException) as error:
        return [f"the webhook can't be reached: {type(error).__name__}"]
    except ValueError:
        return ["FULLSCORE_ALERT_URL is not an http or https address"]


def _describe_status(code: int) -> str:
    """Return what the answer means in our words: a server's own may hold anything."""
    phrase = HTTPStatus(code).phrase if code in {status.value for status in HTTPStatus} else ""
    text = f"the webhook answered {code} {phrase}".rstrip()
    if HTTPStatus.MULTIPLE_CHOICES <= code < HTTPStatus.BAD_REQUEST:
        text += "; FULLSCORE_ALERT_URL has to be the address that it redirects to"
    return text
