"""Words that carry grammar rather than subject matter, in other languages than English; written for Quoth."""

from __future__ import annotations

import re
from functools import lru_cache

_WRITTEN = {
    "ru": "а без бы был была были было быть в вам вас весь во вот все всё всего где да для до его ее её ей если есть "
    "еще ещё же за зачем и из или им их к как какая какие какими каким каких какого какое какой каком какому какую ко "
    "когда кого кому которая которого которое которой которую которые который кто куда ли либо мне может мы на над не "
    "него нее неё нет ни них но ну о об он она они оно от откуда отчего перед по под почему при про с сколько со так "
    "также там то тоже только тот ты у уже чего чей чем чему что чтобы чья эта эти это этого этой этом этот эту я "
    "скажите расскажите назовите",
    "uk": "а але без був була були було бути в вам вас весь ви від він вона вони воно все всі де для до є же за з зі "
    "і із її їх й його каже ким коли кого кому котрий куди ли ми на над нас не ні по при про скільки так також там "
    "те ти то той тільки у хто це ця цей ці чи чиї чий чим чого чому що щоб як яка яке який які якої якого якому я",
    "bg": "а ако без беше в вие във все да до е за защо и из или им как какво кога което които който коя колко кой кога "
    "към ли на над не но о от по при с са се си сме със така там това тази този те то той тя у че ще що къде",
    "kk": "ал бар бен бір біз болды болған болып бұл да де дейін деп еді екен ең және жоқ кім кімнің кімге кіммен "
    "қай қайда қайдан қайсы қалай қандай қанша қашан ма ме мен менен мұнда не неге неше немен ол олар осы па пе пен "
    "сен сол соң туралы үшін ба бе",
    "es": "a al algo ante antes aquel como cómo con cual cuál cuales cuáles cuando cuándo cuanta cuánta cuantas "
    "cuántas cuanto cuánto cuantos cuántos de del desde donde dónde dos durante e el él ella ellas ellos en entre era "
    "eran es esa ese eso esta está estaba están este esto fue fueron ha haber había habían han hasta hay hizo la las "
    "le les lo los más me mi muy ni no nos o para pero por porque qué que quien quién quienes quiénes se según ser si "
    "sí sin sobre son su sus también tan te tiene tienen tenía todo todos un una unas uno unos y ya dice dijo",
    "fr": "à a ai au aux avait avec avez avaient ce cela ces cet cette comme comment combien dans de des dit donc dont "
    "du elle elles en entre est était étaient et été être eu fait furent fut il ils j je l la laquelle le lequel les "
    "lesquels leur leurs lui mais me même mes moi mon n ne nos notre nous on ont ou où par pas plus pour pourquoi qu "
    "quand que quel quelle quelles quels qui quoi s sa sans se sera ses si son sont sur t ta te tes toi ton tu un une "
    "vos votre vous y c d",
    "de": "ab aber alle als also am an auch auf aus bei beim bin bis da damit dann das dass dein dem den denn der des "
    "die dies diese diesem diesen dieser dieses doch dort du durch ein eine einem einen einer eines er es für gab gibt "
    "hat hatte hatten haben ich ihm ihn ihr ihre im in ins ist ja kann kein keine man mehr mein mit nach nicht noch nun "
    "nur ob oder ohne sagt sagte sehr sein seine seit sich sie sind so über um und uns unser unter viel viele vom von "
    "vor wann war waren warum was welche welchem welchen welcher welches wem wen wer werden weshalb wessen wie wieso "
    "wieviel wir wird wo woher wohin worden wurde wurden zu zum zur zwischen",
    "it": "a ad agli ai al alla alle allo anche avere aveva avevano c che chi ci come con cosa cui da dagli dai dal "
    "dalla dalle dei del dell della delle dello di dove due e è ed era erano essere fa fra fu furono gli ha hanno i il "
    "in io l la le lei lo loro lui ma mi molto nei nel nell nella nelle noi non o ogni per perché più poi qual quale "
    "quali quando quanta quante quanti quanto quella quelle quelli quello questa queste questi questo se sei si sia "
    "sono stata state stati stato su sua sue sui sul sulla suo suoi tra tu un una uno dice disse",
    "pt": "a à ao aos as às até com como da das de dela dele do dos e é ela elas ele eles em entre era eram essa esse "
    "esta está este eu foi foram há isso isto já mais mas me na não nas nem no nos o onde os ou para pela pelo pelas "
    "pelos por porque qual quais quando quanta quantas quanto quantos que quê quem são se sem ser seu seus sobre sua "
    "suas também te tem têm tinha um uma você",
    "nl": "aan al als bij daar dan dat de der deze die dit door een en er had hadden heeft hebben het hij hoe hoeveel ik "
    "in is je kan maar me met mijn na naar niet nog nu of om onder ons ook op over te tot uit van veel voor waar waarom "
    "wanneer waren was wat welk welke werd werden wie wij wordt worden zal ze zich zij zijn zo zou",
    "pl": "a ale bez być był była było były ci co czego czemu czy czyj dla do gdzie go i ich ile ilu im ja jak jaka "
    "jakie jaki jakim jej jego jest kiedy kim kogo komu kto która które którego której który którzy lub ma mnie my na nad "
    "nie o od on ona one oni oraz po pod przed przez przy są się skąd ta tak tam te tego tej ten to tu ty u w we wy z za "
    "ze że dlaczego",
    "tr": "acaba ama ancak bazı ben bir biri biz bu bunu bunun çok da daha de değil diye en gibi göre hangi hangisi "
    "hakkında hem her hiç için ile ise kaç kaçta ki kim kimdir kime kimin kimi mi mı mu mü nasıl ne neden nedir nerede "
    "nereden nereye neresi nereli neler niçin niye o olan olarak oldu olduğu olur onlar onu onun sen siz şey şu tarafından "
    "ve veya ya var vardı yok dedi",
    "ar": "من في على إلى عن مع هذا هذه ذلك تلك التي الذي الذين ما ماذا متى أين كيف كم لماذا هل هو هي هم كان كانت كانوا "
    "يكون لم لن لا إن أن أنه أي أية ثم أو و قد قال قالت بعد قبل بين عند كل حتى لكن منذ الى ان او اين اي",
    "fa": "از با به برای تا در را که و این آن است بود بودند شد شدند هست چه چند کجا کی چرا چگونه کدام یک هم یا هر اما اگر",
    "sv": "att av de dem den det detta du där efter ej en ett från för ha hade han har hon hur hur i in inte jag kan "
    "man med men mycket många nu när och om på sig sin ska som så till under upp ut var varför vad vars vem vi vid vilka "
    "vilken vilket är",
    "el": "ο η το οι τα του της των τον την και να με σε στο στη στην στον στα στους στις από για που πως πού πότε ποιος "
    "ποια ποιο ποιοι πόσο πόσα πόσοι πόσες τι γιατί είναι ήταν θα δεν μη ή αν",
    "hi": "का की के को में से पर ने है हैं था थे थी और या कि यह वह ये वे क्या कब कहाँ कहां कौन किस किसने किसे कितने कितना कितनी "
    "क्यों कैसे एक हो गया गई गए तक भी ही तो लिए कर",
}
_GLUED = {
    "zh": "什么时候 什麼時候 为什么 為什麼 什么 什麼 哪里 哪裡 哪儿 哪个 哪些 哪一 哪 多少 怎么样 怎么 怎麼 怎样 如何 几 幾 谁 誰 何时 是否 有没有 "
    "的 了 吗 嗎 呢 是 在 和 与 與 或 被 把 了 也 都 就 这 這 那 有 个 個",
    "ja": "いつから いつ どこで どこ だれ 誰が 誰 なぜ どうして どのくらい どの どれ どう なに なん 何人 何時 何年 何 いくつ いくら でしたか "
    "でしょうか ですか ましたか ますか ません ました ます でした です されました している していた して した する から まで という について "
    "は が を に の で と も へ か や",
    "ko": "언제 어디서 어디 누가 누구 무엇을 무엇 왜 어떻게 얼마나 얼마 몇 어느 어떤 입니까 습니까 은 는 이 가 을 를 의 에서 에 로 과 와 도",
    "th": "เมื่อไหร่ เมื่อไร เมื่อใด ที่ไหน อะไร ทำไม อย่างไร เท่าไหร่ เท่าไร ใคร กี่ ไหม หรือไม่ ของ และ ที่ ใน เป็น คือ ได้ ให้ กับ จาก",
}
"""Where words stand without blanks the longer ones come first, since they are looked for as they come."""

FUNCTION_WORDS_BY_LANGUAGE: dict[str, frozenset[str]] = {
    language: frozenset(words.split()) for language, words in _WRITTEN.items()
}
"""Lower case, as they stand in questions; a language without an entry has none that are known."""


def without_function_words(text: str, language: str) -> str:
    """Return the text with a blank in place of the function words that stand glued to others; else as it is."""
    return _glued(language).sub(" ", text) if language in _GLUED else text


@lru_cache(maxsize=len(_GLUED))
def _glued(language: str) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, _GLUED[language].split())))
