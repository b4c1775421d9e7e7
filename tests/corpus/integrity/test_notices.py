"""Fifty planted retractions, concerns and corrections, in every form in which registries and files state them: each is
found and called what it is; what is none is not taken for one."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from corpus.registry import article, work
from draftbot.corpus import load, load_corpus
from draftbot.corpus.cards import Tagger
from draftbot.corpus.importers import read_file
from draftbot.corpus.shelf import Shelf, take
from draftbot.corpus.standing import standing

TODAY = date(2026, 1, 31)
STATES = {"retraction": "RETRACTED", "concern": "CONCERN", "erratum": "ERRATUM"}


def pubmed(*records: bytes) -> str:
    return "<PubmedArticleSet>" + b"".join(records).decode() + "</PubmedArticleSet>"


def related(kind: str, pmid: str = "99000009") -> str:
    return (
        f'<CommentsCorrectionsList><CommentsCorrections RefType="{kind}"><RefSource>J Noth. 2020;8:1</RefSource>'
        f"<PMID>{pmid}</PMID></CommentsCorrections></CommentsCorrectionsList>"
    )


def xml(kind: str) -> str:
    return pubmed(article("99000001", "A synthetic trial of nothing", extra=related(kind)))


def typed(name: str) -> str:
    return pubmed(article("99000001", "A synthetic trial of nothing", types=[name]))


def titled(title: str) -> str:
    return pubmed(article("99000001", title))


def medline(line: str) -> str:
    return f"PMID- 99000001\nTI  - A synthetic trial of nothing.\nDP  - 2019\n{line}\n"


def crossref(kind: str, source: str = "publisher") -> str:
    update = {"type": kind, "DOI": "10.9999/notice", "label": kind, "source": source, "updated": {"date-time": "2020"}}
    return json.dumps([work("10.9999/one", "A synthetic trial of nothing", **{"updated-by": [update]})])


def ris(title: str, extra: str = "") -> str:
    return f"TY  - JOUR\nTI  - {title}\nAU  - Nobody, N\nPY  - 2019\nDO  - 10.9999/one\n{extra}ER  - \n"


def wos(title: str, kind: str = "Article") -> str:
    return f"FN Clarivate Analytics Web of Science\nVR 1.0\nPT J\nAU Nobody, N\nTI {title}\nDT {kind}\nPY 2019\nDI 10.9999/one\nER\n\nEF\n"


def bibtex(title: str) -> str:
    return f"@article{{one, title = {{{title}}}, author = {{Nobody, N}}, year = 2019, doi = {{10.9999/one}}}}\n"


def jats(kind: str) -> str:
    return (
        '<article xmlns:xlink="http://www.w3.org/1999/xlink"><front><article-meta><article-id pub-id-type="doi">10.9999/one'
        "</article-id><title-group><article-title>A synthetic trial of nothing</article-title></title-group>"
        f'<related-article related-article-type="{kind}" xlink:href="10.9999/notice"/></article-meta></front></article>'
    )


TITLE = "A synthetic trial of nothing"
PLANTED = [
    ("retraction", "a.xml", xml("RetractionIn")),
    ("retraction", "a.xml", xml("PartialRetractionIn")),
    ("retraction", "a.xml", xml("RetractedandRepublishedIn")),
    ("retraction", "a.xml", typed("Retracted Publication")),
    ("retraction", "a.xml", typed("RETRACTED PUBLICATION")),
    ("retraction", "a.xml", titled(f"RETRACTED: {TITLE}.")),
    ("retraction", "a.xml", titled(f"Retracted Article: {TITLE}.")),
    ("retraction", "a.xml", titled(f"[RETRACTED] {TITLE}.")),
    ("retraction", "a.xml", titled(f"WITHDRAWN: {TITLE}.")),
    ("concern", "a.xml", xml("ExpressionOfConcernIn")),
    ("erratum", "a.xml", xml("ErratumIn")),
    ("erratum", "a.xml", xml("CorrectedandRepublishedIn")),
    ("retraction", "a.nbib", medline("RIN - J Noth. 2020;8:1. PMID: 99000009")),
    ("retraction", "a.nbib", medline("RIN - J Noth. 2020;8:1")),
    ("retraction", "a.nbib", medline("PRIN- J Noth. 2020;8:1. PMID: 99000009")),
    ("retraction", "a.nbib", medline("RRI - J Noth. 2020;8:1. PMID: 99000009")),
    ("retraction", "a.nbib", medline("PT  - Journal Article\nPT  - Retracted Publication")),
    ("concern", "a.nbib", medline("ECI - J Noth. 2020;8:1. PMID: 99000009")),
    ("erratum", "a.nbib", medline("EIN - J Noth. 2020;8:1. PMID: 99000009")),
    ("erratum", "a.nbib", medline("CRI - J Noth. 2020;8:1. PMID: 99000009")),
    ("retraction", "a.json", crossref("retraction", "retraction-watch")),
    ("retraction", "a.json", crossref("Retraction")),
    ("retraction", "a.json", crossref("partial_retraction")),
    ("retraction", "a.json", crossref("withdrawal")),
    ("retraction", "a.json", crossref("removal")),
    ("concern", "a.json", crossref("expression_of_concern", "retraction-watch")),
    ("concern", "a.json", crossref("Expression of Concern")),
    ("concern", "a.json", crossref("expression-of-concern")),
    ("erratum", "a.json", crossref("correction")),
    ("erratum", "a.json", crossref("erratum")),
    ("erratum", "a.json", crossref("corrigendum")),
    ("erratum", "a.json", crossref("addendum")),
    ("erratum", "a.json", crossref("clarification")),
    ("retraction", "a.json", json.dumps([work("10.9999/one", f"RETRACTED: {TITLE}")])),
    ("retraction", "a.ris", ris(f"RETRACTED: {TITLE}")),
    ("retraction", "a.ris", ris(f"{TITLE} [retracted]")),
    ("retraction", "a.ris", ris(f"{TITLE} (Retracted article. See vol. 8, pg. 1, 2020)")),
    ("retraction", "a.ris", ris(TITLE, "M3  - Retracted Publication\n")),
    ("retraction", "a.txt", wos(f"{TITLE} (Retracted article. See vol. 8, pg. 1, 2020)")),
    ("retraction", "a.txt", wos(TITLE, "Article; Retracted Publication")),
    ("retraction", "a.bib", bibtex(f"{{RETRACTED ARTICLE}}: {TITLE}")),
    ("retraction", "a.bib", bibtex(f"Withdrawn: {TITLE}")),
    ("retraction", "a.nxml", jats("retraction-forward")),
    ("retraction", "a.nxml", jats("retraction-notice")),
    ("concern", "a.nxml", jats("concern-forward")),
    ("erratum", "a.nxml", jats("correction-forward")),
]
# The notice came as a record of its own and names the work, by DOI or PMID in some form.
UPON = [
    ("retraction", "n.xml", pubmed(article("99000009", "Retraction: A synthetic trial of nothing", types=["Retraction of Publication"], extra=related("RetractionOf", "99000001")))),
    ("concern", "n.xml", pubmed(article("99000009", "Expression of Concern: nothing", extra=related("ExpressionOfConcernFor", "99000001")))),
    ("erratum", "n.xml", pubmed(article("99000009", "Erratum: nothing", types=["Published Erratum"], extra=related("ErratumFor", "99000001")))),
    ("retraction", "n.nbib", "PMID- 99000009\nTI  - Retraction notice to nothing.\nDP  - 2020\nROF - J Noth. 2019;7:1. PMID: 99000001\n"),
    ("concern", "n.nbib", "PMID- 99000009\nTI  - Expression of concern: nothing.\nDP  - 2020\nECF - J Noth. 2019;7:1. PMID: 99000001\n"),
    ("retraction", "n.json", json.dumps([work("10.9999/notice", "Retraction note to: nothing", **{"update-to": [{"type": "retraction", "DOI": "10.9999/ONE"}]})])),
    ("concern", "n.json", json.dumps([work("10.9999/notice", "Editorial concern about nothing", **{"update-to": [{"type": "expression_of_concern", "DOI": "https://doi.org/10.9999/One"}]})])),
    ("retraction", "n.nxml", jats("retracted-article").replace("10.9999/one", "10.9999/other").replace("10.9999/notice", "https://doi.org/10.9999/ONE").replace("A synthetic trial of nothing", "Retraction: a trial of nothing")),
]  # fmt: skip
NONE = [
    ("a.xml", xml("CommentIn")),
    ("a.xml", xml("UpdateIn")),
    ("a.xml", xml("RetractionOf")),
    ("a.xml", xml("ErratumFor")),
    ("a.xml", xml("Cites")),
    ("a.xml", typed("Retraction of Publication")),
    ("a.xml", typed("Published Erratum")),
    ("a.xml", titled("Retraction: A synthetic trial of nothing.")),
    ("a.xml", titled("Retraction of the tongue in synthetic patients.")),
    ("a.xml", titled("Why are retracted articles still cited? A synthetic survey.")),
    ("a.xml", titled("Withdrawn from treatment: synthetic patients.")),
    ("a.xml", titled("Patients (withdrawn by their physicians) in synthetic trials.")),
    ("a.nbib", medline("CIN - J Noth. 2020;8:1. PMID: 99000009")),
    ("a.nbib", medline("ROF - J Noth. 2020;8:1. PMID: 99000009")),
    ("a.json", crossref("new_version")),
    ("a.ris", ris("Retracted mitral leaflets in synthetic hearts")),
    ("a.nxml", jats("commentary")),
    ("a.nxml", jats("retracted-article")),
]


@pytest.fixture
def bring(folder: Path, tmp_path: Path):
    def taking(name: str, text: str) -> list[str | None]:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        shelf = Shelf(folder / "references")
        return [taken.id for taken in take(read_file(path), name, shelf, Tagger(load_corpus(folder)), TODAY)]

    return taking


def test_there_are_fifty() -> None:
    assert len(PLANTED) + len(UPON) >= 50


@pytest.mark.parametrize(("kind", "name", "text"), PLANTED)
def test_a_notice_is_found_and_called_what_it_is(bring, folder: Path, kind: str, name: str, text: str) -> None:
    (key,) = bring(name, text)
    reference = load(folder).corpus.references[key or ""]
    assert {notice.kind for notice in reference.integrity.notices} == {kind}
    assert standing(reference).state == STATES[kind]


@pytest.mark.parametrize(("kind", "name", "text"), UPON)
@pytest.mark.parametrize("notice_first", [False, True])
def test_a_notices_own_record_marks_the_work_that_it_names(
    bring, folder: Path, kind: str, name: str, text: str, notice_first: bool
) -> None:
    original = ("w.xml", pubmed(article("99000001", "A synthetic trial of nothing", "10.9999/one")))
    for given in ((name, text), original) if notice_first else (original, (name, text)):
        bring(*given)
    references = load(folder).corpus.references
    assert [notice.kind for notice in references["99000001"].integrity.notices] == [kind]
    notice = next(ref for key, ref in references.items() if ref.integrity.upon)
    assert notice.integrity.notices == ()


@pytest.mark.parametrize(("name", "text"), NONE)
def test_what_is_no_notice_on_the_work_is_not_taken_for_one(bring, folder: Path, name: str, text: str) -> None:
    (key,) = bring(name, text)
    assert load(folder).corpus.references[key or ""].integrity.notices == ()


def test_the_same_notice_from_two_registries_is_kept_as_often_as_it_was_said_and_no_more(bring, folder: Path) -> None:
    bring("a.xml", xml("RetractionIn"))
    bring("b.xml", xml("RetractionIn"))
    bring("c.nbib", medline("RIN - J Noth. 2020;8:1. PMID: 99000009"))
    assert len(load(folder).corpus.references["99000001"].integrity.notices) == 1
