"""Thresholds of the daily checks, each with its source and its days of validity: one table for each module."""
