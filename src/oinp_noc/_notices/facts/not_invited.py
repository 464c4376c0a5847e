"""Named words in, whether a number counts nobody who was invited: occupations, the writer's clients, a difference."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oinp_noc._notices.facts.callings import calls_people
from oinp_noc._notices.facts.rule import Rule
from oinp_noc._notices.plain.patterns import compiled
from oinp_noc._notices.words.lexicon import over

if TYPE_CHECKING:
    from oinp_noc._notices.plain.text import Place
    from oinp_noc._notices.words.lexicon import Words

DIFFERENCE = "a difference"
HAD = "people that somebody has"
DIFFERS = Rule(
    DIFFERENCE,
    "other",
    "(?P<n><number>)<!number|stop|comma|close>",
    "On May 9 it sent 402 invitations, «30» more than on April 3.",
)
NTH = Rule(
    "a place in a row",
    "other",
    r"\A<hash>(?P<n><number>)(?!<invitation>)",
    "#«2» candidates of the North: 94 invitations.",
    ("hash",),
)
_MORE = compiled(
    r"\s(?:(?:invitations?|people|candidates?|personnes)\s)?(?:more|fewer|less|de\s(?:plus|moins))\s"
    r"(?:(?:invitations?|people|candidates?|itas?|nois?)\s)?(?:than\b|que\b|qu')"
)


def differs(text: str, end: int) -> bool:
    """Return True if the number that ends at a place tells how many more or fewer there were than another time."""
    return _MORE.match(text, end) is not None


def _counts_trades(before: int, at: int, words: Words, text: str) -> bool:
    """Return True if a number counts the occupations or trades before it; but "skilled trades, 1,521 of them"."""
    few = words.names[before] == "occupations" or words.values[at] <= _MOST_TRADES
    return before < at and few and not calls_people(words, text, before, before)


_MOST_TRADES = 120
_OF_OCCUPATIONS = over("<occupations|label><comma|open|dash|colon><number><of>")  # occupations, 72 of them for the one
_MINE = r"(?:our|my|nos|mes|notre|mon|ma)\s(?:[a-z]+\s){0,2}"
_OURS = compiled(
    rf"\b(?:{_MINE}|(?:we|i|nous|j'|je) (?:have|had|avons|avions|ai)\s(?:[a-z0-9]+\s){{0,2}})"
    r"(?:clients?|members?|membres|students?|readers?|files|dossiers|cases|employees|staff|workers|colleagues|graduates"
    r"|candidates|applicants|employe(?:e?s)?|salarie(?:e?s)?|etudiante?s|diplomee?s|travailleurs|collegues|candidate?s)"
    r"\b[^.:]*\Z|\b(?:our|my|nos|mes)\s\Z"
    rf"|\b(?:in|at|of|dans|a|de)\s{_MINE}(?:practice|offices?|firms?|class|cabinet|bureau|classe|webin[a-z]+)\b[^.:]*\Z"
)
_FIRM = compiled(
    r"\b(?:(?:(?:our|the|this|notre|le|ce) (?:firm|office|practice|team|cabinet|bureau)|we|i|nous) "
    r"(?:represented|helped|assisted|advised|acted for|a represente|(?:a|avons) accompagne))"
    r"\s\Z"
)  # the firm represented 11 of them
_SMALL = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|une?|deux|trois|quatre|cinq|sept|huit|neuf|dix)"
_PER = r"(?:in|out of|sur) (?:every )?"
_IN_SO_MANY = compiled(rf"(?: [a-z'-]+){{0,2}} {_PER}{_SMALL}\b(?! (?:stream|draw|round|volet|tirage|ronde))")
_SO_MANY_IN = compiled(rf"\b{_SMALL}(?: [a-z'-]+){{0,2}} {_PER}\Z")  # four educators in ten


_DIGITS_IN = compiled(rf"(?<![0-9][0-9])(?<=[0-9]) {_PER}(?:[2-9]|10|100)\b(?= [a-z])")  # 3 in 10 applicants
_IN_DIGITS = compiled(rf"(?<![0-9])[1-9] {_PER}\Z")


def _is_ratio(words: Words, at: int, text: str) -> bool:
    """Return True if a small number in letters is one of so many: four in ten, quatre sur dix."""
    start, end = words.span(at, at)
    if text[start].isdigit():
        return bool(_DIGITS_IN.match(text, end) or _IN_DIGITS.search(text, max(words.starts[0], start - 24), start))
    return bool(_IN_SO_MANY.match(text, end) or _SO_MANY_IN.search(text, words.starts[0], start))


_MANY = (
    r"(?:(?:about|exactly|some|around|over|more than|nearly|almost|up to|still|another|at least|only|encore|environ"
    r"|quelque|plus de|au moins|pres de|toujours|pas moins de|all|its|their) ){0,3}"
)
_HAS = compiled(
    rf"\b(?:(?:ha(?:s|ve|d)|counts?|(?<!en )compte(?:nt)?|comptait) {_MANY}"
    r"|(?:(?:currently |now )?employ(?:s|ed|ing)?|enrol(?:s|led|ls)?|trains?|trained|represents?|hous(?:es|ed)|teaches"
    r"|il fau(?:t|dra|drait)"
    r"|needs?|lacks?|lacked|wants?|hires?|hired|recruits?|laid off|emploie(?:nt)?|employait|accueille(?:nt)?"
    r"|forme(?:nt)?|represente(?:nt)?|cherche(?:nt)?|recherche(?:nt)?|manque[a-z]{0,6}|licencie|regroupe(?:nt)?"
    r"|looking for|seeks?|seeking|short|hire|hiring|recruit(?:ing)?|penurie de|besoin d[e']"
    r"|(?:doi(?:t|vent)|devra|devront) (?:avoir|compter|employer)|il suffit de"
    rf"|manque[a-z]{{0,6}} d[e']|embaucher?|recruter|a la recherche de) {_MANY})"
    r"(?:[0-9][0-9, ]{0,6}(?: (?!points?\b)[a-z'.-]+){1,4},? (?:and|et) )?\Z"
)
_A_DRAW_HAS = compiled(
    r"\b(?:pool|bassin|skilled trades|draws?|rounds?|stream|category|lists?|selection|it|that|which|ontario|province"
    r"|oinp|program(?:me)?|tirages?|rondes?|volet|categorie|liste|il|elle|qui|pcio|poci)"
    r"(?:,? [a-z0-9'-]+){0,6},? (?:ha(?:s|ve|d)|counts?|compte\w*)\b"
    r"|\b(?:one|the other|latter|former|first|second|third|l'autre|premiere?|deuxieme|seconde?),"
    r"(?:,? [a-z0-9'-]+){1,6}, (?:had|counted|avait|comptait)\b"
)


def are_had(words: Words, at: int, text: str) -> bool:
    """Return True if somebody, but no draw, has, needs or employs so many people: the college has 4,300 students."""
    start, number, end = words.starts[0], words.starts[at], words.ends[at]
    if _WITH_STAFF.search(text, max(start, number - _BEFORE), number) and _STAFF.match(text, end):
        return True
    theirs = {"invites", "invitation", "points", "and-above"}.isdisjoint(words.names[at:])
    if theirs and (_HOME_TO.search(text, max(start, number - _NEAR), number) or _LIVE.match(text, end, words.ends[-1])):
        return True
    if _HAS.search(text, start, number) is None or words.follows(at + 1, "<FILL>{0,6}<invitation>"):
        return False
    return _A_DRAW_HAS.search(text, start, number) is None


_NEAR = 48  # characters
_HOME_TO = compiled(
    r"\b(?:home to|whose|depends? on|rel(?:y|ies) on|dont les|depend(?:ent)? de|ou (?:vivent|travaillent|etudient))"
    rf" {_MANY}\Z"
)  # the college, home to 900 international students
_LIVE = compiled(
    r"\s(?:(?!(?:who|that|which|qui|and|et|invited|selected)\b)[a-z'-]+ ){1,4}?"
    r"(?:(?:are|were|is|was|sont|etaient|seraient) (?:[a-z]+ )?(?:enrolled|employed|housed|needed|missing|lacking|short"
    r"|inscrite?s|scolarise|employee?s|en poste|necessaires|requis|recherchee?s)"
    r"|(?:now |currently )?(?:work|live|study|studied|attend(?:ed)?|travaillent|travaillaient|vivent|etudient"
    r"|frequentent|manquent)(?! (?:experience|permit))\b)"
)  # 2,100 international students were enrolled there; 1,200 nurses are needed

_BEFORE = 24  # characters
_WITH_STAFF = compiled(rf"\b(?:with|avec|of|de) {_MANY}\Z")
_STAFF = compiled(
    r"\s(?:full-time |permanent )?(?:employees|staff|workers|employee?s|salarie?e?s)\b(?!,? (?:were|who|invited))"
)  # a bakery with 12 employees


_OF_OURS = compiled(
    r"\s(?:of|de|parmi) (?:its|their|his|her|your|leurs|ses|vos) (?:[a-z]+ )?"
    r"(?:employees|workers|staff|members|students|employee?s|travailleurs|membres|etudiants)\b"
    r"|\s(?:employee?s|travailleurs|workers) (?:a (?:temps plein|plein temps)|permanente?s|full[ -]time)\b"
    r"|\s(?:(?:of|de|d'entre)\s(?:ours?|my|mine|us|nos|mes|nous)|des (?:notres|miens))\b"
)


def is_of_others(words: Words, at: int, text: str) -> bool:
    """Return True if a number counts occupations told before, or the clients or members of who writes."""
    if any(_counts_trades(match.start(), at, words, text) for match in _OF_OCCUPATIONS.finditer(words.line, 0, at + 2)):
        return True
    start, end = words.span(at, at)
    ours = _OF_OURS.match(text, end) or any(each.search(text, words.starts[0], start) for each in (_OURS, _FIRM))
    return bool(ours) or _is_ratio(words, at, text)


_CHANGED = compiled(
    r"\s(?:(?:have |has )?(?:joined|left|disappeared)\b|(?:was|were|are|is|have been|has been|got) (?:also |now )?"
    r"(?:added|removed|dropped|new|gone|replaced|taken off)\b|se sont ajoute|s'est ajoute|s'ajoute"
    r"|(?:ont|a) (?:ete (?:ajoute|retire|remplace)|disparu)|(?:sont|est) (?:nouve|venu|sorti|disparu|parti))"
)
_IF_YOU = compiled(r"\b(?:if (?:you|someone|your)|si (?:vous|tu|votre))\b[^.;:,]*\Z")
_MADE = compiled(r"\b(?:creat|cree|maintain|maint(?:ien|enir)|hir(?:e|ing)|embauche)[a-z]*\b[^.;:]{0,40}\Z")


def counts_no_list(text: str, before: Place, end: int) -> bool:
    """Return True if a number of occupations is that of no list: jobs somebody makes, two were added, if you have two.

    Args:
        text: the text, spelt plainly.
        before: the stretch before the number.
        end: where the occupations end.
    """
    return bool(_MADE.search(text, *before) or _IF_YOU.search(text, *before) or _CHANGED.match(text, end))
