"""Kazakh: every sentence that the bot itself says, in Kazakh, in Cyrillic letters.

Names and numbers stand where no ending has to follow them: which one would, depends on how they are spoken.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from bot.rendering.labels import NAME_LENGTH, one_line
from bot.rendering.phrases.english import Phrases
from bot.rendering.phrases.numbers import SPACE, grouped, percent, with_comma
from bot.rendering.phrases.quoting import landmark_name
from retrieval.datatypes import LandmarkKind, Reason, Relation

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from retrieval.datatypes import Landmark, Place

    Day = date | None  # a name of its own: the class below has a method `date`

_MONTHS = (
    "қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым",
    "шілде", "тамыз", "қыркүйек", "қазан", "қараша", "желтоқсан",
)  # fmt: skip

_PERMISSIONS = {
    "view channel": "арнаны көру",
    "read message history": "хабарлама тарихын оқу",
    "send messages": "хабарлама жіберу",
    "send messages in threads": "тармақта хабарлама жіберу",
    "create public threads": "ашық тармақ құру",
    "manage threads": "тармақтарды басқару",
}


def _number(number: int) -> str:
    return grouped(number, SPACE)


def _counted(count: int, noun: str) -> str:
    """Count things; after a number a noun stays in the singular."""
    return f"{_number(count)} {noun}"


class Kazakh(Phrases):
    """The bot's own words in Kazakh."""

    def command_name(self, name: str) -> str:
        return name  # Discord is not to be had in Kazakh, so nobody would see another name

    def option_name(self, name: str) -> str:
        return name  # the same

    # What stands beside a quote -------------------------------------------------------------------------

    def date(self, day: date | None) -> str:
        return f"{day.year} жылғы {day.day} {_MONTHS[day.month - 1]}" if day else "күні көрсетілмеген"

    def place(self, place: Place) -> str:
        line = f"{place.line}-жол" if place.line else ""
        where = self.landmark(place.landmark) if place.landmark else line
        return ", ".join(filter(None, (f"{place.passage}-абзац", where)))

    def landmark(self, landmark: Landmark) -> str:
        name = landmark_name(landmark)
        match landmark.kind:
            case LandmarkKind.PAGE:
                return f"бет: {name}"
            case LandmarkKind.CHAPTER:
                return f"тарау: {name}"
            case LandmarkKind.MESSAGE:
                return f"хабарлама: {name}"
            case _:
                assert_never(landmark.kind)

    def corpus(self, name: str) -> str:
        return f"жинақ: {name}"

    def read_in_place(self) -> str:
        return "Дәйексөзді орнында оқу"

    def heading(self, heading: str) -> str:
        return f"тақырыпша: {heading}"

    def part(self, number: int, parts: int) -> str:
        return f"осы дәйексөздің бөлігі: {number}/{parts}"

    def quote_continues(self) -> str:
        return "Бұл дәйексөздің жалғасы келесі карточкада."

    def more_quotes(self, count: int) -> str:
        return f"Келесі карточкада тағы {_counted(count, 'дәйексөз')} бар."

    def sources_differ(self, sources: int, *, by_date: bool) -> str:
        if sources == 1:
            return "Дереккөздің әр жеріндегі жауап әртүрлі."
        return "Жауаптар әртүрлі. Олар күні бойынша реттелген." if by_date else "Жауаптар әртүрлі."

    def unanswered(self, questions: Sequence[str]) -> str:
        return f"Дереккөздерде бұл жайында ештеңе айтылмаған: {' · '.join(questions)}"

    def read_as(self, question: str, context: str = "") -> str:
        return f"Былай түсіндім: {' — '.join(filter(None, (question, context)))}"

    def shown(self, relation: Relation) -> str:
        return {
            Relation.ALONE: "",
            Relation.FOLLOW_UP: "",
            Relation.SPEAKER: "Кімнің сөзі екенін көрсететін жері",
            Relation.TIME: "Уақытын көрсететін жері",
            Relation.SOURCE: "Бұл қайдан алынған",
            Relation.MORE: "Осы сұрақ бойынша тағы",
            Relation.CONTEXT: "Мәнмәтінімен",
        }[relation]

    def asked(self, question: str) -> str:
        return f"Сұрақ: {question}"

    # No answer ------------------------------------------------------------------------------------------

    def reason(self, reason: Reason) -> str:
        return {
            Reason.NOTHING_FITS: "Дереккөздерімде бұған жауап жоқ.",
            Reason.NOT_A_QUESTION: "Бұдан дереккөздер жауап бере алатын сұрақ таба алмадым.",
            Reason.EMPTY_QUESTION: "Бұл хабарламада сұрақ жоқ.",
            Reason.EMPTY_CORPUS: "Менде дәйексөз келтіретін дереккөз жоқ.",
            Reason.NO_EARLIER_ANSWER: "Мұнда бұл сөз қатысты болатын бұрынғы жауабым жоқ.",
            Reason.NO_MORE: "Дереккөздерімде бұл туралы бұдан басқа ештеңе жоқ.",
            Reason.NO_SPEAKER: "Дереккөзде мұны кім айтқаны көрсетілмеген.",
            Reason.NO_TIME: "Дереккөзде мұның қашан болғаны көрсетілмеген.",
        }[reason]

    def remedy(self, reason: Reason) -> str:
        around = "Алдыңғы жауаптың астындағы «Мәнмәтін» түймесі айналасында не жазылғанын көрсетеді."
        return {
            Reason.NOTHING_FITS: (
                "Мен тек дәйексөз келтіремін, сондықтан жорамалдағанша үндемегенім жөн. Басқа сөздермен сұрап "
                "көріңіз; менде не бар екенін /sources көрсетеді."
            ),
            Reason.NOT_A_QUESTION: (
                "Құжатта жазылуы мүмкін нәрсе туралы сұраңыз: кім, не, қашан, қайда, қанша, неге."
            ),
            Reason.EMPTY_QUESTION: (
                "Сұрақты пәрменнен немесе менің атымнан кейін жазыңыз, мысалы: Қанша адам ұсталды?"
            ),
            Reason.EMPTY_CORPUS: "Мені іске қосқан адам корпус қалтасына құжаттар салып, индекстеуі керек.",
            Reason.NO_EARLIER_ANSWER: (
                "Алдымен сұрағыңызды қойыңыз немесе меңзеп отырған жауабыма жауап ретінде жазыңыз."
            ),
            Reason.NO_MORE: (
                "Басқа сөздермен сұрасаңыз, тағы бірдеңе табылуы мүмкін; менде не бар екенін /sources көрсетеді."
            ),
            Reason.NO_SPEAKER: around,
            Reason.NO_TIME: around,
        }[reason]

    def document_dated(self, day: str) -> str:
        return f"Құжаттың өз күні: {day}."

    def document_undated(self) -> str:
        return "Құжаттың өзінде күні көрсетілмеген."

    # Sources --------------------------------------------------------------------------------------------

    def sources(self, count: int) -> str:
        return f"Мен дәйексөз алатын құжат саны: {_number(count)}"

    def sources_shown(self, first: int, last: int, count: int) -> str:
        return f"Құжаттар: {_number(first)}–{_number(last)}, барлығы {_number(count)}."

    def brought_up_to_date(self, moment: datetime) -> str:
        return f"Соңғы жаңартылған уақыты: {self.date(moment)}, {moment:%H:%M} UTC."

    def being_brought_up_to_date(self, done: int, total: int) -> str:
        return f"Жаңартылып жатыр: {_number(total)} құжаттан {_number(done)} дайын."

    def no_sources(self) -> str:
        return self.reason(Reason.EMPTY_CORPUS) + " " + self.remedy(Reason.EMPTY_CORPUS)

    def passages(self, count: int) -> str:
        return _counted(count, "үзінді")

    def characters(self, count: int) -> str:
        return _counted(count, "таңба")

    def file(self, name: str) -> str:
        return f"Файл: {name}"

    def published(self, day: str) -> str:
        return f"Жарияланған күні: {day}"

    def added(self, day: str) -> str:
        return f"Қосылған күні: {day}"

    def belongs_to(self, corpus: str) -> str:
        return f"Жинақ: {corpus}"

    def author(self, author: str) -> str:
        return f"Авторы: {author}"

    def publisher(self, publisher: str) -> str:
        return f"Жариялаған: {publisher}"

    def language(self, language: str) -> str:
        return f"Тілі: {language}"

    def address(self, url: str) -> str:
        return f"Мекенжайы: {url}"

    def first_passages(self, shown: int, passages: int) -> str:
        return f"Басынан бастап көрсетілгені: {_number(shown)}; барлығы {self.passages(passages)}."

    def passage_goes_on(self) -> str:
        return "үзіндінің жалғасы файлда"

    def unknown_source(self, name: str, nearest: Sequence[str]) -> str:
        asked = one_line(name, NAME_LENGTH)
        if not nearest:
            return f"Менде «{asked}» деген құжат жоқ. Бар құжаттарды /sources көрсетеді."
        names = [one_line(each, NAME_LENGTH) for each in nearest]
        return f"Менде «{asked}» деген құжат жоқ. Мүмкін, мынау шығар: {self.alternatives(names)}?"

    def alternatives(self, names: Sequence[str]) -> str:
        quoted = [f"«{name}»" for name in names]
        return " немесе ".join([", ".join(quoted[:-1]), quoted[-1]] if len(quoted) > 1 else quoted)

    def coverage(self, documents: int, first: Day, last: Day, undated: int) -> str:
        held = self.sources(documents)
        if first is None:
            return f"{held}, күні көрсетілмеген."
        days = self.date(first) if first == last else f"{self.date(first)} — {self.date(last)}"
        return f"{held}; күндері: {days}{f'; күні көрсетілмегені: {_number(undated)}' if undated else ''}."

    def coverage_titles(self, titles: Sequence[str], others: int) -> str:
        named = ", ".join(f"«{title}»" for title in titles)
        return f"{named} және тағы {_number(others)}." if others else f"{named}."

    # Pages ----------------------------------------------------------------------------------------------

    def previous_page(self) -> str:
        return "Алдыңғы бет"

    def next_page(self) -> str:
        return "Келесі бет"

    def page(self, number: int, pages: int) -> str:
        return f"Бет: {_number(number)}/{_number(pages)}"

    def text_shown(self, first: int, last: int, characters: int) -> str:
        return f"таңбалар: {_number(first)}–{_number(last)}, барлығы {_number(characters)}; сөзбе-сөз"

    def open_source(self) -> str:
        return "Осы құжаттардың бірін оқу"

    def document_gone(self) -> str:
        return "Бұл құжат менде енді жоқ. Бар құжаттарды /sources көрсетеді."

    # About ----------------------------------------------------------------------------------------------

    def about_title(self) -> str:
        return "Quoth"

    def about(self) -> Sequence[str]:
        return (
            (
                "Мен сұрақтарға тек дереккөздерімнің өз сөзімен жауап беремін. Әр жауап — тексере алуыңыз үшін "
                "құжаты, күні және орны көрсетілген сөзбе-сөз дәйексөз."
            ),
            (
                "Мен мәтін ойлап шығармаймын. Дереккөздерімде жауап болмаса, солай деймін; олар әртүрлі айтса, бәрін "
                "көрсетемін, бірін таңдамаймын. Дәйексөз дереккөздің айтқанын береді, ал оның шындық болуы міндетті емес."
            ),
            (
                "/ask арқылы сұраңыз, мені атап жазыңыз, хабарламама жауап беріңіз немесе жеке жазыңыз; болмаса "
                "хабарламаның мәзірін ашыңыз: «Қолданбалар» (Apps), «Find sources for this». /sources құжаттарымды "
                "тізеді, /source біреуін көрсетеді."
            ),
            (
                "Әрі қарай сұрауға болады, жауап астындағы түймелермен де; ондайда сөзіңізді қалай түсінгенімді айтамын. "
                "/forget сіз туралы есімдегіні өшіреді; оның не екенін /privacy айтады."
            ),
        )

    # Commands -------------------------------------------------------------------------------------------

    def ask_command(self) -> str:
        return "Сұрақ қойып, дереккөздердің өз сөзімен жауап алу"

    def ask_question(self) -> str:
        return "Нені білгіңіз келеді"

    def ask_source(self) -> str:
        return "Тек осы құжаттан жауап беру; теріп бастап, таңдаңыз"

    def ask_private(self) -> str:
        return "Жауапты тек маған көрсету; кейін бөлісуге болады"

    def ask_thread(self) -> str:
        return "Әрі қарай сұрауға болатын бөлек тармақта жауап беру"

    def language_command(self) -> str:
        return "Сізбен сөйлесетін тілімді таңдау; дәйексөздер аударылмайды"

    def language_choice(self) -> str:
        return "Тіл немесе Discord қолданбаңыздағы тіл"

    def as_in_discord(self) -> str:
        return "әркімнің Discord қолданбасындағыдай"

    def language_chosen(self, language: str) -> str:
        if not language:
            return "Сізбен Discord қолданбаңыздың тілінде сөйлесемін."
        return f"Енді сізбен мына тілде сөйлесемін: {language}."

    def forget_command(self) -> str:
        return "Мұндағы әңгімемізді және сіз туралы сақталғанның бәрін ұмыту"

    def settings_command(self) -> str:
        return "Осы арнада және серверде қалай жауап беретінімді көру немесе өзгерту"

    def settings_threads(self) -> str:
        return "Мұнда маған қойылған әр сұраққа тармақ ашыла ма"

    def settings_choice(self, *, on: bool) -> str:
        return "қосулы" if on else "өшірулі"

    def sources_command(self) -> str:
        return "Дәйексөз алынатын құжаттардың тізімі"

    def source_command(self) -> str:
        return "Құжаттардың бірін көрсету"

    def source_name(self) -> str:
        return "Тақырыбы немесе файл аты; теріп бастап, таңдаңыз"

    def about_command(self) -> str:
        return "Бұл қандай бот және нені істемейді"

    # Conversation ---------------------------------------------------------------------------------------

    def only_my_words(self) -> str:
        return "Тек менің сөздерім"

    def ask_a_follow_up(self) -> str:
        return "Тағы сұрау"

    def follow_up_question(self) -> str:
        return "Нені білгіңіз келеді"

    def turn_gone(self) -> str:
        return "Бұл сұрақ енді есімде жоқ. Қайта қойыңызшы."

    def control_unknown(self) -> str:
        return "Бұл түйме маған таныс емес. /ask арқылы сұраңызшы."

    def forgotten(self, turns: int) -> str:
        if not turns:
            return "Сіз туралы ештеңе сақталмаған, мұнда әңгімеміз де болмаған."
        return (
            "Мұндағы әңгімемізді және сіз туралы сақталғанның бәрін ұмыттым: келтірген дәйексөздерімен бірге "
            f"{_counted(turns, 'сұрақ')}. Discord ішіндегі хабарламалар қалады."
        )

    def threads_set(self, channel: str, *, on: bool) -> str:
        if on:
            return f"#{channel} арнасында мені атаған әр сұраққа бөлек тармақта жауап беремін."
        return f"#{channel} арнасында сұрақ қойылған жерде жауап беремін."

    def only_for_moderators(self) -> str:
        return "Мұны тек осы серверді басқара алатындар қолдана алады."

    def no_threads_here(self) -> str:
        return "Мұнда тармақ ашуға болмайды, сондықтан баптайтын ештеңе жоқ."

    def memory_unreachable(self) -> str:
        return "Қазір жадыма қол жеткізе алмай тұрмын. Мені іске қосқан адам себебін журналымнан табады."

    def thread_asked(self) -> str:
        return "Жауап төмендегі тармақта."

    def no_thread(self, channel: str, missing: Sequence[str]) -> str:
        lacking = f" Маған жетіспейтін рұқсаттар: {', '.join(missing)}." if missing else ""
        return f"#{channel} арнасында тармақ аша алмадым да, сол жерде жауап бердім.{lacking}"

    # Under an answer ------------------------------------------------------------------------------------

    def more(self) -> str:
        return "Тағы"

    def context(self) -> str:
        return "Мәнмәтін"

    def why(self) -> str:
        return "Неге бұл?"

    def show_nearest(self) -> str:
        return "Бәрібір ең жақын үзінділерді көрсету"

    def share(self) -> str:
        return "Арнамен бөлісу"

    def thumbs_up(self) -> str:
        return "👍"

    def thumbs_down(self) -> str:
        return "👎"

    def delete(self) -> str:
        return "Жою"

    def shared_by(self, name: str) -> str:
        return f"Бөліскен: {name}"

    def document_silent(self) -> str:
        return "Бұл құжатта бұған жауап жоқ."

    def only_from(self, document: str) -> str:
        return f"Тек мына құжаттан сұралды: {document}"

    def nearest_only(self) -> str:
        return "Бұл үзінділер сұраққа жауап бермейді. Олар — тек тапқан ең жақын жерлерім."

    def quote_numbered(self, number: int, title: str) -> str:
        return f"{number}-дәйексөз: {title}"

    def probability(self, probability: float) -> str:
        return f"Жауап болу ықтималдығы: {percent(probability)}{SPACE}%"

    def words_in_common(self, words: str) -> str:
        return f"Ондағы сіздің сөздеріңіз: {words}" if words else "Онда сіздің сөзіңіз жоқ: мағынасы жақын."

    def ranks(self, meaning: int, words: int) -> str:
        by_meaning = f"{_number(meaning)}-орын" if meaning else "табылмады"
        by_words = f"{_number(words)}-орын" if words else "табылмады"
        return f"Мағына бойынша іздеуде: {by_meaning}; сөз бойынша: {by_words}"

    def why_probable(self) -> str:
        return "Ықтималдық — жауабы белгілі сұрақтарда тексерілген өз бағам."

    def source_changed(self) -> str:
        return "Осы жауаптан кейін дәйексөз алынған құжат өзгертілген немесе алып тасталған. Қайта сұраңызшы."

    def voted_up(self) -> str:
        return "Рақмет! Пайдалы деп белгіленді. Мұны кез келген уақытта өзгерте аласыз."

    def voted_down(self) -> str:
        return "Рақмет! Белгіленді. Мұны осы сервердің модераторлары оқи алады."

    def vote_noted(self) -> str:
        return "Рақмет! Белгіленді."

    def fault_title(self) -> str:
        return "Не дұрыс болмады?"

    def fault_question(self) -> str:
        return "Бұл жауапта не дұрыс болмады"

    def fault(self, fault: str) -> str:
        return {
            "wrong-passage": "Үзінді дұрыс емес",
            "answer-missed": "Дереккөздерде жауап бар, бірақ табылмады",
            "should-have-abstained": "Дереккөздерде жауап жоқ деп айту керек еді",
        }.get(fault, "Басқа нәрсе")

    def fault_words(self) -> str:
        return "Қаласаңыз, өз сөзіңізбен"

    def not_your_answer(self) -> str:
        return "Бұл — басқа адамға берілген жеке жауап."

    def not_yours_to_delete(self) -> str:
        return "Бұл жауапты тек сұраған адам мен хабарламаларды басқара алатын модераторлар жоя алады."

    def already_shared(self) -> str:
        return "Бұл жауаппен бұрын бөліскен."

    def cannot_share_here(self) -> str:
        return "Мұнда бөлісуге болмайды: бұл серверде мен сияқты қолданбалардың жауабын тек өзіңіз көресіз."

    def find_sources(self) -> str:
        return "Дереккөздерден іздеу"

    def nothing_to_look_for(self) -> str:
        return "Бұл хабарламада іздеуге болатын сөз жоқ."

    # Notices and errors ---------------------------------------------------------------------------------

    def warming_up(self) -> str:
        return "Мен әлі іске қосылып жатырмын. Сәлден соң қайта сұраңызшы."

    def busy(self) -> str:
        return "Қазір сұрақ өте көп. Сәлден соң қайта сұраңызшы."

    def stopping(self) -> str:
        return "Мені қайта іске қосып жатыр. Бір минуттан кейін қайта сұраңызшы."

    def broken(self) -> str:
        return (
            "Қазір дереккөздеріме қол жеткізе алмай тұрмын. Мені іске қосқан адам себебін журналымнан табады."
        )

    def cannot_answer(self, channel: str, server: str, missing: Sequence[str]) -> str:
        lacking = f" Маған жетіспейтін рұқсаттар: {', '.join(missing)}." if missing else ""
        return (
            f"{server} серверінің #{channel} арнасында жауап беруіме болмайды.{lacking} Оған арна баптауларында "
            "рұқсат бере аласыз."
        )

    def permission(self, name: str) -> str:
        return _PERMISSIONS.get(name, name)

    def failure(self, error_id: str) -> str:
        return f"Менде бірдеңе дұрыс болмады, ол журналға жазылды. Хабарлайтын болсаңыз, мына қатені атаңыз: {error_id}."

    def controls_shown(self) -> str:
        return "Дереккөздің басқару таңбалары ␛ немесе <U+009B> сияқты белгілермен көрсетілген; --json оларды дәл береді."

    # Admission ------------------------------------------------------------------------------------------

    def too_fast(self, seconds: int) -> str:
        return f"Бірден тым көп сұрақ қойылды. {_counted(seconds, 'секундтан')} кейін қайталап көріңізші."

    def only_for_role(self, role: str) -> str:
        if not role:
            return "Модераторлар мұнда менен кім сұрай алатынын шектеген."
        return f"Модераторлар мұнда менен тек {role} рөлі бар мүшелерге сұрауға рұқсат берген."

    def may_not_here(self) -> str:
        return "Мұнда мұны істеуге рұқсатым жоқ. Оны осы сервердің модераторы бере алады."

    # Settings -------------------------------------------------------------------------------------------

    def settings_of(self, channel: str) -> str:
        return f"#{channel} арнасында қалай жауап беремін"

    def settings_scope(self) -> str:
        return "Өзгеріс осы арнаға ма, әлде бүкіл серверге ме"

    def scope(self, scope: str) -> str:
        return {
            "here": "осы арна",
            "server": "өз баптауы жоқ арналардың бәрі, яғни бүкіл сервер",
            "reset": "осы арна қайтадан сервердегідей болсын",
        }[scope]

    def settings_unasked(self) -> str:
        return "Мұнда мені атамаса да, неге жауап беремін"

    def unasked(self, messages: str) -> str:
        return {
            "nothing": "ештеңеге",
            "questions": "сұрау белгісі бар хабарламаларға",
            "everything": "дереккөздерімде жауабы бар әр хабарламаға",
        }[messages]

    def unasked_set(self, messages: str) -> str:
        return {
            "nothing": "Мені атамаса, үндемеймін.",
            "questions": (
                "Мені атамаса да, сұрау белгісі бар хабарламаларға жауап беремін; форумда — сұрақ қойған жаңа "
                "жазбаларға."
            ),
            "everything": (
                "Мені атамаса да, дереккөздерімде жауабы бар әр хабарламаға жауап беремін; форумда — жаңа жазбаларға."
            ),
        }[messages]

    def unasked_impossible(self) -> str:
        return (
            "Бірақ маған арналмаған хабарламаларды оқи алмаймын: мені іске қосқан адам «message content intent» "
            "рұқсатын қосып, QUOTH_MESSAGE_CONTENT мәнін орнатуы керек."
        )

    def settings_sureness(self) -> str:
        return "Мұнда жауап беру үшін қаншалықты сенімді болуым керек"

    def sureness(self, sureness: str) -> str:
        return {
            "measured": "өлшенгендей: ең пайдалы деңгейде",
            "surer": "сенімдірек: қателесуімнен дұрыс айтуым ықтимал болса ғана",
            "surest": "ең сенімді: он жағдайдың сегізінде дұрыс болса ғана",
        }[sureness]

    def sureness_set(self, sureness: str) -> str:
        return {
            "measured": "Өлшем бойынша дереккөздерімде жауап болуы ықтимал болса, жауап беремін.",
            "surer": "Қателесуімнен дұрыс айтуым ықтимал болса ғана жауап беремін.",
            "surest": "Он жағдайдың сегізінде дұрыс болады деп күтсем ғана жауап беремін.",
        }[sureness]

    def sureness_least(self, probability: float) -> str:
        return f"Мені іске қосқан адам қойған ең төменгі сенімділік: {round(probability * 100)}{SPACE}%; осы шек күшінде."

    def settings_role(self) -> str:
        return "Модераторлардан басқа мұнда кім сұрай алады; @everyone — барлығы"

    def may_ask(self, role: str) -> str:
        if not role:
            return "Менен бәрі сұрай алады."
        return f"Менен тек {role} рөлі бар мүшелер мен модераторлар сұрай алады."

    def unknown_role(self) -> str:
        return "(жойылған)"

    def settings_language(self) -> str:
        return "Мұнда бәрімен сөйлесетін тілім; дәйексөздер аударылмайды"

    def language_set(self, language: str) -> str:
        if not language:
            return "Әркіммен өз Discord қолданбасының тілінде сөйлесемін."
        return f"Бәрімен мына тілде сөйлесемін: {language}."

    def settings_unanswered(self) -> str:
        return "Осы сервердің жауапсыз сұрақтарын /unanswered үшін сақтаймын ба"

    def unanswered_set(self, *, on: bool) -> str:
        if on:
            return "Бұл серверде дереккөздерім жауап бермеген сұрақтарды /unanswered үшін сақтаймын."
        return "Бұл серверде жауапсыз сұрақтарды сақтамаймын."

    # Review ---------------------------------------------------------------------------------------------

    def unanswered_command(self) -> str:
        return "Осы серверде дереккөздерім жауап бере алмаған сұрақтар"

    def feedback_command(self) -> str:
        return "Осы сервердегілер қате деп тапқан жауаптар"

    def unanswered_head(self, count: int) -> str:
        return f"Дереккөздерім жауап бермеген сұрақ саны: {_number(count)}"

    def no_unanswered(self, *, kept: bool) -> str:
        if kept:
            return "Дереккөздерім жауап бермеген сұрақ жоқ."
        return "Бұл серверде жауапсыз сұрақтарды сақтамаймын. Сақтату үшін: /settings unanswered:on"

    def feedback_head(self, count: int) -> str:
        return f"Қате деп табылғаны: {_counted(count, 'жауап')}"

    def no_feedback(self) -> str:
        return "Бұл серверде ешкім жауабымды қате деп таппаған."

    def asker(self, hashed: str) -> str:
        return f"сұраған: {hashed}"

    def export(self) -> str:
        return "Файлға сақтау"

    def exported(self, count: int) -> str:
        return (
            f"{_counted(count, 'сұрақ')}, алдымен жаңалары. Әрқайсысына жауап беретін үзінділерді қоссаңыз, "
            "«quoth evaluate» бұл файлды оқиды."
        )

    # A server's own documents ---------------------------------------------------------------------------

    def corpus_command(self) -> str:
        return "Осы сервердің өз құжаттары"

    def corpus_add_command(self) -> str:
        return "Файлды немесе осы сервердегі хабарламаны дәйексөз алынатын құжат ретінде қосу"

    def corpus_add_attachment(self) -> str:
        return "Мәтін, Markdown, HTML, PDF, DOCX, EPUB, пошта немесе чат экспорты"

    def corpus_add_message(self) -> str:
        return "Осы сервердегі хабарламаның сілтемесі: оның мәзірінен көшіріп алыңыз"

    def corpus_remove_command(self) -> str:
        return "Осы сервердің өз құжаттарының бірін біржола алып тастау"

    def corpus_remove_name(self) -> str:
        return "Тақырыбы немесе файл аты; теріп бастап, таңдаңыз"

    def corpus_status_command(self) -> str:
        return "Осы сервердің өз құжаттарының күйі және қайсысы оқылмағаны"

    def own_corpus(self) -> str:
        return "осы сервердің өз корпусы"

    def document_offered(self, name: str) -> str:
        return f"{name} қосылсын ба?"

    def document_replaces(self) -> str:
        return "Ол осы аттағы құжаттың орнын басады."

    def nothing_quotable(self) -> str:
        return "Одан дәйексөз алатын ештеңе табылмады."

    def language_read(self, language: str) -> str:
        return f"Оқылатын тілі: {language}"

    def document_removable(self, name: str) -> str:
        return f"{name} біржола алып тасталсын ба? Мен одан енді дәйексөз келтірмеймін және көшірмесін сақтамаймын."

    def add_document(self) -> str:
        return "Қосу"

    def remove_document(self) -> str:
        return "Алып тастау"

    def cancel(self) -> str:
        return "Бас тарту"

    def corpus_updating(self) -> str:
        return "Дайын. Индекстерді жаңартып жатырмын…"

    def document_added(self, name: str, passages: int) -> str:
        return f"{name} қосылды. Осында дәйексөз алуға болатыны: {self.passages(passages)}."

    def document_removed(self, name: str) -> str:
        return f"{name} алып тасталды. Одан келтірілген дәйексөздер өз хабарламаларында қалады."

    def document_waits(self, name: str) -> str:
        return f"{name} өзгерді, бірақ индекстер әлі жаңармады; келесі іске қосылғанда жаңарады."

    def document_unread(self, name: str, why: str) -> str:
        return f"{name} сақталды, бірақ оқылмады: {why}"

    def nothing_changed(self) -> str:
        return "Ештеңе өзгерген жоқ."

    def document_refused(self, refusal: str, detail: str) -> str:
        return {
            "kind": f"Мұндай файлды оқи алмаймын. Оқитындарым: {detail}",
            "size": f"Бұл файл тым үлкен; шегі — {detail}.",
            "files": f"Бұл серверде мен сақтайтын құжаттың ең көп саны бар: {detail}. Алдымен біреуін алып тастаңыз.",
            "room": f"Осы сервер құжаттарының жалпы көлемі шектен асар еді: {detail}. Алдымен біреуін алып тастаңыз.",
            "unreadable": f"Мұны құжат ретінде оқу мүмкін болмады: {detail}",
            "unknown": f"Бұл сервердің «{detail}» атты өз құжаты жоқ.",
            "link": "Бұл осы сервердегі екеуіміз де оқи алатын хабарламаның сілтемесі емес.",
            "wordless": (
                "Бұл хабарламадан сөз көріп тұрған жоқпын. Онда мен аталмасам, мені іске қосушы message content "
                "intent дегенді қосуы керек."
            ),
            "one": "Не файлды, не хабарламаның сілтемесін беріңіз.",
            "expired": "Бұл ұсыныстың мерзімі өтті. Команданы қайта пайдаланыңыз.",
            "changed": "Осы арада біреу бұл құжатты өзгертіп қойды. Қарап шығып, команданы қайта пайдаланыңыз.",
        }[refusal]

    def status_head(self, documents: int) -> str:
        return f"Осы сервердің өз құжаттары: {_number(documents)}"

    def status_languages(self, languages: str) -> str:
        return f"Көрсетілген тілдер: {languages}"

    def status_dates(self, oldest: str, newest: str) -> str:
        return f"Күні: {oldest}" if oldest == newest else f"Күндері: {oldest} — {newest}"

    def status_room(self, files: int, most_files: int, megabytes: int, most_megabytes: int) -> str:
        return (
            f"Орын: файл {_number(files)} / {_number(most_files)}, "
            f"{_number(megabytes)} / {_number(most_megabytes)}{SPACE}МБ"
        )

    def status_revision(self, revision: int, model: str) -> str:
        return f"Индекстер: {_number(revision)}-нұсқа, үлгі {model}"

    def status_run(self, moment: str) -> str:
        return f"Соңғы жаңартылуы: {moment}"

    def failures(self, count: int) -> str:
        return f"Оқылмаған файлдар: {_number(count)}" if count else "Барлық файл оқылды."

    def settings_corpus(self) -> str:
        return "Осы серверде қай құжаттардан дәйексөз келтіремін"

    def holdings(self, holdings: str) -> str:
        return {
            "both": "ортақ және сервердің өз құжаттары",
            "shared": "тек ортақ құжаттар",
            "own": "тек сервердің өз құжаттары",
        }[holdings]

    def holdings_set(self, holdings: str) -> str:
        return {
            "both": "Бұл серверде ортақ құжаттардан да, оның өз құжаттарынан да дәйексөз келтіремін.",
            "shared": "Бұл серверде тек ортақ құжаттардан дәйексөз келтіремін.",
            "own": "Бұл серверде тек оның өз құжаттарынан дәйексөз келтіремін.",
        }[holdings]

    # Privacy --------------------------------------------------------------------------------------------

    def privacy_command(self) -> str:
        return "Нені, қайда, қанша уақыт сақтаймын және оны қалай жоюға болады"

    def privacy_title(self) -> str:
        return "Нені сақтаймын"

    def privacy_of_room(self, *, minutes: float) -> str:
        life = f"{with_comma(minutes)} минут"
        return (
            "Интернеттегі оқу залымда қойылған сұрақтар тек жедел жадта, ешкім таба алмайтын атаумен, "
            f"соңғы сөзден кейін {life} сақталады."
        )

    def privacy(self, *, days: float, minutes: float) -> Sequence[str]:
        kept = f"{with_comma(days)} күннен"
        life = f"{with_comma(minutes)} минут"
        return (
            (
                "Менен сұрамайтындар туралы және модераторлар хабарламасына жауап бергізбейтіндер туралы ештеңе "
                "сақтамаймын. Әр сұрақ бойынша: оның сөздері, кім, қайда және қашан қойғаны, нені дәйексөз еткенім "
                "және жауапқа берілген бағалар. Бұл әңгімені жалғастыру үшін (соңғы сөзден кейін "
                f"{life} бойы) және жауаптарымның астындағы түймелер үшін керек."
            ),
            (
                f"Осының бәрі {kept} кейін жойылады. Ол мен іске қосылған компьютердегі бір файлда тұрады, басқа "
                "ешқайда жіберілмейді. Сұралған нәрсе журналыма жазылмайды."
            ),
            (
                "Модераторлар қаласа, дереккөздерім жауап бермеген сұрақтарды сақтаймын: сұраған адамның атының "
                f"орнына код тұрады, олар да {kept} кейін жойылады. Модераторлар оларды және қате жауаптар туралы "
                "жазылғанды оқи алады. Жеке сұрақтар олардың арасында болмайды."
            ),
            (
                "Сервер модераторлары қосқан құжаттар мен олар құжатқа айналдырған хабарламалар, авторының аты және "
                "күнімен бірге. Оларды тек сол сервер көреді; модератор /corpus remove командасымен алып тастағанша "
                f"сақталады, ал мен серверден кетсем, {kept} кейін жойылады."
            ),
            (
                "/forget мұндағы әңгімемізді, қай жерде болсын сұрағаныңыздың бәрін, бағаларыңызды, жауапсыз қалған "
                "сұрақтарыңызды және /language арқылы таңдаған тіліңізді бірден жояды. Discord ішіндегі хабарламаларды "
                "өзіңіз жоясыз."
            ),
        )
