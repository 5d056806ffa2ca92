"""How Sphinx builds these pages: ``make docs``."""

project = "CCSR"
author = "CCSR"
language = "en"
html_theme = "alabaster"
html_theme_options = {"description": "Children's Commissioning Support Resource"}
html_sidebars = {"**": ["about.html", "searchbox.html", "navigation.html"]}
exclude_patterns = ["_build", "reference/examples"]
# A reference that leads nowhere is a warning, and `make docs` ends with any.
nitpicky = True
