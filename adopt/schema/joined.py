"""A search term row that knows which entities of the account it belongs to."""

from __future__ import annotations

import dataframely as dy

from adopt.schema.search_term import SearchTermRow


class JoinedRow(SearchTermRow):
    """A report row after joining with the bulk download.

    ``join`` tells how far it got and why not further: ``target`` (campaign, ad group and target are known),
    ``ad_group`` (the target isn't: ``join_reason`` says why; a negative can still be written), ``none``.
    ``join_reason`` is null for ``target``; else ``no_bulk``, ``campaign_not_found``, ``campaign_ambiguous``,
    ``ad_group_not_found``, ``ad_group_ambiguous``, ``target_not_found``, ``target_ambiguous``, ``target_not_named``;
    ``campaign_archived``, ``ad_group_archived``, ``target_archived`` where only archived ones match.
    """

    join = dy.String()
    join_reason = dy.String(nullable=True)
