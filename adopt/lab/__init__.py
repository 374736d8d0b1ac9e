"""A simulated marketplace with known truth, files written from it, today's tools as baselines, and the bench."""
