"""The look into the mailbox, at a real IMAP server on loopback: what came, what was read, and nothing changed."""

from __future__ import annotations

import imaplib
import shutil
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from adopt.checked import checked
from adopt.mailbox import look
from adopt.mailbox.parse import mail_of
from adopt.reports import read_folder
from adopt.schema import Mail
from adopt.settings import Hygiene, Settings, load_settings
from tests.mailbox.server import PASSWORD, USER, Server, running

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
NOTICES = "seller-performance@amazon.com"


@pytest.fixture(scope="module")
def filled() -> Iterator[Server]:
    """A mailbox with five mails of Amazon's, of which one is too old, and three of others."""
    with running() as server:
        eastern = timezone(timedelta(hours=-5))
        server.put(NOTICES, "Your listing was removed", datetime(2026, 11, 23, 12, tzinfo=UTC))
        server.put(
            "donotreply@amazon.co.uk",
            "=?UTF-8?B?5oKo55qE6LSm5oi3?=",
            datetime(2026, 11, 24, 7, 30, tzinfo=eastern),
            seen=True,
        )
        server.put(NOTICES, "A policy\r\n goes on", datetime(2026, 11, 25, 9, tzinfo=UTC))
        server.put(NOTICES, "", datetime(2026, 11, 1, 9, tzinfo=UTC), seen=True)
        server.put(NOTICES, "Long ago", datetime(2026, 10, 1, tzinfo=UTC))
        server.put("buyer@marketplace.amazon.com", "Where is my order?", datetime(2026, 11, 24, tzinfo=UTC))
        server.put("spam@example.com", "Win!", datetime(2026, 11, 24, tzinfo=UTC))
        server.put("amazon@example.com", "Phish", datetime(2026, 11, 24, tzinfo=UTC))
        yield server


@pytest.fixture(autouse=True)
def _password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADOPT_IMAP_PASSWORD", PASSWORD)


def settings(server: Server, **changes: Any) -> Settings:
    own = {"imap_host": "127.0.0.1", "imap_port": server.port, "imap_security": "none", "imap_user": USER}
    return load_settings(hygiene={**own, **changes})


def seen_by(chosen: Settings) -> Mail:
    found = look(chosen.hygiene, NOW)
    assert found is not None
    return found


def test_amazons_mails_of_thirty_days_the_oldest_first(filled: Server) -> None:
    before = filled.unseen()
    found = seen_by(settings(filled))
    assert (found.failure, found.days) == ("", 30)
    assert [(one.subject, one.seen) for one in found.messages] == [
        ("", True),
        ("Your listing was removed", False),
        ("您的账户", True),
        ("A policy goes on", False),
    ]
    assert found.messages[2].received == datetime(2026, 11, 24, 12, 30, tzinfo=UTC)
    assert filled.unseen() == before  # a look marks nothing as read


def test_other_senders_and_folders(filled: Server) -> None:
    assert seen_by(settings(filled, imap_senders=["win@nobody"])).messages == ()
    both = seen_by(settings(filled, imap_senders=[NOTICES, "@amazon.", "spam@example.com"]))
    assert len(both.messages) == 5  # a mail that two senders fit is one
    missing = seen_by(settings(filled, imap_folder='Amazon "x"'))
    assert missing.failure == "no_folder"
    with filled.client() as client:
        client.create('"Amazon mail"')
    assert seen_by(settings(filled, imap_folder="Amazon mail")) == Mail((), 30)


def test_a_folder_in_chinese(filled: Server) -> None:
    with filled.client() as client:
        assert client.create('"&TpqabJAK- &- Co"')[0] == "OK"
    filled.put(NOTICES, "Here", datetime(2026, 11, 24, tzinfo=UTC), folder='"&TpqabJAK- &- Co"')
    for name in ("亚马逊 & Co", "&TpqabJAK- &- Co"):
        assert [one.subject for one in seen_by(settings(filled, imap_folder=name)).messages] == ["Here"]


def test_a_server_that_asks_who_it_is_is_told(filled: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[str, ...]] = []

    def says(_: imaplib.IMAP4, *words: str) -> tuple[str, list[bytes]]:
        told.append(words)
        return "OK", [b""]

    look(settings(filled).hygiene, NOW)
    monkeypatch.setattr(imaplib.IMAP4, "xatom", says)
    monkeypatch.setattr(imaplib.IMAP4, "capability", lambda _: ("OK", [b"IMAP4rev1 ID"]))
    assert seen_by(settings(filled)).failure == ""
    assert told == [("ID", '("name" "adopt")')]


def test_a_wrong_password_is_refused_and_none_is_never_sent(
    filled: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ADOPT_IMAP_PASSWORD", "wrong")
    refused = seen_by(settings(filled))
    assert refused.failure == "refused"
    assert "wrong" not in refused.detail
    monkeypatch.setenv("ADOPT_IMAP_PASSWORD", "geheim-ü")
    assert seen_by(settings(filled)) == Mail(failure="refused", detail="ASCII")
    monkeypatch.delenv("ADOPT_IMAP_PASSWORD")
    assert seen_by(settings(filled)) == Mail(failure="no_password", detail="ADOPT_IMAP_PASSWORD")
    monkeypatch.setenv("MINE", PASSWORD)
    own = {"imap_password_env": "MINE"}
    assert seen_by(settings(filled, **own)).failure == ""


def test_no_server_is_said_and_no_mailbox_is_none(filled: Server) -> None:
    with running() as gone:
        pass
    assert seen_by(settings(gone)).failure == "no_server"
    assert look(load_settings().hygiene, NOW) is None
    # A server that speaks no TLS isn't spoken to without.
    assert seen_by(settings(filled, imap_security="starttls")).failure == "no_server"
    assert seen_by(settings(filled, imap_security="ssl")).failure == "no_server"


@pytest.mark.skipif(shutil.which("openssl") is None, reason="no openssl to make a certificate with")
def test_a_certificate_that_nobody_vouches_for_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "server.pem"
    words = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1"]
    subprocess.run(
        ["openssl", *words, "-keyout", path, "-out", tmp_path / "cert.pem"], check=True, capture_output=True
    )
    path.write_text(path.read_text() + (tmp_path / "cert.pem").read_text())
    with running(path) as server:
        found = seen_by(settings(server, imap_security="starttls"))
    assert found.failure == "no_server"
    assert "certificate verify failed" in found.detail


def test_a_run_tells_of_the_mailbox(filled: Server, tmp_path: Path) -> None:
    (tmp_path / "tickets.csv").write_text(
        "ticket_id,marketplace,received_at\n1,US,2026-11-24T09:00:00Z\n", encoding="utf-8"
    )
    found = checked(read_folder(tmp_path), settings(filled), NOW)
    said = {row["key"]: row for row in found.iter_rows(named=True)}
    # Two are unread: that of 23 November for 48 hours, that of this morning for three.
    one = said["H105"]
    assert (one["status"], one["reason"], one["n"], one["of"], one["value"]) == (
        "act",
        "mail_unread",
        1,
        4,
        48,
    )
    assert said["H102"]["status"] == "fine"


def test_passwords_go_unencrypted_to_this_machine_only() -> None:
    values = {**load_settings().hygiene.model_dump(), "imap_security": "none"}
    assert Hygiene.model_validate({**values, "imap_host": "localhost"}).imap_host == "localhost"
    with pytest.raises(ValueError, match="on this machine only"):
        Hygiene.model_validate({**values, "imap_host": "imap.example.com"})


@pytest.mark.parametrize("user", ["a b", 'a"b', "a\\b", "ä", "a{3}"])
def test_users_that_would_break_the_command_are_refused(user: str) -> None:
    with pytest.raises(ValueError, match="imap_user"):
        Hygiene.model_validate({**load_settings().hygiene.model_dump(), "imap_user": user})


def test_flags_may_stand_behind_the_subject_and_a_mail_without_a_date_is_none() -> None:
    date = b'1 (UID 7 INTERNALDATE " 5-Nov-2026 09:00:00 +0800" BODY[HEADER.FIELDS (SUBJECT)] {12}'
    found = mail_of(date + b"\r\nSubject: =?nosuch?B?xx?=\r\n\r\n FLAGS (\\Seen))")
    assert found is not None
    assert (found.seen, found.subject) == (True, "=?nosuch?B?xx?=")
    assert found.received == datetime(2026, 11, 5, 1, tzinfo=UTC)
    assert mail_of(b"1 (UID 7 FLAGS ())") is None
