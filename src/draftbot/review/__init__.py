"""The editor's app: an article beside its sources, decided on by keyboard. Imported by the command that opens it."""
