"""What English words become in the other number.

The classical plurals, and which words take them beside a regular one, are those of D. M. Conway, *An Algorithmic
Approach to English Pluralization* (1998), as far as glossaries use them; the singulars, and the words that have none,
are ours. A wrong singular is a wrong link, so an ending that is not sure (*-as*, *-is*, *-us*, *-ics*) has none, and
the words for which it is sure are listed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

_BOTH_WAYS: Final = """
alumnus alumni|apex apexes apices|appendix appendices appendixes|addendum addenda|alga algae|antenna antennas antennae
automaton automata automatons|axis axes|bacterium bacteria|bacillus bacilli|basis bases|calf calves|child children
codex codices|continuum continua continuums|cookie cookies|corpus corpora corpuses|criterion criteria|crisis crises
curriculum curricula curriculums|diagnosis diagnoses|dwarf dwarves dwarfs|elf elves|ellipsis ellipses
equilibrium equilibria equilibriums|erratum errata|extremum extrema|focus foci focuses|foot feet
formula formulas formulae|fungus fungi funguses|genus genera|goose geese|half halves|helix helices helixes|hoof hooves
hypothesis hypotheses|index indices indexes|knife knives|larva larvae|leaf leaves|lemma lemmas lemmata|life lives
loaf loaves|locus loci|louse lice|man men|matrix matrices matrixes|maximum maxima maximums
memorandum memoranda memorandums|millennium millennia millenniums|minimum minima minimums|modulus moduli
momentum momenta|mouse mice|movie movies|nebula nebulae nebulas|nucleus nuclei|oasis oases|optimum optima optimums
ovum ova|ox oxen|person people persons|phenomenon phenomena|polyhedron polyhedra polyhedrons|quantum quanta
quiz quizzes|radius radii radiuses|scarf scarves|schema schemas schemata|self selves|sheaf sheaves|shelf shelves
simplex simplices simplexes|spectrum spectra spectrums|stimulus stimuli|stratum strata|synopsis synopses
syllabus syllabuses syllabi|symposium symposia symposiums|thesaurus thesauri thesauruses|thief thieves|tooth teeth
torus tori|vacuum vacuums vacua|vertebra vertebrae|vertex vertices vertexes|vortex vortices vortexes|wharf wharves
wife wives|wolf wolves|woman women|agenda agendas|alpha alphas|area areas|arena arenas|beta betas|camera cameras
comma commas|delta deltas|dilemma dilemmas|drama dramas|enigma enigmas|gamma gammas|idea ideas|kappa kappas
lambda lambdas|llama llamas|persona personas|pizza pizzas|quota quotas|replica replicas|rota rotas|sigma sigmas
theta thetas|umbrella umbrellas|taxi taxis|ski skis|emoji emojis|wiki wikis|bikini bikinis|mini minis|khaki khakis
menu menus|gnu gnus|emu emus|metric metrics|topic topics|heuristic heuristics|characteristic characteristics
critic critics|fabric fabrics|clinic clinics|epic epics|skeptic skeptics|mosaic mosaics|tactic tactics|iris irises
trellis trellises|mantis mantises|pelvis pelvises|lens lenses|bias biases|alias aliases|canvas canvases|atlas atlases
gas gases|virus viruses|eye eyes|ad ads|in ins|on ons|up ups|app apps|bit bits|bot bots|pod pods|tab tabs|tag tags
log logs|lie lies|tie ties|die dies|pie pies|genie genies|selfie selfies|zombie zombies|calorie calories
rookie rookies|newbie newbies|hoodie hoodies|prairie prairies|brownie brownies|walkie walkies|freebie freebies
birdie birdies|posse posses|finesse finesses|impasse impasses|crevasse crevasses|use uses|reuse reuses|misuse misuses
excuse excuses|fuse fuses|muse muses|ruse ruses|abuse abuses|recluse recluses|ellipse ellipses|deluxe deluxes
hero heroes|echo echoes|veto vetoes|potato potatoes|tomato tomatoes|torpedo torpedoes|embargo embargoes embargos
cargo cargoes cargos|domino dominoes dominos|mosquito mosquitoes mosquitos|tornado tornadoes tornados|no noes
volcano volcanoes volcanos|zero zeros zeroes|motto mottos mottoes|buffalo buffaloes buffalos|olive olives
blitz blitzes|waltz waltzes|whiz whizzes|stomach stomachs|monarch monarchs|patriarch patriarchs|matriarch matriarchs
epoch epochs|tech techs|loch lochs|gentleman gentlemen|middleman middlemen|fireman firemen|policeman policemen
chairman chairmen|foreman foremen|freshman freshmen|layman laymen|salesperson salespeople salespersons
spokesperson spokespeople spokespersons
"""
"""Rows of a singular and its plurals, the usual one first."""

_PLURALS_ONLY: Final = """
datum data|medium media mediums|base bases|analysis analyses|human humans|roman romans|german germans|shaman shamans
talisman talismans|caiman caimans|ottoman ottomans|norman normans|annex annexes|axe axes
"""
"""Singulars whose plurals give no singular back: *media* and *data* are words of their own."""

_NEITHER: Final = """
data media dice species series news kudos corps chassis debris tennis chess rabies scabies diabetes herpes measles
mumps innings gallows barracks crossroads headquarters shambles summons whereabouts sales ethics savings earnings
bayes gauss hermes mercedes socrates archimedes hercules pericles aristoteles keynes stokes hayes hughes james charles
jones adams williams roberts edwards davies reynolds rogers collins wells gibbs banks brooks watts hicks higgs hopkins
phillips siemens moses athens wales brussels naples cannes andes netherlands philippines maldives ives stearns
jenkins kubernetes postgres emacs vims axios nagios ios macos tvos watchos bios chaos ethos cosmos pathos asbestos
thermos eros laos mars keras pandas aws eks aks ecs gcs ops devops gitops mlops finops aiops chatops dataops secops
devsecops always sometimes besides perhaps towards afterwards overseas whereas its his yes has was is as
us this thus plus hz khz mhz ghz thz jazz anthos helios kairos talos flops rails sass redis paris travis
hardware software firmware middleware malware ransomware shareware information equipment advice knowledge homework
furniture luggage evidence feedback jeans pants trousers scissors pliers tongs glasses binoculars
"""
"""Words without another number that a text would use, or whose ending only looks like a plural's."""

_WHOLE: Final = """
means k-means windows goods odds customs arms shorts thanks clothes surroundings belongings regards contents works
looks lows stairs go do make mean have be get take give say see let come become allow include provide require want
keep seem contain depend happen exist consist help need run work it he i a an or and this that what who how like tell
begin belong ha hi wa ye thi bu der
"""
"""Words without another number where they are the whole name: the *-s* is another word, mostly a verb (*make*)."""

ENDINGS: Final[Mapping[str, tuple[str, ...]]] = {
    "": ("s",),
    # Plurals, and words that look like them.
    "s": ("",),
    "ss": ("sses",),
    "us": ("uses",),
    "as": ("ases",),
    "is": (),
    "sis": ("ses",),
    "xis": ("xes",),
    "ics": (),
    "ies": ("y",),
    "ches": ("ch",),
    "aches": ("ache",),
    "roaches": ("roach",),
    "coaches": ("coach",),
    "beaches": ("beach",),
    "caches": ("cache",),
    "niches": ("niche",),
    "psyches": ("psyche",),
    "nches": ("nch",),
    "lanches": ("lanche",),
    "shes": ("sh",),
    "xes": ("x",),
    "dices": ("dex",),
    "rtices": ("rtex",),
    "trices": ("trix",),
    "sses": ("ss",),
    "zzes": ("zz",),
    "oes": ("oe",),
    "uses": ("us",),
    "auses": ("ause",),
    "ouses": ("ouse",),
    "theses": ("thesis",),
    "lyses": ("lysis",),
    "croses": ("crosis",),
    "chotomies": ("chotomy",),
    "smen": ("sman",),
    "women": ("woman",),
    "children": ("child",),
    # Singulars.
    "x": ("xes",),
    "z": ("zes",),
    "zz": ("zzes",),
    "ch": ("ches",),
    "narch": ("narchs",),
    "sh": ("shes",),
    "y": ("ies",),
    "ay": ("ays",),
    "ey": ("eys",),
    "oy": ("oys",),
    "uy": ("uys",),
    "quy": ("quies",),
    "man": ("men",),
    "trix": ("trices", "trixes"),
    "rtex": ("rtices", "rtexes"),
    "index": ("indices", "indexes"),
    "hedron": ("hedra", "hedrons"),
    "hedra": ("hedron",),
    "life": ("lives",),
    "wife": ("wives",),
    "knife": ("knives",),
    "shelf": ("shelves",),
    "self": ("selves",),
    "leaf": ("leaves",),
    "half": ("halves",),
    "behalf": (),
    "data": (),
    "media": (),
    "ware": (),
    "species": (),
    "series": (),
    "ness": ("nesses",),
}
"""What an ending becomes, for words not in `WORDS`; the longest that fits holds."""


def _words() -> dict[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    for row in _BOTH_WAYS.strip().replace("\n", "|").split("|"):
        singular, *plurals = row.split()
        table[singular] = tuple(plurals)
        for plural in plurals:
            table[plural] = (*table.get(plural, ()), singular)
    for row in _PLURALS_ONLY.strip().replace("\n", "|").split("|"):
        singular, *plurals = row.split()
        table[singular] = tuple(plurals)
    return table | dict.fromkeys(_NEITHER.split(), ())


WORDS: Final[Mapping[str, tuple[str, ...]]] = _words()
"""Last words in lower case, with what they are in the other number; nothing where they have none."""

WHOLE: Final = frozenset(_WHOLE.split())
"""Whole names, in lower case."""
