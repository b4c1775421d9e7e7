"""Articles that are not ours: what their citations resolve to, and what is said of units that cite nothing."""

from __future__ import annotations

import pytest

from draftbot.records.verdict import UnitVerdict
from draftbot.text.markdown import read_markdown
from draftbot.verify import Context, ReadArticle, read_article, verify_article

CARS = (
    "Muresanu DF, Heiss WD, et al. Cerebrolysin and Recovery After Stroke (CARS): A Randomized, Placebo-Controlled, "
    "Double-Blind, Multicenter Trial. Stroke. 2016;47(1):151-9. DOI: 10.1161/STROKEAHA.115.009416. PMID: 26564102."
)
ZHANG = (
    "Zhang C, et al. Cerebrolysin enhances neurogenesis in the ischemic brain and improves functional outcome after "
    "stroke. J Neurosci Res. 2010;88(15):3275-81."
)
UNKNOWN = "Nobody N. A synthetic title that no record has. Journal of Nothing. 2013;1(1):1-2. PMID: 99999999."
TRUE = (
    "Arm function on the Action Research Arm Test at day 90 was better with Cerebrolysin than with placebo (MW 0.71, "
    "95% CI 0.63–0.79; P < 0.0001)"
)


def read(markdown: str, context: Context) -> tuple[ReadArticle, dict[str, UnitVerdict]]:
    article = read_article(read_markdown(markdown), {}, context.library.corpus)
    return article, verify_article(article, context)


def verdict_of(text: str, markdown: str, context: Context) -> UnitVerdict:
    article, verdicts = read(markdown, context)
    return next(verdicts[unit.id] for unit in article.units if unit.text.startswith(text))


RESOLVED = [
    (f"{TRUE} [Ref 1].\n\n## References\n\n- {CARS}\n", ("26564102",)),
    (f"{TRUE} [2].\n\n## References\n\n1. {ZHANG}\n2. {CARS}\n", ("26564102",)),
    (f"{TRUE} (Refs 1–2).\n\n## Bibliography\n\n1. {ZHANG}\n2. {CARS}\n", ("20857512", "26564102")),
    (f"{TRUE} [5].\n\n## References\n\n[4] {ZHANG}\n[5] {CARS}\n", ("26564102",)),
    (f"{TRUE}[^m].\n\n[^m]: {CARS}\n", ("26564102",)),
    (f"{TRUE} (doi:10.1161/STROKEAHA.115.009416).\n", ("26564102",)),
    (f"{TRUE} (PMID 26564102).\n", ("26564102",)),
    (f"{TRUE} [1](https://pubmed.ncbi.nlm.nih.gov/26564102/).\n", ("26564102",)),
    (f"{TRUE} (Muresanu 2016).\n", ("26564102",)),
    (f"{TRUE} (Muresanu et al., 2016).\n", ("26564102",)),
    (f"{TRUE} [1].\n\n[1]: https://doi.org/10.1161/STROKEAHA.115.009416\n", ("26564102",)),
    (f"{TRUE} [4](#ref-4).\n\n## References\n\n4. <a id=\"ref-4\"></a>{CARS}\n", ("26564102",)),
    (f"{TRUE} [9].\n\n## References\n\n1. {CARS}\n", ("reference 9 (no such entry)",)),
    (f"{TRUE} [1].\n\n## References\n\n1. {UNKNOWN}\n", ("reference 1",)),
    (f"{TRUE} (PMID 99999999).\n", ("PMID 99999999",)),
    (f"{TRUE} (Nobody et al. 2013).\n", ("Nobody et al. 2013",)),
]  # fmt: skip


@pytest.mark.parametrize(("markdown", "sources"), RESOLVED)
def test_a_citation_in_any_form_is_its_record_or_a_source_that_no_corpus_has(
    context: Context, markdown: str, sources: tuple[str, ...]
) -> None:
    article, verdicts = read(markdown, context)
    assert article.units[0].sources == sources
    known = sources[-1] in context.library.corpus.references
    assert verdicts[article.units[0].id].published is known


ENTRIES = [
    (CARS, "supported", ""),
    (ZHANG, "supported", ""),
    (CARS.replace("2016;47", "2017;47"), "contradicted", "the year is 2017, the record's 2016"),
    (CARS.replace("26564102", "26564103"), "contradicted", "the PMID is 26564103, the record's 26564102"),
    (CARS.replace(":151-9", ":155-9"), "contradicted", "the first page is 155, the record's 151"),
    (CARS.replace("Muresanu DF", "Nobody N"), "contradicted", "the first author is not"),
    (CARS.replace("PMID: 26564102", "PMID: 20857512"), "contradicted", "names two works"),
    (UNKNOWN.replace("99999999", "26564102"), "contradicted", "prints another title"),
    (UNKNOWN, "unsupported", "reference 1 is not in the corpus"),
]


@pytest.mark.parametrize(("entry", "verdict", "reason"), ENTRIES)
def test_an_entry_is_compared_with_its_record(context: Context, entry: str, verdict: str, reason: str) -> None:
    found = verdict_of(entry[:8], f"# T\n\n## References\n\n- {entry}\n", context)
    assert found.verdict == verdict, found.reasons
    assert reason in " ".join(found.reasons)


def test_what_follows_an_entry_is_judged_by_the_work_it_describes(context: Context) -> None:
    remark = "(Upper-limb function on the ARAT at day 90: MW 0.96, 95% CI 0.63–0.79.)"
    verdict = verdict_of("Upper-limb", f"# T\n\n## References\n\n- {CARS} {remark}\n", context)
    assert not verdict.published


def test_an_uncited_truth_is_supported_with_a_warning_that_names_its_source(context: Context) -> None:
    verdict = verdict_of("Arm", f"# T\n\n{TRUE}.\n", context)
    assert verdict.verdict == "supported"
    assert [finding.severity for finding in verdict.findings] == ["warn"]
    assert "true but uncited" in verdict.reasons[0]
    assert "26564102" in verdict.reasons[0]
    assert verdict.evidence


UNTRUE = [
    (TRUE.replace("0.71", "0.91"), "26564102"),
    (TRUE.replace("better", "worse"), "26564102"),
    ("Betarin cures everything.", "nothing is cited"),
    ("The course of Cortexin lasts 3–6 months.", "how long it lasts"),
    ("Cerebrolysin is approved in Japan and Cortexin in many other countries.", "nothing is cited"),
]


@pytest.mark.parametrize(("text", "reason"), UNTRUE)
def test_an_uncited_untruth_is_held_with_the_nearest_source(context: Context, text: str, reason: str) -> None:
    verdict = verdict_of(text[:6], f"# T\n\n{text}.\n", context)
    assert not verdict.published
    assert reason in " ".join(verdict.reasons)


def test_our_own_article_must_cite_for_itself(drafted, context: Context) -> None:
    page = drafted.markdown.replace("\n## ", f"\n{TRUE}.\n\n## ", 1)
    verdict = verdict_of("Arm function on the Action", page, context)
    assert verdict.verdict == "unsupported"
    assert verdict.reasons == ("nothing is cited for this",)


def test_a_citation_that_proves_nothing_is_named(context: Context) -> None:
    markdown = f"{TRUE} [1, 2].\n\n## References\n\n1. {CARS}\n2. The bloodwork guide. Cognitive & Nootropic Peptides Bloodwork Guide.\n"
    verdict = verdict_of("Arm", markdown, context)
    assert verdict.published
    assert ["proves nothing here" in reason and "bloodwork" in reason for reason in verdict.reasons] == [True]


CAPTAIN = "Poon W, et al. Safety and efficacy of Cerebrolysin in acute brain injury and neurorecovery: CAPTAIN I. Neurol Sci. 2020;41(2):281-93. PMID: 31494820."
ERRATUM = "An erratum to the CAPTAIN I trial is listed, and what it corrects was not seen [1]."
CITES = "The CAPTAIN I trial was done in 46 patients [1]. CAPTAIN I was a trial of Cerebrolysin [1]."


@pytest.mark.parametrize(("text", "warnings"), [(CITES, 1), (f"{CITES} {ERRATUM}", 0)])
def test_a_notice_is_a_warning_once_and_none_where_the_page_tells_of_it(
    context: Context, text: str, warnings: int
) -> None:
    _, verdicts = read(f"# T\n\n{text}\n\n## References\n\n1. {CAPTAIN}\n", context)
    told = [f.severity for v in verdicts.values() for f in v.findings if f.check == "integrity"]
    assert len(told) >= 2
    assert told.count("warn") == warnings


CLAIMLESS = [
    "This section is informational only.",
    "See the full profile below.",
    "Nothing here is medical advice.",
    "Consult a qualified healthcare professional before making any health decision.",
    "“Better” depends entirely on the research goal.",
    "But the source material emphasizes slightly different mechanisms for each:",
    "Where a claim rests only on weak or non-English-indexed sources, it is graded down in the prose rather than presented as established.",
    "Neither is intended to diagnose, treat, cure, or prevent any disease.",
    "Background sources for both profiles: The Ultimate Peptides Bible (2026 Edition) by Tom Ralston.",
    "Cortexin vs Cerebrolysin compared on composition, evidence depth, dosing and safety.",
    "Cortexin vs Cerebrolysin compared on composition, safety, and which fits each research goal.",
]
CLAIMING = [
    "Cortexin is safe.",
    "This page cures stroke.",
    "Both work.",
    "Nothing else helps.",
    "Consult a physician before taking Cortexin for stroke.",
    "“Better” is Cortexin for stroke.",
    "But the source material emphasizes slightly different mechanisms for each.",
    "This is the established compound.",
    "Neither is approved, and neither is intended to diagnose, treat, cure, or prevent any disease.",
    "Background sources for both profiles: The Ultimate Peptides Bible (2027 Edition) by Tom Ralston.",
    "Background sources for both profiles: trials that cured stroke.",
    "Cortexin vs Cerebrolysin compared on composition: Cortexin wins.",
    "Background sources for Cortexin: the compound supports the outcome.",
    "Cortexin vs Cerebrolysin compared on safety supports the outcome.",
]


@pytest.mark.parametrize("text", [*CLAIMLESS, *CLAIMING])
def test_only_talk_about_the_page_claims_nothing(context: Context, text: str) -> None:
    verdict = verdict_of(text, f"# T\n\n{text}\n", context)
    assert (verdict.verdict == "exempt") is (text in CLAIMLESS)


TABLE = "# Cortexin vs Cerebrolysin\n\n| {corner} | Cortexin | Cerebrolysin |\n|---|---|---|\n| {row} | {cell} | – |\n"
CELLS = [
    ("Typical route", "Intramuscular (IM)", "supported"),
    ("Neurogenesis (new neuron formation)", "Not emphasized in source", "supported"),
    ("Antioxidant defense in neural tissue", "Yes (headline)", "supported"),
    ("On-cycle monitoring", "CMP", "supported"),
    ("On-cycle monitoring", "CMP, CBC", "unsupported"),
    ("Baseline monitoring", "CMP, CBC", "supported"),
    ("Primary target", "Synaptic plasticity, antioxidant defense, cerebral blood flow", "supported"),
    ("Primary target", "Synaptic plasticity, insulin release", "unsupported"),
    ("Neurogenesis", "Yes (headline)", "unsupported"),
    ("Approved for", "stroke", "unsupported"),
    ("Best for", "Cortexin", "unsupported"),
    ("Hematologic stop signal", "Not specified", "supported"),
    ("Injection-site soreness", "Not specified", "unsupported"),
    ("Typical research dosing", "10 mg IM once daily × 10 days; repeat every 3–6 months", "supported"),
    ("Typical research dosing", "10 mg IM once daily × 20 days; repeat every 3–6 months", "unsupported"),
    ("Typical research dosing", "10 mg IM 2×/week × 10 days; repeat every 3–6 months", "unsupported"),
    ("Most common local effect", "Injection-site soreness", "supported"),
    ("Other reported effects", "Mild agitation (rare)", "supported"),
    ("Other reported effects", "Mild agitation (occasional)", "unsupported"),
    ("Route-specific risk", "IM only in source protocol", "supported"),
    ("Route-specific risk", "IV only in source protocol", "unsupported"),
    ("Evidence base", "Decades of Russian/Eastern European clinical use; little Western trial visibility", "supported"),
    ("Evidence base", "Decades of Japanese clinical use; little Western trial visibility", "unsupported"),
    ("Glucose control improvement", "Not emphasized in source", "unsupported"),
    ("Half-life", "Not specified", "supported"),
    ("Typical route", "Not specified", "unsupported"),
    ("Key enzyme target", "Not stated in source", "supported"),
]  # fmt: skip


@pytest.mark.parametrize(("row", "cell", "verdict"), CELLS)
def test_a_cell_is_searched_with_what_its_row_says(context: Context, row: str, cell: str, verdict: str) -> None:
    article, verdicts = read(TABLE.format(corner="Point", row=row, cell=cell), context)
    unit = next(unit for unit in article.units if unit.row and unit.column == "Cortexin")
    found = verdicts[unit.id]
    assert ((found.verdict == "contradicted" and "unsupported") or found.verdict) == verdict, found.reasons


OTHER = [
    ("On-cycle monitoring", "CMP, CRP (and CBC/LFTs, esp. with IV)", "supported"),
    ("Typical dosing", "5 mL IM daily or EOD × 10–20 days (up to 30 for TBI); 5 mL IM 2×/week maintenance", "supported"),
    ("Typical dosing", "5 mL IM daily or EOD × 10–20 days (up to 40 for TBI); 5 mL IM 2×/week maintenance", "unsupported"),
    ("Typical dosing", "5 mL IM daily or EOD × 10–20 days (up to 30 for TBI); 5 mL IM 3×/week maintenance", "unsupported"),
    ("Cerebral blood flow improvement", "Not emphasized in source", "supported"),
    ("Cerebral blood flow improvement", "Yes", "unsupported"),
    ("Hematologic stop signal", "Leukopenia or thrombocytopenia → stop", "supported"),
    ("Hematologic stop signal", "Anaemia → stop", "unsupported"),
    ("Allergic-reaction risk", "Possible / flagged — porcine-derived", "supported"),
    ("Allergic-reaction risk", "Possible / flagged — sheep-derived", "unsupported"),
    ("”Erasing” phantom pain patterns", "Yes", "supported"),
    ("Liver-enzyme reference ranges", "ALT 7–56 U/L; AST 10–40 U/L (hold if >~2× ULN)", "supported"),
    ("Liver-enzyme reference ranges", "ALT 7–56 U/L; AST 10–40 U/L (hold if >~3× ULN)", "unsupported"),
]  # fmt: skip


@pytest.mark.parametrize(("row", "cell", "verdict"), OTHER)
def test_shorthand_in_a_cell_is_read_as_an_editor_reads_it(context: Context, row: str, cell: str, verdict: str) -> None:
    page = f"# Cortexin vs Cerebrolysin\n\n| Point | Cerebrolysin |\n|---|---|\n| {row} | {cell} |\n"
    article, verdicts = read(page, context)
    found = next(verdicts[unit.id] for unit in article.units if unit.row)
    assert ((found.verdict == "contradicted" and "unsupported") or found.verdict) == verdict, found.reasons


REASONS = [
    ("Antioxidant defence emphasis", "supported"),
    ("Neurogenesis emphasis", "unsupported"),
    ("10 mg IM × 10 days, repeated every 3–6 months", "supported"),
    ("10 mg IM × 20 days", "unsupported"),
]


@pytest.mark.parametrize(("cell", "verdict"), REASONS)
def test_the_reason_for_a_pick_is_said_of_what_was_picked(context: Context, cell: str, verdict: str) -> None:
    page = f"# Cortexin vs Cerebrolysin\n\n| Goal | Lean toward | Why |\n|---|---|---|\n| Short course | Cortexin | {cell} |\n"
    article, verdicts = read(page, context)
    found = next(verdicts[unit.id] for unit in article.units if unit.row == "Why")
    assert ((found.verdict == "contradicted" and "unsupported") or found.verdict) == verdict, found.reasons


def test_a_compound_as_an_answer_is_a_claim(context: Context) -> None:
    page = "# Cortexin vs Cerebrolysin\n\n| Goal | Lean toward |\n|---|---|\n| Stroke | Cerebrolysin |\n"
    article, verdicts = read(page, context)
    unit = next(unit for unit in article.units if unit.row)
    assert not verdicts[unit.id].published


BOTH = [
    ("Cortexin and Cerebrolysin are both swallowed.", "neither half", False),
    ("Both are for research use only in the United States.", "both halves", True),
    ("Neither is FDA-approved.", "both halves", True),
    ("Both Cortexin and Cerebrolysin are made from pig brain.", "one half", False),
    ("Both converge on synaptic plasticity.", "both halves", True),
    ("Both converge on insulin release.", "neither half", False),
    ("Both are prescription pharmaceuticals in Russia (and, for Cerebrolysin, additional countries).", "each", True),
    ("Both are prescription pharmaceuticals in Russia (and, for Cortexin, additional countries).", "not of one", False),
    ("Both are for research use only in the United States; neither is FDA-approved.", "all four", True),
    ("Both are for research use only in the United States; neither is for research use only.", "the last", False),
]


@pytest.mark.parametrize(("text", "why", "published"), BOTH)
def test_what_is_said_of_both_must_be_proved_of_each(context: Context, text: str, why: str, published: bool) -> None:
    verdict = verdict_of(text, f"# Cortexin vs Cerebrolysin\n\n{text}\n", context)
    assert verdict.published is published, (why, verdict.reasons)


HEADINGS = [
    ("Cognitive enhancement", True),
    ("Depth of evidence — the honest comparison", True),
    ("Which is better for…", True),
    ("Key differences", True),
    ("Budget", True),
    ("Cortexin cures stroke", False),
    ("Cerebrolysin is safe", False),
    ("Proven neuroprotection", False),
    ("Better than placebo", False),
    ("No side effects", False),
]


@pytest.mark.parametrize(("text", "exempt"), HEADINGS)
def test_a_heading_that_names_a_subject_claims_nothing(context: Context, text: str, exempt: bool) -> None:
    assert (verdict_of(text, f"# T\n\n## {text}\n", context).verdict == "exempt") is exempt


PUBLISHER = [
    ("Acme sells neither compound and earns no commission.", True),
    ("Acme does not sell Cortexin or Cerebrolysin.", True),
    ("Acme recommends Cortexin.", False),
    ("Acme is safe.", False),
    ("Acme says that Cortexin prevents nothing.", False),
    ("We do not recommend Cortexin for stroke.", False),
]


@pytest.mark.parametrize(("text", "exempt"), PUBLISHER)
def test_what_a_publisher_says_of_itself_claims_nothing_of_a_compound(
    context: Context, text: str, exempt: bool
) -> None:
    graph = '```json\n{"@type": "WebPage", "publisher": {"@type": "Organization", "name": "Acme"}}\n```'
    assert (verdict_of(text, f"# T\n\n{text}\n\n{graph}\n", context).verdict == "exempt") is exempt


def test_a_claim_cannot_hide_as_a_publisher(context: Context) -> None:
    graph = (
        '```json\n{"publisher": {"name": "Cortexin reduced deaths by 50% in all trials", "@type": "Organization"}}\n```'
    )
    article, verdicts = read(f"# T\n\nx\n\n{graph}\n", context)
    unit = next(unit for unit in article.units if unit.kind == "jsonld")
    assert not verdicts[unit.id].published


STRINGS = [
    ("Arm function improved. It’s *so*.", "Arm function improved. It's so.", "the page shows this"),
    (
        "Arm function improved.",
        "Arm function improved a lot.",
        "the page does not show this text; it says 'Arm function",
    ),
]


@pytest.mark.parametrize(("page", "string", "reason"), STRINGS)
def test_json_ld_is_compared_with_the_visible_text(context: Context, page: str, string: str, reason: str) -> None:
    markdown = f'# T\n\n{page}\n\n```json\n{{"@type": "Article", "description": "{string}"}}\n```\n'
    article, verdicts = read(markdown, context)
    unit = next(unit for unit in article.units if unit.kind == "jsonld")
    assert any(reason in told for told in verdicts[unit.id].reasons)
    assert not verdicts[unit.id].published
    assert article.places[unit.id].line == 6


def test_a_string_in_other_punctuation_is_noted_and_takes_the_page_s_verdict(context: Context) -> None:
    graph = '```json\n{"@type": "Answer", "text": "The vial keeps for 7 to 9 months. It is given in the US."}\n```'
    page = f"# T\n\nThe vial keeps for 7–9 months. It is given in the U.S.\n\n{graph}\n"
    article, verdicts = read(page, context)
    unit = next(unit for unit in article.units if unit.kind == "jsonld")
    assert [f.severity for f in verdicts[unit.id].findings if f.check == "mirror"][-1] == "note"
    assert verdicts[unit.id].verdict == "unsupported"


def test_a_sign_or_a_denial_is_no_punctuation(context: Context) -> None:
    graph = '```json\n{"@type": "Answer", "text": "The change was 5.3 points."}\n```'
    article, verdicts = read(f"# T\n\nThe change was −5.3 points.\n\n{graph}\n", context)
    unit = next(unit for unit in article.units if unit.kind == "jsonld")
    assert any("does not show" in reason for reason in verdicts[unit.id].reasons)


HOSTILE = [
    "Сortexin was safe.",  # Cyrillic С
    "Cortexin 1\u200b0 mg was given intramuscularly daily.",
    "Cortexin \u202e01\u202c mg was given intramuscularly daily.",
    "Cortexin １０ mg was given intramuscularly daily.",
    "Cοrtexin was safe.",  # Greek ο
]


@pytest.mark.parametrize("text", HOSTILE)
def test_characters_that_deceive_are_named_and_held(context: Context, text: str) -> None:
    verdict = verdict_of(text[:1], f"# T\n\n{text}\n", context)
    assert not verdict.published
    assert "hidden" in {finding.check for finding in verdict.findings}
