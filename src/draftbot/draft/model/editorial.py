"""Plain words that an editor needs: verbs of trials and of reporting, sequence, quantity, comparison, direction.

They name nothing that a source could smuggle in, and a sentence made of them is still judged against the record.
"""

from __future__ import annotations

from draftbot.text.words import stem

# What may not stand here: words that praise, warn, recommend or sell (effective, safe, superior, proven, dangerous,
# best, cure, approved, recommend, buy), names, and words of machines and pages.
WORDS = """
according account achieve act actual add additional adequate affect afterwards again aim alike alone alongside already
also although altogether always amount analyse analysis apart appear apply approach arise arm arrive aside ask assess
assign assume attain available average aware away balance base basis bear become began begin begun behind belong
beside better beyond blind both bound break bring brought build built calculate call came cannot carry case certain
certainty chance change check choose chose class clear clinician close combine combined come common comparable
comparator compare compete complete comprise concern conclude conclusion condition conduct confirm connect consider
consist contain context continue contrary contrast contribute count counter course cover crossed current data date day
decide decline decrease define definite degree deliver demonstrate depend derive describe design desire detail
determine differ difference different direct direction disappear discuss distinct distinguish divide document double
doubt draw drawn drop due earlier early eight either eleven eligible else emerge employ end enrol enroll enter entire
equal especially establish estimate evaluate even eventual evidence exact examine example exceed except exist expect
explain explore express extend extent face fact fail failure fall fare favour feature fell few fewer fifth figure
final find finding first five focus follow form former forty found four fourth frequent full further gather gave
general give given gone greater grew group grow half halve halved hand happen head held high higher hold hour however
human hundred identify improve improvement include inconclusive increase indeed indicate individual initial inject
inside instead intend interval introduce investigate investigator involve issue item join judge keep kept kind know
known lack large larger last late later latter lead least leave left length less lie light likewise limit limited line
link list little long longer look lose lost low lower made main mainly maintain majority make manner many mark match
matter mean meaning measure meet mention merely met method middle minority miss mixture molecule moment month more
moreover most mostly move name namely narrow nature near nearly neither never nevertheless next nine ninety
nonetheless note nothing number numerical object observe obtain occur odd one only onward open origin originate
otherwise outcome outside overall own paper part partial participant particular patient pattern people per percent
period persist person phase place plain plan point pool pooled population possible practice precede precise presence
present previous prior probable proceed produce programme proper proportion provide purpose put quarter question quite
quote raise random randomise range rare rate rather ratio raw reach read reading real reason receive recipient record
reduce reduction refer reflect regard regarding regardless regimen relate relation relationship relative rely remain
remainder remaining report reported reportedly represent require research researcher respect respond response rest
result retain return reveal review rise risen role rose roughly round said same sample saw say scale scarce score
second see seek seem seen select separate sequence series serve set setting seven seventy several share short shorter
show shown shrank shrink side similar simple since single six sixty size slight small smaller sole some sort source
span spare spared speak specific spread stage stand start state statement statistic statistical stay step still stood
stop strength strict study subject subsequent substantial such sufficient suggest sum summary support surface take
taken taking task team tell ten term themselves therefore third thirty thousand three threefold thus time together
told took total toward trace track treat treatment trend trial true turn twelve twenty twice two twofold type typical
uncertain unchanged under underlying unequal unknown unlike unreported upper use used usual value varied various vary
version view volunteer want wanted way week weigh weight whether whole wide within without work worse would year yet
yield zero
""".split()

EDITORIAL = frozenset(map(stem, WORDS))
