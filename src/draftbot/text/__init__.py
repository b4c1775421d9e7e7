"""A leaf that reads language: sentences, words, quantities, regimens, names, Markdown."""
