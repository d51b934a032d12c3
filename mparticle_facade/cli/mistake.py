"""Wrong usage that the parser of the command line can't see."""

import typer


class Mistake(typer.TyperException):
    """Ends the program with this message as one line on stderr, and exit code 2."""

    exit_code = 2
