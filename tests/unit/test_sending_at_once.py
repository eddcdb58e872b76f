"""What a listening socket accepts sends at once, whoever made the socket."""

from __future__ import annotations

import socket
from contextlib import closing

import pytest

from interview.web.listening import send_at_once


def sends_at_once(connection: socket.socket) -> bool:
    return connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) != 0


@pytest.mark.parametrize(("family", "address"), [(socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")])
def test_what_a_socket_accepts_that_was_made_without_naming_tcp_sends_at_once(
    family: socket.AddressFamily, address: str
) -> None:
    with closing(socket.socket(family)) as listening:
        listening.bind((address, 0))
        listening.listen()
        assert send_at_once() >= 1
        with closing(socket.create_connection(listening.getsockname()[:2])) as client:
            accepted, _ = listening.accept()
            with closing(accepted):
                assert sends_at_once(accepted)
            assert not sends_at_once(client)
