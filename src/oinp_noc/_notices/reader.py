"""Parts in, drafts of draws out: which draw each thing that the text says belongs to.

A reader goes through the units in order and remembers what the text is speaking of: the day and the stream of the last
heading, the draws of the last sentence, the list that is being read. A part goes to the draw that it contradicts in
nothing and shares something with; where there is none, a new one begins.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from oinp_noc._notices import parts, rows
from oinp_noc._notices.drafts import (
    Draft,
    Total,
    Window,
    agree,
    alike,
    is_day,
    names_alike,
    same_day,
)
from oinp_noc._notices.facts import Facts, find
from oinp_noc._notices.layout import Place, Unit, named_column, sentences
from oinp_noc._notices.parts import Part
from oinp_noc._notices.speakers import Speaker
from oinp_noc._notices.words import Fact, pattern, read, spell

if TYPE_CHECKING:
    from collections.abc import Iterable

    from oinp_noc._notices.mentions import Finder, Found
    from oinp_noc._notices.values import Role

_DAYS = 500  # days kept, to give others their years
_RECENT = 48  # drafts among which the draw of a part is looked for
_HEADING = 220  # characters
_OF_SENTENCE = 2  # the strength of a target that the sentence before names
_HEADINGS = 2  # targets that headings within a list name: one names the draw, two only its parts
_TEASER = 120  # characters of a line that leads away from the article
_TEASER_WORDS = 6  # of a heading behind which nothing of the article comes
_TOLD = 30  # characters: no cell is shorter that tells of a draw in a sentence
_EARLY = 40  # characters of a sentence in which a word is about the whole
_ENTRY = 400  # characters of an entry of a list
_ENDS = ".!?:;,"
_BULLET = 3  # characters

_TELLING = frozenset("EFZYnNSBTRPLXJGijWvdhIrqMzoVK")  # a sentence without any of these says nothing here
_DATELINE = re.compile(r"M[_:,x-]{0,4}E")
_DAY_ALONE = re.compile(r"x?[,-]?E\.")  # Toronto, July 9, 2024.
_PAGE_DAY = re.compile(r"[x,:|/.-]{0,4}E[.|]?")  # of a page as well as of a draw: the text decides
_BYLINE = re.compile(r"[x_&|/,:#-]{0,4}x_?x[|/,:-]{0,2}E|E[|,-]?ux")  # of a page only: News / July 9, 2024
_TWO_DAYS = re.compile(r"[x_:|-]{0,2}(?P<day>E)[._:,|-]{0,3}[EF]")  # the page's, and that of its first sentence
_PLACE_AND_DAY = re.compile(r"x{1,2},?(?P<day>E)\)?-(?=.{1,400}(?:E|F|A|D))")  # Toronto, July 9, 2024 - … yesterday
_PUBLISHED_ON = re.compile(r"M[_:,]{0,2}(?P<day>E)")
_ACT = re.compile(r"(?<!g)(?<!g[x_])[vWh]")
_COMPARES = re.compile(r"[t&]_?r")  # the scores compared to previous draws
_ISSUED = re.compile(r"[vW]")
_HELD_FOR = re.compile(r"h[xtj_]{0,3}d_{1,2}[TRPLXJ]")  # held a draw for …
_THE_DRAW = re.compile(r"[_x]{0,2}[dqi]")  # the draw …, these invitations …
_TARGETED_DRAW = re.compile(r"j_?[di]|G")
_OF_A_DRAW = frozenset("dihvWpjwq")
_LABELLED = frozenset(":-|(")
_OF_DRAWS = frozenset("dihvWSBTRPGj")
_OF_INVITED = frozenset("dihvWpoGq")
_DRAW_OF_DAY = re.compile(r"d[_x]?[EF]|[EF]_?x?d")  # the draw on April 29, the April 29 draw
_ABOUT_DRAWS = frozenset("jdGWv")
_OF_PEOPLE = re.compile(r"n[x_]{0,2}p(?!g)")
_NAME = re.compile(r"\W*([a-z][a-z' ]{2,40})(?::|\s-)\s*\S")
_LABEL = re.compile(r"\W*[a-z][a-z' ]{2,40}:\s*\S")


class Reader:
    """Reads the draws of a text, unit by unit.

    Args:
        text: the text, spelt plainly.
        finder: finds the codes.
        today: the day that "today" means; None where it is not known.

    Attributes:
        drafts: the draws in the making.
        totals: the numbers that stand for several of them.
        days: the first days that the text names, other than those of profile windows.
        window_days: the first days of profile windows that it names.
        days_of_draws: the days that it gives to draws told before, or on a line of their own.
        streams: the streams that it names, other than of earlier draws.
        leads: the targets that it names before it tells of any draw.
        windows: the profile windows that its sentences tell, other than of earlier draws.
        sums: the numbers in sentences that sum up what was so far.
        all_targeted: whether it says of all draws that they are targeted.
        dateline: the day of publication that the text itself gives.
    """

    def __init__(self, text: str, finder: Finder, today: dt.date | None) -> None:
        self.text = text
        self.finder = finder
        self.today = today
        self.drafts: list[Draft] = []
        self.totals: list[Total] = []
        self.days: list[Fact] = []
        self.window_days: list[Fact] = []
        self.days_of_draws: list[Fact] = []
        self.streams: list[Fact] = []
        self.leads: list[Fact] = []
        self.windows: list[Window] = []
        self.all_targeted = False
        self.sums: set[int] = set()
        self.dateline: dt.date | None = None
        # What the text is speaking of: of the headings above, and of the sentences before.
        self._date: Fact | None = None
        self._of_stretch: Fact | None = None  # the first day of several that a heading names
        self._of_page = False  # the day is that of a line at the top, which may only be the page's
        self._stream: Fact | None = None
        self._target: Fact | None = None
        self._recalling = False  # within a section on earlier draws
        self._recalled = False  # the last sentence was of an earlier draw
        self._so_far = False  # the last paragraph summed a year up
        self._forecasting = False  # the last sentence was of a draw to come
        self._teasing = False  # behind the article
        self._behind_teaser = False  # among the headlines that it leads to
        self._broken: tuple[int, Draft | None] = 0, None  # where the cell of codes that ends a row may go on
        self._sourced = False  # behind the line that names the source
        self._behind_headline = False  # of another article
        self._speaker = Speaker(text)
        self._open: list[Draft] = []
        self._open_kind = ""
        self._told_in = -1  # the unit that told of them
        self._unit = -1  # the unit at hand
        self._early: tuple[int, Part] = -1, Part()  # what that unit told before its draw
        self._parent: Draft | None = None  # whose number the items below may divide
        self._shared_out = 0  # the number that they divide
        self._labelling = False  # the last line announced numbers of invitations
        self._dated_in = -1  # the unit that told the day at hand
        self._list: list[Draft] | None = None  # whose list is being read
        self._focus: list[Draft] = []  # whose list is announced
        self._named: list[Draft] = []  # of which the last sentence named codes
        self._sizes: tuple[Fact, ...] = ()  # of the list that a heading announces

    def read(self, units: Iterable[Unit]) -> None:
        """Read all units."""
        for unit in units:
            found = self.finder.find(unit)
            if self._leads_away(unit):
                continue
            self._behind_teaser = self._behind_teaser and self._is_line(unit)
            if found and self._continues_cell(unit, found):
                continue
            if unit.kind == "row":
                if not self._speaker.skips_row(unit.start, unit.end, listed=bool(found)):
                    self._row(unit, found)
            elif found and _is_entry(unit, found[0]):
                self._entry(found)
            else:
                self._named = []
                self._paragraph(unit, found)

    def _leads_away(self, unit: Unit) -> bool:
        """Say whether a unit stands behind the article, among the headlines of others, or is a headline within it."""
        if self._teasing or unit.end - unit.start > _TEASER or unit.kind == "row":
            return self._teasing
        if pattern("source").match(self.text, unit.start, unit.end):
            self._sourced = bool(self.drafts)
        if not pattern("teaser").match(self.text, unit.start, unit.end):
            return False
        words = spell(self.text[unit.start : unit.end])
        self._behind_teaser = True
        self._teasing = bool(self.drafts) and len(words) <= _TEASER_WORDS
        return True

    def _continues_cell(self, unit: Unit, found: list[Found]) -> bool:
        """Take the codes of a line that goes on with the cell of codes which the row above ends with."""
        end, draft = self._broken
        self._broken = 0, None
        behind = unit.start - end <= _BULLET and self.text[end : unit.start].count("\n") == 1
        if draft is None or not behind or len(unit.cells) > 1 or found[0].start - unit.start > _BULLET:
            return False
        draft.codes.extend(found)
        self._broken = unit.end, draft
        return True

    def _is_line(self, unit: Unit) -> bool:
        """Say whether a unit is a line such as a headline, rather than sentences."""
        return unit.kind == "prose" and unit.end - unit.start <= _HEADING and self.text[unit.end - 1] not in _ENDS

    # Paragraphs.

    def _paragraph(self, unit: Unit, found: list[Found]) -> None:
        if unit.kind != "item":
            self._so_far = self._forecasting = False
            self._speaker.begin_paragraph()
        self._unit = unit.start
        starts = [code.start for code in found]
        for start, end in sentences(self.text, unit):
            sentence = read(self.text, start, end)
            if _TELLING.isdisjoint(sentence.letters):
                continue
            codes = found[bisect_left(starts, start) : bisect_left(starts, end)]
            numbers = frozenset(code.end - len(code.code) for code in codes)
            divides = self._divided_number(sentence.letters) if unit.kind == "item" and start == unit.start else 0
            facts = find(sentence, self.text, start, end, numbers, divides=divides, labelled=self._labelling)
            if unit.kind == "prose" or self.text[end - 1] == ":":
                self._labelling = self.text[end - 1] == ":" and facts.says("i") and not facts.says("s")
            self._note_days(facts)
            if facts.says("Y") and len(self.sums) < _DAYS:
                self.sums.update(value for value in sentence.values if isinstance(value, int))
            if self._is_of_another_text(facts, unit):
                continue
            ours = self._speaker.ours(sentence, facts, unit)
            if ours is None and self._is_dateline(facts, unit):
                self._publish(facts)
            elif ours is not None:
                self._sentence(self._without_dateline(ours), codes, unit)
            elif facts.dates and self._is_heading(facts, unit):
                self._heading(facts._replace(streams=(), targets=()), unit)

    def _is_of_another_text(self, facts: Facts, unit: Unit) -> bool:
        """Say whether a sentence is the headline of another article, behind this one, or the lead below it."""
        if facts.dates or unit.kind == "item":
            self._behind_headline = False
        elif self._behind_teaser and facts.counts:
            return _ISSUED.search(facts.letters) is not None
        elif facts.counts and unit.apart and (self._sourced or self._speaker.elsewhere):
            headline = _ISSUED.search(facts.letters) is not None and self._speaker.is_headline(facts, unit)
            told = any(draft.number is not None for draft in self.drafts[-_RECENT:])
            self._behind_headline = self._behind_headline or (headline and told)
        return self._behind_headline

    def _note_days(self, facts: Facts) -> None:
        if len(self.days) < _DAYS and not facts.says("M"):
            self.days += facts.dates
            for fact in facts.ranges:
                self.days += [fact._replace(value=day) for day in fact.value]
            self._note_window(facts.windows)

    def _sentence(self, facts: Facts, codes: list[Found], unit: Unit) -> None:
        if self._is_dateline(facts, unit):
            self._publish(facts)
        elif (facts.says("Y") and not (facts.streams or facts.counts)) or (facts.summed and not facts.counts):
            self._so_far = True
        elif self._so_far and unit.kind == "item" and not facts.dates:
            pass  # a part of such a sum
        elif self._is_forecast(facts):
            self._forecasting = True
        elif self._is_no_draw(facts):
            pass
        elif self._is_heading(facts, unit):
            self._recalled = False
            self.streams += facts.streams
            if not self._labels(facts, unit):
                self._heading(facts, unit)
                if facts.says("o") and not facts.streams and self._has("several", facts):
                    self._focus = self._waiting()  # a list of several draws
        else:
            self._statement(facts, codes, unit)

    def _publish(self, facts: Facts) -> None:
        """Take the first day of a sentence for that of the text."""
        dated = next((day for day in facts.dates if day.value.year), None)
        self.dateline = self.dateline or (dt.date(*dated.value) if dated is not None else None)
        self.today = self.today or self.dateline

    def _without_dateline(self, facts: Facts) -> Facts:
        """Take the day of publication out of a sentence that tells of draws."""
        at_top = not self._date and not self.drafts
        found = _PUBLISHED_ON.search(facts.letters) or _PLACE_AND_DAY.match(facts.letters)
        found = found or (_TWO_DAYS.match(facts.letters) if at_top else None)
        if found is None or not (facts.counts or len(facts.dates) > 1):
            return facts
        place = found.start("day")
        self._publish(facts._replace(dates=tuple(day for day in facts.dates if day.place == place)))
        return facts._replace(dates=tuple(day for day in facts.dates if day.place != place))

    def _is_dateline(self, facts: Facts, unit: Unit) -> bool:
        """Say whether a sentence tells the day of the page: it says so, or is a line at the top, of nothing else."""
        if _DATELINE.search(facts.letters) and not facts.counts:
            return True
        if self._date or self.drafts or not _BYLINE.match(facts.letters) or not _OF_DRAWS.isdisjoint(facts.letters):
            return False
        return self._is_heading(facts, unit) and not self._has("here", facts)

    def _statement(self, facts: Facts, codes: list[Found], unit: Unit) -> None:
        """Read a sentence: what it says of draws, announced and earlier ones."""
        told: Iterable[tuple[Role, Facts]]
        if (self._recalling and not self._comes_back(facts)) or self._looks_back(facts):
            told = [("recalled", facts)]
        else:
            names_another = facts.dates or facts.streams
            goes_on = self._recalled and not names_another and self._begins("pronoun", facts)
            told = parts.split_by_role(facts, goes_on=goes_on)
        for role, said in told:
            self._recalled = role == "recalled"
            if role == "recalled":
                if _recalls(said):
                    self._tell(role, said, codes, unit)
                continue
            self.streams += said.streams
            if said.dates:
                self._take_day(said, unit)
            if self._announces(said):
                self._tell(role, said, codes, unit)
            elif self._is_of_another_day(said):
                self._recalled = True
                if self._is_before(said.dates[0]) and _recalls(said):
                    self._tell("recalled", said, codes, unit)
            elif self._begins("one more", said) and said.says("d"):
                self._begin_another(said)
            else:
                self._describe(said, codes)

    def _take_day(self, facts: Facts, unit: Unit) -> None:
        """Take the day of a sentence for that at hand, and note where it says that invitations were issued on it."""
        if self._changes_day(facts):
            self._speak_of(facts.dates[0])
        if facts.says("i") and _ISSUED.search(facts.letters):
            self._dated_in = unit.start

    def _is_forecast(self, facts: Facts) -> bool:
        """Say whether a sentence is of a draw to come, as that before it may have been."""
        if _ACT.search(facts.letters):
            self._forecasting = False
            return False
        return facts.says("K") or (self._forecasting and facts.says("g"))

    def _changes_day(self, facts: Facts) -> bool:
        """Say whether a sentence gives the day of the next ones: the first, or one of draws that it says were held."""
        if _ACT.search(facts.letters) is None:
            return False
        if self._of_page or self._date is None or self._date is self._of_stretch:
            return True
        held = len(facts.dates) == 1 and not facts.counts and facts.says("h") and facts.says("d")
        return held and not (facts.says("K") or self._is_before(facts.dates[0]))

    def _is_no_draw(self, facts: Facts) -> bool:
        """Say whether a sentence tells of invitations by mistake, or only supposes that somebody is invited."""
        if not facts.counts and _ACT.search(facts.letters) is None:
            return False
        return self._has("mistaken", facts) or bool(facts.counts and not facts.dates and self._begins("if", facts))

    def _comes_back(self, facts: Facts) -> bool:
        """Say whether a sentence within a section on earlier draws is of the announced one: names it, or its day."""
        if facts.says("q"):
            return True
        days = [draft.date for draft in self.drafts[-_RECENT:] if draft.role == "announced"]
        return bool(facts.dates) and all(any(is_day(day, date) for date in days) for day in facts.dates)

    def _looks_back(self, facts: Facts) -> bool:
        """Say whether a sentence is of an earlier draw by its day, such as the largest of a year."""
        if facts.says("r") or len(facts.dates) != 1 or not self._is_before(facts.dates[0]):
            return False
        early = pattern("one of many").search(self.text, facts.start, min(facts.end, facts.start + _EARLY))
        return early is not None and not {"d", "h"}.isdisjoint(facts.letters)

    def _is_before(self, day: Fact) -> bool:
        """Say whether a day lies before that of a draw that was told with its number."""
        now = self._date
        if now is None or is_day(day, now):
            return False
        told = any(
            draft.role == "announced" and draft.number is not None and is_day(draft.date, now)
            for draft in self.drafts[-_RECENT:]
        )
        years = (day.value.year or now.value.year or 0, now.value.year or day.value.year or 0)
        return told and (years[0], *day.value[1:]) < (years[1], *now.value[1:])

    def _has(self, kind: str, facts: Facts) -> bool:
        return pattern(kind).search(self.text, facts.start, facts.end) is not None

    def _begins(self, kind: str, facts: Facts) -> bool:
        return pattern(kind).match(self.text, facts.start, facts.end) is not None

    # Headings.

    def _is_heading(self, facts: Facts, unit: Unit) -> bool:
        """Say whether something is a heading: no sentence, and no numbers of invitations or scores."""
        if facts.counts or facts.scores or facts.windows:
            return False
        if unit.kind == "heading" or (unit.kind == "item" and self._names_field(facts)):
            return True
        if _DAY_ALONE.fullmatch(facts.letters) or (facts.letters == "E" and not facts.start > unit.start):
            return True
        if facts.end - facts.start > _HEADING or (facts.start, facts.end) != (unit.start, unit.end):
            return False
        last = self.text[facts.end - 1]
        whose = facts.says("p") or self._has("here", facts)
        says = last == ":" and (facts.says("I") or (_ISSUED.search(facts.letters) and whose))
        return unit.kind == "prose" and last not in ".!?;," and not says

    def _names_field(self, facts: Facts) -> bool:
        """Say whether something is a field with its value, such as ``Stream: …``, that no draw at hand waits for."""
        name = _NAME.match(self.text, facts.start, facts.end)
        column = named_column(name[1]) if name is not None else None
        return column in ("stream", "date") or (column == "target" and not self._open)

    def _labels(self, facts: Facts, unit: Unit) -> bool:
        """Read a line such as ``Stream: …`` below others of its kind as about the draw at hand."""
        if unit.apart or len(self._open) != 1 or not _LABEL.match(self.text, facts.start, facts.end):
            return False
        target = next(iter(facts.targets), None)
        general = target is not None and target.value is None
        part = Part(
            date=next(iter(facts.dates), None),
            stream=next(iter(facts.streams), None),
            target=None if general else target,
            general=general,
        )
        if part == Part() or self._open[0].contradicts(part):
            return False
        self._open[0].take(part, 3)
        return True

    def _heading(self, facts: Facts, unit: Unit) -> None:
        """Take over what a heading says for what follows it."""
        opens = unit.apart or unit.kind == "heading"  # rather than one of several lines, each with one fact
        if unit.kind == "heading" or facts.dates or facts.streams:
            self._recalling = facts.says("r") and not (facts.dates or _COMPARES.search(facts.letters))
        elif facts.says("r") and (facts.says("d") or facts.says("i") or facts.letters.strip("_x:") == "r"):
            self._recalling = True
        days = parts.days_of(facts)
        if days:
            self._of_page = not (self._date or self.drafts) and _PAGE_DAY.fullmatch(facts.letters) is not None
            self._date = days[0]
            self._of_stretch = None if facts.dates else days[0]
            if _PAGE_DAY.fullmatch(facts.letters) and len(self.days_of_draws) < _DAYS:
                self.days_of_draws += days
            if opens:
                self._stream = self._target = self._list = None
                self._open, self._focus = [], []
        if facts.streams:
            self._stream = facts.streams[0] if len(facts.streams) == 1 else None
            self._target = self._list = None
            self._focus = [draft for draft in self._waiting() if draft.is_in(facts.streams[0])]
            self._open = self._focus[-1:]
        target = next((target for target in facts.targets if target.value is not None), None)
        if facts.says("o") and not facts.streams and self._has("several", facts):
            self._list, self._focus = None, self._waiting()
        if target is None:
            self._sizes = facts.sizes or self._sizes  # a heading that names a target may count a part of the list
        else:
            self._target = target
            named = [] if facts.streams else [d for d in self._waiting() if names_alike(d.aim, target.value[0])]
            if named and (self._list is None or not any(draft in self._list for draft in named)):
                self._list, self._focus = None, named

    def _waiting(self) -> list[Draft]:
        """Return the announced drafts of the day at hand that have no list yet."""
        return [
            draft
            for draft in self.drafts[-_RECENT:]
            if draft.role == "announced" and not draft.codes and same_day(draft.date, self._date)
        ]

    # What a sentence tells of draws.

    def _announces(self, facts: Facts) -> bool:
        """Say whether a sentence tells of a draw: numbers, scores, windows, or that invitations were issued."""
        if facts.counts or facts.windows:
            return True
        if facts.scores:
            return bool(self._open) or not self._asks_in_general(facts)
        under_heading = self._stream is not None and self._date is not None
        if under_heading and not self._open and _TARGETED_DRAW.search(facts.letters):
            return True
        acts = _ACT.search(facts.letters) is not None and not {"i", "d", "p"}.isdisjoint(facts.letters)
        dated = bool(facts.dates or facts.ranges or facts.says("D") or facts.says("A"))
        return acts and bool(facts.streams or (facts.targets and dated)) and (dated or self._date is not None)

    def _asks_in_general(self, facts: Facts) -> bool:
        """Say whether a sentence tells what score a stream asks for, and of no draw."""
        whole = self.text[facts.end - 1] == "." and _LABELLED.isdisjoint(facts.letters)
        return whole and bool(facts.streams) and not facts.dates and _OF_A_DRAW.isdisjoint(facts.letters)

    def _tell(self, role: Role, facts: Facts, codes: list[Found], unit: Unit) -> None:
        """Give what a sentence tells to its draws."""
        if role == "announced" and self._is_of_several(self._with_window(facts), unit):
            return
        drafts = self._drafts_of(role, self._with_window(facts) if role == "announced" else facts)
        if role == "announced" and not drafts:
            self._lead(facts)
            self._tell_early(facts)
        if role == "recalled" or not drafts:
            return
        self._told_in = unit.start
        self._sizes = ()
        alone = len(drafts) == len(facts.counts) == 1 and not (facts.scores or facts.targets)
        if alone and role == "announced" and alike(drafts[0].number, facts.counts[0]):
            drafts[0].summing = drafts[0].summing or facts.says("Q")
            self._parent = drafts[0] if self.text[facts.end - 1] == ":" else None
        kind = unit.kind
        goes_on = kind == "item" == self._open_kind and self._list is None
        before = [draft for draft in self._open[-_RECENT:] if draft not in drafts] if goes_on else []
        self._open = before + drafts
        self._open_kind = kind
        self._focus = drafts if facts.says("I") or self.text[facts.end - 1] == ":" else []
        if not (self._list and all(draft in self._list for draft in drafts)):
            self._list = None
        if codes and len(drafts) == 1 and not drafts[0].codes:
            drafts[0].codes.extend(codes)

    def _with_window(self, facts: Facts) -> Facts:
        """Add the window that was told last to a sentence that says that its own is the same."""
        if facts.windows or not self.windows or not self._has("same window", facts):
            return facts
        return facts._replace(windows=(self.windows[-1].fact,))

    def _is_of_several(self, facts: Facts, unit: Unit) -> bool:
        """Give the window of a sentence that tells nothing else to all draws of the day, where it may be theirs.

        It is where the sentence says so, or stands by itself: not among what is told of one draw.
        """
        alone = not (facts.counts or facts.scores or facts.streams)
        of_all = alone and self._begins("of all", facts)
        for window in facts.windows[:1]:
            if len(self.windows) < _DAYS:
                self.windows.append(Window(window, self._date, of_all))
            by_itself = unit.kind == "prose" and self._told_in != unit.start
            if of_all or (alone and by_itself and self._stream is None and self._target is None):
                for draft in self.drafts[-_RECENT:]:
                    if draft.role == "announced" and not draft.is_bare and same_day(draft.date, self._date):
                        draft.window = draft.window or window
                return True
        return False

    def _drafts_of(self, role: Role, facts: Facts) -> list[Draft]:
        """Find the draws that a sentence is of, or begin them."""
        drafts: list[Draft] = []
        if not facts.streams and self._open and self._has("same stream", facts):
            stream = self._named_last(self._open[-1].stream)
            facts = facts._replace(streams=() if stream is None else (stream._replace(place=0),))
        self._divide_parent(facts)
        begins = not (self.drafts and facts.says("g") and not facts.dates)
        for part in self._divided(role, facts):
            if role == "announced" and part.stream is None and self._is_total(part):
                continue
            draft = self._draft(role, part, alone=not facts.streams, begins=begins)
            if draft is not None and draft not in drafts:
                drafts.append(draft)
                of_day = self._dated_in == self._unit and facts.says("i") and _ISSUED.search(facts.letters) is not None
                draft.dated_itself = draft.dated_itself or of_day
        return drafts

    def _named_last(self, stream: Fact | None) -> Fact | None:
        """Return the stream that the text named last, be it of a draw or not."""
        last = self.streams[-1] if self.streams else None
        return last if last is not None and stream is not None and last.span > stream.span else stream

    def _divide_parent(self, facts: Facts) -> None:
        """Take the number of the line above for the sum of those below it, which are draws of its stream."""
        parent, self._parent = self._parent, None
        if facts.streams:
            self._shared_out = 0
        elif parent is not None and parent.number is not None and facts.counts:
            self._shared_out = parent.number.value if parent.number.value > facts.counts[0].value else 0
            if self._shared_out:
                self.totals.append(Total(parent.number, (parent.stream,) if parent.stream else (), parent.date))
                parent.number = parent.target = None
                parent.strength = 0
                self._open = [parent]

    def _divided_number(self, letters: str) -> int:
        """Return the number that the next item may be a part of; 0 where there is none."""
        if self._parent is not None and self._parent.number is not None:
            return int(self._parent.number.value)
        if self._shared_out or not self._open or _OF_PEOPLE.match(letters) is None:
            return self._shared_out
        numbers = [draft.number.value for draft in self._open[:_RECENT] if draft.number is not None]
        return int(numbers[0]) if numbers else 0

    def _divided(self, role: Role, facts: Facts) -> list[Part]:
        """Divide a sentence among its draws; note the number that it gives for several of them."""
        for parent in facts.parents:
            behind = min((count.place for count in facts.counts if count.place > parent.place), default=parent.place)
            streams = parts.distinct(tuple([stream for stream in facts.streams if stream.place < behind]))
            self._note_total(
                role,
                parent,
                streams if len(streams) == 1 else (),
                next(iter(parts.days_of(facts, self.today)), self._date),
            )
        total = parts.total_in(facts)
        if total is not None:
            if len(facts.streams) == 1:
                self._open_were_totals(role)
            days = parts.days_of(facts, self.today)
            self._note_total(role, total, parts.distinct(facts.streams), days[0] if days else self._date)
            if len(facts.counts) == 1:
                if days and role == "announced":
                    self._speak_of(days[0])
                return parts.of_each_stream(facts)
            facts = facts._replace(counts=facts.counts[1:])
        if len(facts.streams) > 1 and not facts.counts:
            self._open_were_totals(role)
        found = parts.of_each_draw(facts, self.today)
        if facts.says("y") and len(found) == len(self._open) and not any(part.stream for part in found):
            return [part._replace(stream=draft.stream) for part, draft in zip(found, self._open, strict=True)]
        return found

    def _note_total(self, role: Role, number: Fact, streams: tuple[Fact, ...] = (), date: Fact | None = None) -> None:
        """Note a number that stands for several draws, which none that was begun for it is one of."""
        if role == "recalled":
            return
        self.totals.append(Total(number, streams, date))
        gone = [draft for draft in self.drafts[-_RECENT:] if draft.stream is None and alike(draft.number, number)]
        self.drafts[-_RECENT:] = [draft for draft in self.drafts[-_RECENT:] if draft not in gone]
        self._open = [draft for draft in self._open if draft not in gone]

    def _open_were_totals(self, role: Role) -> None:
        """Take draws without a stream, before several streams are named, for what these had together."""
        for draft in self._open:
            if draft.stream is None and draft.number is not None and draft.score is None and not draft.codes:
                self._note_total(role, draft.number, date=draft.date)

    def _is_total(self, part: Part) -> bool:
        """Say whether a number was told for several draws before, or is told where several streams were named."""
        number = part.number
        if number is None:
            return False
        if any(total.fact.value == number.value for total in self.totals[-_RECENT:]):
            return True
        streams = {
            draft.stream.value: draft.stream for draft in self._open if draft.stream is not None and draft.is_bare
        }
        if part.target is not None or len(streams) < 2 or self._stream is not None:  # noqa: PLR2004 (several streams)
            return False
        self._note_total("announced", number, tuple(streams.values()), part.date or self._date)
        return True

    # Which draw a part is of.

    def _draft(self, role: Role, part: Part, *, alone: bool = True, begins: bool = True) -> Draft | None:
        """Find the draw that a part is about, or begin one.

        Args:
            role: announced or recalled.
            part: the part.
            alone: whether its sentence names no stream.
            begins: whether it may begin a draw without a number: not what somebody must have, or may get.
        """
        implied, strength = self._implied(role, part, alone=alone)
        draft = self._find(role, implied)
        if draft is None and part.number is None:
            draft = self._find(role, part) or self._only(role, implied)  # the heading above may be of what follows
        if draft is None:
            if part.number is None and not (begins and implied.stream and (part.date or self._date)):
                return None  # too little to begin a draw with
            draft = Draft(role)
            self.drafts.append(draft)
            implied = self._completed(role, implied)
            if role == "announced":
                early = self._with_early(implied)
                strength = strength if early.target is implied.target else _OF_SENTENCE
                implied = early
        elif role == "announced" and draft.date is None:
            implied = implied._replace(date=implied.date or self._date)  # told again, where the day is known
        draft.take(implied, strength)
        draft.dated_itself = draft.dated_itself or part.date is not None
        if part.date is not None and role == "announced":
            self._speak_of(part.date)
        return draft

    def _speak_of(self, day: Fact) -> None:
        """Take a day for what the text is speaking of, unless it only repeats a fuller one."""
        if self._of_page and self._date is not None and not same_day(self._date, day):
            self.dateline = self.dateline or dt.date(*self._date.value)
        if day.value.year or self._date is None or not same_day(self._date, day):
            self._date = day
        self._of_page = False

    def _implied(self, role: Role, part: Part, *, alone: bool) -> tuple[Part, int]:
        """Add to a part what the headings above say, and tell how sure its target is."""
        strength = 0 if part.target is None else 1 + part.target.value[1]
        if part.stream is None and alone:
            part = part._replace(stream=self._stream)
        general = part.general or (bool(self._open) and self._open[-1].general)
        if part.target is None and role == "announced" and not general:
            part = part._replace(target=self._target)
        return part, strength

    def _completed(self, role: Role, part: Part) -> Part:
        """Add to a new draw what the text was speaking of: its day, and the stream of the sentence before."""
        date = part.date or (self._date if role == "announced" else None)
        self._of_page = self._of_page and role != "announced"
        stream = part.stream
        if stream is None and self._open and self._open[-1].role == role:
            streams = {draft.stream.value for draft in self._open if draft.stream is not None}
            stream = self._open[-1].stream if len(streams) == 1 else None
        return part._replace(date=date, stream=stream)

    def _find(self, role: Role, part: Part) -> Draft | None:
        """Find the draw at hand, or else a recent one, that a part is about."""
        day = part.date or self._date
        for draft in reversed(self._open[-_RECENT:]):
            if draft.role == role and same_day(draft.date, day) and not draft.contradicts(part):
                return draft
        for draft in reversed(self.drafts[-_RECENT:]):
            if draft.role == role and same_day(draft.date, day) and not draft.contradicts(part) and draft.shares(part):
                return draft
        return None

    def _only(self, role: Role, part: Part) -> Draft | None:
        """Return the only draw so far, told of without its stream, where a part says no more than a score."""
        if len(self.drafts) != 1 or part.score is None or self._date is not None:
            return None
        (draft,) = self.drafts
        alike = draft.role == role and draft.stream is None and draft.score is None
        return draft if alike and not draft.contradicts(part) else None

    # What is said of the draws at hand without numbers.

    def _is_of_another_day(self, facts: Facts) -> bool:
        """Say whether a sentence describes a draw of a day of which none was announced."""
        if len(facts.dates) != 1 or not _DRAW_OF_DAY.search(facts.letters):
            return False
        announced = [draft.date for draft in self.drafts[-_RECENT:] if draft.role == "announced"]
        return bool(announced) and not any(same_day(day, facts.dates[0]) for day in announced)

    def _begin_another(self, facts: Facts) -> None:
        """Begin a draw beside those at hand, of which the next sentences tell the numbers."""
        waits = [draft for draft in self._open if draft.is_bare]
        if not self._open or waits:
            self._describe(facts, [])
            return
        part = parts.of_each_draw(facts, self.today)[0]
        last = self._open[-1]
        draft = Draft("announced", date=part.date or last.date, stream=part.stream or last.stream)
        draft.take(part, 0 if part.target is None else 1 + part.target.value[1])
        self.drafts.append(draft)
        self._open, self._open_kind = [draft], "prose"

    def _describe(self, facts: Facts, codes: list[Found]) -> None:
        """Read a sentence that says more of the draws at hand: their target, their list, its size."""
        self._lead(facts)
        self._tell_early(facts)
        drafts = self._waiting() if self._has("several", facts) else self._open
        self._date_again(facts)
        if _ACT.search(facts.letters):
            self._date = self._date or next(iter(facts.dates), None)
        if facts.says("I"):
            if facts.streams:
                self._focus = self._of_streams(facts.streams)
                self._list = None if self._focus else self._list
            else:
                self._focus = drafts or self._focus
            for draft in self._focus:
                draft.sizes.extend(facts.sizes)
            if facts.streams:
                return
        elif self.text[facts.end - 1] == ":":
            self._sizes = facts.sizes or self._sizes
        if facts.streams:
            self._name_stream(facts)
            drafts = [draft for draft in drafts if any(map(draft.is_in, facts.streams))]
        if not _ABOUT_DRAWS.isdisjoint(facts.letters) and not facts.says("g"):
            self._add(drafts, facts)
        if codes and self._asks_for(facts) and not any(draft.codes for draft in drafts):
            self._name(drafts, codes, facts)

    def _date_again(self, facts: Facts) -> None:
        """Give the draws at hand their own day, where a heading only told them one of several."""
        if len(facts.dates) == 1 and facts.says("h") and facts.says("d"):
            for draft in self._open:
                if draft.date is self._of_stretch is not None:
                    draft.date = facts.dates[0]

    def _name_stream(self, facts: Facts) -> None:
        """Give the draw at hand the stream that a sentence about it names."""
        about_it = _THE_DRAW.match(facts.letters) is not None and not facts.says("g")
        of_one = len(self.drafts) == 1 and not facts.says("N")  # not "for one of three streams"
        about_it = about_it or (of_one and self._begins("the invited", facts))
        if about_it and len(self._open) == 1 and len(parts.distinct(facts.streams)) == 1:
            self._open[0].stream = self._open[0].stream or facts.streams[0]

    def _name(self, drafts: list[Draft], codes: list[Found], facts: Facts) -> None:
        """Give draws the codes that a sentence names, which a list below may complete."""
        for draft in drafts:
            draft.codes = codes
            draft.sizes.extend(facts.sizes)
        self._named = drafts

    def _tell_early(self, facts: Facts) -> None:
        """Keep the score or the target that a sentence tells just before the one that begins its draw."""
        if not (facts.scores or _HELD_FOR.search(facts.letters)):
            return
        score = facts.scores[0] if len(facts.scores) == 1 and not self.drafts else None
        target = facts.targets[0] if len(facts.targets) == 1 and facts.targets[0].value is not None else None
        self._early = self._unit, Part(score=score, target=target)

    def _with_early(self, part: Part) -> Part:
        """Add to a new draw what its paragraph told just before."""
        unit, early = self._early
        self._early = -1, Part()
        if unit != self._unit or part.number is None:
            return part
        target = part.target if part.target is not None or part.general else early.target
        return part._replace(score=part.score or early.score, target=target)

    def _lead(self, facts: Facts) -> None:
        """Note the target that a sentence before the first draw names."""
        if self._open or any(not draft.is_bare for draft in self.drafts[:_HEADINGS]):
            return
        if not _OF_DRAWS.isdisjoint(facts.letters) and not facts.says("g") and len(self.leads) < _DAYS:
            self.leads += [fact for fact in facts.targets if fact.value is not None and fact.value[1] > 1]

    def _asks_for(self, facts: Facts) -> bool:
        if facts.says("g") or self._has("for example", facts):
            return False
        return facts.says("j") or facts.says("o") or self._has("asked for", facts)

    def _of_streams(self, streams: tuple[Fact, ...]) -> list[Draft]:
        """Find the draws whose list a sentence announces by stream, one of which may have lacked its stream so far."""
        waiting = self._waiting()
        found = [draft for draft in waiting if any(map(draft.is_in, streams))]
        nameless = [draft for draft in waiting if draft.stream is None and draft.target is not None]
        if not found and len(nameless) == len(streams) == 1 and not self._names_several_behind(nameless[0]):
            nameless[0].stream = streams[0]
            return nameless
        return found

    def _names_several_behind(self, draft: Draft) -> bool:
        """Say whether several streams are named behind a number without a score: it may be that of all of them."""
        number = draft.number
        behind = {fact.value for fact in self.streams[-_RECENT:] if number is not None and fact.span > number.span}
        return draft.score is None and len(behind) > 1

    def _add(self, drafts: list[Draft], facts: Facts) -> None:
        """Add to draws what a sentence about them says."""
        if facts.says("j") and facts.says("i") and self._begins("of all", facts):
            self.all_targeted = True
        self._date = self._date or next(iter(facts.dates), None)
        if facts.says("d") and _ACT.search(facts.letters) and len(self.days_of_draws) < _DAYS:
            self.days_of_draws += facts.dates
        of_stream = bool(facts.streams) and not _ACT.search(facts.letters)
        of_stream = of_stream and (self._has("aims", facts) or not facts.says("j"))
        of_else = facts.says("j") and _OF_INVITED.isdisjoint(
            facts.letters.replace("v", "") if facts.says("U") else facts.letters
        )
        found = () if of_stream or of_else else facts.targets  # of what a stream is for, of how a province aims
        cued = [fact for fact in found if fact.value is None or fact.value[1] > 1]
        nameless = all(draft.target is None for draft in drafts)
        if cued and (len(drafts) == 1 or (nameless and _is_one(cued[0]))):
            target = cued[0]
            part = Part(general=True) if target.value is None else Part(target=target)
            for draft in drafts:
                if not draft.contradicts(part):
                    draft.take(part, 1 if target.value is None else 1 + target.value[1])
        for draft in drafts:
            draft.sizes.extend(facts.sizes)
            draft.targeted = draft.targeted or (facts.says("j") and not (of_else or of_stream or draft.general))

    # Lists.

    def _entry(self, found: list[Found]) -> None:
        """Give the codes of an entry to the draws whose list it stands in."""
        if self._recalling or self._speaker.elsewhere:
            return
        if self._list is None:
            for draft in self._named:
                draft.named, draft.codes = draft.codes, []
            self._list = self._named or self._whose()
            self._named = []
            self._focus = []
            codes = self._list[0].codes if self._list else []
            for draft in self._list:
                draft.codes = codes
                draft.sizes.extend(self._sizes)
            self._sizes = ()
        if self._list:
            self._list[0].codes.extend(found)
        for draft in self._list:
            if self._target is not None and self._target not in draft.headings and len(draft.headings) < _HEADINGS:
                draft.headings.append(self._target)

    def _whose(self) -> list[Draft]:
        """Find the draws that a list is of: those announced for it, those at hand, or all that have none yet."""
        if self._focus:
            without = [draft for draft in self._focus if not draft.codes]
            return _may_have_list(without) if without or len(self._focus) > 1 else self._focus
        waiting = self._waiting()
        at_hand = [draft for draft in self._open if not draft.codes]
        if len(at_hand) == 1 and self._open_kind == "row" and self._target is None:
            at_hand = [draft for draft in waiting if agree(draft.aim, at_hand[0].aim)]
        return _may_have_list(at_hand if self._open else waiting)

    # Rows of tables.

    def _row(self, unit: Unit, found: list[Found]) -> None:
        if not unit.columns and _DATELINE.search(read(self.text, unit.start, unit.end).letters):
            self._paragraph(unit, found)
            return
        filled = [cell for cell in unit.cells if cell[0] < cell[1]]
        if filled == [unit.cells[0]] and len(unit.cells) > 1 and not found:
            self._paragraph(Unit("heading", *filled[0]), found)
            return
        part = (
            Part() if found and unit.columns and rows.KEYS.isdisjoint(unit.columns) else rows.part_of(unit, self.text)
        )
        if self._so_far and part.date is None:
            return
        if part.number is None and part.score is None and not self._is_row_of_draw(part):
            telling = next(filter(self._tells_of_draw, filled), None)
            if telling is None:
                self._row_without_draw(part, found)
            else:
                self._cell(telling, part, found)
        elif part.number is not None and part.date is None and rows.is_total(unit, self.text):
            self._note_total("announced", part.number, () if part.stream is None else (part.stream,), self._date)
        else:
            self._row_of_draw(part, found, unit)

    def _is_row_of_draw(self, part: Part) -> bool:
        """Say whether a row without numbers tells of a draw: its day, its stream and what it was for."""
        named = part.stream is not None or self._stream is not None
        return named and part.date is not None and (part.target is not None or part.general)

    def _tells_of_draw(self, cell: Place) -> bool:
        """Say whether a cell tells of a draw as a sentence does: of which day, and how many were invited."""
        start, end = cell
        if end - start < _TOLD:
            return False
        facts = find(read(self.text, start, end), self.text, start, end)
        return bool(facts.dates and facts.counts)

    def _cell(self, cell: Place, part: Part, found: list[Found]) -> None:
        """Read a cell that tells of draws in sentences, of the stream that its row names."""
        above = self._date, self._stream, self._target
        self._date, self._stream, self._target = None, part.stream, None
        self._open, self._list, self._focus = [], None, []
        self._paragraph(Unit("prose", *cell), [code for code in found if cell[0] <= code.start < cell[1]])
        self._open = []
        self._date, self._stream, self._target = above

    def _row_without_draw(self, part: Part, found: list[Found]) -> None:
        """Read a row of a list of codes, or one that stands as a heading above others."""
        if found:
            self._entry(found)
        else:
            self._stream = part.stream or self._stream
            self._date = part.date or self._date

    def _row_of_draw(self, part: Part, found: list[Found], unit: Unit) -> None:
        """Read a row that tells of a draw; what it says holds for no other."""
        self._note_days_of(part)
        before, self._open = self._open, []
        goes_on = self._open_kind == "row"
        if part.date is None and goes_on and before:
            part = part._replace(date=before[-1].date)  # one cell for several rows
        above = self._date, self._target
        self._target = None
        draft = self._draft("recalled" if self._recalling else "announced", part)
        self._date, self._target = above[0] or self._date, above[1]
        self._open = [other for other in before[-_RECENT:] if goes_on and other is not draft]
        self._open += [draft] if draft is not None else []
        self._open_kind = "row"
        self._list, self._focus = None, []
        if draft is not None and not draft.codes:
            draft.codes.extend(found)
            ends = bool(found) and found[-1].start >= unit.cells[-1][0]
            self._broken = unit.end, draft if ends else None

    def _note_days_of(self, part: Part) -> None:
        if len(self.days) < _DAYS:
            self.days += [part.date] if part.date is not None else []
            self._note_window((part.window,) if part.window is not None else ())

    def _note_window(self, windows: tuple[Fact, ...]) -> None:
        for window in windows if len(self.window_days) < _DAYS else ():
            self.window_days += [window._replace(value=day) for day in window.value if day is not None]


def _recalls(facts: Facts) -> bool:
    """Say whether what is said of an earlier draw tells which one."""
    if facts.counts or facts.scores or facts.windows:
        return True
    return bool(facts.dates) and bool(facts.streams or facts.targets or facts.says("d") or facts.says("i"))


def _is_entry(unit: Unit, first: Found) -> bool:
    """Say whether a unit is an entry of a list: begins with a code, or with the title of one."""
    begins = first.start if first.printed is None else min(first.start, first.printed.start)
    return begins - unit.start <= _BULLET and (unit.kind != "prose" or unit.end - unit.start < _ENTRY)


def _is_one(target: Fact) -> bool:
    """Say whether a target may be that of several draws at once: it names labels, or one criterion."""
    return target.value is None or sum(map(bool, target.value[0])) < 2  # noqa: PLR2004 (labels and a region, say)


def _may_have_list(drafts: list[Draft]) -> list[Draft]:
    """Keep the draws that may have a list: not the general ones, nor those of a program, where there are others."""
    found = [draft for draft in drafts if draft.stream is not None] or drafts
    targeted = [draft for draft in found if (draft.target is not None or draft.targeted) and not draft.general]
    found = targeted or [draft for draft in found if not draft.general] or found
    return [draft for draft in found if draft.aim.program != "empp"] or found
