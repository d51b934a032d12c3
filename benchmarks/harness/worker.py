"""Measures one contender once, in this process, and prints the figures as a line of JSON."""

from __future__ import annotations

import json
import logging
import os
import sys
from pathlib import Path

from benchmarks.harness.question import Setting, Unavailable, load


def main(key: str, name: str, url: str, folder: str, scale: str) -> None:
    logging.disable(logging.WARNING)  # the peers' log messages
    contender = next(contender for contender in load(key).contenders if contender.name == name)
    try:
        answer: dict[str, object] = dict(contender.run(Setting(url, Path(folder), scale)))  # type: ignore[arg-type]
    except Unavailable as reason:
        answer = {"unavailable": str(reason)}
    except ModuleNotFoundError as error:
        answer = {"unavailable": f"{error.name} is not installed"}
    print(json.dumps(answer), flush=True)
    os._exit(0)  # what is still queued does not matter, and some clients would take minutes to send it


if __name__ == "__main__":
    main(*sys.argv[1:])
