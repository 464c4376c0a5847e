"""What `repair_code` makes of every label of the classifications, as a Markdown table: ``python tools/labels.py``.

A label is a code beside its title, as columns have them. Unit groups must be read, all other groups refused.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Literal

import oinp_noc
from oinp_noc.errors import InvalidCodeError, UnknownCodeError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Outcome = Literal["read", "refused", "wrong"]

FORMS: dict[str, Callable[[oinp_noc.Group, str], str]] = {
    "code title": lambda group, title: f"{group.code} {title}",
    "code-title": lambda group, title: f"{group.code}-{title}",
    "title [code]": lambda group, title: f"{title} [{group.code}]",
    "NOC year: code title": lambda group, title: f"NOC {group.version}: {group.code} {title}",
    "CNP year code - title": lambda group, title: f"CNP {group.version} {group.code} - {title}",
}


def outcomes(form: str) -> Iterator[tuple[str, Outcome]]:
    """Yield each label of all versions in one form, in English and French, and what became of it."""
    for version in oinp_noc.versions():
        for group in oinp_noc.classification(version).values():
            for title in filter(None, (group.title, group.title_fr)):
                label = FORMS[form](group, title)
                yield label, _outcome(label, group)


def table() -> str:
    """Return the counts of all forms as a Markdown table."""
    rows = ["| label | cells | read | refused | wrong |", "| --- | ---: | ---: | ---: | ---: |"]
    for form in FORMS:
        counts = Counter(outcome for _, outcome in outcomes(form))
        cells = (counts.total(), counts["read"], counts["refused"], counts["wrong"])
        rows.append(f"| `{form}` | {' | '.join(f'{count:,}' for count in cells)} |")
    return "\n".join(rows)


def _outcome(label: str, group: oinp_noc.Group) -> Outcome:
    """Read a label: a unit group must come out as itself, and nothing else may come out at all."""
    try:
        code = oinp_noc.repair_code(label, version=group.version).code
    except (InvalidCodeError, UnknownCodeError):
        return "wrong" if group.level == "unit group" else "refused"
    return "read" if (code, "unit group") == (group.code, group.level) else "wrong"


if __name__ == "__main__":
    print(table())
