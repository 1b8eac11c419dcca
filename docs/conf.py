"""What Sphinx reads to make the site: ``make site``, or ``python docs/make_site.py``.

The source folder is the whole checkout, so that every link between the documents, the
notebooks and the README leads the same way on the site as it does in the checkout.
"""

import ccu_sim

project = "ccu_sim"
author = copyright = "the ccu_sim contributors"
version = release = ccu_sim.__version__

extensions = [
    "myst_nb",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "sphinx.ext.viewcode",
    "sphinx_copybutton",
]
root_doc = "docs/index"
include_patterns = [
    *("docs/*.md", "notebooks/*.ipynb"),
    *("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "benchmarks/README.md"),
    "scenarios/README.md",
]
exclude_patterns = [
    *(".*", "build", "dist", "results", "site", "src", "tests", "docs/regions"),
    "**/.*",
]

# Notebooks are kept with what they showed (notebooks/execute.py); nothing runs here.
nb_execution_mode = "off"
myst_heading_anchors = 4
myst_enable_extensions = ["deflist"]
suppress_warnings = ["myst.header"]  # a document may go from a title to a third level

# A name in single backticks is one of Python's if there is one of that name.
default_role = "py:obj"
autodoc_member_order = "bysource"
autodoc_typehints = "none"  # the docstrings say it, in words and with units
napoleon_google_docstring = False
napoleon_use_rtype = False

smartquotes = False  # two hyphens are an option, not a dash
html_theme = "furo"
html_title = "ccu_sim"
html_copy_source = False
html_show_sourcelink = False
html_show_sphinx = False
html_show_search_summary = False  # a page opened from a file may fetch no other
html_static_path = ["static"]
html_css_files = ["site.css"]
html_js_files = ["site.js"]
html_theme_options = {"navigation_with_keys": True}
copybutton_prompt_text = "$ "
