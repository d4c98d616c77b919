"""Two glossaries become what changed between them, as frozen values."""
