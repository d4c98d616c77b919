"""`python -m glossary` is `glossary`."""

from glossary.cli import main

if __name__ == "__main__":
    main()
