"""Numbers as people write them, and the plain ones they mean."""

import re

_THOUSANDS = re.compile(r"[-+]?\d{1,3}(,\d{3})+(\.\d*)?")
_THOUSANDS_BY_POINTS = re.compile(r"[-+]?\d{1,3}(\.\d{3})+(,\d*)?")
_DECIMAL_COMMA = re.compile(r"[-+]?\d+,\d+")
_PLAIN = re.compile(r"[-+]?\d{1,15}(\.\d*)?([eE][-+]?\d{1,2})?")


def plain_number(written: str, whole: bool = False) -> str | None:
    """Return the plain number that is meant, or None where that is not clear.

    Parameters
    ----------
    written : str
        Such as `7,6`, `85,000`, `A$85 000`, `50%` or `5e3`.
    whole : bool
        Whether only a whole number will do.

    Returns
    -------
    str or None
        `7.6`, `85000`, `85000`, `0.5`, `5000`.
    """
    text = written[:40].strip().removeprefix("A").removeprefix("$")
    share = text.endswith("%")
    digits = re.sub(r"[\s'_]", "", text.removesuffix("%"))
    if _THOUSANDS.fullmatch(digits):
        digits = digits.replace(",", "")
    elif _DECIMAL_COMMA.fullmatch(digits):
        digits = digits.replace(",", ".")
    elif _THOUSANDS_BY_POINTS.fullmatch(digits) and (whole or "," in digits):
        digits = digits.replace(".", "").replace(",", ".")
    if not _PLAIN.fullmatch(digits):
        return None
    number = float(digits) / (100 if share else 1)
    if whole and (share or not number.is_integer()):
        return None
    return f"{number:.10g}" if abs(number) < 1e10 else None
