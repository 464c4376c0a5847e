"""Columns in, columns out: the codes of whole data frames, by the same rules as a single code.

A frame is one of pandas, polars (eager or lazy), pyarrow, DuckDB (a relation) or PySpark, and what comes back is a
frame of the same kind: the rows in their order (if the engine has one), the columns unchanged, new ones behind them.
What is lazy stays lazy. Each distinct value is converted once, not row by row.

A code is read as `parse_code` reads it. A null stays null. Needs the extra ``dataframe`` and one of the engines.

    >>> import oinp_noc, polars
    >>> wages = polars.DataFrame({"noc": ["2171", "2173", None], "wage": [90.0, 100.0, 80.0]})
    >>> oinp_noc.frames.convert(wages, "noc", on_split="successor")["noc_2021"].to_list()
    ['21222', '21231', None]
"""

from oinp_noc._answers.frames import Backend
from oinp_noc._reference import TableName
from oinp_noc.frames._clean import clean
from oinp_noc.frames._convert import convert
from oinp_noc.frames._describe import Description, Found, RowCount, VersionScore, describe
from oinp_noc.frames._lookups import groups, targeted, titles
from oinp_noc.frames._reading import OnUnknown
from oinp_noc.frames._search import search
from oinp_noc.frames._splits import AddedColumn, OnSplit
from oinp_noc.frames._tables import table

__all__ = [
    "AddedColumn",
    "Backend",
    "Description",
    "Found",
    "OnSplit",
    "OnUnknown",
    "RowCount",
    "TableName",
    "VersionScore",
    "clean",
    "convert",
    "describe",
    "groups",
    "search",
    "table",
    "targeted",
    "titles",
]
