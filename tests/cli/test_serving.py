"""How the server listens."""

import socket

from orggraph.cli.serving import listen


def test_an_answer_in_two_pieces_does_not_wait_for_the_client_to_acknowledge_the_first():
    with listen("127.0.0.1", 0) as listening, socket.create_connection(listening.getsockname()):
        connection, _ = listening.accept()
        with connection:
            assert connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
