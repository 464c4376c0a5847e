"""The public names and their signatures, as kept: ``python tools/api.py``, and ``--write`` to change what is kept.

``tests/kept/api.txt`` has a line for each public name, method and field. A change of the public face fails a test
until somebody writes that file anew. The difference is what users will notice: docs/versions.md says what may change.
"""

from __future__ import annotations

import difflib
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import griffe

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[1]
KEPT = ROOT / "tests" / "kept" / "api.txt"
PACKAGE = "oinp_noc"
MODULES = ("", ".errors", ".frames", ".plots", ".qc", ".testing")

# Special methods that say nothing to a caller which another line does not say, or that only libraries call.
_UNSAID = re.compile(
    r"__(attrs_post_init|get_pydantic\w+|init_subclass|reduce|repr|slots|hash|post_init|match_args)__$"
)


def lines() -> list[str]:
    """Render the public face, one line a name, in the order of the modules and of the alphabet."""
    package = griffe.load(PACKAGE, search_paths=[ROOT / "src"], resolve_aliases=True)
    found: list[str] = []
    for suffix in MODULES:
        module = package[suffix.removeprefix(".")] if suffix else package
        for name in sorted(map(str, module.exports or ())):
            found += _rendered(f"{PACKAGE}{suffix}.{name}", module[name])
    return found


def main(words: list[str]) -> int:
    """Compare with what is kept, or keep what there is; exit code 1 if they differ."""
    text = "\n".join(lines()) + "\n"
    if words == ["--write"]:
        KEPT.write_text(text, "utf-8")
        print(f"{text.count(chr(10))} lines in {KEPT.relative_to(ROOT)}")
        return 0
    kept = KEPT.read_text("utf-8") if KEPT.exists() else ""
    for line in difflib.unified_diff(kept.splitlines(), text.splitlines(), "kept", "now", n=0, lineterm=""):
        print(line)
    if kept != text:
        print("run: python tools/api.py --write, and say in CHANGELOG.md what changed")
    return int(kept != text)


def _rendered(name: str, given: griffe.Object | griffe.Alias) -> Iterator[str]:
    thing = given.final_target if isinstance(given, griffe.Alias) else given
    if isinstance(thing, griffe.Class):
        yield f"class {name}({', '.join(map(str, thing.bases))})"
        for member_name, member in thing.all_members.items():
            if not _is_private(member_name):
                yield from _rendered(f"{name}.{member_name}", member)
    elif isinstance(thing, griffe.Function):
        parameters = ", ".join(_parameters(thing))
        kind = "".join(f"@{label} " for label in ("classmethod", "staticmethod") if label in thing.labels)
        yield f"{kind}{name}({parameters}) -> {thing.returns}"
    elif isinstance(thing, griffe.Attribute):
        if "property" in thing.labels:
            yield f"{name} -> {thing.annotation}"
        elif thing.annotation is not None:
            yield f"{name}: {thing.annotation}{' = …' if _has_default(thing) else ''}"
        else:
            yield f"{name} = {thing.value}"
    else:
        yield f"module {name}"


def _parameters(function: griffe.Function) -> Iterator[str]:
    is_named = False
    for parameter in function.parameters:
        kind = parameter.kind
        if kind is griffe.ParameterKind.keyword_only and not is_named:
            is_named = True
            yield "*"
        is_named = is_named or kind is griffe.ParameterKind.var_positional
        stars = "*" if kind is griffe.ParameterKind.var_positional else ""
        stars = "**" if kind is griffe.ParameterKind.var_keyword else stars
        said = f"{stars}{parameter.name}" + ("" if parameter.annotation is None else f": {parameter.annotation}")
        has_default = parameter.default is not None and not stars
        yield f"{said} = {parameter.default}" if has_default else said


def _has_default(attribute: griffe.Attribute) -> bool:
    value = str(attribute.value or "")
    return bool(value) and (not value.startswith("attrs.field(") or "default=" in value or "factory=" in value)


def _is_private(name: str) -> bool:
    return bool(_UNSAID.match(name)) or (name.startswith("_") and not name.startswith("__"))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
