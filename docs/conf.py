"""How Sphinx makes the site from these pages: ``nox -s site``."""

import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.append(str(ROOT / "tools"))

import oinp_noc  # noqa: E402 (after the path, like what follows)

project = "oinp_noc"
author = "The oinp_noc maintainers"
release = oinp_noc.__version__
language = "en"

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "sphinx.ext.intersphinx",
    "pages.extension",
    "pages.reference",
]
exclude_patterns = ["_build"]
myst_heading_anchors = 4
# The inventory is kept here: the site is built without a network.
intersphinx_mapping = {"python": ("https://docs.python.org/3", "inventories/python.inv")}

default_role = "py:obj"  # `convert` in a docstring is a link, if there is such a name
nitpick_ignore_regex = [
    ("py:obj", ".*"),
    ("py:class", r"Axes|Converter|SearchStrategy"),  # of other libraries
    ("py:class", r".*\b(FrameT|Listed|Spans)"),  # described in words
]
python_use_unqualified_type_names = True
python_maximum_signature_line_length = 88
autodoc_typehints = "description"
autodoc_typehints_description_target = "documented_params"
autodoc_member_order = "bysource"
autodoc_default_options = {
    "members": True,
    "inherited-members": "Readable,Tabular,Value,Criteria,Mapping,Sequence,BaseException",
}
napoleon_numpy_docstring = False
napoleon_use_rtype = False

html_theme = "furo"
pygments_dark_style = "github-dark"
html_title = "oinp_noc"
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_js_files = ["site.js"]
html_copy_source = False
html_show_copyright = False
html_theme_options = {"footer_icons": [], "navigation_with_keys": True}
