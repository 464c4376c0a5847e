"""Text in, whether a number is what a score was before, or by how much it changed."""

from __future__ import annotations

from oinp_noc._notices.plain.patterns import compiled

_CHANGES = (
    r"\b(?:fell|falling|fallen|dropped|dropping|rose|rising|risen|went (?:up|down)|climbed|slipped|sank|jumped|declined"
    r"|eased|decreased|increased|lowered|raised|moved|changed|came down|grew|shrank|up|down|passee?|passant|baisse"
    r"|augmente|grimpe|recule|monte|remonte|descendue?|redescendue?|tombee?|chute|diminue|bondi|glisse|flechi|perdu|gagne)\s"
)
_CHANGED = compiled(_CHANGES + r"(?:[a-z0-9]{1,12},?\s){0,3}?(?:from|de)\s\Z")  # the score fell from 53 to 50
_WENT = compiled(
    r"\b(?:cut-?off|score|mark|minimum|floor|threshold|bar)\s(?:has\s)?(?:went|gone|goes)\sfrom\s\Z"
)  # the cut-off went from 57 to 36; scores went from 36 to 57
_COMPARED = compiled(
    r"\b(?:(?:compared|comparison) (?:with|to)|after|apres|against|versus|vs\.?|instead of|rather than"
    r"|than (?:in|the|last|its) [a-z ]{0,20}|par rapport a|contre|au lieu de|plutot que|comparativement a)"
    r"\s(?:[a-z']{1,8}\s)?\(?\Z"
)
_GAINS = compiled(
    r"\b(?:gains?|earns?|gets (?:you )?|awards?|adds?|brings?|loses?|rapportent?|ajoutent?|valent)"
    r"\s(?:you |them |up to |another )?\Z"
)  # a work permit gains ten points
_DIFFERENCE = compiled(
    r"\s(?:(?:crs\s)?(?:points?|marks?)\s)?(?:higher|lower|fewer) than\b"
    r"|\s(?:crs\s)?(?:points?|marks?)\s(?:more|higher|lower|fewer|less|above|below|up|down|short|shy|ahead|apart"
    r"|de\s(?:plus|moins|rabais|difference|mieux)"
    r"|en\s(?:plus|moins|dessous)|au-dess(?:o)?us|supplementaires?|d'ecart|d'avance)\b"
)
_BY = compiled(
    r"\b(?:(?:by|of up to)|(?:superieur|inferieur|ecart|hausse|baisse|recul|chute|bond|gain|difference|diminution)"
    r"(?:e?s?)\s(?:de|d'environ|d'a peine))\s\Z"
)  # higher by five points


def changed(before: str, *, falls: bool = False) -> bool:
    """Return True if a score is told to have changed from the number behind a text, to a lower one if it falls."""
    return _CHANGED.search(before) is not None or (falls and _WENT.search(before) is not None)


def was_before(before: str) -> bool:
    """Return True if the number behind a text is what a score was before, or is compared with."""
    return changed(before) or _COMPARED.search(before) is not None


def is_difference(text: str, before: int, start: int, end: int) -> bool:
    """Return True if a number is that of points more or less, or of those that something is worth."""
    more = _DIFFERENCE.match(text, end) is not None
    return more or any(said.search(text, before, start) for said in (_BY, _GAINS))
