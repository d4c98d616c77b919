"""A glossary becomes artifacts; each exporter stands alone."""
