"""Quality control of tables: what breaks the rules of a classification, of a concordance, or of draws.

Each function checks a table of the caller's own, or, without one, the packaged tables by the same rules. Every finding
in a packaged table has an explanation.

    >>> import oinp_noc
    >>> pairs = [("2173", "21231"), ("2173", "21211"), ("2173", "21231")]
    >>> for finding in oinp_noc.qc.concordance(pairs):
    ...     print(finding.place, "|", finding.message)
    row 3, 2173 -> 21231 | the pair stands in row 1 already
    >>> oinp_noc.qc.concordance().unexplained
    ()
"""

from oinp_noc.qc._control import classification, concordance, draws, totals
from oinp_noc.qc._findings import Finding, FindingKind, Findings
from oinp_noc.qc._rounds import PrintedTotal

__all__ = [
    "Finding",
    "FindingKind",
    "Findings",
    "PrintedTotal",
    "classification",
    "concordance",
    "draws",
    "totals",
]
