"""Pure: what each term and target is worth, and how sure we are."""
