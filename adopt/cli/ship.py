"""``adopt ship``: labels for what must leave, and Amazon's confirmation of what has left."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from adopt.cli.failure import says_errors
from adopt.cli.options import Day, lang, languages, now
from adopt.errors import SettingsError, UnsafePlanError

if TYPE_CHECKING:
    from adopt.words.labels import LabelSheet

_place = click.Path(exists=True, path_type=Path)
marketplace = click.option(
    "--marketplace", metavar="CODE", default="US", show_default=True, help="Whose day it is: US, UK, DE, ..."
)


@click.group("ship")
def command() -> None:
    """Write the labels' file of unshipped orders, and the confirmation of what has left.

    \b
      adopt ship labels FOLDER   a carrier's import sheet of all unshipped orders
      adopt ship confirm FILE    Amazon's shipping confirmation from tracking numbers

    Nothing is ever sent for you, and nothing is kept of a buyer's address but the sheet that you asked for.
    """  # noqa: D301 (backslash b is click's sign for lines that stay as they are)


@command.command("labels")
@click.argument("orders", metavar="FOLDER", type=_place)
@click.option("--carrier", required=True, metavar="NAME", help="Whose sheet: yanwen or 4px.")
@click.option(
    "--service", required=True, help="What the carrier calls the service, as in your account there."
)
@click.option("--customs", type=_place, help="The table of customs declarations. [default: in FOLDER]")
@click.option("--ioss", default="", help="IOSS number, for parcels into the EU.")
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), help="[default: FOLDER/labels-....xlsx]"
)
@marketplace
@lang
@says_errors
def labels_command(
    orders: Path,
    carrier: str,
    service: str,
    customs: Path | None,
    ioss: str,
    out: Path | None,
    marketplace: str,
    lang: str,
) -> None:
    """Write a carrier's label sheet of all unshipped orders.

    FOLDER holds the report of unshipped orders with the buyers' addresses, and the table of customs declarations ('adopt template
    customs' writes an empty one). Orders that lack something the carrier needs are left out of the sheet, each told with what to do.

    The sheet holds addresses of buyers: delete it once the labels are printed.

    Ends with 0 when all orders are in it, 2 for wrong usage, 3 for a report that can't be used, 4 when some were left out.
    """
    from adopt.cli.screen_ship import show_labels
    from adopt.ship import labels

    sheet = _sheet(carrier)
    beside = orders if orders.is_dir() else orders.parent
    place, zone = out or beside / sheet.file, _zone(marketplace)
    done = labels(orders, customs or beside, sheet, place, service, zone, ioss)
    for language in languages(lang):
        show_labels(done, sheet, language)
    if done.faults:
        raise SystemExit(UnsafePlanError.exit_code)


@command.command("confirm")
@click.argument("results", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--orders", type=_place, help="The report of unshipped orders, or its folder, to compare with.")
@click.option(
    "--carrier", default="", help="The carrier of rows that name none, by Amazon's name: Yanwen, 4PX, ..."
)
@click.option("--method", default="", help="The service of rows that name none.")
@click.option(
    "--ship-date", type=Day, metavar="YYYY-MM-DD", help="The day of rows that have none. [default: today]"
)
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="[default: shipping-confirmation.txt beside FILE]",
)
@marketplace
@lang
@says_errors
def confirm_command(
    results: Path,
    orders: Path | None,
    carrier: str,
    method: str,
    ship_date: datetime | None,
    out: Path | None,
    marketplace: str,
    lang: str,
) -> None:
    """Write Amazon's shipping confirmation from tracking numbers.

    FILE is a carrier's table with a column of orders and one of tracking numbers, or your own table 'shipments'. With --orders each
    row is compared with the unshipped orders, and gets its item and quantity from there. Rows that Amazon would refuse, or that
    would count against you, are left out, each told with its row, its column and what to do.

    Upload the file in Seller Central: Orders > Upload order related files > Shipping confirmation.

    Ends with 0 when all rows are in it, 2 for wrong usage, 3 for a file that can't be used, 4 when some were left out.
    """
    from adopt.cli.screen_ship import show_confirmed
    from adopt.ship import confirm
    from adopt.ship.faults import ERROR
    from adopt.ship.lines import Usual
    from adopt.words.labels import confirmation

    day = now().astimezone(_zone(marketplace)).date()
    usual = Usual(ship_date.date() if ship_date else day, carrier, method)
    done = confirm(results, orders, out or results.parent / confirmation().file, usual, day)
    for language in languages(lang):
        show_confirmed(done, language)
    if any(fault.level == ERROR for fault in done.faults):
        raise SystemExit(UnsafePlanError.exit_code)


def _sheet(carrier: str) -> LabelSheet:
    """The sheet of a carrier, by its key or any of its names.

    Raises:
        SettingsError: adopt knows none of it.
    """
    from adopt.words.carriers import listed
    from adopt.words.labels import label_sheets

    meant = listed(carrier)
    for key, sheet in label_sheets().items():
        if key == carrier.lower() or (meant is not None and sheet.carrier == meant.name):
            return sheet
    raise SettingsError(
        "adopt has no label sheet of '{carrier}'; expected one of {carriers}",
        carrier=carrier,
        carriers=", ".join(label_sheets()),
    )


def _zone(code: str) -> ZoneInfo:
    """The zone of a marketplace.

    Raises:
        BadParameter: there is no such marketplace.
    """
    from adopt.words import markets
    from adopt.words.zones import zone_of

    if code.upper() in markets():
        return zone_of(code.upper())
    raise click.BadParameter(f"{code}; expected one of {', '.join(markets())}", param_hint="--marketplace")
