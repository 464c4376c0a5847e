"""Plain text in, units out: headings, list items, rows of tables and paragraphs, one after the other.

Nothing here knows what a draw is. Units are made one at a time, so a long text costs no more than its own length.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, NamedTuple

from oinp_noc._notices.facts.columns import COUNTED, legend, named_column
from oinp_noc._notices.facts.titles import is_title_of
from oinp_noc._notices.facts.unit import Unit
from oinp_noc._notices.layout.alone import ENDS_SENTENCE, heads, stands_alone
from oinp_noc._notices.layout.broken import begins_anew, begins_record, fills
from oinp_noc._notices.layout.bullets import heads_a_record, mark_before, past_bullets
from oinp_noc._notices.layout.shapes import GIVES, begin_alike, heads_alike, leads, names_cells, shape
from oinp_noc._notices.layout.stamps import is_stamp, stamp_before
from oinp_noc._notices.plain.patterns import compiled

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from oinp_noc._notices.facts.unit import Kind


class Line(NamedTuple):
    """A line that is not empty, without the blanks around it."""

    start: int
    end: int
    indent: int
    apart: bool


class Lines:
    """The lines of a plain text that say something, with a look ahead.

    Args:
        text: the text, spelt plainly.
        original: the text as written: its capitals say where something new begins.
    """

    def __init__(self, text: str, original: str) -> None:
        self.text = text
        self.original = original
        self.listed = ""  # the mark of the unit before, if it is an item
        self.under = -1  # the indent of the line above that ends in a colon
        self.headed = ""  # the label of the last line that stood alone: Stream
        self.legend = legend(text)  # of what stands in brackets
        marks = _MARK.findall(text) if _SYMBOL.search(text) else ()
        self.marks = frozenset(one or other for one, other in marks)
        posts = {*_POST.findall(text)} if "1/" in text else set()
        self.posts = frozenset(total for number, total in posts if number == "1" and ("2", total) in posts)  # 1/5, 2/5
        self.source = self._read()
        self._ahead: deque[Line] = deque()

    def _read(self) -> Iterator[Line]:
        text = self.text
        last = len(text)
        start, after, depth, gap = 0, -2, 0, False
        above = ""
        while start < last:
            end = text.find("\n", start)
            if end < 0:
                end = last
            found = text[start:end]
            bare = found.strip()
            if bare:
                gap = gap or start > after + 1  # above a rule, too
                if bare[0].isalnum() or _SAYS_SOMETHING.search(bare):
                    indent = len(found) - len(found.lstrip())
                    first = start + indent
                    within = depth
                    depth = self.original.count(">", start, first)
                    apart, gap = gap, False
                    apart = apart or (depth > within and above.rstrip()[-1:] == ":")  # somebody wrote, and is quoted
                    if stamp := stamp_before(text, first, first + len(bare)):  # who says it, as on a line above
                        yield Line(first, stamp, indent, apart=True)
                        rest = bare[stamp - first :]
                        first, apart = stamp + len(rest) - len(rest.lstrip()), False
                    yield Line(first, start + len(found.rstrip()), indent, apart)
                    above = found
                after = end  # of a rule too, such as the one below the head of a table
            start = end + 1

    def take(self) -> Line | None:
        """Return the next line and go on; None after the last."""
        return self._ahead.popleft() if self._ahead else next(self.source, None)

    def peek(self, ahead: int = 0) -> Line | None:
        """Return a line further on without going on."""
        while len(self._ahead) <= ahead:
            line = next(self.source, None)
            if line is None:
                return None
            self._ahead.append(line)
        return self._ahead[ahead]

    def below(self, ahead: int = 0) -> Line | None:
        """Return a line further on, unless an empty line stands before it."""
        line = self.peek(ahead)
        return None if line is None or line.apart else line

    def apart(self, ahead: int = 0) -> Line | None:
        """Return a line further on, if an empty line stands before it."""
        line = self.peek(ahead)
        return line if line is not None and line.apart else None


_POST = compiled(r"(?m)^\s{0,8}([12])/([1-9][0-9]?)\s")
_SAYS_SOMETHING = compiled(r"[a-z0-9]")
_SYMBOL = compiled("[\u2190-\u2bff\U0001f000-\U0001faff]")
_MARK = compiled(
    rf"(?m)(?:^[ \t]{{0,8}}({_SYMBOL.pattern})"
    r"(?=(?:(?:.{40,160}\n[ \t]{0,8}[^\W_]){0,4}.*\n\s{0,99}\1){2})"
    rf"|(?:(?<=:\n)|(?<=:\s\n))({_SYMBOL.pattern})(?=.*\n\2))"
)  # three in a row, of lines that may be broken; two behind a line that ends in a colon
_HEADING = compiled(r"(?P<level>#{1,6})\s+")
FRAMED = compiled(
    r"(?P<rule>[-=~_*#]{2,30})\s{0,3}(?P<said>[^\s-](?:[^-=~_*|\n]|(?<=[a-z])-(?=[a-z])){0,90}?[^\s:])\s{0,3}(?P=rule)"
)  # --- BOX 1 ---


_EMPHASISED = compiled(
    r"(?P<mark>\*{1,3}|_{1,3})(?P<said>[^\s*_|][^*_|\n]{1,160}[^\s*_|])(?P=mark)\s?:?"
    r"(?P<aside>\s?\([^()|\n]{1,80}\))?"
)  # **Tech occupations (Foreign Worker):**, **List A** (job offer needed)
_BULLETED = compiled(r"(?:[-•·]|[0-9]{1,2}[.)])\s+(?P<mark>\*\*|__)(?P<said>[^\s*_|][^*_|\n]{1,160}:)\s?(?P=mark)")
_BEGINS_BOLD = compiled(r"(?P<mark>\*{1,2})(?=(?P<said>[^\s*|][^*|\n]{0,98}[^\s*|])(?P=mark)(?!\*))")
LISTED = compiled(
    r"(?:(?:[•·▪*+-]|[0-9]{1,3}[.)])\s{0,3})?"
    r"(?P<entry>(?:(?:noc|cnp)[\s:#]{0,3})?[0-9]{4,5}[ \xa0]{0,3}[-:=]?[ \xa0]{0,3}[a-z][^|\t]*)"
)
_CODE_LAST = compiled(
    r"(?:(?:[•·▪*+-]|[0-9]{1,3}[.)])\s{0,3})?"
    r"(?P<entry>(?P<title>[a-z][^|\t:;]{3,160}?)(?:\s?[,:-]\s?|\s)[(\[]?(?:(?:noc|cnp)[\s:#]{0,3})?(?P<code>[0-9]{4,5})[)\]]?)[.;,]?"
)
_GOES_ON = compiled(
    r"[a-z][.!?]\s[^.!?]{3,200}?[0-9]{2}"
    r"|[0-9]{4,5}\s(?:is|are|was|were|has|had|did|does|do|will|should|isn't|wasn't|est|etait|n'est|n'etait|ne|n'a|a)\s"
)  # NOC 42202 was all there was. On May 9, 94 people


def _coded(text: str, line: Line) -> re.Match[str] | None:
    match = LISTED.fullmatch(text, line.start, line.end)
    last = _CODE_LAST.fullmatch(text, line.start, line.end) if match is None else None
    return last if last is not None and is_title_of(last["code"], last["title"]) else match


_NAMES_OF_CODES = compiled(r"\b(?:noc|cnp|codes?)\b[^:]{0,30}\Z")


def names_codes(lines: Lines, line: Line) -> bool:
    """Return True if a line has only the names of what is in the lines below, codes and titles: it heads no list."""
    following = lines.below()
    found = lines.text[line.start : line.end]
    named = _NAMES_OF_CODES.search(found) is not None and named_column(found) == "title"
    return named and following is not None and _coded(lines.text, following) is not None


def entry(lines: Lines, line: Line, wrapped: int) -> Unit | None:
    """Read what most lists are made of, a line with a code and its title, one before the other."""
    match = _coded(lines.text, line)
    if match is None or "   " in match["entry"] or _GOES_ON.search(match["entry"]) or COUNTED.match(match["entry"], 4):
        return None
    heads = line.apart and heads_a_record(lines)
    unit = written(lines, line, wrapped)
    if heads:
        return Unit("heading", match.start("entry"), unit.end, apart=True, alone=2)
    lines.listed = mark_before(lines.text, line, match.start("entry"))
    return Unit("entry", match.start("entry"), unit.end, apart=line.apart)


def written(lines: Lines, line: Line, wrapped: int) -> Unit:
    """Read a heading, an item or a paragraph from its first line on.

    Args:
        lines: the lines, the first of which is taken.
        line: that line.
        wrapped: the width at which lines are broken; 0 if they are not.
    """
    text = lines.text
    if text[line.start] == "#" and (heading := _HEADING.match(text, line.start, line.end)):
        rest = lines.below()
        if rest is not None and lines.below(1) is None and fills(text, line, rest, wrapped):
            line = line._replace(end=rest.end)
            lines.take()
        return Unit("heading", heading.end(), line.end, len(heading["level"]), line.apart)
    if framed := FRAMED.fullmatch(text, line.start, line.end):
        return Unit("heading", framed.start("said"), framed.end("said"), 0, line.apart, 2)
    line = _without_emphasis(text, line)
    start = past_bullets(lines, line)
    if line.apart or line.indent <= lines.under:
        lines.under = -1
    post = "/" in text[line.start : start] and (line.apart or line.start == 0)  # 2/ of a thread
    kind: Kind = "item" if (start > line.start and not post) or lines.under >= 0 else "prose"
    last = line
    while (following := lines.peek()) is not None and _goes_on(lines, line, last, following, wrapped):
        last = following
        lines.take()
    whole = line._replace(end=last.end)
    capitals = lines.original[line.start : last.end].isupper()
    labelled = text.count("\n", line.start, last.end) == 1 and lines.original[last.start].isupper()
    labelled = labelled and GIVES.match(text, last.start, last.end) is not None
    alone = 0 if labelled else stands_alone(lines, whole, following, wrapped, capitals=capitals)
    if kind == "item" and heads(lines, whole, start, following):
        kind, alone = "prose", 2
    lines.listed = mark_before(text, line, start) if kind == "item" else ""
    if text[last.end - 1] == ":" or leads(text, whole, following):
        lines.under = line.indent
    return Unit(kind, min(start, last.end), last.end, line.indent if kind == "item" else 0, line.apart, alone)


def _without_emphasis(text: str, line: Line) -> Line:
    """Leave out the marks of emphasis around a line, or before one that begins in bold: they are no bullets."""
    if bold := _EMPHASISED.fullmatch(text, line.start, line.end):
        whole = bold["aside"] or text[line.end - 1] == ":"
        return line._replace(start=bold.start("said"), end=bold.end(0 if whole else "said"))
    if bold := _BULLETED.fullmatch(text, line.start, line.end):
        return line._replace(end=bold.end("said"))
    bold = _BEGINS_BOLD.match(text, line.start, line.end)
    return line._replace(start=bold.start("said")) if bold is not None else line


def _goes_on(lines: Lines, first: Line, line: Line, following: Line, wrapped: int) -> bool:
    """Return True if a line goes on in the next: broken to fit a width, or in mid-sentence."""
    text = lines.text
    end = text[line.end - 1]
    is_full = fills(text, line, following, wrapped)
    if (
        following.apart
        or is_stamp(text, line.start, line.end)
        or is_stamp(text, following.start, following.end)
        or leads(text, line, following)
        or (end in ENDS_SENTENCE and (not is_full or CODE.fullmatch(text, following.start, following.end)))
        or text[line.end : following.start].strip(" \t\n>")
        or (LISTED.match(text, first.start, first.end) and _tells(text, following, is_full=is_full))
        or _SPOKEN.match(text, following.start, following.end)
        or (not is_full and _OF_BEFORE.match(text, following.start, following.end))
        or any(_SCORE.fullmatch(text, each.start, each.end) for each in (line, following))
    ):
        return False
    its = shape(text, line)
    labelled = all(GIVES.match(text, each.start, each.end) for each in (line, following))
    alike = its and its == shape(text, following) and end != ","
    alike = alike and (labelled or not is_full or (its.count("0") > _MANY and begin_alike(text, line, following)))
    if alike or names_cells(lines, following) or (is_full and heads_alike(lines, line, following)):
        return False
    ends_open = LINKS.search(text, line.start, line.end) is not None
    open_ended = lines.original[following.start].islower() or end in "-,(" or is_full
    open_ended = open_ended or (line.indent == following.indent and ends_open)
    if not open_ended or "|" in text[following.start : following.end] or text[following.start] == "#":
        return False
    bullet = past_bullets(lines, following)
    if bullet != following.start and not (is_full and _is_no_bullet(lines, first, line, bullet)):
        return False
    if is_full:
        return not begins_anew(text, lines.original, first, line, following)
    return not begins_record(text, line, following)


def _is_no_bullet(lines: Lines, first: Line, line: Line, bullet: int) -> bool:
    """Return True if what looks like a bullet stands in mid-sentence, by itself: a score of 46 or - what else - 49."""
    text = lines.text
    following = lines.below()
    if following is None or text[line.end - 1] in ENDS_SENTENCE:
        return False
    mark = mark_before(text, following, bullet)
    others = (lines.below(ahead) for ahead in range(1, _BESIDE))
    listed = {mark_before(text, each, past_bullets(lines, each)) for each in (first, *filter(None, others))}
    return mark not in {*listed, lines.listed}


def _tells(text: str, line: Line, *, is_full: bool) -> bool:
    """Return True if the line below a code has a number that no title has; behind a full line, and a label."""
    labelled = GIVES.match(text, line.start, line.end) is not None
    return (labelled or not is_full) and _TELLS.search(text, line.start, line.end) is not None


_TELLS = compiled(r"\b(?:[0-9]{1,3}|[0-9]{1,3},[0-9]{3}|20[0-9][0-9])\b")  # a number that no title of a code has
_SPOKEN = compiled(r"(?:okay|ok|um+|uh+|euh+)\b[^:]|(?:u/|@)[^\s:]{2,40}\s?:\s")  # a speaker begins anew
_OF_BEFORE = compiled(
    r"(?:(?:last (?:week|month|time)|yesterday|(?:mon|tues|wednes|thurs|fri)day)'s (?:was|were|one|draw|round)\b"
    r"|cel(?:ui|le) (?:d'hier|d'avant|d[eu] (?:la semaine|mois|lundi|mardi|mercredi|jeudi|vendredi)\b))"
)  # last week's was IS, on a line of its own
_SCORE = compiled(
    r"(?:min(?:imum)?|lowest|cut-?off|(?:min(?:imum)? |crs |eoi |lowest )?score|crs|eoi|scg|note(?: min(?:imale)?)?"
    r"|seuil|pointage)\.?\s?[:=]?\s?[0-9]{2,4}(?:\s?(?:-|to|a)\s?[0-9]{2,4})?\s?"
    r"(?:\+|(?:and|or) (?:up|above|more)|et plus|points|pts)?"
)  # min 29, on a line of its own
CODE = compiled(r"(?:noc |cnp )?[0-9]{4,5}(?<!20[0-9][0-9])")  # no year
_BESIDE = 6  # lines in which a list goes on
_MANY = 2  # numbers of a shape, that two lines of running text hardly have
LINKS = compiled(
    r"[a-z0-9] (?:to|and|of|the|from|between|until|du|de|des|et|au|aux|la|les|pour|dans|entre)\Z"
)  # a line that ends with
