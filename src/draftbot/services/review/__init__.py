"""Reviewing an article: the desk and its cases, sign-off, exports and the merge of a re-draft."""
