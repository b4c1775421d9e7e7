"""The command line."""


def main() -> None:
    raise SystemExit("draftbot: not yet")
