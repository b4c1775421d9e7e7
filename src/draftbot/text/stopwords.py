"""English function words: they carry grammar, not content."""

STOP_WORDS = frozenset(
    """
    a an the this that these those such i we you he she it they them their its his her our your us me my who whom
    whose which what where when while whereas how why and or but nor so yet if then than as because although
    though of in on at by for from to into onto with without within between among under over above below about
    against across after before during since until till up down out off through per via is are was were be been
    being am do does did doing done have has had having can could may might must shall should will would not no
    neither either both each every any some all none only also just too very more most less least much many few
    there here again further once other another same own s t
    """.split()
)
