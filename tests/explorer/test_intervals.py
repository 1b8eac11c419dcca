"""The intervals in the page are those of the analysis; what it writes as YAML is read as meant."""

import json

import numpy as np
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from ccu_sim.analysis.intervals import (
    by_set,
    chance_interval,
    estimate,
    monte_carlo_interval,
    parameter_interval,
    share_above_zero,
)
from ccu_sim.explorer.bundle import bundle
from ccu_sim.explorer.content import REPLICATES, SETS, _quantiles

DATA = {
    "sets": {"count": SETS},
    "quantiles": _quantiles(),
    "units": [],
    "strategies": [],
    "lessons": [],
}


@pytest.fixture(scope="module")
def perform(browser):
    """Run an exported function of a script of the page, in an empty page."""
    page = browser.new_page()
    text = json.dumps(DATA)
    page.set_content(f'<script type="application/json" id="data">{text}</script>')

    def call(script, name, *values):
        code = f"{bundle(script)}; return module_{script}.{name}(...values);"
        return page.evaluate(f"(values) => {{ {code} }}", list(values))

    yield call
    page.close()


@pytest.mark.parametrize("replicates", range(1, REPLICATES + 1))
@pytest.mark.parametrize("between", [0.0, 3.0])
def test_intervals_are_those_of_the_analysis(perform, replicates, between):
    luck = np.random.default_rng(replicates)
    sets = np.repeat(np.arange(SETS), replicates)
    values = luck.normal(0.3, 1, SETS * replicates) + between * luck.normal(size=SETS)[sets]
    values[luck.integers(len(values))] = 0.0
    found = perform(
        "intervals", "effectOf", [[int(s), float(v)] for s, v in zip(sets, values, strict=True)]
    )
    gathered = by_set(values[:, None], sets)
    assert found["middle"] == pytest.approx(estimate(gathered)[0])
    assert found["up"] == pytest.approx(share_above_zero(gathered)[0])
    assert found["pairs"] == len(values)
    expected = {"precision": monte_carlo_interval(gathered)}
    if replicates > 1:
        expected |= {"worlds": parameter_interval(gathered), "luck": chance_interval(gathered)}
    for name, ends in expected.items():
        assert found[name] == pytest.approx([float(end[0]) for end in ends]), name
    if replicates == 1:
        assert found["worlds"] is found["luck"] is None


def test_values_that_are_missing_are_left_out(perform):
    found = perform("intervals", "effectOf", [[0, 1.0], [0, None], [1, 3.0]])
    assert (found["middle"], found["pairs"]) == (2.0, 2)
    assert perform("intervals", "effectOf", [[0, None]]) is None


SCALARS = st.one_of(st.booleans(), st.integers(-1000, 1000), st.text(max_size=20))
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text("abcdef_", min_size=1, max_size=6), inner, min_size=1, max_size=3)
    ),
    max_leaves=8,
)


@settings(max_examples=60)
@given(st.dictionaries(st.text("abcdef_", min_size=1, max_size=6), VALUES, min_size=1, max_size=4))
def test_what_is_written_as_yaml_is_read_as_it_was(perform, value):
    assert yaml.safe_load(perform("yaml", "documentOf", value)) == value
