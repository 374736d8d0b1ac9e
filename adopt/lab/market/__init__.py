"""A simulated marketplace: what is bid today makes tomorrow's reports."""
