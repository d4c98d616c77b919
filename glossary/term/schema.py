"""The fields of a term: the struct is the format (docs/term-format.md), the decoder and the JSON Schema follow it.

Each field is documented with the SKOS and schema.org property that it stands for, where there is one.
"""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal, NewType

import msgspec

from glossary.config.texts import Block, Inline, Name, Phrase, Picture
from glossary.term.checks import answer_of, check_cover, check_quiz, check_steps, check_table
from glossary.term.dates import check_as_of
from glossary.term.questions import check_question
from glossary.yaml.leaves import Count, Day, Digest, Flag, Plain, Raw, Slug, Url
from glossary.yaml.nodes import Mapping, Scalar
from glossary.yaml.reading import Reading
from glossary.yaml.shapes import KEPT, Decodable, Shape

TermId = NewType("TermId", str)
SectionId = NewType("SectionId", str)


class Doc(msgspec.Struct, frozen=True):
    """What a field means, and the properties of SKOS and schema.org that say the same."""

    text: str
    skos: str = ""
    schema: str = ""


class Relation(Decodable, frozen=True, kw_only=True):
    """A link to another term, and why it matters here."""

    shape: ClassVar[Shape] = Shape(short="term")
    term: Name
    why: Inline | None = None


class Analogy(Decodable, frozen=True, kw_only=True):
    """What the concept is like, and where the picture breaks."""

    shape: ClassVar[Shape] = Shape(short="text")
    text: Inline
    limits: Inline | None = None


class Sense(Decodable, frozen=True, kw_only=True):
    """One meaning of a word that has several; addressable as `#sense-<id>`."""

    id: Slug
    label: Plain | None = None
    definition: Inline
    example: Inline | None = None
    see_also: tuple[Relation, ...] = ()


class Reference(Decodable, frozen=True, kw_only=True):
    """Where a definition comes from."""

    shape: ClassVar[Shape] = Shape(short="url")
    title: Plain | None = None
    url: Url | None = None
    authors: Plain | None = None
    year: Plain | None = None
    note: Inline | None = None

    def check(self, node: Mapping, reading: Reading) -> None:
        """A source says what it is."""
        known = all(key.value in self.__struct_fields__ for key, _ in node.items)
        if known and not (self.title or self.url):
            reading.fault(
                "missing-field", node, "a source has neither `title` nor `url`", "add `title: …`, `url: …`, or both"
            )


class Review(Decodable, frozen=True, kw_only=True):
    """Who vouches for the text, since when, and for which text (its digest)."""

    complete: ClassVar[str] = "let `glossary review` write it, with `by`, `on` and `digest`; or take `reviewed` out"
    by: tuple[Plain, ...]
    on: Day
    digest: Digest
    until: Day | None = None
    note: Inline | None = None


class Cover(Decodable, frozen=True, kw_only=True):
    """Decoration with a description: fixed-width art or a picture."""

    text: Raw | None = None
    image: Picture | None = None
    alt: Plain | None = None

    def check(self, node: Mapping, reading: Reading) -> None:
        """Art or a picture, with a description."""
        check_cover(bool(self.text), bool(self.image), bool(self.alt), node, reading)


class Facet(Decodable, frozen=True, kw_only=True):
    """A labelled answer, or several."""

    shape: ClassVar[Shape] = Shape(entries=("label", "values"))
    label: Plain
    values: tuple[Inline, ...] = ()


class Stage(Decodable, frozen=True, kw_only=True):
    """One step of a process."""

    title: Plain
    text: Inline | None = None
    facets: tuple[Facet, ...] = ()


class Stages(Decodable, frozen=True, kw_only=True):
    """A numbered process."""

    shape: ClassVar[Shape] = Shape(items="steps")
    title: Plain | None = None
    intro: Inline | None = None
    steps: tuple[Stage, ...]


class Step(Decodable, frozen=True, kw_only=True):
    """A box of a drawn flow: an activity, or a thing that comes of one."""

    shape: ClassVar[Shape] = Shape(short="title")
    title: Plain
    note: Inline | None = None
    kind: Literal["activity", "thing"] = "thing"


class Lane(Decodable, frozen=True, kw_only=True):
    """A row of boxes."""

    title: Plain | None = None
    steps: tuple[Step, ...]


class Lifecycle(Decodable, frozen=True, kw_only=True):
    """A drawn flow in lanes."""

    title: Plain | None = None
    text: Inline | None = None
    lanes: tuple[Lane, ...]


class Item(Decodable, frozen=True, kw_only=True):
    """An item of a labelled list; without a label it is a plain item."""

    shape: ClassVar[Shape] = Shape(short="text", entries=("label", "text"))
    label: Plain | None = None
    text: Inline


class Group(Decodable, frozen=True, kw_only=True):
    """A labelled list."""

    title: Plain | None = None
    items: tuple[Item, ...]


class Implication(Decodable, frozen=True, kw_only=True, rename={"whom": "for"}):
    """What follows for somebody."""

    whom: Plain
    text: Inline


class Option(Decodable, frozen=True, kw_only=True):
    """A column of a trade-off table: a term, or a text."""

    shape: ClassVar[Shape] = Shape(short="text")
    term: Name | None = None
    label: Plain | None = None
    text: Phrase | None = None


class Row(Decodable, frozen=True, kw_only=True):
    """A row of a trade-off table: one value for each option, and the options that do best here."""

    dimension: Plain
    values: tuple[Annotated[Inline, KEPT], ...]
    best: tuple[Plain, ...] = ()


class Tradeoff(Decodable, frozen=True, kw_only=True):
    """A table that weighs options; shown on the page of every option that is a term."""

    id: Slug | None = None
    title: Plain | None = None
    question: Inline | None = None
    options: tuple[Option, ...]
    rows: tuple[Row, ...]
    takeaway: Inline | None = None
    caveat: Inline | None = None
    as_of: Plain | None = None
    sources: tuple[Reference, ...] = ()

    def check(self, node: Mapping, reading: Reading) -> None:
        """Rows have as many values as there are options, and `best` names some of these."""
        names = [option.label or option.term or option.text or "" for option in self.options]
        check_table([*names, *(option.term or "" for option in self.options)], len(names), node, reading)
        check_as_of(self.as_of, node, reading)


class Ask(Decodable, frozen=True, kw_only=True):
    """A question of a decision aid, and what a yes leads to."""

    ask: Inline
    then: Inline | None = None


class Decision(Decodable, frozen=True, kw_only=True):
    """A decision aid: stop at the first yes, or criteria of which any suffices."""

    question: Inline | None = None
    mode: Literal["first", "any"] = "first"
    steps: tuple[Ask, ...]
    otherwise: Inline | None = None

    def check(self, node: Mapping, reading: Reading) -> None:
        """Where the first yes decides, it leads somewhere."""
        check_steps(node, reading)


class Fact(Decodable, frozen=True, kw_only=True):
    """A dated figure, with its source."""

    shape: ClassVar[Shape] = Shape(short="text")
    text: Inline
    as_of: Plain | None = None
    source: Reference | None = None

    def check(self, node: Mapping, reading: Reading) -> None:
        """Its date can be."""
        check_as_of(self.as_of, node, reading)


class Misconception(Decodable, frozen=True, kw_only=True):
    """A common claim, put right."""

    claim: Inline
    correction: Inline
    source: Reference | None = None


class Opinion(Decodable, frozen=True, kw_only=True):
    """A view, signed."""

    by: Plain
    text: Inline


class Avoid(Decodable, frozen=True, kw_only=True):
    """A wrong usage and the right one; `words` are the phrases that `glossary lint` looks for."""

    avoid: Inline
    write: Inline | None = None
    why: Inline | None = None
    when: Inline | None = None
    words: tuple[Plain, ...] = ()
    kind: Literal["sense", "forbidden"] = "sense"


class Line(Decodable, frozen=True, kw_only=True):
    """A line of a dialogue."""

    speaker: Plain
    says: Inline


class Question(Decodable, frozen=True, kw_only=True):
    """A question that people ask, and its answer."""

    question: Inline
    answer: Block


class Word(Decodable, frozen=True, kw_only=True):
    """A word of the mini-glossary: a term, or a word without a page with its own explanation."""

    shape: ClassVar[Shape] = Shape(short="term")
    term: Phrase
    plain: Inline | None = None


class OpenQuestion(Decodable, frozen=True, kw_only=True):
    """What is not settled, what is known, what would settle it."""

    shape: ClassVar[Shape] = Shape(short="question")
    question: Inline
    known: Inline | None = None
    settles: Inline | None = None


class Resource(Decodable, frozen=True, kw_only=True):
    """Where to go deeper, and why there."""

    shape: ClassVar[Shape] = Shape(short="url")
    title: Plain | None = None
    url: Url | None = None
    authors: Plain | None = None
    year: Plain | None = None
    kind: Plain | None = None
    level: Literal["beginner", "intermediate", "advanced"] | None = None
    why: Inline | None = None


class Choice(Decodable, frozen=True, kw_only=True):
    """An answer to choose, whether it is right, and why or why not."""

    shape: ClassVar[Shape] = Shape(short="text")
    text: Inline
    correct: Flag = Flag(False)  # noqa: FBT003 - a value of that type, not a call's flag
    why: Inline | None = None


class Quiz(Decodable, frozen=True, kw_only=True):
    """A question with choices; with several correct ones it is a pick-all. `id` keeps the reader's progress."""

    id: Slug | None = None
    question: Inline
    choices: tuple[Choice, ...]
    explanation: Inline | None = None

    @classmethod
    def stray(cls, key: Scalar, node: Mapping) -> str:
        """An answer is marked where it stands."""
        return answer_of(key, node)

    def check(self, node: Mapping, reading: Reading) -> None:
        """There is something to choose from, something right to choose, and no other clue to it."""
        check_quiz([choice.correct for choice in self.choices], node, reading)
        check_question(self, node, reading)


class Match(Decodable, frozen=True, kw_only=True):
    """A pair to match: a concept and its definition; the id of a term brings its own."""

    shape: ClassVar[Shape] = Shape(short="concept")
    concept: Phrase
    definition: Inline | None = None


Level = Literal["beginner", "intermediate", "advanced"]
Status = Literal["draft", "review", "published", "deprecated"]


class Term(Decodable, frozen=True, kw_only=True):
    """A term as its file says it, field by field."""

    term: Annotated[Plain, Doc("The name as it stands in a sentence.", "prefLabel", "name")]
    id: Annotated[TermId, Doc("Its address; by default the file’s stem.", "notation", "termCode")] = TermId("")
    abbreviation: Annotated[
        tuple[Plain, ...], Doc("Short forms; linked with their case kept.", "altLabel", "alternateName")
    ] = ()
    aliases: Annotated[
        tuple[Plain, ...], Doc("Other names and spellings: shown, searched, linked.", "altLabel", "alternateName")
    ] = ()
    covers: Annotated[
        tuple[Plain, ...], Doc("Names explained on this page: searched, linked, not shown as its own.", "hiddenLabel")
    ] = ()
    forms: Annotated[tuple[Plain, ...], Doc("Inflections that no rule derives: linked, not shown.", "altLabel")] = ()
    hidden: Annotated[tuple[Plain, ...], Doc("Misspellings: searched only.", "hiddenLabel")] = ()
    not_in: Annotated[tuple[Plain, ...], Doc("Phrases in which the word means something else.")] = ()
    pronunciation: Annotated[Plain | None, Doc("In the International Phonetic Alphabet.")] = None
    definition: Annotated[Inline | None, Doc("One sentence: what it is.", "definition", "description")] = None
    plain: Annotated[Inline | None, Doc("The same for a reader from outside the field.", "scopeNote")] = None
    analogy: Annotated[Analogy | None, Doc("What it is like, and where the picture breaks.", "example")] = None
    senses: Annotated[tuple[Sense, ...], Doc("One entry for each meaning.", "definition")] = ()
    section: Annotated[SectionId | None, Doc("Where it stands in the book.", "member")] = None
    order: Annotated[Count | None, Doc("Its place in the section; then by name.")] = None
    level: Annotated[Level | None, Doc("For whom.", "", "educationalLevel")] = None
    tags: Annotated[tuple[Plain, ...], Doc("Free grouping.", "", "keywords")] = ()
    status: Annotated[Status, Doc("Drafts are built only when asked for.", "", "creativeWorkStatus")] = "published"
    replaced_by: Annotated[Name | None, Doc("The term that took its place.", "isReplacedBy")] = None
    redirects: Annotated[tuple[Slug, ...], Doc("Earlier ids; each keeps answering.")] = ()
    added: Annotated[Day | None, Doc("Since when it stands here.", "created")] = None
    updated: Annotated[Day | None, Doc("When its text last changed in meaning.", "modified", "dateModified")] = None
    see_also: Annotated[tuple[Relation, ...], Doc("Related terms, with the reason.", "related")] = ()
    broader: Annotated[tuple[Name, ...], Doc("What it is a kind of.", "broader")] = ()
    contrast: Annotated[tuple[Relation, ...], Doc("What it is taken for; shown on both.", "related")] = ()
    prerequisites: Annotated[tuple[Name, ...], Doc("What to read first.", "", "competencyRequired")] = ()
    autolink: Annotated[Literal["first", "always", "never"], Doc("Whether a bare mention links here.")] = "first"
    case: Annotated[Literal["folded", "exact"], Doc("Whether *go* is a mention of *Go*.")] = "folded"
    sources: Annotated[tuple[Reference, ...], Doc("Where the definition comes from.", "source", "citation")] = ()
    reviewed: Annotated[
        Review | None, Doc("Earns the Verified badge while the text stays as it was.", "", "reviewedBy")
    ] = None
    subtitle: Annotated[Inline | None, Doc("The hook under the name.", "", "headline")] = None
    cover: Annotated[Cover | None, Doc("Decoration with a description.", "", "image")] = None
    stages: Annotated[Stages | None, Doc("A numbered process.", "", "HowToStep")] = None
    lifecycle: Annotated[Lifecycle | None, Doc("A drawn flow.")] = None
    groups: Annotated[tuple[Group, ...], Doc("Labelled lists.")] = ()
    implications: Annotated[tuple[Implication, ...], Doc("What follows for whom.", "", "audience")] = ()
    tradeoffs: Annotated[tuple[Tradeoff, ...], Doc("Tables that weigh options.")] = ()
    decision: Annotated[Decision | None, Doc("A decision aid.")] = None
    facts: Annotated[tuple[Fact, ...], Doc("Dated figures.")] = ()
    misconceptions: Annotated[tuple[Misconception, ...], Doc("Common claims, put right.")] = ()
    opinion: Annotated[Opinion | None, Doc("A view, set apart and signed.", "", "Review")] = None
    avoid: Annotated[tuple[Avoid, ...], Doc("Wrong usage and right usage.")] = ()
    usage: Annotated[tuple[Line, ...], Doc("A short dialogue that uses the term well.", "example")] = ()
    takeaways: Annotated[tuple[Inline, ...], Doc("What to keep.")] = ()
    faq: Annotated[tuple[Question, ...], Doc("Questions people ask.")] = ()
    vocabulary: Annotated[tuple[Word, ...], Doc("A mini-glossary of words used here.")] = ()
    open_questions: Annotated[tuple[OpenQuestion, ...], Doc("What is not settled.")] = ()
    resources: Annotated[tuple[Resource, ...], Doc("Where to go deeper, and why there.", "", "subjectOf")] = ()
    quiz: Annotated[tuple[Quiz, ...], Doc("Questions with choices.", "", "Quiz")] = ()
    match: Annotated[tuple[Match, ...], Doc("Pairs to match.", "", "Quiz")] = ()
    translates: Annotated[Digest | None, Doc("The digest of the text that this is a translation of.")] = None
    extra: Annotated[dict[str, Any] | None, Doc("The author’s own data, as it is.")] = None
    body: Block = Block("")


COMPONENTS: tuple[str, ...] = (
    "senses", "stages", "lifecycle", "groups", "tradeoffs", "decision", "implications", "avoid", "usage", "facts",
    "misconceptions", "takeaways", "vocabulary", "faq", "quiz", "match", "see_also", "opinion", "sources",
    "resources", "open_questions",
)  # fmt: skip
"""The components in the order in which they stand on a page (ui.md § 3); a comment in the body moves one."""
