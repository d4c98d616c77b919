"""Speed, measured against Hugo on one made-up glossary: `python -m bench.speed` (see README.md)."""
