"""The characters that may stand in a scenario file, and what a name may be."""

import re

_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # control characters, but for tabs and line breaks
    "\u2028\u2029\u202a-\u202e\u2066-\u2069"  # other breaks, and what turns text around
    "\ud800-\udfff\ufeff\ufffe\uffff]"  # halves of characters, byte order, no characters
)
_FORMULA = "=+-@"
"""What a spreadsheet that opens a CSV file takes for the beginning of a formula."""

NAME = r"^[a-z0-9]+(-[a-z0-9]+)*$"
LONGEST_NAME = 60
_PORTS = [f"{port}{number}" for port in ("com", "lpt") for number in range(10)]
_DEVICES = frozenset(["aux", "con", "nul", "prn", *_PORTS])


def why_not_text(text: str) -> str | None:
    """Return what is wrong with the characters of a text, or None."""
    found = _UNPRINTABLE.search(text)
    if found is None:
        return None
    code = f"U+{ord(found[0]):04X}"
    if "\ud800" <= found[0] <= "\udfff":
        return f"holds {code}, which is half a character; write the whole character itself"
    return f"holds the character {code}, which cannot be printed; delete it"


def why_not_line(text: str) -> str | None:
    """Return why a text cannot be a title, or None: tables and spreadsheets show it."""
    if "\n" in text or "\t" in text:
        return "holds a line break or a tab; write it on one line"
    if not text.strip():
        return "is blank; give it words"
    if text[0] in _FORMULA:
        return f"begins with '{text[0]}', as a formula does in a spreadsheet; begin with a word"
    return None


def why_not_name(text: str) -> str | None:
    """Return why a text cannot name a scenario and its file, or None."""
    if not re.fullmatch(NAME, text) or len(text) > LONGEST_NAME:
        return (
            f"must be at most {LONGEST_NAME} lower-case letters and digits joined by hyphens, "
            f"such as {_like_a_name(text)}"
        )
    if text in _DEVICES:
        return f"is kept by Windows for a device; choose another, such as {text}-unit"
    return None


def _like_a_name(text: str) -> str:
    """Return the name most like a text."""
    words = re.sub(r"[^a-z0-9]+", "-", text[:LONGEST_NAME].lower()).strip("-")
    return words if words and words not in _DEVICES else "my-unit"
