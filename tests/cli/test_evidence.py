"""`ccu-sim evidence`."""

import csv
import io
import json

from ccu_sim.evidence import REGISTRY


def test_every_parameter_is_shown_by_mechanism_and_counted(program):
    done = program("evidence")
    assert done.code == 0
    lines = done.out.splitlines()
    assert max(map(len, lines)) <= 80
    shown = [line.split()[0] for line in lines if line]
    assert [name for name in shown if name in REGISTRY] == list(REGISTRY)
    for group in {parameter.group for parameter in REGISTRY.values()}:
        assert group.replace("_", " ").capitalize() in [line.strip() for line in lines]
    assumed = sum(parameter.basis == "assumed" for parameter in REGISTRY.values())
    checked = sum(parameter.checked for parameter in REGISTRY.values())
    end = " ".join(done.out.split())
    assert f"{len(REGISTRY)} parameters: " in end
    assert f"{assumed} assumed. {checked} are checked" in end


def test_csv_and_json_hold_everything(program):
    done = program("evidence", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(done.out)))
    assert [row["parameter"] for row in rows] == list(REGISTRY)
    assert all(row["why"] and row["unit"] and row["basis"] for row in rows)
    assert "parameters:" in done.err
    loaded = json.loads(program("evidence", "--format", "json").out)
    assert loaded[0]["value"] == next(iter(REGISTRY.values())).value


def test_one_parameter_is_told_in_full(program):
    for parameter in list(REGISTRY.values())[::25]:
        done = program("evidence", parameter.name)
        assert done.code == 0
        told = " ".join(done.out.split())
        assert parameter.name in told
        assert parameter.why in told
        assert f"Basis: {parameter.basis}" in told
        assert all(source.reference in told for source in parameter.sources)
    row = json.loads(program("evidence", "leave_base", "--format", "json").out)
    assert [one["parameter"] for one in row] == ["leave_base"]


def test_sources_that_were_only_recalled_are_marked(program):
    recalled = next(
        parameter
        for parameter in REGISTRY.values()
        if any(not source.read for source in parameter.sources)
    )
    source = next(source for source in recalled.sources if not source.read)
    assert f"{source.name}*" in program("evidence").out
    assert "(recalled, not read again)" in " ".join(program("evidence", recalled.name).out.split())
