"""A glossary, changed in its own files: bytes in, bytes out, and nothing but what is meant."""
