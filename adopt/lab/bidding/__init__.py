"""Bids on the simulated marketplace: today's rules as opponents, who knows the truth, and what each earns."""
