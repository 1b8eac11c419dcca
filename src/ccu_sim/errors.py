"""What can go wrong that is not a fault of the program."""


class UserError(ValueError):
    """A mistake in what the user asked for.

    The message is one sentence that names the place (file, line, value) and what
    would be right. The command line prints it alone and exits with 2.
    """


class RunFailures(RuntimeError):
    """Some runs of a batch failed while the others finished.

    The command line prints the message and exits with 1.
    """
