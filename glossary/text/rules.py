"""The table of rules: every problem that the tools can report, how bad it is by default, and what it means.

The documentation is generated from this table; `rules:` in `glossary.yml` changes a severity, but for those
under which something is not read.
"""

from typing import Final, Literal, NamedTuple


class Rule(NamedTuple):
    """A rule is named for the fault."""

    name: str
    severity: Literal["error", "warning"]
    what: str
    firm: bool = False
    """Whether what it reports is not read, or left out: then `rules:` cannot make it less than an error."""
    sources: tuple[str, ...] = ()
    """The works that say why it is wrong."""


CIRCLES: Final = ("ISO 704:2022, Terminology work: Principles and methods, § 6.5.2, circular definitions",)
ITEMS: Final = (
    "Haladyna, Downing & Rodriguez 2002, A Review of Multiple-Choice Item-Writing Guidelines for Classroom Assessment, "
    "Applied Measurement in Education 15(3), guideline "
)


RULES: tuple[Rule, ...] = (
    # Reading files
    Rule("unreadable-file", "error", "A source is no ordinary file that may be read: a FIFO, a device, no permission.", firm=True),
    Rule("unsafe-path", "error", "A path or a link leads out of the site’s folder.", firm=True),
    Rule("clashing-address", "error", "Two files would stand at one address of the site, or at one that some systems take for the same.", firm=True),
    Rule("limit", "error", "A file, a name or a nesting is larger than the format allows.", firm=True),
    Rule("invalid-utf8", "error", "The bytes of a source are not UTF-8 text.", firm=True, sources=("RFC 3629, UTF-8, § 4",)),
    Rule("control-character", "error", "A source holds a NUL or another control character.", firm=True),
    Rule("merge-conflict", "error", "Lines that a merge left behind stand in a source.", firm=True),
    # Front matter and configuration
    Rule("missing-front-matter", "error", "A term file does not start with a line `---`.", firm=True),
    Rule("unclosed-front-matter", "error", "The front matter of a term has no second line `---`.", firm=True),
    Rule("yaml-syntax", "error", "The YAML cannot be read.", firm=True),
    Rule("yaml-feature", "error", "YAML that is more than data: anchors, aliases, tags, merge keys, a second document.", firm=True),
    Rule("duplicate-key", "error", "A key stands twice in one mapping.", firm=True, sources=("YAML 1.2.2, § 3.2.1.3: keys of a mapping are unique",)),
    Rule("unknown-key", "error", "A key that the format does not have."),
    Rule("wrong-type", "error", "A value of another kind than its key asks for.", firm=True),
    Rule("invalid-value", "error", "A value of the right kind that cannot be meant: an impossible date, an unknown choice.", firm=True),
    Rule("missing-field", "error", "A field that must be there is not.", firm=True),
    Rule("missing-extra", "error", "`glossary.yml` asks for what an optional part of the program does, which is not installed.", firm=True),
    Rule("unknown-rule", "error", "`rules:` names a rule that does not exist.", firm=True),
    # Names and links
    Rule("invalid-id", "error", "An id has characters that an address cannot have, or is reserved.", firm=True),
    Rule("duplicate-id", "error", "Two files give the same id, or two things on a page the same fragment.", firm=True),
    Rule("clashing-id", "error", "Two ids differ only in case or Unicode form, or a redirect takes another term’s address.", firm=True),
    Rule("dangling-link", "error", "An explicit link or id names nothing that exists."),
    Rule("ambiguous-link", "error", "An explicit link or id uses a name that two terms claim alike."),
    Rule("vanished-id", "error", "A term that `glossary.lock` says was published is gone, and nothing leads on from its address."),
    Rule("dangling-fragment", "warning", "A link’s fragment names no place on the page that it leads to."),
    Rule("cycle", "error", "Terms are broader than, or read before, themselves."),
    Rule("unknown-section", "error", "A term stands in a section that `glossary.yml` does not list."),
    # Components
    Rule("ragged-row", "error", "A table row has more or fewer values than the table has options."),
    Rule("quiz-without-answer", "error", "A question has no correct choice, or fewer than two choices."),
    Rule("unanswered-step", "warning", "A step of a decision aid has no `then`, and `mode` is not `any`: a yes leads nowhere."),
    Rule("unknown-component", "error", "A component comment names a component that the term lacks."),
    Rule("nesting", "error", "Markdown is nested deeper than 100.", firm=True),
    # Templates
    Rule("template-error", "error", "A template of the site cannot be read or rendered.", firm=True),
    # Warnings
    Rule("unused-template", "warning", "A template of the site, or a block in one, that nothing shows."),
    Rule("unguarded-file", "warning", "A file of `root/` that browsers run, or open by itself, without the security policy of the pages."),
    Rule("ambiguous-name", "warning", "Two terms claim the same name alike, so that bare mentions of it link to neither; or a term shows another one’s name as its own."),
    Rule("path-gap", "warning", "A lesson of a path stands before another one that is to be read before it."),
    Rule("common-name", "warning", "A name of one word that stands in running text so often that it is a common word, and no field says how it is to be linked."),
    Rule("near-section", "warning", "A section, where `glossary.yml` lists none, is called like a larger one but for a slip."),
    Rule("link-to-draft", "warning", "A link to a term that is a draft: it is shown as text until that is published."),
    Rule("self-link", "warning", "A term lists itself as related, or links to itself by name."),
    Rule("orphan", "warning", "Nothing leads to a term: no text, relation, table, vocabulary, path or page, but lists alone."),
    Rule("repeated-link", "warning", "`see_also` names, without a reason, a term to which the text links already. Not told in an adopted folder."),
    Rule("one-sided-contrast", "warning", "The reason of a contrast is shown on both terms, and names neither; the other term has none of its own."),
    Rule("duplicate-item", "warning", "A list names the same thing twice."),
    Rule("unread-file", "warning", "A text below `terms` whose name does not end in `.md` or `.markdown`, or Hugo’s `_index.md`."),
    Rule("repeated-title", "warning", "A heading that opens the body repeats the name of the term."),
    Rule("dangling-footnote", "warning", "A footnote is referred to and not defined; the reference is shown as text."),
    Rule("unused-footnote", "warning", "A footnote is defined and not shown: nothing refers to it, or another one has its label."),
    Rule("unclosed-code", "warning", "A code block is never closed, so all that follows is code."),
    Rule("unclosed-comment", "warning", "A comment is never closed, so all that follows is hidden."),
    Rule("lost-cell", "warning", "A row of a Markdown table has more cells than its head; the last ones are not shown."),
    Rule("lost-text", "warning", "A term that only leads on to another, by `replaced_by` without a definition, has a body or fields, which are not shown."),
    Rule("unread-markup", "warning", "What looks like markup is shown as it stands: it is not closed, or nothing reads it there."),
    Rule("foreign-markup", "warning", "What another program reads, such as a shortcode of Hugo or a comment of Obsidian, is shown as it stands."),
    Rule("turned-text", "warning", "A character that nobody sees turns the order of the letters behind it, or their direction up to the end of the line.", sources=("Unicode Standard Annex #9, § 2",)),
    Rule("cut-text", "warning", "A text without quotes ends at a `#` after a blank, or an item of a list is nothing else: for YAML a comment begins there.", sources=("YAML 1.2.2, § 6.6",)),
    Rule("unsplit-list", "warning", "A text with commas, or an item with a semicolon, stands where a list is asked for, and counts as one item; or a line with a hyphen continues the text above."),
    Rule("raw-html", "warning", "Raw HTML is shown as text."),
    Rule("unknown-scheme", "warning", "A link’s scheme is not http, https or mailto; it is shown as text."),
    Rule("remote-image", "warning", "An image from elsewhere becomes a link, or its description: nothing on a page loads from elsewhere."),
    Rule("missing-image", "warning", "An image that is neither beside the term or page nor in `static/`."),
    Rule("dangling-url", "warning", "A style sheet of the site names a file that is not there, or is elsewhere: no page loads it."),
    Rule("missing-alt", "warning", "A picture has no description for who cannot see it.", sources=("Web Content Accessibility Guidelines 2.2, success criterion 1.1.1",)),
    Rule("missing-definition", "warning", "An adopted term has no text from which a definition could come."),
    Rule("several-sentences", "warning", "A definition is more than one sentence. Not told in an adopted folder."),
    Rule("definition-circle", "warning", "Two or three definitions speak of each other, so that none says what the thing is.", sources=CIRCLES),
    Rule("unexplained-word", "warning", "A definition speaks of another term, and neither is said in plain words, where most terms are.", sources=("ISO 24495-1:2023, Plain language: Governing principles and guidelines, § 5.3.2",)),
    Rule("circular-definition", "warning", "A definition uses a name of its own term, not as its subject alone. Not told in an adopted folder.", sources=CIRCLES),
    Rule("definition-by-usage", "warning", "An English definition starts with “is when”, “refers to”, “a term for” and the like: it tells of a word, where a definition describes a concept. Not told in an adopted folder.", sources=("ISO 704:2022, Terminology work: Principles and methods, chapter 6",)),
    Rule("miscounted-answers", "warning", "A question asks for one answer and has several correct choices, or the other way round, or all its choices are correct.", sources=(f"{ITEMS}19",)),
    Rule("answer-in-one-place", "warning", "The same choice is the correct one in all of three questions or more.", sources=(f"{ITEMS}20",)),
    Rule("longest-answer", "warning", "The correct choice is more than half as long again as each other: its length gives it away.", sources=(f"{ITEMS}24",)),
    Rule("unexplained-choice", "warning", "A choice has no `why`, and the question no `explanation`: who chose it learns nothing.", sources=("Shute 2008, Focus on Formative Feedback, Review of Educational Research 78(1)",)),
    Rule("unrelated-quiz", "warning", "No question, choice or explanation of a term’s quiz names the term.", sources=(f"{ITEMS}1: an item reflects specific content",)),
    Rule("empty-path", "warning", "A learning path has no terms."),
    Rule("impossible-date", "warning", "A date that cannot be: a month 13 in `as_of`, an `updated` before `added`, an `until` before the review."),
    Rule("lapsed-review", "warning", "The text changed since its review, so the badge is not shown."),
    Rule("unknown-reviewer", "warning", "A review is signed by somebody whom `reviewers:` does not name."),
    Rule("missing-label", "warning", "The label catalogue of a language lacks a label; it is shown in English."),
    # Other people's prose, by `glossary lint`
    Rule("forbidden-word", "error", "`glossary lint`: a phrase of an `avoid` entry of the kind `forbidden`."),
    Rule("doubtful-word", "warning", "`glossary lint`: a phrase of an `avoid` entry of the kind `sense`: it is wrong in the sense that the entry tells of."),
    Rule("deprecated-name", "warning", "`glossary lint`: a name of a term that is deprecated, or that `replaced_by` gave another one."),
    Rule("misspelling", "warning", "`glossary lint`: a slip in writing a name, listed under `hidden`: it differs by a letter, in a long word two, or by spaces."),
    Rule("unread-prose", "warning", "`glossary lint`: a file that was named is no text, or is Python of which a part cannot be read."),
)  # fmt: skip

DEFAULTS = {rule.name: rule.severity for rule in RULES}
FIRM = frozenset(rule.name for rule in RULES if rule.firm)
