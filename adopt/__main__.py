"""``python -m adopt``."""

from adopt.cli import main

main()
