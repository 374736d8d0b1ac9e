"""Hygiene of the account: log-ins, messages left lying, two-step verification, the mailbox of Amazon's notifications."""

from __future__ import annotations

from adopt.checks.hygiene.declared import last_login, notification_mailbox, two_step
from adopt.checks.hygiene.mail import notification_mails
from adopt.checks.hygiene.messages import oldest_message

HYGIENE = {
    "H101": last_login,
    "H102": oldest_message,
    "H103": two_step,
    "H104": notification_mailbox,
    "H105": notification_mails,
}
