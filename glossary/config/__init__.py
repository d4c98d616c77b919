"""How a site is described: `glossary.yml` becomes a `Config`."""
