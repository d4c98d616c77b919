"""One module a page kind: what its template sees, all of it, already decided."""
