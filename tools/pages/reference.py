"""How the reference reads: choices by their names, nothing of attrs, no signature of what only the library makes."""

from __future__ import annotations

import collections.abc
import re
import sys
import typing
from typing import TYPE_CHECKING, Any, get_args

from sphinx.ext.napoleon.docstring import GoogleDocstring
from sphinx.util.docutils import SphinxDirective
from sphinx.util.inspect import TypeAliasForwardRef

from pages.public import MODULES

if TYPE_CHECKING:
    from collections.abc import Callable

    from docutils import nodes
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

# A set of choices is shown by its name, not by its choices. A name that several modules have is that of the first.
CHOICES = {
    name: f"{module.__name__}.{name}"
    for module in reversed(MODULES)
    for name in module.__all__
    if getattr(getattr(module, name), "__module__", None) == "typing"
}
# Annotations that are not evaluated, and what they mean.
_LONG = {
    **{name: f"typing.{name}" for name in typing.__all__},
    **{name: f"collections.abc.{name}" for name in collections.abc.__all__},
    "dt.date": "datetime.date",
    "PathLike": "os.PathLike",
    "Path": "pathlib.Path",
    "AbstractContextManager": "contextlib.AbstractContextManager",
    "Traversable": "importlib.resources.abc.Traversable",
}
_COMMON = {"to_dict": "Draw.to_dict", "from_dict": "Draw.from_dict", "to_frame": "DrawHistory.to_frame"}
# An attribute as Napoleon writes it: its name, what it is, its type.
_ATTRIBUTE = re.compile(r"^(\.\. attribute:: \w+)$((?:\n(?:   .*)?)+?)\n   (:type: .*)$", re.MULTILINE)
_OTHER_MANNERS: tuple[tuple[type, str, Callable[..., object]], ...] = (
    # Sphinx shows a named type inside a union by its repr.
    (TypeAliasForwardRef, "__repr__", lambda self: self.name),
    # What stands before a colon is not a type, neither in the docstring of a property nor in what a function returns.
    (GoogleDocstring, "_consume_inline_attribute", lambda self: ("", self._dedent(self._consume_to_end()))),
    (
        GoogleDocstring,
        "_consume_returns_section",
        lambda self, **_: [("", "", self._dedent(self._consume_to_next_section()))],
    ),
)


def _drop_signature(_app: Sphinx, what: str, _name: str, value: Any, *_: object) -> tuple[str, None] | None:  # noqa: ANN401
    """Leave out how a class is called that only the library calls: errors, and what does not say what it raises."""
    hidden = what == "exception" or (what == "class" and "Raises:" not in (value.__doc__ or ""))
    return ("", None) if hidden else None


def _finish(_app: Sphinx, what: str, _name: str, value: Any, _options: object, lines: list[str]) -> None:  # noqa: ANN401
    """Write the types of attributes beside their names, and name the methods that many values have."""
    if what == "class":
        text = _ATTRIBUTE.sub(r"\1\n   \3\n\2\n", "\n".join(lines))
        found = [f":meth:`{method}() <oinp_noc.{of}>`" for method, of in _COMMON.items() if hasattr(value, method)]
        lines[:] = [*text.split("\n"), "", *([f"Also: {', '.join(found)}."] if found else [])]


def _skip(_app: Sphinx, _what: str, name: str, value: object, *_: object) -> bool | None:
    """Leave out a property that its class describes among its attributes."""
    if not isinstance(value, property) or value.fget is None:
        return None
    owner = getattr(sys.modules[value.fget.__module__], value.fget.__qualname__.partition(".")[0])
    return re.search(rf"^\s+{name}: ", owner.__doc__ or "", re.MULTILINE) is not None or None


def _find_short(app: Sphinx, env: BuildEnvironment, node: pending_xref, text: nodes.TextElement) -> nodes.Node | None:
    """Find what the code or a docstring names in its way: types, choices (which are data), names of other modules."""
    if node.get("refdomain") != "py" or node.get("reftype") not in {"class", "obj"}:
        return None
    domain, named = env.domains["py"], node["reftarget"]
    for target in (_LONG.get(named, named), f"oinp_noc.{named}", f"oinp_noc.errors.{named}"):
        found = domain.resolve_xref(env, node["refdoc"], app.builder, "obj", target, node, text)
        if found is not None:
            return found
    node["reftarget"], node["reftype"] = _LONG.get(named, named), "obj"  # for the inventories
    return None


class _Choices(SphinxDirective):
    """Describe the name of a type by what it is for, in the content, and its choices."""

    required_arguments = 1
    has_content = True

    def run(self) -> list[nodes.Node]:
        module = self.env.ref_context["py:module"]
        of = getattr(sys.modules[module], self.arguments[0])
        choices = ", ".join(f'``"{choice}"``' for choice in get_args(of))
        text = f".. py:data:: {self.arguments[0]}\n\n   {' '.join(self.content)} One of {choices}."
        return self.parse_text_to_nodes(text)


def setup(app: Sphinx) -> dict[str, bool]:
    """Listen to Sphinx."""
    for of, name, method in _OTHER_MANNERS:
        setattr(of, name, method)
    app.config.autodoc_type_aliases |= CHOICES
    app.add_directive("choices", _Choices)
    app.connect("autodoc-process-signature", _drop_signature)
    app.connect("autodoc-process-docstring", _finish)
    app.connect("autodoc-skip-member", _skip)
    app.connect("missing-reference", _find_short, priority=400)  # before intersphinx
    return {"parallel_read_safe": True, "parallel_write_safe": True}
