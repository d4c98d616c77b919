"""Words that all floors speak: sources, spans, diagnostics, rules, addresses, digests, languages."""
