"""adopt's version, which is part of every plan's digest."""

VERSION = "0.1.0"
