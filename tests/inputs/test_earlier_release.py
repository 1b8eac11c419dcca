"""Files of an earlier release: they are read, or told what became of what is in them."""

from pathlib import Path

import pytest
import yaml

from ccu_sim.errors import UserError
from ccu_sim.evidence import REGISTRY
from ccu_sim.evidence.registry import what_became_of
from ccu_sim.inputs.checking import check
from ccu_sim.inputs.load import load_strategy, load_unit

EARLIER = Path(__file__).with_name("earlier")
"""As they were shipped, but for nothing."""

SET = yaml.safe_load((EARLIER / "parameters.yaml").read_text(encoding="utf-8"))


def test_a_unit_is_valid_and_what_it_leaves_open_is_named():
    (found,) = check([EARLIER / "site-1.yaml"])
    assert found.valid, found
    unit = load_unit(EARLIER / "site-1.yaml")
    assert (unit.total_heads, unit.stage) == (26, "new")


def test_a_strategy_is_valid_and_quotes_the_paper_as_it_did():
    strategy = load_strategy(EARLIER / "professional-supervision.yaml")
    assert "Professionalism of peer support workforce, including credentialing" in strategy.table_1


def test_a_parameter_set_is_told_what_became_of_its_first_name_that_is_gone():
    gone = [name for name in SET if name not in REGISTRY.names]
    assert len(gone) > 40
    with pytest.raises(UserError, match=rf"{gone[0]} is called \w+ in this release"):
        REGISTRY.with_values(SET)


def test_every_name_of_a_parameter_set_is_known_or_was():
    for name in SET:
        if name not in REGISTRY.names:
            with pytest.raises(UserError, match=name):
                REGISTRY.find(name)
            assert what_became_of(name)


def test_a_value_that_is_out_of_its_range_by_now_is_told_with_the_range():
    kept = {name: value for name, value in SET.items() if name in REGISTRY.names}
    outside = [name for name, value in kept.items() if REGISTRY.find(name).why_not(value)]
    assert outside
    with pytest.raises(UserError, match=rf"{outside[0]} = .* is outside its range: .* to "):
        REGISTRY.with_values(kept)
