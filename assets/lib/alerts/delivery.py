"""Sends notices to the address that the environment names, as chat tools take them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from http.client import HTTPException
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from assets.lib.alerts.notice import Notice

_SECONDS = 10


class NotDelivered(Exception):
    """The address did not take the notices; the message says why, and not the address."""


def post_notices(url: str, notices: Sequence[Notice]) -> None:
    """Post one message: `text` for incoming webhooks of chat tools, `notices` for programs.

    Raises NotDelivered. The address is a secret: whoever knows it can write there.
    """
    message = {
        "text": "\n".join(str(notice) for notice in notices),
        "notices": [asdict(notice) for notice in notices],
    }
    body = json.dumps(message, default=str).encode()
    try:
        request = Request(url, body, {"Content-Type": "application/json"})  # noqa: S310
        if request.type not in ("http", "https"):
            raise NotDelivered("FULLSCORE_NOTICE_URL is no http or https address")
        with urlopen(request, timeout=_SECONDS):  # noqa: S310  # looked at above
            return
    except HTTPError as error:
        raise NotDelivered(f"the address answered {error.code} {error.reason}") from error
    except URLError as error:
        raise NotDelivered(f"the address can't be reached: {error.reason}") from error
    except (OSError, HTTPException) as error:
        raise NotDelivered(f"the address can't be reached: {type(error).__name__}") from error
    except ValueError as error:
        raise NotDelivered("FULLSCORE_NOTICE_URL is no http or https address") from error
