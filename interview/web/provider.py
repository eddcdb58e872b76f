"""The provider of identities where people sign in (OpenID Connect): leads a browser there, and reads who came back.

Authlib makes and checks state, nonce, PKCE and the token's signature, issuer, audience and times. What is not proved by
all of them is nobody. No token is kept.
"""

from __future__ import annotations

import logging
from typing import Any
from urllib.parse import urlsplit

import httpx2
from authlib.integrations.starlette_client import OAuthError, StarletteIntegration, StarletteOAuth2App
from joserfc.errors import JoseError
from starlette.requests import Request
from starlette.responses import Response

from interview.errors import Code, Failed, InterviewError, Invalid, Unavailable
from interview.messages import Message
from interview.settings import Settings

log = logging.getLogger("interview.sign_in")

WAIT_S = 10.0
# The provider's clock may differ by so much.
LEEWAY_S = 60
# Signed with a key that only the provider has; "none" and those made with the client's own secret prove less.
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA", "Ed25519")
_ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")


class _Client(StarletteOAuth2App):  # type: ignore[misc]
    """The client for one issuer, which takes nothing on trust from its description."""

    issuer = ""

    async def load_server_metadata(self) -> dict[str, Any]:
        """What the provider says of itself; Failed where it is another one, or less safe than its address."""
        found: dict[str, Any] = await super().load_server_metadata()
        scheme = urlsplit(self.issuer).scheme
        is_whole = all(urlsplit(str(found.get(name, ""))).scheme in ("https", scheme) for name in _ENDPOINTS)
        if found.get("issuer") != self.issuer or not is_whole:
            self.server_metadata.clear()
            log.error("OIDC_ISSUER is not what the provider calls itself, or it describes no safe way to sign in")
            raise Failed(Code.SIGN_IN_UNAVAILABLE, Message.of("error.sign_in_unavailable"))
        offered = found.get("id_token_signing_alg_values_supported") or ["RS256"]
        found["id_token_signing_alg_values_supported"] = [name for name in offered if name in ALGORITHMS] or ["RS256"]
        return found


class Provider:
    """The provider of OIDC_ISSUER."""

    def __init__(self, settings: Settings) -> None:
        secret = settings.oidc_client_secret.get_secret_value()
        self._id = settings.oidc_client_id
        self._issuer = settings.oidc_issuer
        self._callback = f"{settings.public_url}/auth/callback"
        self._client = _Client(
            StarletteIntegration("provider"),
            name="provider",
            client_id=self._id,
            client_secret=secret or None,
            server_metadata_url=f"{self._issuer.rstrip('/')}/.well-known/openid-configuration",
            client_kwargs={
                "scope": "openid",
                "code_challenge_method": "S256",
                "token_endpoint_auth_method": "client_secret_basic" if secret else "none",
                "timeout": WAIT_S,
            },
        )
        self._client.issuer = self._issuer

    async def lead(self, request: Request, *, again: bool) -> Response:
        """Send the browser to the provider; `again` has it ask who is there, also when it knows somebody already.

        Unavailable while the provider does not answer.
        """
        asked = {"prompt": "login"} if again else {}
        try:
            reply: Response = await self._client.authorize_redirect(request, self._callback, **asked)
        except InterviewError:
            raise
        except Exception as exc:
            raise _failure(exc) from exc
        return reply

    async def subject(self, request: Request) -> str:
        """Whom the provider has sent back. Invalid unless this very browser was sent there, and everything fits."""
        options = {
            "iss": {"essential": True, "value": self._issuer},
            "aud": {"essential": True, "value": self._id},
            "sub": {"essential": True},
        }
        if not request.query_params.get("error") and not request.query_params.get("code"):
            raise _refused()
        try:
            token = await self._client.authorize_access_token(request, claims_options=options, leeway=LEEWAY_S)
        except InterviewError:
            raise
        except Exception as exc:
            raise _failure(exc) from exc
        subject = (token.get("userinfo") or {}).get("sub")
        if not isinstance(subject, str):
            raise _refused()
        return subject

    def end_address(self) -> str | None:
        """Where somebody signs out at the provider itself, if it has said so."""
        found = self._client.server_metadata.get("end_session_endpoint")
        return found if isinstance(found, str) and urlsplit(found).scheme in ("https", "http") else None


def _failure(error: Exception) -> InterviewError:
    # The library's own words may quote a token: the log says what kind of failure it was, and nothing of anybody.
    log.warning("signing in failed: %s", type(error).__name__)
    if isinstance(error, httpx2.HTTPError):
        return Unavailable(Code.SIGN_IN_UNAVAILABLE, Message.of("error.sign_in_unavailable"))
    if isinstance(error, (OAuthError, JoseError, ValueError, KeyError, TypeError, RuntimeError)):
        return _refused()
    raise error


def _refused() -> Invalid:
    return Invalid(Code.SIGN_IN_FAILED, Message.of("error.sign_in_failed"))
