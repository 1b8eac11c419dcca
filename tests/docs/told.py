"""What a page tells its reader to do: its blocks, and the commands in them."""

import re

BLOCK = re.compile(r"(?:`([\w/.-]+)`:\n\n)?^```([^\n]*)\n(.*?)^```", re.DOTALL | re.MULTILINE)

SETTING_UP = re.compile(
    r"python3? -m venv |\.venv/bin/|source |pip install |make (?:demo|module)\b|make \w+ DEMO="
)
"""Makes an environment, or needs one of its own: followed by test_setting_up.py."""

_STUDY = ("--sets", "2", "--replicates", "1", "--months", "3")
SMALLER = {
    "compare": _STUDY,
    "batch": _STUDY,
    "robustness": _STUDY,
    "tipping": _STUDY,
    "plan": ("--sets", "2", "--replicates", "1", "--months", "3"),
    "sensitivity": (
        *("--sets", "20", "--replicates", "1", "--months", "2"),
        *("--trajectories", "2", "--points", "2", "--most", "1"),
    ),
    "calibrate": ("--candidates", "20", "--waves", "1"),
    "factors": ("--sets", "2", "--replicates", "1"),
}
"""What is added to a command so that it is done sooner than a reader's would be."""


def blocks(path):
    """Give each block of a page: the file that it is, if one; its language; its text."""
    return BLOCK.findall(path.read_text(encoding="utf-8"))


def lines(text):
    """Give the commands of a block, continued lines joined, without their comments."""
    for line in re.sub(r" *\\\n *", " ", text).splitlines():
        if line := line.removeprefix("$ ").partition("  # ")[0].partition("    #")[0].strip():
            yield line


def commands(path):
    """Give every command that a page shows."""
    for _, language, text in blocks(path):
        if language in ("", "console"):
            yield from lines(text)
