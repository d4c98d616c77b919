"""Glossary: a folder of Markdown term files becomes a term graph, and the graph a website."""

__version__ = "0.1.0"
