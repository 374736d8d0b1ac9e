"""``adopt lab``: does adopt decide well? Measured on simulated accounts whose truth is known."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from adopt.cli import options as shared
from adopt.cli.failure import says_errors
from adopt.cli.lab_halves import command as halves
from adopt.cli.lab_outside import command as outside
from adopt.errors import SettingsError

if TYPE_CHECKING:
    from adopt.lab.parts import Options

_PARTS = ("negations", "bids", "tacos")
_QUICK_SEEDS = 2
_SEEDS = 20


@click.group("lab")
def command() -> None:
    """Measure how well adopt decides, on simulated accounts whose truth is known."""


command.add_command(outside)
command.add_command(halves)


@command.command("run", short_help="Play every policy in every world; write a report.")
@click.option(
    "--part",
    "parts",
    type=click.Choice(_PARTS),
    multiple=True,
    help="What to judge; may be given more than once. [default: all of it]",
)
@click.option("--worlds", metavar="NAME,NAME", help="Worlds to play, by name. [default: all of each part]")
@shared.accounts(_SEEDS)
@shared.tuning
@click.option(
    "--settings",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Play under this adopt.toml; needs --tuning.",
)
@click.option("--daily", is_flag=True, help="Decide on bids every day; else every week. Much slower.")
@click.option(
    "--policy",
    "policies",
    multiple=True,
    metavar="NAME",
    help="Of today's rules for bids and TACoS, only this one; may be given more than once. [default: all]",
)
@click.option("--whole", is_flag=True, help="Switch no part of adopt off: a third of the time for negations.")
@click.option("--quick", is_flag=True, help="Few worlds, two accounts, nothing switched off: a minute.")
@shared.lab_out("report.md and report.html")
@shared.jobs
@says_errors
def _run(
    parts: tuple[str, ...],
    worlds: str | None,
    seeds: int,
    tuning: bool,
    settings: Path | None,
    daily: bool,
    policies: tuple[str, ...],
    whole: bool,
    quick: bool,
    out: Path,
    jobs: int | None,
) -> None:
    """Play every policy in every world; write OUT/report.md and OUT/report.html.

    Policies: adopt, today's tools by their published rules, statistical references, one who knows the truth. The report
    has every world, those where adopt loses too. The same options give the same report.
    """
    from adopt.lab.parts import Options, known_policies, worlds_of
    from adopt.lab.seeds import seeds as chosen_seeds

    parts = tuple(part for part in _PARTS if part in (parts or _PARTS))
    played = worlds_of(parts, worlds, quick=quick)
    if quick:
        seeds = min(seeds, _QUICK_SEEDS)
    if seeds < 2:  # noqa: PLR2004 (one account has no interval)
        raise SettingsError(
            "--seeds is {seeds}; expected 2 or more, since one account has no interval", seeds=seeds
        )
    accounts = chosen_seeds(seeds, tuning=tuning, changed=settings is not None)
    options = Options(accounts, settings, quick, daily, known_policies(policies), whole)
    _write(played, options, _command(parts, worlds, options), out=out, jobs=jobs)


def _write(
    worlds: dict[str, tuple[str, ...]], options: Options, made_by: str, *, out: Path, jobs: int | None
) -> None:
    from rich.progress import Progress

    from adopt.cli.screen import console
    from adopt.cli.written import make_folder, write
    from adopt.lab.page import page
    from adopt.lab.paper import paper
    from adopt.lab.parts import play
    from adopt.lab.section import markdown
    from adopt.lab.study import sensible_jobs

    make_folder(out)
    screen = console()
    with Progress(console=screen, transient=True) as progress:

        def track(outcomes: Iterable[Any], count: int, part: str) -> Iterable[Any]:
            return progress.track(outcomes, total=count, description=part)

        played = play(worlds, options, jobs or sensible_jobs(), track)
    sections = paper(played, options.accounts, made_by)
    write(out / "report.md", markdown(sections))
    write(out / "report.html", page(sections))
    screen.print(sections[1].text[0])
    screen.print(f"Wrote {out / 'report.md'} and {out / 'report.html'}.", markup=False)


def _command(parts: tuple[str, ...], worlds: str | None, options: Options) -> str:
    """The command that makes the same report again."""
    given = ["adopt lab run"]
    given += [f"--part {part}" for part in parts] if parts != _PARTS else []
    given += [f"--worlds {worlds}"] if worlds else []
    given += [f"--seeds {len(options.accounts)}"]
    given += ["--tuning"] if options.accounts.start == 0 else []
    given += [f"--settings {options.settings.name}"] if options.settings else []
    given += ["--daily"] if options.daily else []
    given += [f'--policy "{name}"' for name in options.policies]
    given += ["--whole"] if options.whole else []
    given += ["--quick"] if options.quick else []
    return " ".join(given)
