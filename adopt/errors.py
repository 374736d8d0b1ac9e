"""What can go wrong, and the exit code it ends with.

Each error is one sentence that names the place (file, sheet, row, column), what was expected, and what to do.
"""

from __future__ import annotations


class AdoptError(Exception):
    """Base of every error that adopt raises on purpose; ``exit_code`` is what the command line ends with.

    ``template`` is an English sentence with named fields, which is also what is looked up in the catalogue of the
    reader's language; ``params`` fill the fields.
    """

    exit_code = 1

    def __init__(self, template: str, **params: object) -> None:
        super().__init__(template.format(**params) if params else template)
        self.template = template
        self.params = params


class SettingsError(AdoptError):
    """A setting, or the way a command was called, is wrong."""

    exit_code = 2


class InputError(AdoptError):
    """A file can't be read, or can't be trusted (foreign account, other currency, nothing usable)."""

    exit_code = 3


class UnsafePlanError(AdoptError):
    """The plan, or a file made from it, breaks a rule that protects the seller's money."""

    exit_code = 4
