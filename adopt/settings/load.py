"""Settings from TOML: the defaults, and what the seller changed."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from adopt.errors import SettingsError
from adopt.settings.faults import faults
from adopt.settings.model import Settings
from adopt.words import markets


def commented_defaults() -> str:
    """The text of ``defaults.toml``: what ``adopt init`` writes."""
    return files("adopt.settings").joinpath("defaults.toml").read_text(encoding="utf-8")


def load_settings(path: Path | None = None, **changes: Any) -> Settings:
    """Settings from the defaults, overlaid by the TOML file at ``path`` and then by ``changes``.

    Args:
        path: an ``adopt.toml``; None for the defaults alone.
        changes: top-level settings, or a mapping for one of the parts: ``negate={"promise": 0.05}``.

    Raises:
        SettingsError: the file is missing or isn't TOML, or a value is unknown or out of its bounds.
    """
    known = tomllib.loads(commented_defaults())
    values = _overlay(known, _read(path) if path else {})
    try:
        settings = Settings.model_validate(_overlay(values, changes))
    except ValidationError as error:
        raise SettingsError(
            "{place}: {faults}", place=path or "settings", faults=faults(error, known)
        ) from error
    if settings.marketplace and settings.marketplace not in markets():
        raise SettingsError(
            "{place}: marketplace is '{marketplace}'; expected one of {known}",
            place=path or "settings",
            marketplace=settings.marketplace,
            known=", ".join(markets()),
        )
    return settings


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError as error:
        raise SettingsError("{path}: no such settings file; 'adopt init' writes one", path=path) from error
    except UnicodeDecodeError as error:
        raise SettingsError(
            "{path}: not a readable TOML file: it isn't saved as UTF-8; open it in an editor (Notepad will do), and save it with the encoding UTF-8",
            path=path,
        ) from error
    except (tomllib.TOMLDecodeError, OSError) as error:
        raise SettingsError("{path}: not a readable TOML file: {error}", path=path, error=error) from error


def _overlay(base: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(base)
    for name, value in over.items():
        inner = merged.get(name)
        both = isinstance(inner, Mapping) and isinstance(value, Mapping)
        merged[name] = _overlay(inner, value) if both else value  # type: ignore[arg-type]
    return merged
