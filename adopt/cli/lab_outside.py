"""``adopt lab outside``: adopt's bids in public environments that others wrote, where they are installed."""

from __future__ import annotations

from pathlib import Path

import click

from adopt.cli import options as shared
from adopt.cli.failure import says_errors
from adopt.errors import SettingsError

_SEEDS = 10


@click.command("outside", short_help="Play bids in worlds that others have built.")
@click.option("--worlds", metavar="NAME,NAME", help="Worlds to play, by name. [default: all of them]")
@click.option(
    "--prices",
    type=click.Path(exists=True, path_type=Path),
    help="File or folder of real winning prices (.json counts by price, or logs): what price_curves plays.",
)
@shared.accounts(_SEEDS)
@shared.tuning
@shared.lab_out("outside.md")
@shared.jobs
@says_errors
def command(
    worlds: str | None, prices: Path | None, seeds: int, tuning: bool, out: Path, jobs: int | None
) -> None:
    """Play adopt's bids and today's rules in worlds that others made; write OUT/outside.md.

    Worlds whose package isn't installed, or whose prices aren't given, are left out, and the report says how to get them.
    """
    from rich.progress import Progress

    from adopt.cli.screen import console
    from adopt.cli.written import make_folder, write
    from adopt.lab.outside.paper import outside_paper
    from adopt.lab.outside.study import OutsideTask, run_outside_all
    from adopt.lab.outside.worlds import missing, outside_names
    from adopt.lab.section import markdown
    from adopt.lab.seeds import seeds as chosen_seeds
    from adopt.lab.study import sensible_jobs

    asked = tuple(dict.fromkeys(worlds.split(","))) if worlds else outside_names()
    absent = {name: how for name in asked if (how := missing(name, prices))}
    here = [name for name in asked if name not in absent]
    if seeds < 2:  # noqa: PLR2004 (one account has no interval)
        raise SettingsError(
            "--seeds is {seeds}; expected 2 or more, since one account has no interval", seeds=seeds
        )
    accounts = chosen_seeds(seeds, tuning=tuning, changed=False)
    tasks = [OutsideTask(name, seed, prices) for name in here for seed in accounts]
    make_folder(out)
    screen = console()
    with Progress(console=screen, transient=True) as progress:
        played = run_outside_all(tasks, jobs or sensible_jobs())
        outcomes = list(progress.track(played, total=len(tasks), description="accounts"))
    grouped = {name: [one for one in outcomes if one.world == name] for name in here}
    given = " ".join(
        [
            f"adopt lab outside --worlds {','.join(asked)}",
            *([f"--prices {prices.name}"] if prices else []),
            f"--seeds {seeds}{' --tuning' if tuning else ''}",
        ]
    )
    target = out / "outside.md"
    write(target, markdown(outside_paper(grouped, absent, accounts, given)))
    for name, how in absent.items():
        screen.print(f"{name} is not here. {how}", markup=False)
    screen.print(f"Wrote {target}.", markup=False)
