"""A run as files: results.jsonl, junit.xml, summary.md and report.html, the same bytes for the same results."""
