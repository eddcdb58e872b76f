"""Where the app may listen: on this computer alone, unless people sign in through a proxy that proves itself."""

from __future__ import annotations

import ipaddress

from interview.settings import Settings

_EVERY = "every address of this computer"


def refuse_open(settings: Settings, address: str | None) -> None:
    """End the process, saying how to go on, when others could reach the app without having signed in.

    `address` is where it would listen; None is every address of this computer.
    """
    if _is_loopback(address) or (settings.user_header and settings.proxy_secret.get_secret_value()):
        return
    raise SystemExit(
        f"Nothing was started. At {address or _EVERY} others can reach this app, and would see everything in it.\n\n"
        "For yourself, leave ADDRESS at 127.0.0.1. For many people, put a proxy in front that signs them in and set\n\n"
        "    USER_HEADER    the header in which it names the person\n"
        "    PROXY_SECRET   20 characters or more that it sends as X-Interview-Proxy\n"
        "    ALLOWED_HOSTS  the name under which people reach it\n\n"
        "docs/many-people.md shows how."
    )


def _is_loopback(address: str | None) -> bool:
    if not address:
        return False
    try:
        return ipaddress.ip_address(address.strip("[]")).is_loopback
    except ValueError:
        return address == "localhost"
