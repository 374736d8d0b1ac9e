"""What came of past changes, against what would have come without them. Formulas and sources: docs/outcome.md."""
