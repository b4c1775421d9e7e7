"""What editors decide on articles: recorded, bound to words and sources, folded over the text, never lost."""
