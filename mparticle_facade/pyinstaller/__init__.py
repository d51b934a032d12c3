"""Tells PyInstaller where the hook is; found by the entry point ``pyinstaller40``. Used by nothing else."""

from __future__ import annotations

from pathlib import Path


def hook_dirs() -> list[str]:
    """The folder of the hook."""
    return [str(Path(__file__).parent)]
