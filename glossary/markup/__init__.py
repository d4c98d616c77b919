"""Markdown text becomes segments; nothing of terms is known here."""
