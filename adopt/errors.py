"""What can go wrong, and the exit code it ends with.

Each error is one sentence that names the place (file, sheet, row, column), what was expected, and what to do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable


class Sentence:
    """A sentence inside an error's, which is said in the reader's language with it.

    Args:
        template: an English sentence with named fields, as that of an `AdoptError`.
        params: fill the fields; sentences among them, too.
    """

    def __init__(self, template: str, **params: object) -> None:
        self.template = template
        self.params = params

    def __str__(self) -> str:
        return self.said(_in_english)

    def said(self, say: Callable[..., str]) -> str:
        """The sentence as ``say`` has it: a template and its fields make a text."""
        return say(self.template, **{name: _said(value, say) for name, value in self.params.items()})


def sentences(those: Iterable[Sentence]) -> Sentence:
    """Several as one, with semicolons between them."""
    first, *others = those
    joined = first
    for one in others:
        joined = Sentence("{first}; {second}", first=joined, second=one)
    return joined


def _said(value: object, say: Callable[..., str]) -> object:
    return value.said(say) if isinstance(value, Sentence) else value


def _in_english(template: str, /, **params: object) -> str:
    return template.format(**params) if params else template


class AdoptError(Exception):
    """Base of every error that adopt raises on purpose; ``exit_code`` is what the command line ends with.

    ``template`` is an English sentence with named fields, which is also what is looked up in the catalogue of the
    reader's language; ``params`` fill the fields: values, or a `Sentence` that is said in that language, too.
    """

    exit_code = 1

    def __init__(self, template: str, **params: object) -> None:
        super().__init__(template.format(**params) if params else template)
        self.template = template
        self.params = params

    def said(self, say: Callable[..., str]) -> str:
        """The sentence in a language; see `Sentence.said`."""
        return Sentence(self.template, **self.params).said(say)


class SettingsError(AdoptError):
    """A setting, or the way a command was called, is wrong."""

    exit_code = 2


class InputError(AdoptError):
    """A file can't be read, or can't be trusted (foreign account, other currency, nothing usable)."""

    exit_code = 3


class UnsafePlanError(AdoptError):
    """The plan, or a file made from it, breaks a rule that protects the seller's money."""

    exit_code = 4
