"""One file becomes one term; no other term is known here."""
