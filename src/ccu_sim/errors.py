"""What can go wrong that is not a fault of the program, and how it is told."""

from collections.abc import Iterable


class UserError(ValueError):
    """A mistake in what the user asked for.

    The message is one sentence that names the place (file, line, value) and what
    would be right. The command line prints it alone and exits with 2.

    Examples
    --------
    >>> import ccu_sim as ccu
    >>> try:
    ...     ccu.run("site-1", parameters={"leave_bass": 0.2})
    ... except ccu.UserError as mistake:
    ...     print(mistake)
    There is no parameter 'leave_bass'; did you mean leave_base?
    """


class RunFailures(RuntimeError):
    """Some runs of a batch failed while the others finished.

    The command line prints the message and exits with 1.
    """


def echoed(text: object, longest: int = 60) -> str:
    """Return what a user wrote as a message repeats it.

    Parameters
    ----------
    text : object
    longest : int
        Characters; the rest is left out.

    Returns
    -------
    str
        One line, in which characters that cannot be printed are spelled out.
    """
    said = str(text)
    if len(said) > longest:
        said = said[: longest - 3] + "..."
    return "".join(
        sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in said
    )


def enumerated(names: Iterable[object], most: int = 40) -> str:
    """Return names as a message lists them: each on one line, and not more than `most`."""
    listed = [echoed(name) for name in names]
    more = len(listed) - most
    return ", ".join(listed[:most]) + (f" and {more} more" if more > 0 else "")
