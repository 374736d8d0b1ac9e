"""What hygiene says."""

from __future__ import annotations

from adopt.say.checks.words import Words
from adopt.say.translate import later

_NOTHING = later("Nothing to do.")
_LOGIN = later("Log in to Seller Central today, and set hygiene.last_login in adopt.toml to the day.")
_TWO_STEP = later(
    "Look in Seller Central > Settings > User Permissions and Login Settings whether every user has it on, then set "
    "hygiene.two_step_checked in adopt.toml to the day."
)
_MAILBOX = later(
    "Look in Seller Central > Settings > Notification Preferences whether the address is right and read, then set "
    "hygiene.mailbox_checked in adopt.toml to the day."
)
_SETTINGS = later("Look at [hygiene] in adopt.toml.")

HYGIENE = {
    "login_undeclared": Words(later("adopt.toml doesn't say when you last logged in."), _LOGIN),
    "login_to_come": Words(
        later("adopt.toml says that you logged in on {day}, which is still to come."), _LOGIN
    ),
    "login_fine": Words(
        later("You last logged in on {day}, {value} ago; that holds until {last}."), _NOTHING
    ),
    "login_near": Words(
        later("You last logged in on {day}, {value} ago; {left} left, until {last}."), _LOGIN
    ),
    "login_over": Words(later("You last logged in on {day}, {value} ago: more than {target}."), _LOGIN),
    "two_step_undeclared": Words(
        later("adopt.toml doesn't say that two-step verification is on."), _TWO_STEP
    ),
    "two_step_to_come": Words(
        later("adopt.toml says that you checked it on {day}, which is still to come."), _TWO_STEP
    ),
    "two_step_fine": Words(
        later("You saw it on for every user on {day}; that holds until {last}."), _NOTHING
    ),
    "two_step_near": Words(
        later("You saw it on for every user on {day}; {left} left, until {last}."), _TWO_STEP
    ),
    "two_step_over": Words(
        later("You saw it on for every user on {day}, {value} ago: that no longer says anything of today."),
        _TWO_STEP,
    ),
    "mailbox_undeclared": Words(
        later("adopt.toml doesn't say that Amazon's notifications go to the right address."), _MAILBOX
    ),
    "mailbox_to_come": Words(
        later("adopt.toml says that you checked it on {day}, which is still to come."), _MAILBOX
    ),
    "mailbox_fine": Words(
        later("You saw that the address is right and read on {day}; that holds until {last}."), _NOTHING
    ),
    "mailbox_near": Words(
        later("You saw that the address is right and read on {day}; {left} left, until {last}."), _MAILBOX
    ),
    "mailbox_over": Words(
        later(
            "You saw that the address is right and read on {day}, {value} ago: that no longer says anything of today."
        ),
        _MAILBOX,
    ),
    "message_none": Words(later("No message waits for an answer."), _NOTHING),
    "message_fine": Words(
        later("{ticket} has waited longest: {age} (limit {limit}; open messages: {open})."),
        _NOTHING,
    ),
    "message_over": Words(
        later("{ticket} has waited for {age}: more than {limit} (open messages: {open})."),
        later("Answer it today, or mark it as needing no answer in Seller Central and in your list."),
    ),
    "mail_off": Words(
        later("adopt.toml names no mailbox, so it can't be told whether Amazon's mails arrive and are read."),
        later(
            "If you like, set hygiene.imap_host, imap_user and the password's environment variable; else look yourself."
        ),
    ),
    "mail_no_password": Words(
        later("The environment variable {detail} is empty, so the mailbox wasn't looked into."),
        later("Set it to the mailbox's password (with many providers an app password) where adopt runs."),
    ),
    "mail_no_server": Words(later("The mail server can't be reached, or hung up: {detail}"), _SETTINGS),
    "mail_refused": Words(
        later("The mail server refused user or password: {detail}"),
        later("Check imap_user, and make an app password if your provider asks for one."),
    ),
    "mail_no_folder": Words(later("The mailbox has no such folder: {detail}"), _SETTINGS),
    "mail_none": Words(
        later(
            "No mail from Amazon came within {days}: the notifications go elsewhere, or into another folder."
        ),
        later(
            "Look at Settings > Notification Preferences in Seller Central, at the spam folder, and at imap_folder in adopt.toml."
        ),
    ),
    "mail_silent": Words(
        later("The last mail from Amazon came {age} ago ({last}); within {days}: {count}."),
        later("See whether newer ones lie in the spam folder or go to another address."),
    ),
    "mail_fine": Words(
        later(
            "Mails from Amazon within {days}: {count}, the last {age} ago; unread: {waiting}, none for more than {hours}."
        ),
        _NOTHING,
    ),
    "mail_unread": Words(
        later(
            'Unread for more than {hours}: {late} of {count} mails from Amazon, the oldest "{first}", received {received}.'
        ),
        later(
            "Read them now: performance notifications have deadlines. Put those that want an answer into your list of notices."
        ),
    ),
}
