"""How the documentation is built: `sphinx-build -W -n docs docs/_build/html`."""

from importlib.metadata import version as version_of

project = "Détente"
author = "The Détente developers"
project_copyright = "The Détente developers"
release = version = version_of("detente")

extensions = ["myst_parser", "sphinx.ext.doctest"]
exclude_patterns = ["_build"]
nitpicky = True

myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3

html_theme = "furo"
html_title = "Détente"
html_copy_source = False
