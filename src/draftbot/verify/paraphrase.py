"""Other words for the same thing: what a faithful sentence may say in place of its source's words.

General English and the language of trials only; what a field of medicine calls by several names stands in the
corpus's own synonyms. A group may hold no two words of which one claims more than the other ("tolerated" is not
"safe", "similar" is not "equivalent"). WordNet and word vectors were not good enough: both put opposites side by side.
"""

from __future__ import annotations

import re
from functools import lru_cache

from draftbot.text.words import stem
from draftbot.verify.lexicon import CLASSES, PREDICATES

# Turns of phrase, each with the plain words that stand for it.
PHRASES: tuple[tuple[str, str], ...] = (
    (r"\b(?:into|in|through|via) (?:a|the) veins?\b", "intravenously"),
    (r"\b(?:under|beneath) the skin\b", "subcutaneously"),
    (r"\b(?:inject(?:ed|ions?) )?(?:into|in) (?:a |the )?muscles?\b", "intramuscularly"),
    (r"\bevery second day\b", "every other day"),
    (r"\b(?:by|through|via) the nose\b|\bas a nasal spray\b", "intranasal"),
    (r"\bby mouth\b|\bas tablets\b", "orally"),
    (r"\bside[ -]effects?\b|\badverse (?:effects?|reactions?)\b", "adverse events"),
    (r"\b(?:death from any cause|all-cause (?:death|mortality))\b", "death from any cause"),
    (r"\b(?:head|brain) (?:injury|injuries|trauma)\b", "brain injury"),
    (r"\bmild head injury\b", "mild traumatic brain injury"),
    (r"\b(?:took|take|taking) part\b", "were included"),
    (r"\bmade by\b|\bproduced by\b|\bmanufactured by\b", "manufacturer"),
    (r"\braw materials?\b|\bstarting materials?\b", "made from"),
    (r"\bupper limits? of (?:the )?normal(?: range)?\b", "ULN"),
    (r"\bfare[sd]? (?=better\b|worse\b)", "was "),
    # to regard as not so is what not to regard as so means
    (r"\b(?:do|does|did) not (regard|consider|see|view|describe) ((?:[\w'’-]+ ){1,8}?)as\b", r"\1 \2as not"),
    (r"\bfell asleep (?:sooner|faster|earlier|more quickly)\b", "sleep latency shorter"),
    (r"\bfell asleep (?:later|more slowly)\b|\btook longer to fall asleep\b", "sleep latency longer"),
    (r"\bslept more efficiently\b", "sleep efficiency higher"),
    (r"\bslept less efficiently\b", "sleep efficiency lower"),
    (r"\bhalf a year\b", "6 months"),
    (r"\bjust (?:failed to reach|missed|short of)\b", "narrowly missed"),
    (r"\bfail(?:s|ed|ing)? to (?:reach|achieve|attain)\b|\bfell short of\b", "missed"),
    (r"\bsize of the infarcts?\b|\binfarct sizes?\b", "infarct volume"),
    (r"\bas (?:many|often|frequent(?:ly)?|common(?:ly)?|much) (?=[\w ]{0,40}\bas\b)", "similar "),
    (r"\babout the same\b|\bmuch the same\b|\bthe same\b(?= (?:in|for|with|as|number|share))", "similar"),
    (r"\bwell matched\b|\bwell balanced\b", "not different"),
    (r"\bno longer\b", "not"),
    (r"\b(?:works?|worked) (?=better|well|faster)", "effective "),
    (r"\bof (?:greater|higher) efficacy\b", "more effective"),
    (r"\bin (?:a|one) row\b", "consecutive"),
    (r"\bdiffer(?:ed|s)? little(?: or not at all)?\b", "had little or no difference"),
    (r"\blittle or not at all\b", "little or no"),
    (r"\bwent up\b|\bgone up\b", "rose"),
    (r"\bwent down\b|\bgone down\b|\bcame down\b", "fell"),
    (r"\b(?:became |become )?more (?:frequent(?:ly)?|often|common(?:ly)?)\b", "increased"),
    (r"\b(?:became |become )?less (?:frequent(?:ly)?|often|common(?:ly)?)\b|\brarer\b", "decreased"),
    (r"\bcomparabl[ey]\b", "similar"),
    (r"\bodds ratios?\b", "OR"),
    (r"\b(?:risk ratios?|relative risks?)\b", "RR"),
    (r"\bhazard ratios?\b", "HR"),
    (r"\bstandardi[sz]ed mean differences?\b", "SMD"),
    (r"\bMann-Whitney (?:values?|estimators?|estimates?|effect sizes?)?", "MW "),
    (r"\bP[ -]values?\b", "P"),
    (r"\bto a lesser (?:extent|degree)\b|\bless so\b", "lesser"),
    (r"\bevery day\b|\beach day\b|\b(?:once )?a day\b|\b(?:once )?per day\b|\bonce daily\b", "daily"),
    (r"\b(?:did|does|do|doing|was|were|is|are) (?:\w+ly )?better\b", "better"),
    (r"\bnerve cells?\b", "neurons"),
    (r"\bpublic(?:ally|ly)? available\b", "available"),
    (r"\bcross(?:ed|es|ing)? into\b", "entered"),
    (r"\bnon-(?=(?-i:[a-z]{4}))", "non"),
    (r"\bTL;DR:?\s*", ""),
    (r"\b(?:practically|in short|bottom line)\s*:\s*", ""),
    (r"\bupper[- ]limbs?\b", "arm"),
    (r"\blower[- ]limbs?\b", "leg"),
    (r"\bn\s*=\s*(?=\d)", ""),
    (r"\bpaired with\b", "combined with"),
    (r"\bavailable (?:only )?(?:on|by) prescription\b|\bprescription[- ]only\b", "prescription product"),
    (r"\b(?:text|abstract) (?:that )?(?:we|was|were) (?:have )?(?:saw|seen)\b", "text seen"),
    (r"\b([A-Z]\w+)-like (agents?|drugs?|substances?|products?)\b", r"\2 similar to \1"),
    (r"\b(FDA|EMA|MHRA)-(approved|licensed|authori[sz]ed)\b", r"\2 by \1"),
    (r"\btested ([^,;.]{1,80}?) against\b", r"compared \1 with"),
    (r"\bmore strongly\b", "stronger"),
    (r"\bmore weakly\b", "weaker"),
    (
        r"\b(?:by|in) contrast\b|\bby comparison\b|\bon the other hand\b|\bin other words\b|\bthat said\b|"
        r"\bin practice\b|\bof note\b|\bfor (?:its|their) part\b",
        " ",
    ),
    (r"\bwith no\b(?! more| less| later| fewer)", "without"),
    (r"\bto a greater (?:extent|degree)\b|\bmore so\b", "greater"),
    (r"\bper[- ]protocol\b", "perprotocol"),
    (r"\bintention[- ]to[- ]treat\b", "ITT"),
    (
        r"\bmissed (?:its|the|their) primary (?:end ?points?|outcomes?)\b",
        "missed significance for the primary endpoint",
    ),
    (r"\besp\.(?!\w)", "especially"),
    (r"\bincl\.(?!\w)", "including"),
    (r"\bapprox\.(?!\w)", "approximately"),
    (r"\b(?:i\.e|e\.g)\.,?(?!\w)", " "),
    (r"\b(very low|low|moderate|high)[- ]quality evidence\b", r"\1-certainty evidence"),
    (r"\b(if|when|whenever|once) ((?:[\w-]+ ){1,5})(?:occurs?|happens?|develops?)\b", r"\1 \2"),
    (r"\bconverges? on\b|\bshares?\b(?= (?:an?|the) )|\bhave in common\b", "have"),
    (
        r"\b(?:handled|sold|treated) (?:there )?(?:only )?as research[- ](?:use[- ]only )?"
        r"(?:compounds?|chemicals?)(?: only)?\b",
        "for research use only",
    ),
    (r"\bresearch compounds?(?: only)?\b|\bresearch-use-only compounds?\b", "research use only"),
    (r"\bspecifically (?=from|made|intended)", " "),
    (r"\bin (?:all|total|sum|short|fact|turn|particular|part|general|addition|view)\b", " "),
    (r"\bat (?:least|most|all|once)\b|\bup to\b|\bno (?:later|more|less|fewer) than\b", " "),
    (r"\bof (?:its|their|his|her) own\b|\bas well\b(?! \w+ed\b| as\b)|\bon top of\b", " "),
)
# Words of one group say the same in a report of a trial.
GROUPS = (
    "patient patients people person persons participant participants subject subjects individual individuals",
    "begin began begun beginning start started starting starts commence commenced initiated",
    "give given gives receive received receives receiving administer administered administration take taken takes took "
    "dosed treat treated treatment treatments therapy therapies get got",
    "stop stopped stopping discontinue discontinued discontinuation withdrew withdrawn withdrawal",
    "premature prematurely early",
    "similar similarly alike same",
    "staff employee employees workers",
    "good well",
    "multiple repeated repeatedly",
    "frequent frequently often common commonest commonly typical typically usual usually",
    "rare rarely infrequent uncommon seldom occasional occasionally",
    "death deaths died die dies mortality fatal",
    "made make makes derived derive come comes came produced obtained prepared extracted origin",
    "consist consists contain contains contained composed comprise comprises ingredient ingredients",
    "cattle cow cows calf calves bovine",
    "pig pigs porcine swine",
    "assess assessed assessment assessments evaluate evaluated evaluation measure measured measures rate rated rating "
    "ratings score scored scores test tested tests testing examined examine",
    "pool pools pooled combine combines combined combination together",
    "include includes included inclusion enrol enrolled enroll cover covers covered recruited recruit enter entered",
    "manufacturer maker producer company",
    "volume size",
    "fast faster quick quicker quickly rapid rapidly soon sooner",
    "effective efficacious efficacy effectiveness",
    "deficit deficits impairment impairments",
    "judge judged judgement conclude concludes concluded view opinion consider considered regard regarded call called "
    "calls describe described describes term termed word words",
    "support supported funded fund financed",
    "large larger big bigger",
    "see saw seen sees",
    "share proportion percentage fraction rate rates",
    "clinical clinically",
    "group groups arm arms",
    "injection injections injected inject",
    "infusion infusions infused infuse",
    "compare compared compares comparison set against",
    "warning sign signal signals",
    "analogue analog analogues",
    "occur occurred occurs happened happen appear appeared",
    "link linked link links",
    "participate participated participating",
    "half halve halved halves",
    "respond responded responders responder response responses",
    "confirm confirmed confirmation",
    "suggest suggested suggests suggestion",
    "reason reasons ground grounds",
    "advantage benefit benefits",
    "anxiolytic anxiety anxious",
    "placebo dummy",
    "doctor doctors clinician clinicians physician physicians",
    "recur recurrent recurrence",
    "name names named mention mentions mentioned list listed lists",
    "ease eased eases relieve relieved relieves",
    "accumulation accumulate accumulated",
    "bind binds bound binding",
    "meaningful matter matters important importance relevant relevance",
    "suppress suppressed suppresses block blocked blocks blocking",
    "oral orally mouth",
    "remove removed removes removal abolish abolished erase erased erases erasing",
    "mice mouse",
    "cross crosses crossed crossing pass passes passed passing passage penetrate penetrates penetrated penetration",
    "apoptosis apoptotic",
    "necrosis necrotic",
    "fibrosis fibrotic",
    "thrombosis thrombotic",
    "ischaemia ischaemic",
    "hypoxia hypoxic",
    "anaemia anaemic",
    "allergy allergic allergies",
    "anaphylaxis anaphylactic",
    "epilepsy epileptic",
    "diabetes diabetic",
    "synapse synapses synaptic",
    "endpoint endpoints outcome outcomes",
    "focused centred centered",
    "Europe European Europeans",
    "Asia Asian",
    "Russia Russian",
    "China Chinese",
    "Japan Japanese",
    "Germany German",
    "Austria Austrian",
    "product products pharmaceutical pharmaceuticals medicine medicines medicinal",
    "hold held withhold withheld",
    "strong stronger strongly",
    "weak weaker weakly",
    "protect protected protection protective protects",
    "design designed",
    "market markets sold sale",
)
# Words that carry no fact of their own: they join, point or count what the sentence names.
_GENERAL = """
    already altogether back backed backs missing degree amount amounts anyone anything appear became become
    becomes behind bring brought came case cases come comes concern count counted counts course dealt deal deals
    dose doses first follow followed get go goes going group half happen happened held however item itself keep
    kept kind known last lasted later lay lays lead learn learned learnt leave left length less level lie lies
    made main matter meant money none nobody nothing number one ones onward own part period place point points
    print printed prints put rather reading reads regarding related respect respectively result results role run
    runs said same section set sets short side sides since speak speaks spoke spoken still such take taken takes
    term terms themselves therefore thing things though three time times told together took total towards turn
    two value values version versus view way went whether whole within without word words work written yet text
    page abstract author authors investigator investigators researcher researchers article guide reviewers reviewer
    paper summary reportedly apparently according
    data roughly nearly almost approximately serve served serves condition conditions alongside ran reach
    reached allow allowed answer express expressed analyse analysed substance want wanted performed old older
    average led judge opinion thought call called include included pool interval especially notably fairly
    relatively mainly content think additional manner fashion vs
"""
_FOLDED = (
    "differ associated significant effective change up down better superior worse inferior approved blinded randomised"
).split()
_SAME: dict[str, str] = {}
for _name in _FOLDED:
    for _stemmed in CLASSES[_name]:
        _SAME.setdefault(_stemmed, _name)
for _group in GROUPS:
    for _word in _group.split():
        _SAME.setdefault(stem(_word), stem(_group.split()[0]))
_SAME |= {
    "superior": "better",
    "inferior": "worse",
    stem("fewer"): "down",
    stem("smaller"): "down",
    stem("less"): "down",
}
GENERAL = frozenset(_SAME.get(stem(word), stem(word)) for word in _GENERAL.split()) - PREDICATES - {
    "patient"
} | frozenset({stem("made"), stem("took")})
# What a word of a source also says, in a wider word: what is made of pigs is made of an animal. One way only.
_WIDER = {
    "animal": "pig cattle sheep horse rat mice rabbit dog monkey rodent",
    "IV": "infusion",
}
_IMPLIED: dict[str, frozenset[str]] = {}
for _wide, _narrow in _WIDER.items():
    for _word in _narrow.split():
        _stemmed = _SAME.get(stem(_word), stem(_word))
        _IMPLIED[_stemmed] = _IMPLIED.get(_stemmed, frozenset()) | {_SAME.get(stem(_wide), stem(_wide))}
_COMPILED = tuple((re.compile(pattern, re.IGNORECASE), plain) for pattern, plain in PHRASES)
# Most texts hold no turn of phrase. Every one begins at the edge of a word, where alone this looks.
_ANY = re.compile(rf"\b(?:{'|'.join(pattern for pattern, _ in PHRASES)})", re.IGNORECASE)


@lru_cache(maxsize=50_000)
def plain(text: str) -> str:
    """The text with turns of phrase replaced by plain words."""
    for pattern, words in _COMPILED if _ANY.search(text) else ():
        text = pattern.sub(words, text)
    return text


_IMPLYING = frozenset(_IMPLIED)


def implied(stems: frozenset[str]) -> frozenset[str]:
    """The stems of wider words that a statement with these stems also makes true."""
    return frozenset().union(*(_IMPLIED[one] for one in stems & _IMPLYING))


def same(stemmed: str) -> str:
    """The stem that stands for all stems of its group, or the stem itself."""
    return _SAME.get(stemmed, stemmed)
