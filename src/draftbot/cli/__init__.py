"""The command line: one small file a command, imported when it is used."""

from draftbot.cli.main import main

__all__ = ["main"]
