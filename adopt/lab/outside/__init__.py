"""Worlds that others made: adopt's bids played in public auction environments, where these are installed."""
