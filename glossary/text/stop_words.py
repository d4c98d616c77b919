"""Words that are no part of a term's name, by language. Our own lists: what all texts have in common is their grammar,
not their subject.
"""

from __future__ import annotations

from typing import Final

_BEFORE_NOUNS: Final = (
    "a an the this that these those my your his her its our their each every either neither some any no another which "
    "whose what such one of"
)
_BEFORE_VERBS: Final = (
    "to can could will would shall should may might must cannot not never also then we you they it he she i who that "
    "which and let do does did don't doesn't won't can't"
)
_GRAMMAR: Final = (
    "a an the this that these those i you he she it we they me him her us them my your his its our their mine yours "
    "myself yourself himself herself itself ourselves themselves who whom whose which what where when why how and or "
    "but nor so yet for if unless until while because although though whereas whether than as like of in on at by to "
    "from with without within into onto upon over under above below between among across through during before after "
    "since about against along around behind beside besides beyond despite down except inside near off out outside "
    "past per toward towards up via versus vs not no yes all any both each every either neither few many much more "
    "most less least several some such one two three four five six seven eight nine ten first second third last next "
    "other others another same own only just even also too very quite rather almost else instead otherwise however "
    "therefore thus hence moreover furthermore nevertheless still already again always never ever often sometimes "
    "usually rarely seldom now then later soon once twice here there everywhere anywhere nowhere somewhere something "
    "anything nothing everything someone anyone everyone nobody none etc e.g i.e eg ie i.e. e.g. ll re ve don't "
    "doesn't isn't aren't can't cannot won't didn't wasn't let you're we're they're you'll we'll i'm ones"
)
"""Pronouns, determiners, conjunctions, prepositions, particles."""
_VERBS: Final = (
    "be is am are was were been being have has had having do does did done doing will would shall should can could "
    "may might must let lets get gets got getting give gives given gave giving go goes going gone went make makes "
    "made making take takes taken took taking come comes came coming become becomes became keep keeps kept keeping "
    "put puts say says said see sees seen saw show shows shown showed showing use uses used using need needs needed "
    "want wants know knows known knew think mean means meant call calls called find finds found work works worked "
    "working run runs running ran help helps helped allow allows allowed allowing provide provides provided providing "
    "include includes included including contain contains contained containing consist consists require requires "
    "required requiring refer refers referred describe describes described define defines defined consider considers "
    "considered based depend depends depending happen happens occur occurs start starts started end ends begin begins "
    "stop stops turn turns turned change changes changed changing move moves moved set sets follow follows followed "
    "following hold holds held bring brings brought leave leaves left lead leads led stand stands stood look looks "
    "looked try tries tried ask asks asked answer answers tell tells told write writes written wrote writing read "
    "reads reading learn learns learned apply applies applied applying add adds added adding create creates created "
    "creating build builds built increase increases increased reduce reduces reduced reducing improve improves "
    "improved involve involves involved represent represents represented perform performs performed enable enables "
    "enabled support supports supported produce produces produced compare compares compared combine combines combined "
    "choose chooses chosen select selects selected assume assumes serve serves served share shares shared remain "
    "remains ensure ensures handle handles specify specified relate related associated corresponding according "
    "respect respectively"
)
"""Verbs of every text."""
_QUALITIES: Final = (
    "well better best good bad great big small large larger largest smaller smallest long longer short shorter high "
    "higher low lower new old own different similar various certain possible likely able unable available common "
    "commonly general generally specific specifically particular particularly simple simply easy easily hard "
    "difficult important main major minor full whole entire single multiple many additional further together directly "
    "indirectly typically usually often mostly mainly nearly exactly approximately roughly relatively actually really "
    "especially essentially effectively efficiently simultaneously independently automatically quickly early late "
    "fast faster slow slower true false right wrong real clear current currently recent recently previous previously "
    "original final finally initial initially total average popular useful necessary sufficient appropriate typical "
    "usual normal standard basic key known called so far close open enough away back ahead apart forward part time "
    "ago yet"
)
"""Adverbs and adjectives of every text."""
_NOUNS: Final = (
    "thing things way ways kind kinds sort sorts type types part parts piece pieces case cases example examples "
    "instance instances number numbers amount lot lots bit set sets group groups form forms name names term terms "
    "word words time times day days week weeks month months year years moment people person someone place places "
    "point points side sides level levels question questions answer reason reasons result results problem problems "
    "idea ideas fact facts sense purpose goal goals use uses order rest top bottom half range step steps page pages "
    "section sections figure table list item items line lines end start beginning aspect aspects concept concepts "
    "definition description detail details information difference differences advantage advantages disadvantage "
    "disadvantages variety majority understanding Where a phrase ends. A language that is not here has none: see "
    "`checks/gaps.py`."
)
"""Nouns that name nothing of a subject."""

DETERMINERS: Final = {"en": frozenset(_BEFORE_NOUNS.split())}
"""Words behind which a noun stands, or an adjective and a noun."""

VERBAL: Final = {"en": frozenset(_BEFORE_VERBS.split())}
"""Words behind which a verb stands more often than not."""

STOP_WORDS: Final = {"en": frozenset(f"{_GRAMMAR} {_VERBS} {_QUALITIES} {_NOUNS}".split())}
"""Words at which a phrase ends; see `graph/vocabulary.py` for languages that are not here."""
