"""Abbreviations whose full stop ends no sentence, and the words with which sentences begin; all in small letters."""

from __future__ import annotations

# Titles, and words that only their complement can follow: English, Spanish, Italian, French, German, Russian.
_JOINED = """
mr mrs ms messrs dr drs prof gen col sen rep gov lt sgt capt cmdr maj brig adm hon rev pres supt det insp
st mt ft vs cf viz eg ie resp approx ca esp e.g i.e
sra srta dra dña ud uds lic ing arq excmo ilmo pág págs
sig sigg dott avv egr gent geom rag
mme mlle mm mgr
hr fr z.b d.h u.a bzw vgl ggf evtl sog inkl zzgl
г ул им пр пл обл р-н т.е т.к т.н акад проф доц см ср напр гр тов св пос дер стр рис табл
"""
# Parts of a work, months and days of the week: before a number they go on, before a capital they end.
_BEFORE_NUMBERS = """
no nos nr núm num sec ch chap c fig figs eq eqs p pp vol vols ed eds ver v par para pt op tab ref refs
n nn abs abb abt bd kap
jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues thu thur thurs fri
ene abr dic gen giu ott janv févr avr juil déc okt dez
янв фев апр авг сент окт нояб дек № n° с гл т
"""
# The same, but in small letters they are words: "he sat", "works of art", "hace dos años".
_BEFORE_NUMBERS_WITH_CAPITAL = "sat sun wed art app set ago mag lug"
# They end a sentence as often as they stand inside one before a capital.
_EITHER = """
jr sr inc ltd corp co bros llc plc dept univ assn ave blvd rd al u.s u.k u.n e.u d.c n.y l.a ph.d m.d b.a m.a
s.a s.p.a s.r.l ee.uu uu a.c gmbh
гг в вв руб коп тыс млн млрд долл
"""
_STARTERS = """
a an the this that these those he she it they we you i his her its their our my your there here
in on at by for from with after before during since until while when where if as although though because
however but and or so yet then thus also meanwhile moreover instead what who why how which no not all some
many most one two both each every another other such only even now today yesterday tomorrow
el la los las un una en pero y o si se su este esta eso como cuando donde por para con
il lo gli uno nel ma e non questo questa come quando dove per di
le les une des mais et ce cette elle ils elles nous vous je dans pour avec
der die das ein eine er sie es wir ihr ich und aber oder im am auf mit für
он она оно они мы вы я это эти этот эта в во на но и а или если не по при для из с за как так что кто
"""
_HOURS = "a.m p.m am pm"
_AFTER_HOURS = """
monday tuesday wednesday thursday friday saturday sunday
est edt cst cdt mst mdt pst pdt et ct mt pt gmt utc bst cet cest msk eastern central pacific
"""
_GERMAN_MONTHS = "januar jänner februar märz april mai juni juli august september oktober november dezember"
_SPEECH_VERBS = """
said says asked asks cried replied answered shouted whispered added exclaimed wondered demanded called
muttered murmured inquired began continued snapped laughed sighed screamed yelled thought repeated
"""

# What is an abbreviation in one language, and a word or the end of a sentence in another.
_JOINED_BY_LANGUAGE = {
    "ar": "د أ م ص ت هـ",
    "de": "ca z.z u d.i i.d.r z.t str geb gest hrsg max min mind bd kap st art abs nr s tel",
    "es": "p.ej p d.ª d dpto núm cía art cap aprox tel av gral dir r",
    "fr": "m mm p.ex av bd env apr chap éd prés st ste art tél c.-à-d",
    "it": "p.es es pag pagg art cap ca tel prof on sen dr ecc.to v n",
    "kk": "ж жж ғ ғғ қ көш ауд обл акад проф т.ғ.к т.ғ.д м мыс",
    "pt": "exmo sr sra dr dra prof av art pág núm tel p.ex",
    "ru": "в жж гг мин макс тел руб коп п пп ч изд ред зам зав ген гос",
    "tr": "vb vs dr doç av sn cad sok mah bkz yy örn prof müh ort no tel",
    "uk": "р рр м вул ім обл проф акад доц гр св див напр тел",
}
_ORDINAL_LANGUAGES = "cs da de et fi hr hu is nb no sk sl sr tr"

JOINED_BY_LANGUAGE = {language: frozenset(words.split()) for language, words in _JOINED_BY_LANGUAGE.items()}
ORDINAL_LANGUAGES = frozenset(_ORDINAL_LANGUAGES.split())
"""Languages that write *19th* as `19.`"""

JOINED = frozenset(_JOINED.split())
JOINED_BEFORE_NUMBERS = frozenset(_BEFORE_NUMBERS.split())
JOINED_BEFORE_NUMBERS_WITH_CAPITAL = frozenset(_BEFORE_NUMBERS_WITH_CAPITAL.split())
JOINED_UNLESS_A_SENTENCE_STARTS = frozenset(_EITHER.split())
STARTERS = frozenset(_STARTERS.split())
"""Words that begin sentences and are no names."""
HOURS = frozenset(_HOURS.split())
AFTER_HOURS = frozenset(_AFTER_HOURS.split())
"""Days and time zones: `5 p.m. Monday`."""
MONTHS_AFTER_ORDINALS = frozenset(_GERMAN_MONTHS.split())
SPEECH_VERBS = tuple(_SPEECH_VERBS.split())
