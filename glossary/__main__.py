"""`python -m glossary` is `glossary`."""

from glossary.cli import process

if __name__ == "__main__":
    process()
