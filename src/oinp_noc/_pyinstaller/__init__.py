"""Tells PyInstaller where the hook is that packs the data: entry point ``pyinstaller40``."""

from __future__ import annotations

from pathlib import Path


def get_hook_dirs() -> list[str]:
    """Return the folders of hooks."""
    return [str(Path(__file__).parent / "hooks")]
