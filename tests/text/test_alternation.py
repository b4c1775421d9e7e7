"""Many forms in one pattern: grouped, they match as one by one."""

import re

from hypothesis import given
from hypothesis import strategies as st

from draftbot.text.alternation import by_initial

FORMS = st.lists(
    st.text(st.sampled_from("abAB-.( sSkKiI\u017f\u0130\u0131\u212a"), min_size=1, max_size=4), min_size=1, max_size=8
)


@given(FORMS, st.text(st.sampled_from("abAB-.( sSkKiI\u017f\u0130\u0131\u212ax"), max_size=20))
def test_grouped_forms_match_as_one_by_one(forms: list[str], text: str) -> None:
    forms.sort(key=len, reverse=True)
    plain = re.compile(rf"(?:{'|'.join(map(re.escape, forms))})", re.IGNORECASE)
    grouped = re.compile(rf"(?:{by_initial(forms)})", re.IGNORECASE)
    assert [m.span() for m in grouped.finditer(text)] == [m.span() for m in plain.finditer(text)]
