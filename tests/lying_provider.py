"""A provider of identities that can be told to lie: each lie is one thing that a client has to notice."""

from __future__ import annotations

import base64
import hmac
import http.server
import json
import threading
import time
from typing import Any
from urllib.parse import parse_qs, urlsplit

from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey

CLIENT, SECRET = "interview", "only-the-two-know-it"


class LyingProvider:
    """`lie` names what is wrong with the next token; "" is nothing. `asked` are the queries with which it was asked."""

    def __init__(self) -> None:
        self.lie = ""
        self.asked: list[dict[str, str]] = []
        self.tokens_for: list[dict[str, str]] = []
        self._key, self._other = (RSAKey.generate_key(2048, {"kid": "one"}) for _ in range(2))
        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.issuer = f"http://127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _handler(provider) -> type[http.server.BaseHTTPRequestHandler]:
        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self._send(provider.key_set() if "jwks" in self.path else provider.description())

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                form = {name: values[0] for name, values in parse_qs(body).items()}
                provider.tokens_for.append(form | {"authorization": self.headers.get("Authorization", "")})
                self._send(provider.token())

            def _send(self, found: Any) -> None:
                content = json.dumps(found).encode()
                self.send_response(500 if provider.lie == "broken" and "description" not in self.path else 200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *_: object) -> None:
                pass

        return Handler

    def description(self) -> dict[str, Any]:
        """What it says of itself."""
        issuer = "http://127.0.0.1:1" if self.lie == "another issuer in its description" else self.issuer
        return {
            "issuer": issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/jwks",
            "id_token_signing_alg_values_supported": ["RS256", "HS256", "none"],
        }

    def key_set(self) -> dict[str, Any]:
        """Its public keys."""
        return {"keys": [self._key.as_dict(private=False)]}

    def token(self) -> dict[str, Any]:
        """What it gives for a code."""
        now, lie = int(time.time()), self.lie
        claims: dict[str, Any] = {
            "iss": "https://evil.example" if lie == "another issuer" else self.issuer,
            "aud": ["another", "third"]
            if lie == "other audiences"
            else "another"
            if lie == "another audience"
            else CLIENT,
            "azp": CLIENT,
            "sub": "ada",
            "iat": now - 7200 if lie == "run out" else now,
            "exp": now - 3600 if lie == "run out" else now + 300,
            "nonce": "made up" if lie == "another nonce" else self.asked[-1].get("nonce", ""),
        }
        if lie in ("no nonce", "no subject", "no issuer", "no audience", "no end"):
            del claims[{"nonce": "nonce", "subject": "sub", "issuer": "iss", "audience": "aud", "end": "exp"}[lie[3:]]]
        if lie.startswith("subject "):
            claims["sub"] = {"number": 7, "empty": "", "list": ["ada"], "zero": "a\0b"}[lie[8:]]
        if lie == "no token":
            return {"access_token": "x", "token_type": "Bearer"}
        header: dict[str, Any] = {"alg": "RS256", "kid": "one"}
        key: Any = self._other if lie == "another key" else self._key
        if lie == "signed with the client's secret":
            header, key = {"alg": "HS256", "kid": "one"}, OctKey.import_key(SECRET)
        made: Any = jwt.encode(header, claims, key, algorithms=["RS256", "HS256"])
        if lie == "not signed":
            made = f"{_part({'alg': 'none'})}.{_part(claims)}."
        if lie == "signed with its public key":
            # By hand: the library refuses to make this one.
            signed = f"{_part({'alg': 'HS256', 'kid': 'one'})}.{_part(claims)}"
            end = hmac.digest(self._key.as_pem(private=False), signed.encode(), "sha256")
            made = f"{signed}.{_encoded(end)}"
        if lie == "changed on the way":
            head, _, end = made.split(".")
            body = jwt.encode(header, claims | {"sub": "bob"}, key).split(".")[1]
            made = f"{head}.{body}.{end}"
        return {"access_token": "x", "token_type": "Bearer", "id_token": made}

    def ask(self, address: str) -> dict[str, str]:
        """The browser was sent to this address; what it was sent with."""
        query = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        self.asked.append(query)
        return query


def _part(found: dict[str, Any]) -> str:
    return _encoded(json.dumps(found).encode())


def _encoded(found: bytes) -> str:
    return base64.urlsafe_b64encode(found).decode().rstrip("=")
