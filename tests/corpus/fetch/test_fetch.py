"""Works come from the two registries and nobody else, politely, whole, and from where a broken fetch stopped."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import real_files
from corpus.registry import Registry, article, served, work
from draftbot.corpus.fetch import Cache, Crossref, Door, Entrez, Names, Offline, Registries, names
from draftbot.corpus.fetch.door import is_private, pause
from draftbot.errors import UserError

KEY = "not-a-real-key-0123456789"


@pytest.fixture
def registry() -> Iterator[Registry]:
    with served(Registry()) as made:
        yield made


class Desk:
    """The registries as a workspace meets them, with the pauses that they were made to wait."""

    def __init__(self, registry: Registry, folder: Path) -> None:
        self.waited: list[float] = []
        self.cache = Cache(folder / "answers")
        self.door = Door(frozenset({"127.0.0.1"}), inside=True, wait=self.waited.append)
        self.pubmed = Entrez(self.door, self.cache, "nobody@example.org", KEY, base=f"{registry.base}/entrez")
        self.crossref = Crossref(self.door, self.cache, "nobody@example.org", registry.base)
        self.known = Registries(self.pubmed, self.crossref)


@pytest.fixture
def desk(registry: Registry, tmp_path: Path) -> Desk:
    return Desk(registry, tmp_path)


def test_pubmed_is_asked_in_batches_with_mail_address_tool_and_key(registry: Registry, desk: Desk) -> None:
    pmids = [str(number) for number in range(90000001, 90000451)]
    registry.pubmed = {pmid: article(pmid, f"Synthetic work {pmid}") for pmid in pmids}
    found = dict(desk.pubmed.records(pmids))
    assert [record.bibliography.PMID for record in found.values() if record] == pmids
    questions = registry.questions("efetch")
    assert [len(asked["id"].split(",")) for asked in questions] == [200, 200, 50]
    assert {(asked["email"], asked["tool"], asked["api_key"]) for asked in questions} == {
        ("nobody@example.org", "draftbot", KEY)
    }


def test_crossref_is_asked_in_the_polite_pool_with_a_pause_and_no_key(registry: Registry, desk: Desk) -> None:
    registry.crossref["10.9999/a(1)<x>;y"] = work("10.9999/a(1)<x>;y", "A synthetic work")
    found = desk.crossref.work("10.9999/A(1)<x>;y")
    assert found is not None
    assert found.bibliography.title == "A synthetic work"
    assert "mailto:nobody@example.org" in registry.agents[0]
    assert all(KEY not in str(asked) for asked in registry.questions("works"))
    assert desk.waited[0] >= 0.1


def test_nothing_is_asked_twice_and_what_is_unknown_is_known_to_be(registry: Registry, desk: Desk) -> None:
    registry.pubmed["90000001"] = article("90000001", "A synthetic work", "10.9999/one")
    registry.crossref["10.9999/one"] = work("10.9999/one", "A synthetic work")
    wanted = [Names(PMID="90000001"), Names(PMID="90000002"), Names(DOI="10.9999/none")]
    first = list(desk.known.fetch(wanted))
    assert [bool(got.pubmed) for got in first] == [True, False, False]
    assert [bool(got.crossref) for got in first] == [True, False, False]
    before = len(registry.asked)
    assert list(desk.known.fetch(wanted)) == first
    # a search that found nothing is asked anew: the work may be indexed by now
    assert [name for name, _ in registry.asked[before:]] == ["esearch"]


def test_what_was_unknown_is_asked_again_after_an_hour(registry: Registry, desk: Desk) -> None:
    assert dict(desk.pubmed.records(["90000001"])) == {"90000001": None}
    registry.pubmed["90000001"] = article("90000001", "A synthetic work")
    later = desk.cache.clock() + 3601
    desk.cache.clock = lambda: later
    assert dict(desk.pubmed.records(["90000001"]))["90000001"] is not None


def test_a_doi_leads_to_pubmeds_record_and_a_pmid_to_crossrefs(registry: Registry, desk: Desk) -> None:
    registry.pubmed["90000001"] = article("90000001", "A synthetic work", "10.9999/ONE")
    registry.dois["10.9999/one"] = "90000001"
    registry.crossref["10.9999/one"] = work("10.9999/one", "A synthetic work")
    for text in ("https://doi.org/10.9999/ONE", "PMID: 90000001"):
        (got,) = desk.known.fetch([names(text)])
        assert got.pubmed is not None
        assert got.crossref is not None


def test_a_fetch_that_broke_off_goes_on_where_it_stopped(registry: Registry, desk: Desk) -> None:
    pmids = [str(number) for number in range(90000001, 90000601)]
    registry.pubmed = {pmid: article(pmid, f"Synthetic work {pmid}") for pmid in pmids}
    registry.faults = [(200, {}, registry.efetch({"id": ",".join(pmids[:200])})), (403, {}, b"no")]
    with pytest.raises(Offline, match="PubMed refuses: 403"):
        list(desk.pubmed.records(pmids))
    assert len(list(desk.pubmed.records(pmids))) == 600
    assert [asked["id"].split(",")[0] for asked in registry.questions("efetch")] == [pmids[0], pmids[200], pmids[200], pmids[400]]  # fmt: skip


def test_an_answer_cut_off_in_the_middle_costs_only_what_was_missing(registry: Registry, desk: Desk) -> None:
    pmids = [str(number) for number in range(90000001, 90000021)]
    registry.pubmed = {pmid: article(pmid, f"Synthetic work {pmid}") for pmid in pmids}
    registry.cut = [0.5]
    assert all(dict(desk.pubmed.records(pmids)).values())
    first, second = registry.questions("efetch")
    assert 5 < len(second["id"].split(",")) < len(first["id"].split(","))


def test_a_busy_registry_is_asked_again_after_the_pause_that_it_wants(registry: Registry, desk: Desk) -> None:
    registry.pubmed["90000001"] = article("90000001", "A synthetic work", "10.9999/one")
    registry.crossref["10.9999/one"] = work("10.9999/one", "A synthetic work")
    busy = (429, {"Retry-After": "7"}, b"")
    registry.faults = [busy, (500, {}, b"")]
    assert dict(desk.pubmed.records(["90000001"]))["90000001"] is not None
    registry.faults = [busy, (503, {}, b"")]
    assert desk.crossref.work("10.9999/one") is not None
    assert desk.waited == [7.0, 4.0, 0.1, 7.0, 0.1, 4.0, 0.1]


def test_a_registry_that_stays_busy_is_left_alone_after_four_tries(registry: Registry, desk: Desk) -> None:
    registry.faults = [(503, {}, b"")] * 9
    with pytest.raises(Offline, match="503"):
        list(desk.pubmed.records(["90000001"]))
    assert len(registry.asked) == 4


@pytest.mark.parametrize(
    "body",
    [b"<html><body>down for maintenance</body></html>", b"", b'{"error":"API key invalid"}', b"<eFetchResult><ERROR>x</ERROR></eFetchResult>"],
)  # fmt: skip
def test_an_error_page_is_no_list_from_which_a_work_is_missing(registry: Registry, desk: Desk, body: bytes) -> None:
    registry.faults = [(200, {"Content-Type": "text/html"}, body)]
    with pytest.raises(Offline, match="PubMed's answer"):
        list(desk.pubmed.records(["90000001"]))


@pytest.mark.parametrize("body", [b"<html>down</html>", b'{"message": []}', b"{", b"null", b'{"message": {}}'])
def test_crossrefs_answer_that_is_no_work_is_an_error_and_not_kept(registry: Registry, desk: Desk, body: bytes) -> None:
    registry.faults = [(200, {"Content-Type": "application/json"}, body)]
    with pytest.raises(Offline, match="Crossref"):
        desk.crossref.work("10.9999/one")


@pytest.mark.parametrize(
    "target",
    ["http://169.254.169.254/latest/meta-data", "http://localhost:1/x", "http://10.0.0.1/", "file:///etc/passwd", "http://example.org/"],
)  # fmt: skip
def test_redirects_lead_nowhere_else(registry: Registry, desk: Desk, target: str) -> None:
    registry.faults = [(302, {"Location": target}, b"")] * 2
    with pytest.raises(Offline):
        list(desk.pubmed.records(["90000001"]))
    with pytest.raises(Offline):
        desk.crossref.work("10.9999/one")
    assert len(registry.asked) == 2


def test_a_doi_that_gave_way_to_another_is_followed_once(registry: Registry, desk: Desk) -> None:
    registry.crossref["10.9999/new"] = work("10.9999/new", "A synthetic work")
    registry.faults = [(301, {"Location": "/works/10.9999%2Fnew"}, b"")]
    found = desk.crossref.work("10.9999/old")
    assert found is not None
    assert found.bibliography.DOI == "10.9999/new"
    registry.faults = [(301, {"Location": "/works/10.9999/x"}, b"")] * 3
    with pytest.raises(Offline):
        desk.crossref.work("10.9999/circle")


@pytest.mark.parametrize(
    "url",
    ["https://example.org/x", "http://eutils.ncbi.nlm.nih.gov/x", "ftp://eutils.ncbi.nlm.nih.gov/x", "https://127.0.0.1/x", "https://eutils.ncbi.nlm.nih.gov.example.org/"],
)  # fmt: skip
def test_the_door_opens_to_the_registries_over_https_only(url: str) -> None:
    door = Door(frozenset({"eutils.ncbi.nlm.nih.gov", "api.crossref.org"}))
    with pytest.raises(Offline, match="not opened"):
        door.allow(url)


def test_a_registrys_name_that_leads_inside_this_network_is_not_opened() -> None:
    with pytest.raises(Offline, match="inside this network"):
        Door(frozenset({"localhost"})).allow("https://localhost/x")


@pytest.mark.parametrize(
    ("host", "inside"),
    [("127.0.0.1", True), ("10.1.2.3", True), ("169.254.169.254", True), ("192.168.0.1", True), ("::1", True), ("fd00::1", True), ("::ffff:10.0.0.1", True), ("8.8.8.8", False), ("no.such.host.invalid", False)],
)  # fmt: skip
def test_addresses_of_this_network_are_known(host: str, inside: bool) -> None:
    assert is_private(host) is inside


@pytest.mark.parametrize(
    ("asked", "attempt", "seconds"), [("7", 1, 7), ("3600", 1, 60), ("-1", 1, 0), (None, 1, 2), ("soon", 3, 8), (None, 9, 60), ("nan", 1, 2)]
)  # fmt: skip
def test_pauses_are_what_the_registry_asks_for_within_reason(asked: str | None, attempt: int, seconds: float) -> None:
    assert pause(asked, attempt) == seconds


def test_offline_is_one_line_without_the_key(tmp_path: Path) -> None:
    registry = Registry()
    registry.base = "http://127.0.0.1:9"  # nobody listens there
    desk = Desk(registry, tmp_path)
    for ask in (
        lambda: list(desk.pubmed.records(["1"])),
        lambda: desk.crossref.work("10.9999/x"),
        lambda: desk.pubmed.find("x"),
    ):
        with pytest.raises(Offline, match=r"cannot be reached \(offline\?\)") as caught:
            ask()
        assert "\n" not in str(caught.value)
        assert KEY not in str(caught.value)


def test_the_key_is_in_no_answer_that_is_kept(registry: Registry, desk: Desk, tmp_path: Path) -> None:
    registry.pubmed["90000001"] = article("90000001", "A synthetic work", "10.9999/one")
    registry.crossref["10.9999/one"] = work("10.9999/one", "A synthetic work")
    list(desk.known.fetch([Names(PMID="90000001"), Names(DOI="10.9999/two")]))
    kept = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(kept) == 4
    assert all(KEY.encode() not in path.read_bytes() and KEY not in path.name for path in kept)


@pytest.mark.parametrize("text", ["", "nothing", "12345678901", "doi:11.1000/x", "PMCX"])
def test_what_is_no_identifier_is_refused(text: str) -> None:
    with pytest.raises(UserError, match="neither a PMID, a PMCID nor a DOI"):
        names(text)


@real_files.needed
def test_real_records_come_through_as_their_files_have_them(registry: Registry, desk: Desk) -> None:
    from draftbot.corpus.importers import Imported, read_file

    registry.pubmed = real_files.articles(real_files.pubmed_xml())
    direct: dict[str | None, str] = {}
    for path in real_files.pubmed_xml():
        if b"<PubmedArticle>" in path.read_bytes():  # one file is PubMed's answer about a work that it does not know
            records = (record for record in read_file(path) if isinstance(record, Imported))
            for record in records:
                direct.setdefault(record.bibliography.PMID, record.sha256)
    fetched = {pmid: record.sha256 for pmid, record in desk.pubmed.records(list(registry.pubmed)) if record}
    assert len(fetched) > 150
    assert fetched == {pmid: direct[pmid] for pmid in fetched}


@real_files.needed
def test_thousands_of_records_made_from_real_ones_are_fetched(registry: Registry, desk: Desk) -> None:
    made = real_files.renumbered(real_files.articles(real_files.pubmed_xml()), 2000)
    registry.pubmed = made
    found = dict(desk.pubmed.records(list(made)))
    assert len(found) == 2000
    assert all(found.values())
    assert len(registry.questions("efetch")) == 10
