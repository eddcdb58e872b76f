"""What a request shows of the person who sends it: a proxy's header, or the cookie that this app gave a browser.

Who that is, and whether they may come in, is decided elsewhere (use_cases/accounts.py).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from itsdangerous import BadSignature, Signer
from starlette.responses import Response

from interview.settings import Settings

_SALT = "interview.signed-in"


def shown(
    header_values: Callable[[str], Sequence[str]], cookies: Mapping[str, str], settings: Settings
) -> Sequence[str]:
    """The names that `Accounts` understands; none where nobody signs in, or somebody has not."""
    if settings.user_header:
        return header_values(settings.user_header)
    if not settings.oidc_issuer:
        return ()
    try:
        # A signature of ours, so that what anybody makes up costs no look into the database.
        return (_signer(settings).unsign(cookies.get(cookie_name(settings), "")).decode("ascii"),)
    except (BadSignature, UnicodeError):
        return ()


def cookie_name(settings: Settings) -> str:
    """With https, browsers take a cookie of this name from this very host alone."""
    return "__Host-mock_interview" if settings.is_encrypted else "mock_interview_signed_in"


def keep(reply: Response, token: str, until: datetime, settings: Settings) -> None:
    """Have the browser show this token from now on."""
    reply.set_cookie(
        cookie_name(settings),
        _signer(settings).sign(token).decode("ascii"),
        expires=until,
        path="/",
        secure=settings.is_encrypted,
        httponly=True,
        samesite="lax",
    )


def forget(reply: Response, settings: Settings) -> None:
    """Have the browser show nothing any more."""
    reply.delete_cookie(cookie_name(settings), path="/", secure=settings.is_encrypted, httponly=True, samesite="lax")


def _signer(settings: Settings) -> Signer:
    return Signer(settings.cookie_secret.get_secret_value(), salt=_SALT)
