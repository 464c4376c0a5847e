"""Pictures of draws, conversions and occupation groups, drawn with matplotlib (extra ``plot``).

Each function draws one picture into the axes that it is given, or into a new figure, and returns the axes. Nothing is
shown or saved: ``ax.figure.savefig("picture.png")`` does that. With ``ax=`` nothing of pyplot is touched.

Titles and notes are in English, or in French with ``lang="fr"``. The note under the title says what a picture does not
show: draws without a published score, lists that are not known, whatever did not fit.

    >>> import oinp_noc
    >>> from matplotlib.figure import Figure
    >>> history = oinp_noc.draws().select(since="2023-01-01", until="2023-12-31")
    >>> ax = oinp_noc.plots.frequency(history, top=3, ax=Figure().subplots())
    >>> len(ax.patches)
    3
"""

from oinp_noc.plots._editions import editions
from oinp_noc.plots._flow import flow
from oinp_noc.plots._frequency import frequency
from oinp_noc.plots._heatmap import overlap_heatmap
from oinp_noc.plots._timeline import timeline
from oinp_noc.plots._upset import upset

__all__ = ["editions", "flow", "frequency", "overlap_heatmap", "timeline", "upset"]
