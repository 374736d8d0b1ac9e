"""The daily checks as data: what each is called, what it needs, and its rule: one table for each module."""
