"""How founders left is told apart in the report."""

from ccu_sim.analysis.ways_of_leaving import WAYS
from ccu_sim.reports.findings import Findings
from ccu_sim.reports.leaving import leaving_tables


def test_everybody_founding_left_in_one_way_or_is_still_here(made_up):
    findings = Findings(made_up)
    part = findings.parts[0]
    [table, *_] = leaving_tables(part)
    assert table["rows"][0]["usual"]
    assert not any(row["usual"] for row in table["rows"][1:])
    assert len(table["rows"]) == 1 + len(part.strategies)
    heads = part.heads[part.units[0]]
    founders = heads["peer"] + heads["clinician"]
    for row in table["rows"]:
        assert len(row["cells"]) == len(WAYS) + 1
        assert abs(sum(map(float, row["cells"])) - founders) < 0.25  # rounded to tenths
