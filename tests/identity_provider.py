"""A provider of identities that nobody here wrote (oidc-provider-mock, on Authlib), and people who sign in there."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import httpx2

from tests.servers import App, free_port
from tests.servers_of_others import ServerOfOthers

COOKIE_SECRET = "for-cookies-of-these-tests-0123456789abcdef"
CLIENT = "interview"


class IdentityProvider(ServerOfOthers):
    """Signs in whoever says who they are."""

    def __init__(self, folder: Path) -> None:
        port = free_port()
        self.issuer = f"http://127.0.0.1:{port}"
        command = [Path(sys.executable).with_name("oidc-provider-mock"), "--port", port, "--require-nonce", "true"]
        super().__init__(folder, "provider", command, f"{self.issuer}/.well-known/openid-configuration")

    @property
    def settings(self) -> dict[str, str]:
        """What an app needs that has people sign in here."""
        return {
            "OIDC_ISSUER": self.issuer,
            "OIDC_CLIENT_ID": CLIENT,
            "OIDC_CLIENT_SECRET": "only-the-two-know-it",
            "OIDC_NAME": "City College",
            "PUBLIC_URL": "{url}",
            "COOKIE_SECRET": COOKIE_SECRET,
        }


class Person:
    """A browser without a screen: keeps cookies, and follows no redirect by itself."""

    def __init__(self, app: App) -> None:
        self._app = app
        self.http = httpx2.Client(base_url=app.url, timeout=60, trust_env=False)

    def signed_in(self, subject: str) -> Person:
        """Goes the whole way: to the provider, who asks, and back."""
        assert self.come_back(self.go_to_provider(), subject).status_code == 303
        return self

    def go_to_provider(self) -> str:
        """The address at the provider to which the app leads."""
        return self.http.get("/auth/login").headers["location"]

    def come_back(self, asked: str, subject: str) -> httpx2.Response:
        """Says there who one is, and follows the way back."""
        allowed = self.http.post(asked, data={"sub": subject})
        return self.http.get(allowed.headers["location"])

    def ask(self, method: str, path: str, **more: Any) -> httpx2.Response:
        return self.http.request(method, path, **more)

    @property
    def cookie(self) -> str:
        """The cookies as a header's value."""
        return "; ".join(f"{cookie.name}={cookie.value}" for cookie in self.http.cookies.jar)
