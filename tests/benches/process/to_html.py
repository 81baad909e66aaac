"""Compiles a Typst document to HTML: `to_html.py DOCUMENT OUTPUT`. PyPI has Typst as a library, not as a program."""

import sys

import typst

typst.compile(sys.argv[1], output=sys.argv[2], format="html")
