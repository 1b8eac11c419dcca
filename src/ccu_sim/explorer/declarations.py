"""What a unit's file is checked by, told to the page: declared once, in `ccu_sim.inputs`."""

from __future__ import annotations

import re
from typing import Any

import yaml

from ccu_sim.inputs import json_schema
from ccu_sim.inputs.base_model import ALIKE, BEGINS
from ccu_sim.inputs.load import TELLING_KEYS
from ccu_sim.inputs.messages import CHOICES_ALIKE, EXPECTED_WORDS, LIMIT_WORDS, PER_CENT
from ccu_sim.inputs.staff import PROFESSIONS
from ccu_sim.inputs.yaml_documents import LARGEST, TAB_HINT, YAML_HINTS

_STANDARD = {
    "minimum": "greater_than_equal",
    "exclusiveMinimum": "greater_than",
    "maximum": "less_than_equal",
    "exclusiveMaximum": "less_than",
}
_TYPES = {
    "integer": "int_type",
    "number": "float_type",
    "string": "string_type",
    "boolean": "bool_type",
    "array": "list_type",
    "object": "dict_type",
}


def declarations() -> dict[str, Any]:
    """Give the schema of a unit, how YAML reads values, and the words for what is wrong.

    Returns
    -------
    dict
        Plain JSON values.
    """
    return {
        "schema": json_schema("unit"),
        "kinds": TELLING_KEYS,
        "plain": _plain_values(),
        "limits": {name: LIMIT_WORDS[kind][1] for name, kind in _STANDARD.items()},
        "expected": {
            name: next(words for kinds, words in EXPECTED_WORDS.items() if kind in kinds)
            for name, kind in _TYPES.items()
        },
        "professions": list(PROFESSIONS),
        "per_cent": PER_CENT,
        "alike": {"keys": ALIKE, "choices": CHOICES_ALIKE, "begins": BEGINS},
        "largest": LARGEST,
        "tab": TAB_HINT,
        "hints": YAML_HINTS,
    }


def _plain_values() -> list[tuple[str, str]]:
    """Give what a text without quotes is taken for, as pairs of a kind and a pattern."""
    found: dict[str, str] = {}
    for resolvers in yaml.SafeLoader.yaml_implicit_resolvers.values():
        for tag, pattern in resolvers:
            found[tag.rpartition(":")[2]] = re.sub(r"\s+", "", pattern.pattern)
    return [(kind, found[kind]) for kind in ("bool", "int", "float", "null", "timestamp")]
