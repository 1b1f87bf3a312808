"""A relay before a server, that can be cut: what a lost network does to an answer on its way."""

import contextlib
import socket
import threading
from collections.abc import Iterator


class Relay:
    """Passes bytes on to `port` of this machine until it is cut; `address` is its own."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._up = True
        self._sockets: list[socket.socket] = []
        self._door = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._door.getsockname()[1]}"
        threading.Thread(target=self._let_in, daemon=True).start()

    def cut(self) -> None:
        """Break every connection, and let no other in."""
        self._up = False
        self._hang_up(self._sockets)
        self._sockets = []

    def mend(self) -> None:
        """Let them in again."""
        self._up = True

    def close(self) -> None:
        """Cut, for good."""
        self._door.close()
        self.cut()

    def _let_in(self) -> None:
        with contextlib.suppress(OSError):  # closed
            while True:
                near, _ = self._door.accept()
                if not self._up:
                    near.close()
                    continue
                far = socket.create_connection(("127.0.0.1", self._port))
                self._sockets += [near, far]
                for pair in ((near, far), (far, near)):
                    threading.Thread(target=self._pass_on, args=pair, daemon=True).start()

    def _pass_on(self, source: socket.socket, target: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while block := source.recv(65536):
                target.sendall(block)
        self._hang_up((source, target))

    @staticmethod
    def _hang_up(sockets: tuple[socket.socket, ...] | list[socket.socket]) -> None:
        for each in sockets:
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)


@contextlib.contextmanager
def relayed(address: str) -> Iterator[Relay]:
    """A relay before the server at `address`."""
    relay = Relay(int(address.rsplit(":", 1)[1]))
    try:
        yield relay
    finally:
        relay.close()
