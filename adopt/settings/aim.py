"""An aim: what some campaigns are for, where that isn't what the rest of the account is for."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from adopt.settings.part import Part, UnfitError

Stage = Literal["launch", "growth", "mature", "clearance"]
Name = Annotated[str, Field(min_length=1, max_length=120, pattern=r"^[^\x00-\x1f]*$")]

_SCOPE = ("campaign", "portfolio", "stage", "sku")


class Aim(Part):
    """The objective of the ad groups that it names; of several that fit one, the first counts.

    ``campaign``, ``portfolio``, ``stage`` and ``sku`` say which these are: all that are given must fit, ``*`` stands
    for any letters. ``level`` is the multiple of a click's value that bids aim at.
    """

    name: Annotated[str, Field(max_length=80, pattern=r"^[^\x00-\x1f]*$")] = ""
    campaign: Name | None = None
    portfolio: Name | None = None
    stage: Stage | None = None
    sku: Name | None = None
    objective: Literal["profit", "acos"] | None = None
    target_acos: Annotated[float, Field(gt=0, le=1)] | None = None
    level: Annotated[float, Field(ge=0.1, le=3)] = 1.0
    steer: bool = True

    @property
    def title(self) -> str:
        """Its name, or what it names: ``portfolio Kitchen, stage launch``."""
        said = ((part, getattr(self, part)) for part in _SCOPE)
        return self.name or ", ".join(f"{part} {value}" for part, value in said if value is not None)

    @model_validator(mode="after")
    def _names_something(self) -> Aim:
        if all(getattr(self, part) is None for part in _SCOPE):
            raise UnfitError(
                "names nothing; give one of {scopes} (campaign = '*' for all)", scopes=", ".join(_SCOPE)
            )
        return self


def refuse_twins(aims: tuple[Aim, ...]) -> tuple[Aim, ...]:
    """The aims, if each has a title of its own: plans tell them apart by it.

    Raises:
        UnfitError: two are called the same; says which, from 1.
    """
    seen: dict[str, int] = {}
    for place, aim in enumerate(aims, 1):
        if aim.title in seen:
            raise UnfitError(
                "aim {place} has the name or scope of aim {other} ({title}); give it a name of its own",
                place=place,
                other=seen[aim.title],
                title=aim.title,
            )
        seen[aim.title] = place
    return aims
