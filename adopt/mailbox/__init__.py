"""The mailbox to which Amazon sends its notifications, read over IMAP and never changed."""

from adopt.mailbox.look import look

__all__ = ["look"]
