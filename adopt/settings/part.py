"""What every part of the settings is, and the kinds of numbers in them."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from adopt.errors import Sentence

Share = Annotated[float, Field(gt=0, lt=1)]
Positive = Annotated[float, Field(gt=0)]
Count = Annotated[int, Field(ge=0)]
Days = Annotated[int, Field(ge=0, le=36_500)]
"""At most a century: longer than any history, and still a date before or after any day of a run."""


class UnfitError(ValueError):
    """A value that the model itself refuses; ``why`` is said in the reader's language.

    Args:
        template: what was expected, with named fields, as that of a `Sentence`.
        params: fill the fields.
    """

    def __init__(self, template: str, **params: object) -> None:
        self.why = Sentence(template, **params)
        super().__init__(str(self.why))


def as_asin(text: str) -> str:
    """An ASIN as Amazon writes it, whatever its case and the spaces around it.

    Raises:
        UnfitError: it is none.
    """
    asin = text.strip().upper()
    if not re.fullmatch("[A-Z0-9]{10}", asin):
        raise UnfitError("expected an ASIN: 10 letters and digits")
    return asin


Asin = Annotated[str, AfterValidator(as_asin)]


class Part(BaseModel):
    """A part of the settings: unknown names and infinite numbers are errors, values don't change after loading."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)
