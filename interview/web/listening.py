"""Where the app may listen: on this computer alone, unless people sign in, at a provider of identities or through a
proxy that proves itself; and that what it sends does not wait for more."""

from __future__ import annotations

import ipaddress
import os
import socket
import stat
from contextlib import suppress
from pathlib import Path

from interview.settings import Settings

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
# In which the sign-in proxy proves itself.
PROXY_HEADER = "X-Interview-Proxy"
_OPEN_FILES = Path("/dev/fd")
_EVERY = "every address of this computer"
HOW_TO_CLOSE = (
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


def why_open(settings: Settings, address: str | None) -> str:
    """Why others could reach the app without having signed in, or sign in as anybody they like; "" where they cannot.

    `address` is where it would listen; None is every address of this computer.
    """
    has_secret = bool(settings.proxy_secret.get_secret_value())
    if settings.oidc_issuer or (settings.user_header and has_secret):
        return ""
    if settings.user_header:
        return "Without PROXY_SECRET whoever reaches this app can say that they are anybody."
    if not _is_loopback(address):
        return f"At {address or _EVERY} others can reach this app, and would see everything in it."
    if any(host not in LOOPBACK for host in settings.hosts):
        return "Under the names of ALLOWED_HOSTS others can reach this app, and would see everything in it."
    return ""


def refuse_open(settings: Settings, address: str | None) -> None:
    """End the process, saying how to go on, where it would be open."""
    why = why_open(settings, address)
    if why:
        raise SystemExit(f"Nothing was started. {why}\n\n{HOW_TO_CLOSE}")


def send_at_once() -> int:
    """Have the connections that this process's listening sockets accept from now on send what there is, rather than
    wait until the last piece was acknowledged (RFC 896): that costs up to 40 ms a reply. How many sockets there are.

    asyncio does so itself, but for a socket that was made without naming TCP, as Streamlit makes it. On Linux and macOS
    an accepted connection takes the option over.
    """
    found = 0
    with suppress(OSError):
        for name in os.listdir(_OPEN_FILES):
            # The file that lists them is gone by now.
            with suppress(OSError):
                found += _sends_at_once(int(name))
    return found


def _sends_at_once(number: int) -> bool:
    if not stat.S_ISSOCK(os.fstat(number).st_mode):
        return False
    with socket.socket(fileno=os.dup(number)) as each:
        is_tcp = each.family in (socket.AF_INET, socket.AF_INET6) and each.type == socket.SOCK_STREAM
        if not is_tcp or not each.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN):
            return False
        each.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return True


def _is_loopback(address: str | None) -> bool:
    if not address:
        return False
    try:
        return ipaddress.ip_address(address.strip("[]")).is_loopback
    except ValueError:
        return address == "localhost"
