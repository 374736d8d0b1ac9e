"""``adopt lab``: does adopt decide well? Measured on simulated accounts whose truth is known."""

from __future__ import annotations

from pathlib import Path

import click

from adopt.cli.failure import says_errors
from adopt.cli.lab_halves import command as halves
from adopt.cli.lab_outside import command as outside
from adopt.errors import SettingsError

_QUICK_WORLDS = ("badly_tuned", "placebo")
_QUICK_SEEDS = 2
_SEEDS = 20


@click.group("lab")
def command() -> None:
    """Measure how well adopt decides, on simulated accounts whose truth is known."""


command.add_command(outside)
command.add_command(halves)


@command.command("run")
@click.option("--worlds", metavar="NAME,NAME", help="Worlds to play, by name. [default: all of them]")
@click.option(
    "--seeds", type=int, default=_SEEDS, show_default=True, help="Accounts in each world; 2 or more."
)
@click.option(
    "--tuning", is_flag=True, help="Take the accounts for choosing (seeds 0 to 99), not those for judging."
)
@click.option(
    "--settings",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Play under this adopt.toml; needs --tuning.",
)
@click.option("--quick", is_flag=True, help="Two worlds, two accounts, nothing switched off: a minute.")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default="lab-out",
    show_default=True,
    help="Folder for report.md and report.html.",
)
@click.option(
    "--jobs", type=click.IntRange(min=1), help="Processes. [default: as processors and memory allow]"
)
@says_errors
def _run(
    worlds: str | None,
    seeds: int,
    tuning: bool,
    settings: Path | None,
    quick: bool,
    out: Path,
    jobs: int | None,
) -> None:
    """Play every policy in every world; write OUT/report.md and OUT/report.html.

    Policies: adopt, today's tools by their published rules, statistical references, one who knows the truth. The report
    has every world, those where adopt loses too. The same options give the same report.
    """
    from adopt.lab.seeds import seeds as chosen_seeds
    from adopt.lab.world import load_world, world_names

    names = tuple(worlds.split(",")) if worlds else _QUICK_WORLDS if quick else world_names()
    for name in names:
        load_world(name)
    if quick:
        seeds = min(seeds, _QUICK_SEEDS)
    if seeds < 2:  # noqa: PLR2004 (one account has no interval)
        raise SettingsError(
            "--seeds is {seeds}; expected 2 or more, since one account has no interval", seeds=seeds
        )
    accounts = chosen_seeds(seeds, tuning=tuning, changed=settings is not None)
    _write(names, accounts, settings, parts=not quick, out=out, jobs=jobs)


def _write(
    names: tuple[str, ...],
    accounts: range,
    settings: Path | None,
    *,
    parts: bool,
    out: Path,
    jobs: int | None,
) -> None:
    from rich.progress import Progress

    from adopt.cli.screen import console
    from adopt.lab.page import page
    from adopt.lab.paper import paper
    from adopt.lab.section import markdown
    from adopt.lab.study import Task, run_study, sensible_jobs

    tasks = [Task(name, seed, settings, parts) for name in names for seed in accounts]
    screen = console()
    with Progress(console=screen, transient=True) as progress:
        outcomes = list(
            progress.track(
                run_study(tasks, jobs or sensible_jobs()), total=len(tasks), description="accounts"
            )
        )
    grouped = {name: [one for one in outcomes if one.world == name] for name in names}
    sections = paper(grouped, accounts, _command(names, accounts, settings, parts=parts))
    out.mkdir(parents=True, exist_ok=True)
    (out / "report.md").write_text(markdown(sections), encoding="utf-8")
    (out / "report.html").write_text(page(sections), encoding="utf-8")
    screen.print(sections[1].text[0])
    screen.print(f"Wrote {out / 'report.md'} and {out / 'report.html'}.", markup=False)


def _command(names: tuple[str, ...], accounts: range, settings: Path | None, *, parts: bool) -> str:
    """The command that makes the same report again."""
    given = ["adopt lab run", f"--worlds {','.join(names)}", f"--seeds {len(accounts)}"]
    given += ["--tuning"] if accounts.start == 0 else []
    given += [f"--settings {settings.name}"] if settings else []
    given += [] if parts else ["--quick"]
    return " ".join(given)
