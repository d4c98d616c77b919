"""All terms at once: names, links, edges, sections, paths. No page is known here."""
