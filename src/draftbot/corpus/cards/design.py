"""Study design and species: from publication types first, then MeSH, then the text's own words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from draftbot.records.record import Record
from draftbot.records.reference import Design, Species

# NLM's publication types that settle the design, strongest first (MeSH 2026, tree V).
TYPES: tuple[tuple[str, Design], ...] = (
    ("meta-analysis", "meta-analysis"),
    ("network meta-analysis", "meta-analysis"),
    ("systematic review", "systematic-review"),
    ("randomized controlled trial", "rct"),
    ("equivalence trial", "rct"),
    ("pragmatic clinical trial", "rct"),
    ("controlled clinical trial", "controlled-trial"),
    ("adaptive clinical trial", "controlled-trial"),
    ("observational study", "observational"),
    ("case reports", "case"),
    ("scoping review", "review"),
    ("review", "review"),
    ("practice guideline", "other"),
    ("guideline", "other"),
    ("editorial", "other"),
    ("comment", "other"),
    ("letter", "other"),
    ("news", "other"),
    ("biography", "other"),
    ("historical article", "other"),
    ("personal narrative", "other"),
    ("interview", "other"),
    ("published erratum", "other"),
    ("retraction of publication", "other"),
    ("expression of concern", "other"),
    ("introductory journal article", "other"),
    ("clinical trial protocol", "other"),
)
SUBJECTS: tuple[tuple[str, Design], ...] = (
    ("double-blind method", "rct"),
    ("single-blind method", "rct"),
    ("cohort studies", "observational"),
    ("case-control studies", "observational"),
    ("cross-sectional studies", "observational"),
    ("retrospective studies", "observational"),
    ("prospective studies", "observational"),
)
PEOPLE = r"(?:patients?|participants?|subjects?|volunteers?|adults?|children|women|men|individuals|people)"
# Read in the title first, then in the abstract; the first that is found decides.
TITLE: tuple[tuple[Design, str], ...] = (
    ("meta-analysis", r"\bmeta-?\s?analys[ie]s\b"),
    ("systematic-review", r"\bsystematic(?:ally)? (?:literature )?(?:review|search|overview|mapping)|\bsystematic\b[^.]{0,40}\breview\b|\bPRISMA\b"),
    ("other", r"\b(?:erratum|corrigendum|correction|author correction|editorial|comment(?:ary)? on|reply|response to|"
              r"in memoriam|obituary|guidelines?|recommendations|consensus|position (?:statement|paper)|protocol|"
              r"introduction to|preface|foreword|tribute|special (?:issue|section))\b"),
    ("case", r"\bcase (?:reports?|series|study)\b|\ba (?:\w+ )?case of\b|\breport of (?:a|one|two|three|four) (?:\w+ )?(?:cases?|patients?)\b|"
             r"\b(?:first|rare|unusual) (?:case|report|presentation|cause|complication)\b|\bin an? (?:\d+[ -]\w+[ -]old |[\w-]+ )?(?:patient|child|infant|neonate|man|woman|boy|girl|adult)\b"),
    ("review", r"\breview\b(?! of (?:\d+ )?(?:cases|patients|records))|\boverview\b|\bstate[- ]of[- ]the[- ]art\b|\b(?:an?|20\d\d) update\b|\bupdates? (?:on|in)\b|\broles? of\b(?=.*\bin\b).*\btherap|\btips and tricks\b|\bprimer\b|\binsights? into\b|"
               r""
               r"\b(?:current|recent|emerging|new) (?:advances|concepts|perspectives|insights|progress|developments|trends)\b|"
               r"\badvances in\b|\bperspectives?\b|\bpathophysiology of\b|\bchallenges and\b|\bfrom bench to\b|"
               r"\bmechanisms? and (?:therap|treat|clinical)|\bfuture (?:directions|perspectives)\b"),
    ("rct", r"\brandomi[sz]ed\b"),
    ("observational", r"\b(?:cohort|case-control|cross-sectional|retrospective|observational|registry|population-based|"
                      r"longitudinal|prospective study)\b"),
)  # fmt: skip
TEXT: tuple[tuple[Design, str], ...] = (
    ("meta-analysis", r"\bwe (?:conducted|performed|did|undertook) an? (?:systematic review and )?(?:network )?meta-?\s?analys|"
                      r"\bmeta-?analys[ie]s (?:was|were) (?:conducted|performed|carried)|\bpooled (?:using|with) (?:random|fixed)"),
    ("systematic-review", r"\b(?:this|a|we|our) (?:\w+ ){0,3}systematic(?:ally)? (?:literature )?(?:review|search)|\bPRISMA\b|"
                          r"\b(?:PubMed|MEDLINE|Embase|Scopus|Cochrane|Web of Science)\b[^.]{0,120}\bwere (?:systematically )?searched"),
    ("case", r"\b(?:we|to|authors?|this (?:paper|article|report)|here(?:in)?,? we) (?:also )?(?:report|present|describe|illustrate)s? (?:here |herein )?"
             r"(?:on |of )?(?:the |an? |our |one |two |three |four )?(?:\w+[ -]){0,5}(?:cases?|(?<!of )patient|\d{1,3}[ -]?(?:year|month|week|day)s?[ -]old)\b(?!-control| series of \d{2})|"
             r"\b\d{1,3}[ -]?(?:year|month|week|day)s?[ -]old (?:[\w-]+ ){0,5}(?:man|woman|boy|girl|male|female|patient|infant|neonate|child|lady|gentleman|newborn)\b|"
             r"\b(?:an?|the) \d+-(?:year|month|day)-old\b|\b(?:case|patient) presentation\b|\bthis case (?:report|highlights|illustrates|demonstrates|emphasi[sz]es|shows|suggests)|"
             r"\b(?:a|one|two|three|the) (?:rare |unusual |unique |interesting )?cases? (?:of|with|is|are|was|in which|report)\b|\b(?:two|three|four) (?:unrelated )?(?:patients|families) with\b[^.]{0,80}\b(?:are|were) (?:reported|described|presented)"),
    ("review", r"\b(?:this|the present|the current|our|in this) (?:\w+[ -]){0,3}?(?:review|overview)\b|"
               r"\bwe (?:will |also |briefly |here )*(?:review|summari[sz]e|discuss|outline|highlight)\b(?! the (?:case|results of our))|"
               r"\b(?:is|are|were|was|has been|have been) (?:also |briefly |critically |here )?(?:reviewed|summari[sz]ed|discussed)\b|"
               r"\bthis (?:article|paper|chapter|work|manuscript) (?:\w+ )?(?:reviews|summari[sz]es|discusses|describes|outlines|provides|aims|"
               r"explores|examines|presents|focuses|highlights|considers|addresses)\b"),
    ("rct", r"\brandomi[sz]ed\b(?! (?:mendelian|sequence))|\brandomly (?:assigned|allocated|divided)\b"),
    ("controlled-trial", rf"\b(?:placebo|control)[ -]group\b[^.]*\b{PEOPLE}|\bopen-label\b|\bnon-?randomi[sz]ed\b"),
    ("observational", r"\b(?:cohort|case-control|cross-sectional|retrospective(?:ly)?|observational|registry|prospectively|"
                      r"population-based|odds ratio|longitudinal|survey|questionnaire|interviews?)\b"),
)  # fmt: skip
# What a text that reports something of its own says somewhere; one that says none of it tells what others found.
OWN_WORK = re.compile(
    r"\b(?:we|our) (?:\w+ )?(?:found|investigated|studied|measured|examined|analy[sz]ed|assessed|evaluated|show(?:ed)?|demonstrated?|"
    r"identified|observed|collected|performed|conducted|used|compared|developed|tested|sought|aimed|recruited|report|present|propose|findings|"
    r"results|data|cohort|study|experiments)\b|\b(?:methods?|results|materials and methods|patients and methods|study design|setting|objectives?)(?:/\w+)?:|"
    r"\bp\s*[<=>]\s*0?\.\d|\b(?:were|was) (?:\w+ly )?(?:measured|assessed|evaluated|analy[sz]ed|recruited|enrolled|included|collected|randomi[sz]ed|"
    r"performed|compared|investigated|examined|detected|determined|observed|treated|found|obtained|prepared|synthesi[sz]ed|isolated|used|conducted|carried)\b|"
    r"\bn ?= ?\d|\b\d+ (?:\w+ ){0,3}(?:patients|participants|subjects|children|women|men|mice|rats|samples|specimens|cases|eyes)\b|\bin (?:this|the present|the current) (?:study|work|trial|experiment)\b|\bthis study\b|\d+(?:\.\d+)? ?%|\bfindings (?:show|suggest|indicate|reveal)",
    re.IGNORECASE,
)
ENOUGH = 250
ANIMAL: dict[str, Species] = {"rats": "rat", "rat": "rat", "mice": "mouse", "mouse": "mouse", "animals": "animal", "rabbits": "animal",
          "dogs": "animal", "swine": "animal", "pigs": "animal", "zebrafish": "animal", "monkeys": "animal"}  # fmt: skip
LIVING = re.compile(
    r"\b(rats?|mice|mouse|rabbits?|dogs|pigs?|swine|zebrafish|monkeys|macaques|murine)\b", re.IGNORECASE
)
IN_VITRO = re.compile(
    r"\bin vitro\b|\bcell (?:lines?|cultures?)\b|\bcultured (?:\w+ )?(?:cells|neurons)\b", re.IGNORECASE
)
HUMAN = re.compile(rf"\b{PEOPLE}\b", re.IGNORECASE)
WORDED = re.compile(
    r"\b((?:(?:prospective|randomi[sz]ed|double-blind(?:ed)?|single-blind(?:ed)?|placebo-controlled|controlled|open-label|"
    r"multicent(?:re|er)|parallel-group|crossover|phase (?:\d|I{1,3}|IV)\w?|retrospective|observational|pilot|"
    r"cross-sectional|case-control|cohort|clinical),? (?:and )?)+(?:trial|study))\b",
    re.IGNORECASE,
)


class Kind(Record):
    """The design of a study, what settled it, and the source's own words for it."""

    design: Design
    because: str
    words: str | None = None


def design(types: Sequence[str], subjects: Sequence[str], title: str, text: str) -> Kind:
    """The design of a work; ``other`` where nothing settles it."""
    words = WORDED.search(text)
    own = (
        f"a {words[1].lower()}"
        if words and words[1][:1].lower() not in "aeiou"
        else f"an {words[1].lower()}"
        if words
        else None
    )
    named = _by_type(types)
    if named:
        if named.design == "review":
            named = named.model_copy(update={"design": _sharper_review(title, text)})
        return named.model_copy(update={"words": own})
    species = species_of(subjects, f"{title} {text}")
    found = _by_text(subjects, title, text)
    if species in ("rat", "mouse", "animal", "in-vitro") and (
        found is None or found.design in ("rct", "controlled-trial", "observational")
    ):
        return Kind(design="preclinical", because=f"species: {species}")
    return (found or Kind(design="other", because="nothing settles it")).model_copy(update={"words": own})


def _by_type(types: Sequence[str]) -> Kind | None:
    given = {name.lower() for name in types}
    return next(
        (Kind(design=found, because=f"publication type {name}") for name, found in TYPES if name in given), None
    )


def _sharper_review(title: str, text: str) -> Design:
    """Before 2019 NLM had no type for systematic reviews; they stand as reviews."""
    for found, pattern in (*TITLE[:2], *TEXT[:2]):
        if re.search(pattern, title if (found, pattern) in TITLE else text, re.IGNORECASE):
            return found
    return "review"


def _by_text(subjects: Sequence[str], title: str, text: str) -> Kind | None:
    for found, pattern in TITLE:
        hit = re.search(pattern, title, re.IGNORECASE)
        if hit:
            return Kind(design=found, because=f"title: {hit.group()}")
    for found, pattern in TEXT[:4]:
        hit = re.search(pattern, text, re.IGNORECASE)
        if hit:
            return Kind(design=found, because=f"text: {hit.group()}")
    if not text:
        return None
    headings = {subject.lower().partition("/")[0] for subject in subjects}
    for name, found in SUBJECTS:
        if name in headings:
            return Kind(design=found, because=f"MeSH {name}")
    for found, pattern in TEXT[4:]:
        hit = re.search(pattern, text, re.IGNORECASE)
        if hit:
            return Kind(design=found, because=f"text: {hit.group()}")
    if len(text) > ENOUGH and not OWN_WORK.search(text):
        return Kind(design="review", because="the text reports no work of its own")
    return None


def species_of(subjects: Iterable[str], text: str) -> Species | None:
    """People, animals or neither: MeSH's check tags where there are any, else the text's words."""
    headings = {subject.lower().partition("/")[0] for subject in subjects}
    human = "humans" in headings
    animals = {ANIMAL[name] for name in headings & set(ANIMAL)} - ({"animal"} if headings & {"rats", "mice"} else set())
    if not human and not animals:
        human = bool(HUMAN.search(text))
        animals = {_animal(found[1]) for found in LIVING.finditer(text)}
    if human and animals:
        return "mixed"
    if animals:
        return next(iter(animals)) if len(animals) == 1 else "animal"
    if human:
        return "human"
    return "in-vitro" if IN_VITRO.search(text) else None


def _animal(word: str) -> Species:
    word = word.lower()
    return "mouse" if word == "murine" else ANIMAL.get(word) or ANIMAL.get(f"{word}s") or "animal"
