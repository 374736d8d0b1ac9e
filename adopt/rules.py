"""Rules from outside adopt: what a package needs to write one, and where those that are installed are found.

A package offers a `Rule` under the entry point group ``adopt.rules``::

    [project.entry-points."adopt.rules"]
    silent_targets = "my_rules:silent_targets"
"""

from __future__ import annotations

from dataclasses import replace
from importlib.metadata import EntryPoint, entry_points

from adopt.decide.outside import Rule, View
from adopt.errors import AdoptError, SettingsError
from adopt.schema import Text
from adopt.schema.rule import FIELDS

__all__ = ["FIELDS", "GROUP", "Rule", "Text", "View", "installed_rules"]

GROUP = "adopt.rules"


def installed_rules() -> tuple[Rule, ...]:
    """The rules of installed packages, by the name of their entry point.

    Raises:
        SettingsError: one can't be loaded, or isn't a `Rule`.
    """
    found = sorted(entry_points(group=GROUP), key=lambda entry: (entry.name, entry.value))
    return tuple(_loaded(entry) for entry in found)


def _loaded(entry: EntryPoint) -> Rule:
    package = f"{entry.dist.name} {entry.dist.version}" if entry.dist else entry.value
    try:
        rule = entry.load()
    except AdoptError:
        raise
    except Exception as error:  # whatever importing somebody else's code raises
        raise SettingsError(
            "rule {name} of {package} can't be loaded ({value}: {why}); mend or uninstall the package",
            name=entry.name,
            package=package,
            value=entry.value,
            why=error,
        ) from error
    if not isinstance(rule, Rule):
        raise SettingsError(
            "rule {name} of {package} is {found}; expected an adopt.rules.Rule",
            name=entry.name,
            package=package,
            found=type(rule).__name__,
        )
    return replace(rule, source=package)
