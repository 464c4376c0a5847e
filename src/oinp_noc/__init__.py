"""Canada's National Occupational Classification and the draws of the Ontario Immigrant Nominee Program.

Everything a user needs is a name of this module; `errors` has the exceptions, `frames` works on columns of data frames.
Importing it reads no data and no other module: each name arrives with its first use.

    >>> import oinp_noc
    >>> oinp_noc.convert("2173").successor
    <Group 21231 (NOC 2021 unit group): Software engineers and designers>
"""

# Type checkers take the name for typing.TYPE_CHECKING, whose module would be the dearest part of this one.
TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime as dt

    from oinp_noc import errors, frames
    from oinp_noc._noc.classification import Classification, Group, Level, classification, versions
    from oinp_noc._noc.codes import Repair, identify, is_valid, lookup, parse_code, repair_code
    from oinp_noc._noc.concordance import Concordance, concordance
    from oinp_noc._noc.conversion import Conversions, convert, convert_all
    from oinp_noc._noc.occupation_set import OccupationSet
    from oinp_noc._noc.overlap import Overlap, Side, overlap
    from oinp_noc._noc.pairs import Conversion, Pair, Relation, Status
    from oinp_noc._notices.reading import parse_notice
    from oinp_noc._notices.values import Mention, Notice, NoticeDraw, Problem
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
    from oinp_noc._oinp.screening import Screening
    from oinp_noc._oinp.statistics import Count, Frequency, OverlapMatrix, SummaryRow, Targeting
    from oinp_noc._oinp.streams import (
        Eligibility,
        Stream,
        StreamNote,
        TimeLimit,
        Window,
        stream,
        streams,
    )
    from oinp_noc._provenance import Source, Table, data_files, provenance, verify
    from oinp_noc._titles.examples import Lang, example_titles
    from oinp_noc._titles.search import Match, MatchKind, search, suggest

    DATA_LAST_UPDATED: dt.date

__version__ = "0.1.0"

__all__ = [
    "DATA_LAST_UPDATED",
    "Classification",
    "Concordance",
    "Conversion",
    "Conversions",
    "Count",
    "Draw",
    "DrawHistory",
    "Edition",
    "Eligibility",
    "Frequency",
    "Grid",
    "GridFactor",
    "GridSection",
    "Group",
    "Lang",
    "Level",
    "Match",
    "MatchKind",
    "Mention",
    "Notice",
    "NoticeDraw",
    "OccupationGroup",
    "OccupationSet",
    "Overlap",
    "OverlapMatrix",
    "Pair",
    "Part",
    "Problem",
    "Relation",
    "Repair",
    "Score",
    "Screening",
    "Side",
    "Source",
    "Span",
    "Status",
    "Stream",
    "StreamNote",
    "SummaryRow",
    "Table",
    "Targeting",
    "TimeLimit",
    "Window",
    "__version__",
    "classification",
    "concordance",
    "convert",
    "convert_all",
    "data_files",
    "draw",
    "draws",
    "errors",
    "example_titles",
    "frames",
    "identify",
    "is_valid",
    "lookup",
    "occupation_group",
    "occupation_groups",
    "overlap",
    "parse_code",
    "parse_notice",
    "provenance",
    "repair_code",
    "search",
    "stream",
    "streams",
    "suggest",
    "verify",
    "versions",
]

_HOMES = {
    "_noc.classification": ("Classification", "Group", "Level", "classification", "versions"),
    "_noc.codes": ("Repair", "identify", "is_valid", "lookup", "parse_code", "repair_code"),
    "_noc.concordance": ("Concordance", "concordance"),
    "_noc.conversion": ("Conversions", "convert", "convert_all"),
    "_noc.occupation_set": ("OccupationSet",),
    "_noc.overlap": ("Overlap", "Side", "overlap"),
    "_noc.pairs": ("Conversion", "Pair", "Relation", "Status"),
    "_oinp.draw": ("Draw", "Score"),
    "_oinp.grids": ("Grid", "GridFactor", "GridSection"),
    "_oinp.history": ("DrawHistory",),
    "_oinp.packaged": ("draw", "draws"),
    "_notices.reading": ("parse_notice",),
    "_notices.values": ("Mention", "Notice", "NoticeDraw", "Problem"),
    "_oinp.groups": ("Edition", "OccupationGroup", "Part", "Span", "occupation_group", "occupation_groups"),
    "_provenance": ("DATA_LAST_UPDATED", "Source", "Table", "data_files", "provenance", "verify"),
    "_oinp.screening": ("Screening",),
    "_titles.search": ("Match", "MatchKind", "search", "suggest"),
    "_oinp.statistics": ("Count", "Frequency", "OverlapMatrix", "SummaryRow", "Targeting"),
    "_oinp.streams": (
        "Eligibility",
        "Stream",
        "StreamNote",
        "TimeLimit",
        "Window",
        "stream",
        "streams",
    ),
    "_titles.examples": ("Lang", "example_titles"),
}
_MODULES = ("errors", "frames")
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}


# Type checkers have the names from above: shown this function, they would take any misspelt name for one of them.
if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """Fetch a public name from its module at its first use, and keep it here."""
        from importlib import import_module  # noqa: PLC0415 (part of the interpreter, yet not of every start)

        if name in _MODULES:
            return import_module(f"{__name__}.{name}")
        if name not in _HOME_OF:
            message = f"module {__name__!r} has no attribute {name!r}"
            raise AttributeError(message, name=name, obj=__import__(__name__))
        value = getattr(import_module(f"{__name__}.{_HOME_OF[name]}"), name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    """List the public names, fetched or not."""
    return sorted({*globals(), *__all__})
