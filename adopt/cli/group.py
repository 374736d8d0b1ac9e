"""``adopt``: the group of commands, each loaded only when it is called."""

from __future__ import annotations

import importlib

import click

from adopt.version import VERSION

_COMMANDS = {
    "daily": "Decide for today's reports: plan, workbook, upload files.",
    "identify": "Show what each file is, and what was read from it.",
    "init": "Write a commented adopt.toml.",
    "explain": "Explain a code such as N101 or B301.",
}


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

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))


@click.command(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(VERSION, prog_name="adopt")
def main() -> None:
    """Decide what to do with your Amazon ads today.

    Put today's downloads into a folder and run: adopt daily FOLDER
    """
