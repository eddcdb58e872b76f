"""Where the app may listen: on this computer alone, unless people sign in, at a provider of identities or through a
proxy that proves itself."""

from __future__ import annotations

import ipaddress

from interview.settings import Settings
from interview.web.door import LOOPBACK

_EVERY = "every address of this computer"
_HOW = (
    "For yourself, leave ADDRESS at 127.0.0.1 and the settings below empty. For many people, either let them sign in at"
    " a provider of identities (OpenID Connect), and set\n\n"
    "    OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET   as the provider says\n"
    "    PUBLIC_URL                                        where people reach the app\n"
    "    COOKIE_SECRET                                     32 characters or more of your own\n\n"
    "or put a proxy in front that signs them in, and set\n\n"
    "    USER_HEADER    the header in which it names the person\n"
    "    PROXY_SECRET   20 characters or more that it sends as X-Interview-Proxy\n"
    "    ALLOWED_HOSTS  the name under which people reach it\n\n"
    "docs/many-people.md shows how."
)


def refuse_open(settings: Settings, address: str | None) -> None:
    """End the process, saying how to go on, when others could reach the app without having signed in, or sign in as
    anybody they like.

    `address` is where it would listen; None is every address of this computer.
    """
    has_secret = bool(settings.proxy_secret.get_secret_value())
    if settings.oidc_issuer or (settings.user_header and has_secret):
        return
    if settings.user_header:
        why = "Without PROXY_SECRET whoever reaches this app can say that they are anybody."
    elif not _is_loopback(address):
        why = f"At {address or _EVERY} others can reach this app, and would see everything in it."
    elif any(host not in LOOPBACK for host in settings.hosts):
        why = "Under the names of ALLOWED_HOSTS others can reach this app, and would see everything in it."
    else:
        return
    raise SystemExit(f"Nothing was started. {why}\n\n{_HOW}")


def _is_loopback(address: str | None) -> bool:
    if not address:
        return False
    try:
        return ipaddress.ip_address(address.strip("[]")).is_loopback
    except ValueError:
        return address == "localhost"
