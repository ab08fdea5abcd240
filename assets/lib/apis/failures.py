"""Says in one line why an API gave nothing, and what to do, without quoting what it said."""

from __future__ import annotations

import re

from requests import HTTPError, Response
from requests.exceptions import JSONDecodeError, RequestException

from assets.lib.apis.accounts import ApiAccount
from assets.lib.apis.places import where_to_set
from assets.lib.apis.source import error_code
from assets.lib.errors import UserError, causes_of, describe_failure, describe_place

_UNAUTHORIZED, _FORBIDDEN, _NOT_FOUND, _TOO_MANY = 401, 403, 404, 429
_SERVER = 500
_CODE = re.compile(
    r'"(?:errorCode|code|category|status|error)"\s*:\s*"([A-Za-z][A-Za-z0-9_]{2,59})"'
)
"""Names of errors, which hold nobody's data; the sentences beside them may."""


class FetchFailed(UserError):
    """An account's file could not be fetched; nothing of it was landed, and its state stands."""


def describe_fetch_failure(account: ApiAccount, file: str, error: BaseException) -> str | None:
    """Return what happened and what to do; None where that is the disk's doing.

    What a record of the API broke is told by its place in our code: a message may quote any value.
    """
    start = f"{account.connector}, account {account.name}, {file}"
    for cause in causes_of(error):
        if isinstance(cause, UserError):
            return f"{start}: {cause}"
        if isinstance(cause, HTTPError) and cause.response is not None:
            return f"{start}: {_of_answer(account, cause.response)}"
        if isinstance(cause, JSONDecodeError):
            return f"{start}: the API answered with something that isn't JSON; check base_url"
        if isinstance(cause, RequestException):
            return f"{start}: the API can't be reached, or broke off; fetch again later"
    if describe_failure(error):
        return None
    *_, first = causes_of(error)
    return f"{start}: the API's answer is none that its documentation has: {describe_place(first)}"


def _of_answer(account: ApiAccount, response: Response) -> str:
    api, status = account.api, response.status_code
    said = f"HTTP {status}{_names(response)}"
    if _refuses_token(account, response):
        names = tuple(api.secrets)
        return (
            f"{api.title} refuses the secret ({said}): it has expired or was taken back; renew "
            f"{' or '.join(names)}: {where_to_set(account, *names)}"
        )
    if status == _TOO_MANY or error_code(response) in api.exhausted_codes:
        return f"{api.title} was asked too often ({said}), also after waiting; fetch again later"
    if status == _FORBIDDEN:
        return f"{api.title} forbids it ({said}): give the app the scopes that the README names"
    if status >= _SERVER:
        return f"{api.title} fails ({said}), also when asked again; fetch again later"
    if status == _NOT_FOUND:
        return f"{api.title} has nothing there ({said}): check the options under api in sources.yml"
    return f"{api.title} refuses the request ({said}): check the options under api in sources.yml"


def _refuses_token(account: ApiAccount, response: Response) -> bool:
    """Where a token is asked for, whatever refuses it refuses the secrets."""
    asked = response.request.body or b""
    body = asked if isinstance(asked, bytes) else str(asked).encode()
    is_of_token = b"grant_type=" in body and response.status_code < _SERVER
    return (
        response.status_code == _UNAUTHORIZED
        or error_code(response) in account.api.refused_codes
        or (is_of_token and response.status_code != _TOO_MANY)
    )


def _names(response: Response) -> str:
    found = dict.fromkeys(_CODE.findall(response.text))
    return f", {', '.join(found)}" if found else ""
