"""A real IMAP server on loopback (pymap), and mails put into it as another mail program would."""

from __future__ import annotations

import imaplib
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from socket import socket
from typing import NamedTuple

USER, PASSWORD = "seller", "open sesame"
_RUN = "from pymap.main import main; main()"


class Server(NamedTuple):
    """The server's port; mails are put in by `put`."""

    port: int

    def client(self) -> imaplib.IMAP4:
        """A client that has logged in."""
        client = imaplib.IMAP4("127.0.0.1", self.port, timeout=20)
        client.login(USER, PASSWORD)
        return client

    def put(
        self, sender: str, subject: str, received: datetime, *, seen: bool = False, folder: str = "INBOX"
    ) -> None:
        """A mail in a folder, as it was received then."""
        text = f"From: Amazon <{sender}>\r\nTo: me@example.com\r\nSubject: {subject}\r\n\r\nDear seller\r\n"
        with self.client() as client:
            date = f'"{received:%d-%b-%Y %H:%M:%S %z}"'
            answer, _ = client.append(folder, r"(\Seen)" if seen else "", date, text.encode())
            assert answer == "OK"

    def unseen(self) -> int:
        """How many mails nobody has read."""
        with self.client() as client:
            client.select("INBOX", readonly=True)
            _, found = client.search(None, "UNSEEN")
            return len(found[0].split())


@contextmanager
def running(certificate: Path | None = None) -> Iterator[Server]:
    """A server for as long as the block lasts; ``certificate``: a file of key and certificate, with which it offers TLS."""
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    tls = ["--cert", str(certificate), "--key", str(certificate)] if certificate else ["--no-tls"]
    words = [
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
        *tls,
        "dict",
        "--demo-user",
        USER,
        "--demo-password",
        PASSWORD,
    ]
    with subprocess.Popen([sys.executable, "-c", _RUN, *words], stderr=subprocess.DEVNULL) as process:
        try:
            _wait(port, process)
            yield Server(port)
        finally:
            process.terminate()


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(400):
        assert process.poll() is None, "the server has ended"
        with socket() as one:
            one.settimeout(1)
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise TimeoutError("the server doesn't answer")
