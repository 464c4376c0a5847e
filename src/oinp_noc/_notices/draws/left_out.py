"""Drafts in, the same drafts out, without codes that are not in their lists: left out, of one person, told again."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from oinp_noc._notices.draws.crosses import is_crossed, is_in_none
from oinp_noc._notices.plain.patterns import compiled
from oinp_noc._notices.roles.teller import NUMBERS
from oinp_noc._notices.tree.code_lines import is_code
from oinp_noc._notices.tree.places import above

if TYPE_CHECKING:
    from oinp_noc._notices.draws.drafts import Settled
    from oinp_noc._notices.tree.digits import Found
    from oinp_noc._notices.tree.nodes import Node

_CLOSE = 200  # characters before a code, of its clause

_EXCEPT = compiled(
    r"(?P<all>\b(?:all|any|every|tous|toutes|tout|toute)\b[^.;]{0,90})?"
    r"\b(?:except(?: for)?|excluding|other than|apart from|save for|with the exception of|but not|sauf|excepte|hormis"
    r"|a l'ex(?:ception|clusion) d[eu]s?)"
    r"(?(all)(?![^,;:)]{0,40}\b(?:gta|rgt|toronto)\b)[^.;:)]{0,90}|[\s:(]{1,3}(?:(?:the|la|les?) )?)\Z"
    r"|\b(?:all|any|every[a-z]*|anything)\b[^.;:]{0,60}\bbut (?!mostly|mainly|especially|also|only|with|it|they|this)"
    r"[^.;:]{0,60}\Z"  # any job but those in NOC 63200
    r"|\b(?:no longer|not any ?more)\b [^.;:()0-9]{0,40}\(?\Z"
    r"|\b(?:not[\s:(]{1,3}|no longer |sans |pas de |without )\Z|(?:\A\s|(?<=[0-9] \())no \Z|~~\s?\Z"
    r"|\b(?:no (?:draw|round|invitations?|luck)|nothing|aucune? (?:tirage|ronde|invitation)) (?:for|pour)\b"
    r"[^.;:]{0,80}\Z"
    r"|\b(?:nor|neither|ni|pas plus que)\b[^.;:]{0,60}\Z"  # not on the list, nor were servers (NOC 65200)
)
_EXCEPT_THESE = compiled(
    r"\b(?:except(?: for)?|excluding|other than|apart from|but not|sauf|excepte|hormis|a l'ex(?:ception|clusion))"
    r"(?:\s(?:those|the|these|following|ones?|in|on|with|listed|named|below|of|all|occupations?|codes?|nocs?|trades?|jobs?"
    r"|d[eu]s?|les?|la|ceux|celles|suivante?s?|professions?|metiers?|cnp|dans|sur|liste|qui|suivent)){1,7}\s?:[^:]{0,200}\Z"
    r"|(?<!no )(?<!sans )(?<!pas d')\b(?:exclusions?|ineligible|inadmissibles?)"
    r"(?:\s(?:list|liste|occupations?|codes?|nocs?|cnp|professions?|of|for|this|that|draw|round|de|pour|ce|cette|ronde"
    r"|tirage)){0,5}(?:\s?[:(]|\s(?:was|were|is|are|ha[sd]|includes?|included|contains?|contained|names?|named|sont|est"
    r"|etai(?:en)?t|comprend|comprenait|contient|contenait)\b)[^:;.]{0,200}\Z"
    r"|(?<!no )\b(?:excluded|exclue?s|ineligible)"
    r"(?:\s(?:occupations?|codes?|nocs?|cnp|professions?|les|the|are|were)){0,3}"
    r"\s[0-9, ]{0,90}(?:(?:and|et|noc|cnp) ){0,2}\Z"
)  # all, except those in the following occupations: NOC 62020; exclusion list: NOC 62020, 63200
_OUT = compiled(
    r"\b(?:(?:not|no longer|non|pas|plus) (?:(?:part|among those) of (?:this|the|that|its)|partie de (?:ce|cette|la)"
    r"|eligible|included|targeted|listed|invited|selected|accepted|on the list"
    r"|qualif(?:y|ied|iee?s)|consider(?:ed|ee?s)|admissibles?|inclu(?:se?)?s?|visee?s?|invitee?s?|sur la liste"
    r"|retenu(?:e)?s?)"
    r"|(?:not|pas) (?:in|dedans|this time|yet|today|cette fois(?:-ci)?|encore|aujourd'hui)(?=\s?:)"
    r"|left (?:out|off)|absente?s?|missing|excluded|removed|dropped|exclue?s?|retiree?s?|ecartee?s?)"
    r"\b[^.;:()0-9]{0,80}:[^:]{0,200}\Z"
    r"|\A\W{0,4}(?:no|non|out)\s?:[^:]{0,200}\Z"
)  # not eligible this time: NOC 33102
_NOT_IN = compiled(
    r"(?:\s-\s(?:removed|dropped|excluded|not eligible|no longer (?:eligible|listed|on the list))\b"
    r"|\s?~{0,2}\s?\((?:removed|dropped|excluded|deleted|not|no longer|retiree?s?|exclue?s?)\b"
    r"|(?:\s?\([^()]{0,160}\))?(?![^.;]{0,40}\b(?:who|whose|of which|qui|dont)\b)[^.;]{0,30}"
    r"\b(?:(?:is|are|was|were) (?:not|no longer|never|left out|shut out|missing|absent|excluded|dropped|removed|gone"
    r"|replaced|swapped|taken (?:out|off))"
    r"|(?:got|(?:has|have) been) (?:left out|excluded|dropped|removed|replaced|swapped|taken (?:out|off))"
    r"|(?:did|do|does|has|have) not(?=[.;)]|\Z)|(?:would|could|might) have\b|aurai(?:en)?t\b"
    r"|(?:did|do|does) not (?:make|appear|feature|figure|qualify|count|belong)|(?:isn|aren|wasn|weren)'t"
    r"|(?:on|in|part of|sur|dans) (?:the|an?|la|une) (?:exclusion list|list of exclu[a-z]+|liste d.{1,3}exclu[a-z]+)"
    r"|(?:is|are) out|not (?:in|on|among|part of) (?:the|this|that|it)|(?:not|pas) (?:there|dedans)"
    r"|(?:drops|goes|falls|fell|came) (?:out|off)|went (?:out|away)"
    r"|disappear(?:s|ed)?|(?:has|have) gone|gives? way|gave way|pas (?:dans|sur|parmi) (?:la|cette|les)"
    r"|(?:n'(?:y )?(?:est|etait|etaient|a|ont)|n(?:e |'y )sont|n(?:e |'y )figure(?:nt)?) (?:pas|plus)"
    r"|(?:no|non)(?: plus)?(?=[,.;!]|\Z)|not this time|(?:have|has|had) to wait|missed out|pas cette fois"
    r"|(?:a|ont) ete (?:exclu|retire|ecarte|supprime|enleve|remplace)e?s?"
    r"|(?:a|ont) disparu|disparai(?:t|ssent)|(?:est|sont) (?:sorti|disparu|parti)e?s?"
    r"|n'y (?:est|sont|etai(?:en)?t) plus"
    r"|(?:is|are|comes?|falls?|belongs?|goes?|appl(?:y|ies)) (?:[a-z]+ ){0,2}(?:another|a (?:different|separate)|other)"
    r" (?:stream|category|list|program)s?"
    r"|(?:est|sont|releve(?:nt)?|depend(?:ent)?|passe(?:nt)?|va|vont|font partie) (?:[a-z]+ )?(?:d')?"
    r"(?:une? autre|autres) (?:volet|categorie|liste|programme)s?)\b)"
)  # supervisors (82030) are in another stream
_MISSING = compiled(
    r"\b(?:what|who|which|qui|quoi|que|ce qui)\b[^?.]{0,40}"
    r"\b(?:missing|left out|absente?s?|excluded|manque(?:nt)?|not (?:in|on|there))\b[^?.]{0,30}[?:]\s[^?:.;]{0,80}\Z"
    r"|\b(?:not sure|unsure|no idea|do(?:es)?n't know|wonder(?:s|ed|ing)?|ask(?:s|ed)?|sait pas|demandez?|demandent)"
    r" (?:if|whether|si)\b[^.?!;]*\Z"
)  # what is missing? Miners (NOC 83100), above all; he is not sure if it was for 21231
_VERB = compiled(r"\b(?:is|are|was|were|has|have|got|est|sont|etai(?:en)?t|a ete|ont ete)\b")
_CLAUSE = compiled(r"[;.]|\b(?:but(?! (?:those|the|these|noc|cnp|[0-9]))|while|whereas|mais|tandis)\b")


def without_left_out(nodes: list[Node], found: Settled, text: str) -> None:
    """Take out of the drafts the codes of one person, or that are not in the list: "NOC 21222 was left out".

    Args:
        nodes: the nodes, in order.
        found: the drafts.
        text: the text, spelt plainly.
    """
    scores = {fact.value for draft in found.drafts for fact in draft.told if fact.kind == "score"}
    scores |= {draft.own["score"].value for draft in found.drafts if "score" in draft.own}
    listed = Counter(code.code for node in nodes for code in node.codes)
    of_draws = {line.start for draft in found.drafts if "count" in draft.own for line in above(draft.nodes[0])}
    for node in nodes:
        lead = node.parent if node.codes else None
        if lead is not None and lead.kind == "heading" and lead.start in of_draws:
            lead = None  # the title of a page: cooks left out as Ontario invites welders
        out = any(_says_out(line.rstrip(":") + ":") for line in _leading(node, lead, text))
        asked = text[max(0, node.codes[0].start - _CLOSE) : node.codes[0].start] if node.codes else ""
        out = (
            out or _MISSING.search(asked) is not None or _is_denied_next(node, text) or _tells_again(node, listed, text)
        )
        if out or is_in_none(node) or _is_of_somebody(node, scores, text):
            found.left_out |= {code.start for code in node.codes}  # under "Not eligible:"
        elif node.kind == "entry":
            found.left_out |= {
                code.start for code in node.codes if _NOT_IN.match(text, _behind(code), _line(code, text))
            }
        elif node.kind in ("sentence", "item") or (len(node.codes) == 1 and not is_crossed(node)):
            found.left_out |= _left_out(node, text)
    for draft in found.drafts if found.left_out else ():
        rest = [code for code in draft.codes if code.start not in found.left_out]
        draft.cued = draft.cued or (bool(draft.codes) and not rest)
        draft.codes = rest


def _leading(node: Node, lead: Node | None, text: str) -> list[str]:
    """Return what stands above codes: the line that they stand under, and a short one right above theirs."""
    above_it = text[max(0, node.start - _SHORT) : node.start].rsplit("\n", 2)[1:-1] if is_code(node) else []
    return [*([text[lead.start : lead.end]] if lead is not None else []), *above_it]


_SHORT = 60  # characters of such a line


def _behind(code: Found) -> int:
    """Return where a code and its title end."""
    return max(code.span[1], code.end)


def _line(code: Found, text: str) -> int:
    """Return where the line of a code ends."""
    end = text.find("\n", _behind(code))
    return len(text) if end < 0 else end


_MOVED = compiled(
    r"[^.;:0-9]{0,12}\b(?:came (?:in|back|off)|went (?:out|away)|(?:is|are|was|were|ha(?:s|ve) been) (?:new|added"
    r"|dropped|removed|back|gone|swapped|replaced)|joined|dropped (?:out|off)|disappeared|vanished|returned"
    r"|(?:sont|est|etaient) (?:nouve(?:aux|au|lles?)|(?:entre|sorti|revenu|disparu|parti)e?s?)"
    r"|(?:ont|a) (?:disparu|ete (?:ajoute|retire|remplace)e?s?)|s'ajoute(?:nt)?)\b"
)


_SAID = ('"', "\xab", "\u201c")
_LEGEND = compiled(r"(?:legend|key|glossary|codes|titles|legende|lexique|glossaire|intitules)\s?:")


def _tells_again(node: Node, listed: Counter[str], text: str) -> bool:
    """Return True if a sentence only speaks of codes of lists: technicians (22220) came in, a quotation, a legend."""
    told = node.of(*NUMBERS, "day", "days", "stream", "target")
    if node.kind != "sentence" or told or any(listed[code.code] < 2 for code in node.codes):  # noqa: PLR2004
        return False
    moved = any(_MOVED.match(text, _behind(code), node.end) for code in node.codes)
    return moved or text.startswith(_SAID, node.start) or _LEGEND.match(text, node.start) is not None


_THEY = compiled(r"\s{1,3}(?:it|they|that one|those|these|ils?|elles?)\b(?=[^.;:]{0,60}\b(?:list|liste)\b)")


_NO = compiled(
    r"\s{1,9}(?:[a-z][a-z0-9_ .'-]{0,25} ?:\s)?(?:no|nope|nah|non|not (?:this time|yet|really|in)"
    r"|pas (?:cette fois|encore)"
    r"|sorry|desolee?)\b"
)  # and butchers (63201)? Not this time


def _is_denied_next(node: Node, text: str) -> bool:
    """Return True if the next sentence says that the only code of a sentence is not on the list, or answers no."""
    if node.codes and text[node.end - 1] == "?" and _NO.match(text, node.end):
        return True
    they = _THEY.match(text, node.end) if len(node.codes) == 1 and node.kind != "row" else None
    return they is not None and _NOT_IN.match(text, they.end()) is not None


def _left_out(node: Node, text: str) -> set[int]:
    """Find the codes with a word such as "except" before them in their clause, or "is not" behind the last of it."""
    if _NO_CODES.match(text, node.start, node.end) is not None:
        return {code.start for code in node.codes}
    found = set()
    behind: Found | None = None
    denied = False
    for code in reversed(node.codes):
        until = node.end if behind is None else behind.start
        cut = _CLAUSE.search(text, code.end, until) or _OPENS.search(text, code.end, until)
        if behind is None or cut is not None or _VERB.search(text, code.end, until) is not None:
            end = until if cut is None else cut.start()
            denied = _NOT_IN.match(text, _behind(code), end) is not None
        before = max(node.start, code.span[0] - _CLOSE)
        clause = max((cut.end() for cut in _CLAUSE.finditer(text, before, code.end)), default=before)
        said = text[clause : code.span[0]]
        if denied or _EXCEPT.search(said) or _says_out(said):
            found.add(code.start)
        behind = code
    for one, other in pairwise(node.codes):  # except cooks (63200) and bakers (63202)
        if one.start in found and _JOINED.fullmatch(text, one.span[1], other.span[0]):
            found.add(other.start)
    return found


_OPENS = compiled(r"\([^()]{0,80}\Z")  # 32101 (32124 was dropped)
_NO_CODES = compiled(
    r"(?:so |and |but |sorry,? )?no (?:noc )?[0-9]{5}(?:,? (?:(?:and|or|nor) )?(?:no )?(?:noc )?[0-9]{5}){0,9}"
    r"(?: (?:this time|either|today|again|though))?\W*\Z"
)  # no 21222 and no 21234 this time
_JOINED = compiled(r"\)?(?:[\s,/&(]|\b(?:and|or|nor|et|ou|ni|noc|cnp|the|les?|la|des)\b|\b[dl]'){1,8}")


def _says_out(said: str) -> bool:
    """Return True if the words before codes say that these are the ones that are left out."""
    return _OUT.search(said) is not None or _EXCEPT_THESE.search(said) is not None


_SOMEBODY = compiled(
    r"\b(?:mr|mrs|ms|miss|dr|mme|mlle)\b\.? [a-z]|\b(?:m|me)\. [a-z]"
    r"|(?<!the )(?<!a )\bmine(?:'s|:|,| \(| (?:is|was|too|has|had)\b)"
    r"|\b(?:i (?:got|have|had)|j'ai|i am|i'm|i work|i was|je suis|j'etais|je travaille)\b"
    r"|\b(?:his|her) (?:own )?(?:noc|code|job)\b"
    r"|\b(?:friend|colleague|cousin|reader|client) of (?:mine|ours)\b"
    r"|\b(?:my|mon|ma|mes) (?:[a-z]+ ){0,2}?(?:noc|cnp|code|job|occupation|emploi|profession|metier|wife|husband"
    r"|spouse|partner|conjointe?|friend|cousin|brother|sister|femme|mari|amie?|frere|soeur|cousine?)\b"
)  # Mr. Okonkwo (NOC 21231), I work as a welder (NOC 72106)


_CLIENTS = compiled(r"\b(?:my|our|mes|nos) (?:[a-z]{2,12} )?client(?:e?s)?\b")


def _is_of_somebody(node: Node, scores: set[object], text: str) -> bool:
    """Return True if a code stands beside a score that no draw has, or one person: CRS 472, NOC 21232."""
    if node.codes and _CLIENTS.search(text, node.start, node.codes[0].start) is not None:
        return True
    if len(node.codes) != 1 or node.kind not in ("sentence", "item"):
        return False
    others = node.kind == "sentence" and any(fact.value not in scores for fact in node.of("score"))
    return others or (not node.of("count", "people") and _SOMEBODY.search(text, node.start, node.end) is not None)
