"""Canada's National Occupational Classification and the draws of the Ontario Immigrant Nominee Program.

What to call:

* What became of a code? `convert`, `convert_all`; of a column: `frames.convert`, after `frames.clean`.
* What is this code? `lookup`, `identify`. Is this text a code? `is_valid`, `parse_code`, `repair_code`.
* Which unit group is this job title in? `search`, `suggest`, `narrow`.
* Which unit groups are below a group, or in two lists? `OccupationSet`, with the operators of sets.
* Which draws were there? `draws`, `draw`. What have two in common? ``a & b``, and `overlap` across NOC versions.
* Would somebody have been invited? `DrawHistory.screen`. How often? `DrawHistory.frequency`, `DrawHistory.timeline`.
* What was "tech" on a day, and whom did a stream admit? `occupation_group`, `stream`, `changes`.
* What does this announcement say? `parse_notice`.
* Where does a fact come from? `provenance`, `coverage`. Is a table of yours sound? `qc`.
* In French: `use_language`. As pictures: `plots`. In your tests: `testing`. What may be raised: `errors`.
* Is a table sound, of yours or of ours? `qc`.

    >>> import oinp_noc
    >>> oinp_noc.convert("2173").successor
    <Group 21231 (NOC 2021 unit group): Software engineers and designers>
    >>> oinp_noc.search("infirmiere")[0].group.code
    '31301'
    >>> a = oinp_noc.draw("2023-05-09-employer-job-offer-foreign-worker")
    >>> b = oinp_noc.draw("2023-05-09-employer-job-offer-international-student")
    >>> (a & b).codes
    ('22221', '22222')
    >>> history = oinp_noc.draws().select(until="2024-12-31")
    >>> history.latest(occupation="21231").id
    '2024-03-21-human-capital-priorities'
    >>> [found.verdict for found in history.on("2024-03-07").screen("31301", score={"human-capital-priorities": 400})]
    ['yes']

Importing the package reads no data and no module but the locks: each name arrives with its first use.
"""

from oinp_noc._locks import FIRST_USE as _FIRST_USE

# Type checkers take the name for typing.TYPE_CHECKING, whose module would be the dearest part of this one.
TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime as dt

    from oinp_noc import errors, frames, plots, qc
    from oinp_noc._answers.frames import Backend
    from oinp_noc._language import Lang, label, use_language
    from oinp_noc._noc.classification import Classification, Group, Level, TitleStatus, classification, versions
    from oinp_noc._noc.codes import identify, is_valid, lookup, parse_code
    from oinp_noc._noc.concordance import Concordance, concordance
    from oinp_noc._noc.conversion import Conversions, convert, convert_all
    from oinp_noc._noc.fields import NocCode, UnitGroup, converter
    from oinp_noc._noc.occupation_set import OccupationSet
    from oinp_noc._noc.overlap import Overlap, Side, overlap
    from oinp_noc._noc.pairs import Conversion, Pair, Relation, Status
    from oinp_noc._notices.kinds import ProblemKind, Severity
    from oinp_noc._notices.reading import parse_notice
    from oinp_noc._notices.values import Mention, Notice, NoticeDraw, Problem, Role
    from oinp_noc._oinp.changes import Change, changes
    from oinp_noc._oinp.coverage import Coverage, coverage
    from oinp_noc._oinp.criteria import Confidence, Kind, Listing
    from oinp_noc._oinp.deadlines import Deadline
    from oinp_noc._oinp.draw import Draw, Score
    from oinp_noc._oinp.grids import Grid, GridFactor, GridSection
    from oinp_noc._oinp.groups import (
        Edition,
        OccupationGroup,
        Part,
        Span,
        occupation_group,
        occupation_groups,
    )
    from oinp_noc._oinp.history import DrawHistory
    from oinp_noc._oinp.packaged import draw, draws
    from oinp_noc._oinp.screening import Screening, Screenings, Verdict
    from oinp_noc._oinp.statistics import (
        Count,
        Frequency,
        Measure,
        OverlapMatrix,
        Summary,
        SummaryKey,
        SummaryRow,
        Targeting,
        Timeline,
    )
    from oinp_noc._oinp.streams import (
        Eligibility,
        FixedDay,
        Intake,
        Rule,
        Scale,
        Stream,
        StreamNote,
        TimeLimit,
        Window,
        stream,
        streams,
    )
    from oinp_noc._provenance import Source, Table, data_files, provenance, verify
    from oinp_noc._titles.examples import example_titles
    from oinp_noc._titles.match import Match, Matches, MatchKind
    from oinp_noc._titles.narrowing import Narrowed, narrow
    from oinp_noc._titles.repair import Repair, repair_code
    from oinp_noc._titles.search import search
    from oinp_noc._titles.suggesting import suggest
    from oinp_noc.frames import AddedColumn, OnSplit, OnUnknown, TableName

    DATA_LAST_UPDATED: dt.date

__version__ = "0.1.0"

__all__ = [
    "DATA_LAST_UPDATED",
    "AddedColumn",
    "Backend",
    "Change",
    "Classification",
    "Concordance",
    "Confidence",
    "Conversion",
    "Conversions",
    "Count",
    "Coverage",
    "Deadline",
    "Draw",
    "DrawHistory",
    "Edition",
    "Eligibility",
    "FixedDay",
    "Frequency",
    "Grid",
    "GridFactor",
    "GridSection",
    "Group",
    "Intake",
    "Kind",
    "Lang",
    "Level",
    "Listing",
    "Match",
    "MatchKind",
    "Matches",
    "Measure",
    "Mention",
    "Narrowed",
    "NocCode",
    "Notice",
    "NoticeDraw",
    "OccupationGroup",
    "OccupationSet",
    "OnSplit",
    "OnUnknown",
    "Overlap",
    "OverlapMatrix",
    "Pair",
    "Part",
    "Problem",
    "ProblemKind",
    "Relation",
    "Repair",
    "Role",
    "Rule",
    "Scale",
    "Score",
    "Screening",
    "Screenings",
    "Severity",
    "Side",
    "Source",
    "Span",
    "Status",
    "Stream",
    "StreamNote",
    "Summary",
    "SummaryKey",
    "SummaryRow",
    "Table",
    "TableName",
    "Targeting",
    "TimeLimit",
    "Timeline",
    "TitleStatus",
    "UnitGroup",
    "Verdict",
    "Window",
    "__version__",
    "changes",
    "classification",
    "concordance",
    "convert",
    "convert_all",
    "converter",
    "coverage",
    "data_files",
    "draw",
    "draws",
    "errors",
    "example_titles",
    "frames",
    "identify",
    "is_valid",
    "label",
    "lookup",
    "narrow",
    "occupation_group",
    "occupation_groups",
    "overlap",
    "parse_code",
    "parse_notice",
    "plots",
    "provenance",
    "qc",
    "repair_code",
    "search",
    "stream",
    "streams",
    "suggest",
    "use_language",
    "verify",
    "versions",
]

_HOMES = {
    "_answers.frames": ("Backend",),
    "_language": ("Lang", "label", "use_language"),
    "_noc.classification": ("Classification", "Group", "Level", "TitleStatus", "classification", "versions"),
    "_noc.codes": ("identify", "is_valid", "lookup", "parse_code"),
    "_noc.concordance": ("Concordance", "concordance"),
    "_noc.conversion": ("Conversions", "convert", "convert_all"),
    "_noc.fields": ("NocCode", "UnitGroup", "converter"),
    "_noc.occupation_set": ("OccupationSet",),
    "_noc.overlap": ("Overlap", "Side", "overlap"),
    "_noc.pairs": ("Conversion", "Pair", "Relation", "Status"),
    "_oinp.changes": ("Change", "changes"),
    "_oinp.coverage": ("Coverage", "coverage"),
    "_oinp.deadlines": ("Deadline",),
    "_oinp.criteria": ("Confidence", "Kind", "Listing"),
    "_oinp.draw": ("Draw", "Score"),
    "_oinp.grids": ("Grid", "GridFactor", "GridSection"),
    "_oinp.history": ("DrawHistory",),
    "_oinp.packaged": ("draw", "draws"),
    "_notices.reading": ("parse_notice",),
    "_notices.kinds": ("ProblemKind", "Severity"),
    "_notices.values": ("Mention", "Notice", "NoticeDraw", "Problem", "Role"),
    "_oinp.groups": ("Edition", "OccupationGroup", "Part", "Span", "occupation_group", "occupation_groups"),
    "_provenance": ("DATA_LAST_UPDATED", "Source", "Table", "data_files", "provenance", "verify"),
    "_oinp.screening": ("Screening", "Screenings", "Verdict"),
    "_titles.repair": ("Repair", "repair_code"),
    "_titles.match": ("Match", "MatchKind", "Matches"),
    "_titles.narrowing": ("Narrowed", "narrow"),
    "_titles.search": ("search",),
    "_titles.suggesting": ("suggest",),
    "_oinp.statistics": (
        "Count",
        "Frequency",
        "Measure",
        "OverlapMatrix",
        "Summary",
        "SummaryKey",
        "SummaryRow",
        "Targeting",
        "Timeline",
    ),
    "_oinp.streams": (
        "Eligibility",
        "FixedDay",
        "Intake",
        "Rule",
        "Scale",
        "Stream",
        "StreamNote",
        "TimeLimit",
        "Window",
        "stream",
        "streams",
    ),
    "_titles.examples": ("example_titles",),
    "frames": ("AddedColumn", "OnSplit", "OnUnknown", "TableName"),
}
_MODULES = ("errors", "frames", "plots", "qc")
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}


# Type checkers have the names from above: shown this function, they would take any misspelt name for one of them.
if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """Fetch a public name from its module at its first use, and keep it here."""
        home = name if name in _MODULES else _HOME_OF.get(name)
        if home is None:  # asked too by each import of a private module: one that is imported may not take the lock
            message = f"module {__name__!r} has no attribute {name!r}"
            raise AttributeError(message, name=name, obj=__import__(__name__))
        with _FIRST_USE:
            from importlib import import_module  # noqa: PLC0415 (part of the interpreter, yet not of every start)

            module = import_module(f"{__name__}.{home}")
        value = globals()[name] = module if name in _MODULES else getattr(module, name)
        return value


def __dir__() -> list[str]:
    """List the public names, fetched or not."""
    return sorted({*globals(), *__all__})
