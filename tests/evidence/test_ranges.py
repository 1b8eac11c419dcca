"""Ranges follow from what was published by rule, and by nothing else."""

import pytest
import yaml

from ccu_sim.evidence import PATTERNS, TARGETS, TRIALS
from ccu_sim.evidence.ranges import RULES, range_of
from ccu_sim.evidence.targets import PATTERNS_FILE, TARGETS_FILE, TRIALS_FILE

EVERY = (*TARGETS.targets, *PATTERNS, *TRIALS)


@pytest.mark.parametrize(
    ("rule", "published", "read", "expected"),
    [
        ("interval", [0.31, 0.48], True, (0.31, 0.48)),
        ("correlation", [-0.37], True, (-0.47, -0.27)),
        ("correlation", [-0.37], False, (-0.52, -0.22)),
        ("correlation", [0.2, 0.6], True, (0.2, 0.6)),  # never narrower than published
        ("turnover", [-0.24, -0.15], False, (-0.29, -0.10)),
        ("effect", [0.3, 0.6], True, (0.25, 0.65)),
        ("spread", [0.15, 0.20], True, (0.13, 0.18)),
        ("spread_elsewhere", [0.15, 0.20], True, (0.11, 0.20)),
        ("share", [0.5], True, (0.4, 0.6)),
        ("share", [0.19, 0.40], False, (0.14, 0.45)),
        ("share", [0.02], False, (0.0, 0.17)),
        ("odds_of_meaning_to", [1.44, 1.8], True, (1.2, 1.8)),
        ("mean", [4.3, 0.73, 32], True, (4.05, 4.55)),
        ("change", [0.0, 32], True, (-0.35, 0.35)),
    ],
)
def test_a_rule_gives_the_range(rule, published, read, expected):
    assert range_of(rule, published, read=read) == expected


def test_answers_are_wilsons_interval_as_a_share_of_all_answers():
    # 14 of 34 people: .264 to .578 (Wilson); they gave 51 answers.
    low, high = range_of("answers", [14, 34, 51], read=True)
    assert (low, high) == (pytest.approx(0.264 * 34 / 51, abs=0.01), pytest.approx(0.385, abs=0.01))


def test_an_unknown_rule_is_refused():
    with pytest.raises(KeyError, match="wish"):
        range_of("wish", [0.0, 1.0], read=True)


@pytest.mark.parametrize("file", [TARGETS_FILE, PATTERNS_FILE, TRIALS_FILE], ids=lambda f: f.name)
def test_no_file_sets_a_range(file):
    content = yaml.safe_load(file.read_text(encoding="utf-8"))
    for name, entry in (content.get("targets") or content["patterns"]).items():
        assert "range" not in entry, name
        assert entry["rule"] in RULES, name


@pytest.mark.parametrize("one", EVERY, ids=lambda one: one.name)
def test_an_entry_is_a_range_with_a_source_and_a_reason(one):
    assert one.low < one.high
    assert (one.low, one.high) == range_of(one.rule, one.published, read=one.checked)
    assert one.basis in ("reported", "derived")
    assert one.sources
    assert one.checked == all(source.read for source in one.sources)
    assert one.why.endswith(".")


def test_a_figure_is_fitted_or_looked_at_and_never_both():
    names = [one.name for one in EVERY]
    assert len(set(names)) == len(names)
