"""What a calibration found, as tables: success, targets met, ranges moved, what is tied."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ccu_sim.analysis.calibration.pooling import TOGETHER
from ccu_sim.analysis.calibration.waves import EMULATOR_THRESHOLD, Calibrated, fit_emulator

LOW, MIDDLE, HIGH = 0.05, 0.5, 0.95


def success(found: Calibrated) -> pd.DataFrame:
    """Tell how many candidates of each wave lasted, look by look.

    Parameters
    ----------
    found : Calibrated

    Returns
    -------
    DataFrame
        A row a wave: ``draws`` looked at, ``candidates`` run, ``passed_1`` and so on,
        ``accepted``, the share of candidates ``accepted_share``, and ``runs``.
    """
    rows = []
    for wave in found.waves:
        looks = {
            f"passed_{look}": int((wave.stage >= look).sum())
            for look in range(1, len(found.calibration.stages))
        }
        accepted = int(found.accepted(wave).sum())
        rows.append(
            {"wave": wave.number, "draws": wave.looked_at, "candidates": len(wave.values)}
            | looks
            | {"accepted": accepted, "accepted_share": accepted / len(wave.values)}
            | {"runs": wave.runs}
        )
    return pd.DataFrame(rows)


def every_candidate(found: Calibrated) -> pd.DataFrame:
    """Give every candidate with its values, what it showed, and how far it came."""
    parts = []
    for wave in found.waves:
        values = pd.DataFrame(wave.values, columns=list(found.space.names))
        shown = wave.estimates.frame()
        shown.insert(0, "wave", wave.number)
        shown["looks_passed"] = wave.stage
        shown["accepted"] = found.accepted(wave)
        shown["implausibility"] = wave.implausibility.max(axis=1)
        parts.append(pd.concat([shown, values], axis=1))
    return pd.concat(parts, ignore_index=True)


def targets_met(found: Calibrated) -> pd.DataFrame:
    """Set results beside targets, before (the first wave) and after (accepted sets).

    Parameters
    ----------
    found : Calibrated

    Returns
    -------
    DataFrame
        A row an output: target, place, label, unit, range; 5, 50 and 95 per cent of ``prior`` and
        ``accepted`` sets' results; ``ruled_out``, the share of first-wave candidates that
        the first look dropped on its account, and ``alone``, on its account only.
    """
    first = found.waves[0]
    after = np.concatenate([wave.estimates.mean[found.accepted(wave)] for wave in found.waves])
    cut = found.calibration.stages[0].threshold
    off = first.implausibility > cut
    names = np.array([output.target.name for output in first.estimates.outputs])
    by_target = {name: off[:, names == name].any(axis=1) for name in dict.fromkeys(names)}
    failed = np.sum(list(by_target.values()), axis=0)
    rows = []
    for column, output in enumerate(first.estimates.outputs):
        target, prior = output.target, first.estimates.mean[:, column]
        ruled_out = by_target[target.name]
        rows.append(
            {
                "target": target.name,
                "place": output.place,
                "label": target.label,
                "unit": target.unit,
                "low": target.low,
                "high": target.high,
                **_quantiles("prior", prior),
                **_quantiles("accepted", after[:, column]),
                "ruled_out": float(ruled_out.mean()),
                "alone": float((ruled_out & (failed == 1)).mean()),
            }
        )
    return pd.DataFrame(rows)


def _quantiles(what: str, values: np.ndarray) -> dict[str, float]:
    """Give the 5, 50 and 95 per cent points; empty where there is nothing."""
    known = values[~np.isnan(values)]
    low, middle, high = np.quantile(known, (LOW, MIDDLE, HIGH)) if len(known) else [np.nan] * 3
    return {f"{what}_low": low, f"{what}_median": middle, f"{what}_high": high}


def ranges_moved(found: Calibrated) -> pd.DataFrame:
    """Tell how far the accepted values of each parameter differ from its range.

    Parameters
    ----------
    found : Calibrated

    Returns
    -------
    DataFrame
        A row a parameter, most moved first: ``distance`` (largest gap between the accepted
        distribution and the prior, 0-1), ``by_chance`` (what chance alone exceeds for one
        parameter in twenty), 5, 50 and 95 per cent points as shares of the range.
    """
    from scipy import stats  # a second to import, and a worker needs none of it

    shares = found.space.shares(found.accepted_values)
    rows = []
    for column, name in enumerate(found.space.names):
        distance = stats.kstest(shares[:, column], "uniform").statistic
        rows.append({"parameter": name, "distance": distance} | _quantiles("at", shares[:, column]))
    table = pd.DataFrame(rows)
    table.insert(2, "by_chance", stats.kstwo.ppf(0.95, len(shares)))
    return table.sort_values("distance", ascending=False, ignore_index=True)


def pairs_tied(found: Calibrated, most: int = 20) -> pd.DataFrame:
    """Find parameters that make up for each other among accepted sets.

    Parameters
    ----------
    found : Calibrated
    most : int
        How many pairs to give.

    Returns
    -------
    DataFrame
        The pairs with the strongest rank correlations ``r``, strongest first, and
        ``by_chance``, what the strongest of all pairs exceeds by chance one time in twenty.
        In the prior every pair is independent.
    """
    from scipy import stats  # a second to import, and a worker needs none of it

    shares = found.space.shares(found.accepted_values)
    tied = np.corrcoef(stats.rankdata(shares, axis=0), rowvar=False)
    one, other = np.triu_indices(len(found.space.names), k=1)
    r = tied[one, other]
    chosen = np.argsort(-np.abs(r), kind="stable")[:most]
    names = np.array(found.space.names)
    table = pd.DataFrame({"one": names[one[chosen]], "other": names[other[chosen]], "r": r[chosen]})
    return table.assign(by_chance=stats.norm.isf(0.025 / len(r)) / np.sqrt(len(shares) - 1.0))


def filtered(found: Calibrated) -> float:
    """Measure what the emulator costs: first-wave accepted sets that it would let through.

    The first wave runs whatever is drawn. Its accepted sets are shown to an emulator that was
    fitted without them and without their whole wave's luck: to the later waves only, or to
    the first alone where there is no other.

    Parameters
    ----------
    found : Calibrated

    Returns
    -------
    float
        Share; NaN where the first wave accepted nothing.
    """
    first, *later = found.waves
    shares = found.space.shares(first.values[found.accepted(first)])
    if len(shares) == 0:
        return float("nan")
    learnt = fit_emulator(found.space, later or [first])
    off = learnt.implausibility(shares, found.calibration.targets.discrepancy)
    return float((off.max(axis=1) <= EMULATOR_THRESHOLD).mean())


def what_drives(found: Calibrated, most: int = 6) -> pd.DataFrame:
    """Name the parameters that each target depends on most, and how far it pins them down.

    Parameters
    ----------
    found : Calibrated
    most : int

    Returns
    -------
    DataFrame
        For each target, over all units, the parameters with the steepest slopes:
        ``change`` of the output over the parameter's whole range, in half widths of the
        target's range; ``left``, the standard deviation of the parameter among accepted sets
        as a share of that before; ``together_left``, the same for what all parameters
        together make of the output. Where the latter is small and the former near 1, the
        target fixes a combination and none of its parts. ``explained`` is the share of the
        output's variance that the emulator, whose slopes these are, predicts.
    """
    learnt = fit_emulator(found.space, found.waves)
    accepted = found.space.shares(found.accepted_values) - 0.5
    even = 1.0 / np.sqrt(12.0)
    rows = []
    for column, output in enumerate(learnt.outputs):
        if output.place != TOGETHER:
            continue
        slope = learnt.slope[:, column]
        together = (accepted @ slope).std() / (even * np.sqrt(slope @ slope))
        for one in np.argsort(-np.abs(slope), kind="stable")[:most]:
            rows.append(
                {
                    "target": output.target.name,
                    "explained": float(learnt.explained[column]),
                    "together_left": float(together),
                    "parameter": found.space.names[one],
                    "change": float(slope[one] / output.target.half_width),
                    "left": float(accepted[:, one].std() / even),
                }
            )
    return pd.DataFrame(rows)
