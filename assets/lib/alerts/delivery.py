"""Posts alerts to the incoming webhook that FULLSCORE_ALERT_URL names."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from http.client import HTTPException
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from assets.lib.alerts.record import Alert

_SECONDS = 10


class NotDelivered(Exception):
    """The webhook did not accept the alerts; the message says why, without the address."""


def post_alerts(url: str, alerts: Sequence[Alert]) -> None:
    """Post one message: `text` for incoming webhooks of chat tools, `alerts` for programs.

    Raises NotDelivered. The address is a secret: whoever knows it can write there.
    """
    message = {
        "text": "\n".join(str(alert) for alert in alerts),
        "alerts": [asdict(alert) for alert in alerts],
    }
    body = json.dumps(message, default=str).encode()
    try:
        request = Request(url, body, {"Content-Type": "application/json"})  # noqa: S310  # checked next
        if request.type not in ("http", "https"):
            raise NotDelivered("FULLSCORE_ALERT_URL is not an http or https address")
        with urlopen(request, timeout=_SECONDS):  # noqa: S310  # its scheme is checked above
            return
    except HTTPError as error:
        raise NotDelivered(f"the webhook answered {error.code} {error.reason}") from error
    except URLError as error:
        raise NotDelivered(f"the webhook can't be reached: {error.reason}") from error
    except (OSError, HTTPException) as error:
        raise NotDelivered(f"the webhook can't be reached: {type(error).__name__}") from error
    except ValueError as error:
        raise NotDelivered("FULLSCORE_ALERT_URL is not an http or https address") from error
