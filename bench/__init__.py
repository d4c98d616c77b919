"""What is measured: speed against Hugo, links against those of editors, search, weight (see README.md)."""
