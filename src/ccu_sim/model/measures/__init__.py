"""What is measured of a run: each measure declared once, beside the rule that computes it."""

from importlib import import_module

THEMES = (
    "people",
    "retention",
    "trust",
    "states",
    "incidents",
    "cover",
    "residents",
    "climate",
    "cost",
    "expected",
)
"""The modules that declare measures; their order is that of the columns."""

for _theme in THEMES:  # in this order, whichever of them is wanted first
    import_module(f"{__name__}.{_theme}")
