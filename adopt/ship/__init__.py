"""From unshipped orders to labels, and from tracking numbers to Amazon's confirmation; nothing is kept of a buyer's address."""

from adopt.ship.confirm import Confirmed, confirm
from adopt.ship.faults import Fault
from adopt.ship.labels import Labels, labels

__all__ = ["Confirmed", "Fault", "Labels", "confirm", "labels"]
