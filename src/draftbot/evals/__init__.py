"""Suites that show what the verifier catches and what it lets through, with intervals."""
