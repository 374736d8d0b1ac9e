"""``adopt lab``: does adopt decide well? Measured on simulated accounts whose truth is known."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from adopt.cli.failure import says_errors
from adopt.errors import SettingsError

if TYPE_CHECKING:
    from adopt.lab.paper import Played

PARTS = ("negations", "bids", "tacos")
_QUICK_WORLDS = {"negations": ("badly_tuned", "placebo"), "bids": ("sparse",), "tacos": ("sparse",)}
_QUICK_SEEDS = 2
_SEEDS = 20


@click.group("lab")
def command() -> None:
    """Measure how well adopt decides, on simulated accounts whose truth is known."""


@command.command("run")
@click.option(
    "--part",
    "parts",
    type=click.Choice(PARTS),
    multiple=True,
    help="What to judge; may be given more than once. [default: all of it]",
)
@click.option("--worlds", metavar="NAME,NAME", help="Worlds to play, by name. [default: all of each part]")
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
@click.option("--quick", is_flag=True, help="Few worlds, two accounts, nothing switched off: a minute.")
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
    parts: tuple[str, ...],
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

    if quick:
        seeds = min(seeds, _QUICK_SEEDS)
    if seeds < 2:  # noqa: PLR2004 (one account has no interval)
        raise SettingsError(
            "--seeds is {seeds}; expected 2 or more, since one account has no interval", seeds=seeds
        )
    accounts = chosen_seeds(seeds, tuning=tuning, changed=settings is not None)
    plays = _plays(tuple(part for part in PARTS if part in (parts or PARTS)), worlds, quick=quick)
    _write(_Given(parts, worlds, accounts, settings, quick), plays, out=out, jobs=jobs)


class _Given(NamedTuple):
    """The options that the report depends on."""

    parts: tuple[str, ...]
    worlds: str | None
    accounts: range
    settings: Path | None
    quick: bool

    def command(self) -> str:
        """The command that makes the same report again."""
        given = ["adopt lab run", *(f"--part {part}" for part in self.parts)]
        given += [f"--worlds {self.worlds}"] if self.worlds else []
        given += [f"--seeds {len(self.accounts)}"]
        given += ["--tuning"] if self.accounts.start == 0 else []
        given += [f"--settings {self.settings.name}"] if self.settings else []
        given += ["--quick"] if self.quick else []
        return " ".join(given)


class _Play(NamedTuple):
    """One part: its worlds, and what is done with a world, an account and the settings."""

    part: str
    worlds: tuple[str, ...]
    work: Callable[[Any], Any]
    task: Callable[[str, int, Path | None], Any]


def _plays(parts: tuple[str, ...], worlds: str | None, *, quick: bool) -> list[_Play]:
    """What to play; a world that is named is played in every part that has it.

    Raises:
        SettingsError: no part has it.
    """
    from adopt.lab.bidding import tacos_trial, trial
    from adopt.lab.market.world import market_worlds
    from adopt.lab.study import Task, run_one
    from adopt.lab.world import world_names

    def simple(world: str, seed: int, settings: Path | None) -> Task:
        return Task(world, seed, settings, parts=not quick)

    def market(world: str, seed: int, settings: Path | None) -> trial.Task:
        return trial.Task(world, seed, settings, quick)

    known: dict[str, tuple[tuple[str, ...], tuple[str, ...], Callable[[Any], Any], Callable[..., Any]]] = {
        "negations": (world_names(), world_names(), run_one, simple),
        "bids": (market_worlds(), trial.WORLDS, trial.run_bids, market),
        "tacos": (market_worlds(), tacos_trial.WORLDS, tacos_trial.run_tacos, market),
    }
    asked = tuple(worlds.split(",")) if worlds else ()
    every = dict.fromkeys(name for part in parts for name in known[part][0])
    for name in asked:
        if name not in every:
            raise SettingsError(
                "world is '{name}'; expected one of {known}", name=name, known=", ".join(every)
            )
    plays = []
    for part in parts:
        there, usual, work, task = known[part]
        names = _QUICK_WORLDS[part] if quick else usual
        chosen = tuple(name for name in asked if name in there) if asked else names
        plays.append(_Play(part, chosen, work, task))
    return plays


def _write(given: _Given, plays: list[_Play], *, out: Path, jobs: int | None) -> None:
    from adopt.cli.screen import console
    from adopt.lab.page import page
    from adopt.lab.paper import paper
    from adopt.lab.section import markdown
    from adopt.lab.study import sensible_jobs

    screen = console()
    played = _played(given, plays, jobs or sensible_jobs())
    sections = paper(played, given.accounts, given.command())
    out.mkdir(parents=True, exist_ok=True)
    (out / "report.md").write_text(markdown(sections), encoding="utf-8")
    (out / "report.html").write_text(page(sections), encoding="utf-8")
    screen.print(sections[1].text[0])
    screen.print(f"Wrote {out / 'report.md'} and {out / 'report.html'}.", markup=False)


def _played(given: _Given, plays: list[_Play], jobs: int) -> Played:
    from rich.progress import Progress

    from adopt.cli.screen import console
    from adopt.lab.paper import Played
    from adopt.lab.study import in_processes

    def grouped(play: _Play, outcomes: Iterable[Any]) -> dict[str, list[Any]]:
        found: dict[str, list[Any]] = {name: [] for name in play.worlds}
        for one in outcomes:
            found[one.world].append(one)
        return found

    parts: dict[str, dict[str, list[Any]]] = {}
    with Progress(console=console(), transient=True) as progress:
        for play in plays:
            tasks = [play.task(name, seed, given.settings) for name in play.worlds for seed in given.accounts]
            done = in_processes(play.work, tasks, jobs)
            parts[play.part] = grouped(play, progress.track(done, total=len(tasks), description=play.part))
    return Played(**{part: parts.get(part, {}) for part in PARTS})
