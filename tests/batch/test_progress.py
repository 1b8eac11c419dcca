"""Progress: a bar on a terminal, lines in a pipe, silence when asked."""

import io

import pytest

from ccu_sim.batch import progress
from ccu_sim.batch.progress import Bar, Lines, Quiet, in_words, progress_on


class Terminal(io.StringIO):
    def isatty(self):
        return True


def go_through(progress, runs=100, stored=20, step=40):
    progress.begin(runs, stored)
    for _ in range((runs - stored) // step):
        progress.advance(step)
    progress.note("something [odd] happened")
    progress.end()


def test_the_stream_decides():
    assert isinstance(progress_on(Terminal()), Bar)
    assert isinstance(progress_on(io.StringIO()), Lines)
    assert isinstance(progress_on(Terminal(), quiet=True), Quiet)


def test_lines_are_plain_and_say_done_rate_and_time_left():
    stream = io.StringIO()
    go_through(Lines(stream, every=0.0))
    first, half, done, note = stream.getvalue().splitlines()
    assert first == "100 runs, 20 of them stored already"
    assert half.startswith("60 of 100 runs (60%), ")
    assert half.endswith(" s left")
    assert " a second, " in half
    assert done.startswith("100 of 100 runs (100%)")
    assert note == "something [odd] happened"
    assert "\x1b" not in stream.getvalue()


def test_lines_can_be_read_as_they_come(tmp_path):
    log = tmp_path / "log"
    with log.open("w") as stream:
        Lines(stream).begin(10, 0)
        assert log.read_text() == "10 runs\n"


class Clock:
    """Gives one time after the other."""

    def __init__(self, *times):
        self.times = iter(times)

    def monotonic(self):
        return next(self.times)


def test_more_runs_than_expected_are_told_now_and_then_and_nothing_is_left(monkeypatch):
    monkeypatch.setattr(progress, "time", Clock(100, 105, 106, 107, 120))
    stream = io.StringIO()
    lines = Lines(stream, every=10.0)
    lines.begin(100, 0)
    for _ in range(4):
        lines.advance(60)
    assert stream.getvalue().splitlines() == [
        "100 runs",
        "120 runs, 20 more than expected, 20.0 a second",
        "240 runs, 140 more than expected, 12.0 a second",
    ]


def test_a_bar_of_more_runs_than_expected_is_full():
    bar = Bar(stream := Terminal())
    bar.begin(100, 0)
    bar.advance(250)
    bar.end()
    assert "250/250" in stream.getvalue()
    assert "left" not in stream.getvalue()
    assert "a second" in stream.getvalue()


def test_lines_come_at_their_time_and_reckon_with_what_this_batch_has_done(monkeypatch):
    monkeypatch.setattr(progress, "time", Clock(100, 105, 110, 115, 140))
    stream = io.StringIO()
    go_through(Lines(stream, every=10.0), runs=1000, stored=200, step=200)
    assert stream.getvalue().splitlines() == [
        "1,000 runs, 200 of them stored already",
        "600 of 1,000 runs (60%), 40.0 a second, 10 s left",  # none yet after five seconds
        "1,000 of 1,000 runs (100%), 20.0 a second, 0 s left",  # the last, whatever the time
        "something [odd] happened",
    ]


def test_where_nothing_is_done_yet_no_time_is_told(monkeypatch):
    monkeypatch.setattr(progress, "time", Clock(100, 110, 120))
    stream = io.StringIO()
    lines = Lines(stream, every=10.0)
    lines.begin(50, 0)
    lines.advance(0)
    lines.advance(10)
    assert stream.getvalue().splitlines() == [
        "50 runs",
        "0 of 50 runs (0%)",
        "10 of 50 runs (20%), 0.5 a second, 80 s left",
    ]


def test_a_bar_reckons_likewise(monkeypatch):
    monkeypatch.setattr(progress, "time", Clock(100, 110, 120, 130))
    bar = Bar(Terminal())
    bar.begin(1000, 200)
    (task,) = bar._bar.tasks
    assert (task.completed, task.total) == (200, 1000)
    paces = []
    for runs in (0, 10, 590):
        bar.advance(runs)
        paces.append(task.fields["pace"])
    assert paces == [
        "",  # nothing yet to reckon with
        "0.5 a second, 26 min left",
        "20.0 a second, 10 s left",
    ]
    assert (task.completed, task.total) == (800, 1000)
    bar.end()


def test_lines_are_few():
    stream = io.StringIO()
    go_through(Lines(stream, every=1000.0), runs=1000, step=1)
    assert len(stream.getvalue().splitlines()) == 3


def test_a_bar_shows_the_same():
    stream = Terminal()
    go_through(Bar(stream))
    assert "100/100" in stream.getvalue()
    assert "a second" in stream.getvalue()
    assert "something [odd] happened" in stream.getvalue()


def test_quiet_says_nothing(capsys):
    go_through(Quiet())
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0.2, "0 s"),
        (40, "40 s"),
        (89, "89 s"),
        (90, "2 min"),
        (720, "12 min"),
        (89 * 60, "89 min"),
        (90 * 60, "1.5 h"),
        (12600, "3.5 h"),
        (47 * 3600, "47.0 h"),
        (48 * 3600, "2.0 days"),
        (864000, "10.0 days"),
    ],
)
def test_times_are_told_as_people_tell_them(seconds, words):
    assert in_words(seconds) == words
