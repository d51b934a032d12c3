"""Runs the question of a benchmark module that is started as a program."""


def main(key: str) -> int:
    """The exit code. What a contender's own process never needs is loaded here."""
    from benchmarks.harness import run

    return run.main(key)
