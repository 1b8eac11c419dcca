"""What each additional worker costs is told as far as it can be told, and no further."""

from importlib.resources import files

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from ccu_sim.analysis.cost import COST_COLUMNS, ratio_interval, ratio_is_told
from ccu_sim.reports.cost_table import cost_cells

HARDLY_MORE = {
    "workers": 0.03,
    "workers_low": 0.0006,
    "workers_high": 0.06,
    "cost": 177_000.0,
    "cost_low": 174_000.0,
    "cost_high": 179_000.0,
    "cost_per_worker": 5_930_000.0,
    "cost_per_worker_low": 2_970_000.0,
    "cost_per_worker_high": 322_000_000.0,
    "verdict": "keeps more staff at a cost",
}


def told(**row):
    """The cells of a strategy that keeps hardly more, with some figures changed."""
    return cost_cells(HARDLY_MORE | row)


def test_hardly_more_has_a_lower_end_only():
    row = told()
    assert row["said"].startswith("at least A$2,970,000 for each additional worker")
    assert "322" not in row["said"]
    assert (row["workers"], row["workers_interval"]) == ("+0.03", "+0.00 to +0.06")


def test_clearly_more_has_both_ends():
    row = told(
        workers=2.0,
        workers_low=1.6,
        cost_per_worker=88_500.0,
        cost_per_worker_low=75_000.0,
        cost_per_worker_high=110_000.0,
    )
    assert row["said"] == "A$88,500 for each additional worker (75,000 to 110,000)"
    assert row["workers"] == "+2.0"


def test_one_world_has_a_ratio_and_no_interval():
    unknown = {"cost_per_worker_low": np.nan, "cost_per_worker_high": np.nan}
    clear = told(workers=2.0, workers_low=1.6, cost_per_worker=88_500.0, **unknown)
    assert clear["said"] == "A$88,500 for each additional worker"
    assert told(**unknown)["said"] == HARDLY_MORE["verdict"]


def test_where_no_ratio_is_known_words_stand():
    unknown = dict.fromkeys([name for name in COST_COLUMNS if name.startswith("cost_per")], np.nan)
    assert told(**unknown)["said"] == HARDLY_MORE["verdict"]


@given(st.integers(3, 60), st.floats(0.01, 3.0), st.integers(0, 10**6))
def test_a_told_interval_is_never_absurdly_wide(sets, spread, seed):
    """Where costs are known well, its upper end is a few times the ratio at most."""
    random = np.random.default_rng(seed)
    means = np.column_stack([1 + spread * random.standard_normal(sets), np.full(sets, 1e5)])
    _, high = ratio_interval(means)
    workers = means[:, 0].mean()
    if np.isfinite(high) and workers > 0:
        workers_low = 1e5 / high  # of a fixed cost the ends are those of the workers
        assert ratio_is_told(workers, workers_low) == (high <= 5 * 1e5 / workers)


def test_amounts_sort_as_numbers_whatever_stands_before_them(browser):
    cells = [
        "A$10,500 for each additional worker (3,950 to 19,000)",
        "A$384,000 for each additional worker (333,000 to 450,000)",
        "A$52,800 for each additional worker (24,000 to 114,000)",
        told()["said"],
        "keeps more staff and saves money",
    ]
    script = (files("ccu_sim.reports.first") / "sort.js").read_text(encoding="utf-8")
    rows = "".join(f"<tr><td>{cell}</td></tr>" for cell in cells)
    page = browser.new_page()
    page.set_content(
        f"<table class=sorts><thead><tr><th>each</th></tr></thead><tbody>{rows}</tbody></table>"
        f"<script>{script}</script>"
    )
    page.click("button")
    shown = page.locator("td").all_inner_texts()
    page.close()
    assert shown == [cells[place] for place in (3, 1, 2, 0, 4)]
