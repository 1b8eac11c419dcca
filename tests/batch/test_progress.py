"""Progress: a bar on a terminal, lines in a pipe, silence when asked."""

import io

import pytest

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
    [(0.2, "0 s"), (40, "40 s"), (720, "12 min"), (12600, "3.5 h"), (864000, "10.0 days")],
)
def test_times_are_told_as_people_tell_them(seconds, words):
    assert in_words(seconds) == words
