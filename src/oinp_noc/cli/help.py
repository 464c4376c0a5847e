"""The help, as cyclopts prints it: with names for what may be left out, and in the language of the context."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from cyclopts.help import DefaultFormatter, InlineText
from rich.markdown import Markdown
from rich.text import Text

from oinp_noc._catalogue import say

if TYPE_CHECKING:
    from collections.abc import Callable

    from cyclopts.help import HelpEntry, HelpPanel
    from rich.console import Console, ConsoleOptions

_WORD = re.compile(r"[A-Z]+(?:_[A-Z]+)*")
NO_BREAK = "\ue000"
"""What stands for a no-break space until all is printed: rich would break a line there."""

_BETWEEN = re.compile(r"\n\s*\n")


class Named(DefaultFormatter):
    """The format of a help in English."""

    def __init__(self, optional: str = "ARGS") -> None:
        """Make a format.

        Args:
            optional: what the arguments are called that may be left out; cyclopts says ARGS of them.
        """
        super().__init__()
        self._optional = optional

    def render_usage(self, console: Console, options: ConsoleOptions, usage: Any) -> None:  # noqa: ANN401, ARG002 (of cyclopts)
        """Print how the command is called."""
        console.print(Text(f"Usage: {str(usage).replace('ARGS', self._optional, 1)}", "bold"))


class Said(Named):
    """The format of a help in another language than that of the source.

    What it tells is in the catalogue, because ``tools/translations.py`` prints every help by it.
    """

    def __init__(self, optional: str = "ARGS", tell: Callable[[str], str] = say) -> None:
        """Make a format.

        Args:
            optional: what the arguments are called that may be left out.
            tell: returns the translation of a paragraph, or of what a value is called, such as ``FILE``.
        """
        super().__init__(optional)
        self._tell = tell

    def __call__(self, console: Console, options: ConsoleOptions, panel: HelpPanel) -> None:
        """Print a panel of commands, arguments or options."""
        entries = [self._entry(entry) for entry in panel.entries]
        if entries:
            super().__call__(console, options, panel.copy(title=self._tell(str(panel.title)), entries=entries))

    def render_usage(self, console: Console, options: ConsoleOptions, usage: Any) -> None:  # noqa: ANN401, ARG002 (of cyclopts)
        """Print how the command is called."""
        called = self._words(str(usage).replace("ARGS", self._optional, 1))
        console.print(Text(f"{self._tell('Usage:')} {called}", "bold"))

    def render_description(self, console: Console, options: ConsoleOptions, description: Any) -> None:  # noqa: ANN401 (of cyclopts)
        """Print what the command does."""
        said = InlineText(self._paragraphs(description), force_empty_end=True)
        super().render_description(console, options, said)

    def _entry(self, entry: HelpEntry) -> HelpEntry:
        """Say one line of a panel anew, with what cyclopts adds to it in English."""
        said = InlineText(self._paragraphs(entry.description))
        if entry.choices:
            said.append(Text(say("[choices: {choices}]", choices=", ".join(entry.choices)), "cyclopts.choices"))
        if entry.default is not None:
            said.append(Text(say("[default: {default}]", default=entry.default), "cyclopts.default"))
        if entry.required:
            said.append(Text(say("[required]"), "cyclopts.required"))
        if entry.positional_label is not None:  # what its value is called is not shown
            label = self._words(entry.positional_label)
            return entry.copy(description=said, default=None, choices=None, required=False, positional_label=label)
        metavar = None if entry.metavar is None else self._words(entry.metavar)
        return entry.copy(description=said, default=None, choices=None, required=False, metavar=metavar)

    def _paragraphs(self, described: Any) -> Markdown:  # noqa: ANN401 (of cyclopts)
        text = described.primary_renderable.markup.strip()
        said = "\n\n".join(self._tell(" ".join(part.split())) for part in _BETWEEN.split(text))
        return Markdown(said.replace("\u00a0", NO_BREAK))

    def _words(self, text: str) -> str:
        return _WORD.sub(lambda word: self._tell(word[0]), text)
