"""The story of a run."""

import re
from dataclasses import replace

import pytest

import ccu_sim as ccu
from ccu_sim.reports.phrases import count, listed, number, people, times, upper
from ccu_sim.reports.story import tell

BLAME = re.compile(r"\b(fault|blame|fail(ed|ure)|burden|vulnerab|suffer|mentally ill)", re.I)


@pytest.fixture(scope="module")
def story(made):
    return made.story()


def test_it_says_what_it_is(story, made):
    assert "one possible course of events" in story.opening
    assert "not a forecast" in story.opening
    assert f"seed {made.seed}" in story.opening


def test_titles_are_words_and_no_markup(made):
    titled = made.unit.varied({"title": "<img src=x> [us](http://x) *all* `$a$` & #1 | ~b~ \\_"})
    heading = tell(replace(made, unit=titled)).markdown().splitlines()[0]
    bare = heading.removeprefix("# ")
    for sign in "<>[]*`$&#|~_":
        assert bare.count(sign) == bare.count(f"\\{sign}")
    assert re.sub(r"\\([^\w\s])", r"\1", bare).replace("\\_", "_").startswith("<img src=x> [us]")
    assert tell(replace(made, unit=titled)).title.startswith(titled.title)


def test_it_is_told_by_half_years_and_is_short(story):
    assert [chapter.heading for chapter in story.chapters] == [
        "Months 1 to 6 (from December 2014)",
        "Months 7 to 12 (from June 2015)",
        "Months 13 to 18 (from December 2015)",
        "Months 19 to 24 (from June 2016)",
        "Months 25 to 30 (from December 2016)",
        "Months 31 to 36 (from June 2017)",
    ]
    assert len(str(story).splitlines()) < 160
    assert max(map(len, str(story).splitlines())) <= 80


def test_everyone_who_left_is_in_it_with_the_month(story, made):
    told = str(story).replace("\n", " ")
    told = re.sub(r"\s+", " ", told)
    left = made.events[made.events["event"] == "resigned"]
    casual = set(made.spells.loc[made.spells["employment"] == "casual", "post"])
    left = left[~left["who_post"].isin(casual)]
    assert len(left)
    for who, month in zip(left["who"], left["month"], strict=True):
        assert f"{who} in month {month}" in told or f"{who[0].upper()}{who[1:]} in month" in told


def test_contracts_that_end_are_told_where_they_end(story):
    assert "without renewal" in story.chapters[4].paragraphs["Contracts"]
    assert "renewed" in story.chapters[3].paragraphs["Contracts"]


def test_numbers_agree_with_the_monthly_table(story, made):
    half = made.monthly[made.monthly["month"].between(1, 6)]
    disputes = int(half["disputes"].sum())
    told = story.chapters[0].paragraphs
    assert told["Between colleagues"].lower().startswith(count(disputes, "dispute"))
    assert count(int(half["crises"].sum()), "crisis", "crises") in told["Residents"]


@pytest.mark.parametrize("strategy", ["as-usual", "peer-career-steps", "permanent-contracts"])
@pytest.mark.parametrize("unit", ["site-2", "established-unit"])
def test_nobody_is_blamed(unit, strategy):
    told = str(ccu.run(unit, strategy, months=26, seed=3).story())
    assert not BLAME.search(told)
    assert "nan" not in told


@pytest.mark.parametrize("months", [1, 7, 72, 120])
def test_any_length_can_be_told(months):
    story = ccu.run("site-2", months=months, seed=2).story()
    assert len(story.chapters) <= 6
    assert len(str(story).splitlines()) < 200


def test_a_unit_without_peer_workers_can_be_told(made):
    unit = made.unit.resolved()
    unit["staff"] = [group for group in unit["staff"] if group["role"] != "peer_worker"]
    unit["roster"] = {
        day: {
            shift: {**cover, "peer_worker": {"planned": 0, "minimum": 0}}
            for shift, cover in shifts.items()
        }
        for day, shifts in unit["roster"].items()
    }
    story = ccu.run(type(made.unit).from_resolved(unit), months=6).story()
    assert "no peer workers, eight clinicians" in story.opening
    assert "of peer workers" not in str(story)


def test_where_nobody_was_in_post_there_is_no_cohesion_to_tell(made):
    monthly = made.monthly.copy()
    monthly.loc[monthly["month"].between(6, 12), "cohesion"] = float("nan")

    class Told:
        def __getattr__(self, name):
            return monthly if name == "monthly" else getattr(made, name)

    story = tell(Told())
    assert "nan" not in str(story)
    assert "Fewer than two were in post" in story.chapters[0].paragraphs["The team"]
    assert "Cohesion was" in story.chapters[2].paragraphs["The team"]


def test_a_full_diary_is_owned_up_to(full):
    assert f"The diary was full in month {full.month_when_full}:" in full.story().closing


def test_a_full_diary_is_not_told_as_peace(full):
    last = full.story().chapters[-1].paragraphs
    months = full.monthly[full.monthly["month"] > 96]
    staff = full.spells[(full.spells["employment"] != "casual") & (full.spells["end_month"] > 96)]
    resigned = int((staff["outcome"] == "resigned").sum())
    assert resigned
    assert f"{upper(people(resigned))} resigned" in last["Coming and going"]
    assert f"{upper(people(months['hired'].sum()))} started" in last["Coming and going"]
    disputes = count(months["disputes"].sum(), "dispute")
    assert last["Between colleagues"].startswith(f"{upper(disputes)} over whose task it was; ")
    assert "settled" not in last["Between colleagues"]
    dilemmas, crossings = months["dilemmas"].sum(), months["crossings"].sum()
    assert last["Boundaries"] == (
        f"In {count(dilemmas, 'boundary dilemma')} the line was held {times(dilemmas - crossings)}."
    )


def test_what_the_diary_saw_is_told_as_far_as_it_is_whole(full):
    whole = [part for part in full.story().chapters if "settled" in str(part.paragraphs)]
    assert len(whole) == full.month_when_full // 24


def test_markdown_has_the_same_words(story):
    marked = story.markdown()
    assert marked.startswith(f"# {story.title}\n")
    for chapter in story.chapters:
        assert f"\n## {chapter.heading}\n" in marked
        assert all(text in marked for text in chapter.paragraphs.values())
    assert story._repr_markdown_() == marked


def test_small_words():
    assert [number(n) for n in (0, 1, 9, 10, 1200)] == ["none", "one", "nine", "10", "1,200"]
    assert [times(n) for n in (0, 1, 2, 3)] == ["never", "once", "twice", "three times"]
    assert listed(["a"]) == "a"
    assert listed(["a", "b", "c"]) == "a, b and c"
