"""The command line: one file per command, no logic. Data on stdout, everything else on stderr."""

from adopt.cli.group import main

__all__ = ["main"]
