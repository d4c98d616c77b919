"""What is wrong between terms, one module a family of rules; each takes the glossary and gives diagnostics."""
