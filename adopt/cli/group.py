"""``adopt``: the group of commands, each loaded only when it is called."""

from __future__ import annotations

import importlib
from typing import Any

import click

from adopt.version import VERSION

_COMMANDS = {
    "daily": "Read today's reports, decide, and write the files.",
    "check": "Do the rest of the morning round: account health, stock, orders, deadlines.",
    "apply": "Write the upload files of the rows that you accepted in the workbook.",
    "confirm": "Read what Amazon did with a plan's uploads; say what was refused, and the mend.",
    "undo": "Take a plan back: write the upload files that set everything as it was.",
    "identify": "Show what a file is, what was read from it, and what could not be.",
    "validate": "Check a bulk sheet, whoever made it, before Amazon does.",
    "ship": "Write the labels' file of unshipped orders, and the confirmation of what has left.",
    "history": "Show what all downloads so far have told; forget an account.",
    "init": "Write adopt.toml: every setting, with what it means.",
    "appeal": "Draft an appeal to Amazon from your facts, and say what is missing.",
    "template": "Write the small tables that Amazon has no download for.",
    "outcome": "Show what past plans promised, and what came of it.",
    "backtest": "Show what adopt's decisions of past days would have brought you.",
    "lab": "Measure how well adopt decides, on simulated accounts with known truth.",
    "explain": "Explain a rule by its code, or one action of a plan by its evidence.",
}


_WORDS = "adopt.words"


class _Lazy(click.Group):
    """Knows its commands by name and loads one when it is called: ``--help`` imports nothing heavy."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module = importlib.import_module(f"adopt.cli.{cmd_name}")
        command: click.Command = module.command
        return command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Takes the words apart, and keeps them as they were."""
        ctx.meta[_WORDS] = tuple(args)
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Calls the command; a wrong call is told in the language that it asks for."""
        try:
            return super().invoke(ctx)
        except click.UsageError as error:
            from adopt.cli.usage import in_chinese, wants_chinese

            if not wants_chinese(ctx.meta[_WORDS]):
                raise
            raise in_chinese(error) from error

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))


@click.command(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(VERSION, prog_name="adopt")
def main() -> None:
    """Decide what to do with your Amazon ads today: negatives and bids, ready to review and upload.

    Put today's downloads (search term report, bulk download) into a folder, then:

    \b
      adopt init FOLDER     once: writes the settings; fill in your margins
      adopt daily FOLDER    every day: decides, and writes FOLDER/adopt-out
      adopt apply WORKBOOK  after your review: writes what you accepted
      adopt confirm REPORT  after the upload: what Amazon refused, and the mend
      adopt outcome         later: what came of your plans
      adopt undo PLAN       if need be: the files that take a plan back

    Most commands speak Chinese, too: --lang zh. 加 --lang zh 输出中文。

    Nothing is ever uploaded for you.
    """  # noqa: D301 (backslash b is click's sign for lines that stay as they are)
