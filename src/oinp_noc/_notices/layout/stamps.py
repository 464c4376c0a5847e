"""Text in, the places of stamps out: who wrote a post or mail, and when, before what was written."""

from __future__ import annotations

from oinp_noc._notices.facts.columns import DAY
from oinp_noc._notices.plain.patterns import compiled

_CLOCK = r"[0-2]?[0-9](?::[0-5][0-9](?::[0-5][0-9])?|\s?h\s?(?:[0-5][0-9]\b)?|(?=\s?[ap]\.?m))(?:\s?[ap]\.?m\b\.?)?"
_ON = rf"(?:le |on )?(?:[a-z]{{3,9}}\.?,? (?:le )?)?(?:{DAY.pattern})\.?(?:,?\s[0-9]{{4}}\b)?"
_WHEN = rf"{_ON}\s?(?:,|-|\xb7|\||a|at|vers|t)?\s?{_CLOCK}"
_OF_NONE = r"(?:(?!draw|round|invit|tirage|ronde|stream|volet)[^\n?!])"
_WROTE = r"(?:wrote|writes|said|posted|a ecrit|ecrit|disait)"

_NAME = rf"(?:(?![:;<>\[\]()]){_OF_NONE}){{1,40}}"

# Before what is said, on the same line: [14/01/2027, 15:07] Ana: / 14/01/2027, 15:07 - Ana: / Ana (14 janvier, 15 h) :
# / @Ana (14 janvier) :
_BEFORE = compiled(
    rf"(?:\[{_WHEN}\]\s?{_NAME}:|{_WHEN}\s?(?:-\s?{_NAME}:|<[^\n<>]{{1,40}}>)"
    rf"|{_NAME}\s?[(\[](?:{_WHEN}|{_CLOCK})[)\]]\s?:|\[{_CLOCK}\](?![^:\n]{{0,40}}?{_ON}\s?:)\s?{_NAME}:"
    rf"|@{_NAME}\s?[(\[]{_ON}[)\]]\s?:)(?=\s{{1,99}}\S)"
)
# A line of its own: maple - January 14, 2027, 3:07 pm / on Thu, 14 Jan 2027 at 15:07, Ana wrote: / Ana wrote on May 9:
_ALONE = compiled(
    rf"(?:(?:{_OF_NONE}{{0,70}}?[^a-z0-9\n])?[(\[]?{_WHEN}[)\]]?{_OF_NONE}{{0,60}}"
    rf"|{_ON},? [^\n?!]{{1,60}}? {_WROTE}\s?:|[^\n?!]{{1,60}}? {_WROTE},? {_ON}\s?:|{_OF_NONE}{{1,40}} {_CLOCK})"
)
# The day of the posts below it, each with its hour: --- January 14, 2027 --- / ana 15:07 / u/maple - January 14, 2027
_OF_A_DAY = compiled(
    rf"{_ON}[^\na-z0-9]{{0,9}}\n\s{{0,9}}(?=[^\n]{{3,50}}\n){_OF_NONE}{{1,40}} {_CLOCK}\s{{0,9}}\n"
    rf"|u/[^\n ]{{2,40}}(?: [^\n ]{{1,20}})? \W {_ON}\s?(?:\n|\Z)"
)
_LONGEST = 200  # characters
_HOUR = compiled(rf"[0-9]\s?(?:[:h]|[ap]\.?m\b)|{_WROTE}")


def stamp_before(text: str, start: int, end: int) -> int:
    """Return where the stamp ends that a line begins with, if something is said behind it; 0 if there is none."""
    found = _BEFORE.match(text, start, end)
    return found.end() if found is not None else 0


COMES = compiled(
    r"(?:(?:our|the|notre|le|la) )?(?:next|upcoming|coming|prochaine?|save the date|deadline|webinar|webinaire)s?\b"
)  # Next call of the group: April 29, 2027, 2 p.m.


def is_stamp(text: str, start: int, end: int) -> bool:
    """Return True if a stretch of text is no more than the stamp of a post."""
    if end - start > _LONGEST or COMES.match(text, start):
        return False
    if (text.startswith("@", start) or _HOUR.search(text, start, end)) and (
        _ALONE.fullmatch(text, start, end) or stamp_before(text, start, end + 100) == end
    ):
        return True
    return _OF_A_DAY.match(text, start) is not None
