"""A bulk download, sorted into its entities."""

from __future__ import annotations

from dataclasses import dataclass, fields

import dataframely as dy

from adopt.schema.entities import Ad, AdGroup, Campaign, Negative, Placement, Target, UploadRow
from adopt.schema.search_term import SearchTermRow


@dataclass(frozen=True)
class Bulk:
    """One bulk download. ``search_terms`` is its own search term tab, empty where the box wasn't ticked."""

    campaigns: dy.DataFrame[Campaign]
    ad_groups: dy.DataFrame[AdGroup]
    targets: dy.DataFrame[Target]
    negatives: dy.DataFrame[Negative]
    placements: dy.DataFrame[Placement]
    ads: dy.DataFrame[Ad]
    uploads: dy.DataFrame[UploadRow]
    search_terms: dy.DataFrame[SearchTermRow]


def bulk_frames(**frames: dy.DataFrame) -> Bulk:  # type: ignore[type-arg]
    """A `Bulk` from the frames given; those not given are empty. Each is checked against its promise."""
    schemas: dict[str, type[dy.Schema]] = {
        "campaigns": Campaign,
        "ad_groups": AdGroup,
        "targets": Target,
        "negatives": Negative,
        "placements": Placement,
        "ads": Ad,
        "uploads": UploadRow,
        "search_terms": SearchTermRow,
    }
    assert set(schemas) == {field.name for field in fields(Bulk)}
    return Bulk(
        **{
            name: schema.validate(frames[name]) if name in frames else schema.create_empty()
            for name, schema in schemas.items()
        }  # type: ignore[arg-type]
    )
