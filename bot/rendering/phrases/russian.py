"""Russian: every sentence that the bot itself says, in Russian."""

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
    "января", "февраля", "марта", "апреля", "мая", "июня",
    "июля", "августа", "сентября", "октября", "ноября", "декабря",
)  # fmt: skip

_COMMANDS = {
    "ask": "спросить",
    "sources": "источники",
    "source": "источник",
    "about": "о-боте",
    "forget": "забыть",
    "privacy": "приватность",
    "language": "язык",
    "settings": "настройки",
    "unanswered": "без-ответа",
    "feedback": "отзывы",
    "corpus": "корпус",
    "add": "добавить",
    "remove": "убрать",
    "status": "состояние",
}

_OPTIONS = {
    "question": "вопрос",
    "source": "источник",
    "private": "лично",
    "thread": "ветка",
    "name": "название",
    "unasked": "без-обращения",
    "threads": "ветки",
    "sureness": "уверенность",
    "role": "роль",
    "language": "язык",
    "unanswered": "без-ответа",
    "scope": "где",
    "attachment": "файл",
    "message": "сообщение",
    "corpus": "корпус",
}

_PERMISSIONS = {
    "view channel": "просматривать канал",
    "read message history": "читать историю сообщений",
    "send messages": "отправлять сообщения",
    "send messages in threads": "отправлять сообщения в ветках",
    "create public threads": "создавать публичные ветки",
    "manage threads": "управлять ветками",
}


def _number(number: int) -> str:
    return grouped(number, SPACE)


def _counted(count: int, one: str, few: str, many: str) -> str:
    """Inflect for 1 (21, 31 …), for 2 to 4 (22 to 24 …), and for all others; 11 to 14 are among these."""
    tens, units = count // 10 % 10, count % 10
    if tens == 1 or units == 0 or units >= 5:
        return f"{_number(count)} {many}"
    return f"{_number(count)} {one if units == 1 else few}"


def _lasting(length: float, one: str, few: str, many: str, fraction: str) -> str:
    whole = int(length)
    return _counted(whole, one, few, many) if whole == length else f"{with_comma(length)} {fraction}"


class Russian(Phrases):
    """The bot's own words in Russian."""

    def command_name(self, name: str) -> str:
        return _COMMANDS.get(name, name)

    def option_name(self, name: str) -> str:
        return _OPTIONS.get(name, name)

    # What stands beside a quote -------------------------------------------------------------------------

    def date(self, day: date | None) -> str:
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year}" if day else "без даты"

    def place(self, place: Place) -> str:
        line = f"строка {place.line}" if place.line else ""
        where = self.landmark(place.landmark) if place.landmark else line
        return ", ".join(filter(None, (f"абзац {place.passage}", where)))

    def landmark(self, landmark: Landmark) -> str:
        name = landmark_name(landmark)
        match landmark.kind:
            case LandmarkKind.PAGE:
                return f"страница {name}"
            case LandmarkKind.CHAPTER:
                return f"глава {name}"
            case LandmarkKind.MESSAGE:
                return f"сообщение {name}"
            case _:
                assert_never(landmark.kind)

    def corpus(self, name: str) -> str:
        return f"корпус: {name}"

    def read_in_place(self) -> str:
        return "Читать на месте"

    def heading(self, heading: str) -> str:
        return f"заголовок: {heading}"

    def part(self, number: int, parts: int) -> str:
        return f"часть {number} из {parts} этой цитаты"

    def quote_continues(self) -> str:
        return "Продолжение цитаты — на следующей карточке."

    def more_quotes(self, count: int) -> str:
        return f"На следующей карточке — ещё {_counted(count, 'цитата', 'цитаты', 'цитат')}."

    def sources_differ(self, sources: int, *, by_date: bool) -> str:
        if sources == 1:
            return "Источник в разных местах отвечает по-разному."
        return "Ответы расходятся. Они расположены по датам." if by_date else "Ответы расходятся."

    def unanswered(self, questions: Sequence[str]) -> str:
        return f"Источники молчат о следующем: {' · '.join(questions)}"

    def read_as(self, question: str, context: str = "") -> str:
        return f"Прочитано так: {' — '.join(filter(None, (question, context)))}"

    def shown(self, relation: Relation) -> str:
        return {
            Relation.ALONE: "",
            Relation.FOLLOW_UP: "",
            Relation.SPEAKER: "Слова, которые называют говорящего",
            Relation.TIME: "Слова, которые указывают время",
            Relation.SOURCE: "Откуда это взято",
            Relation.MORE: "Ещё по этому вопросу",
            Relation.CONTEXT: "В контексте",
        }[relation]

    def asked(self, question: str) -> str:
        return f"Вопрос: {question}"

    # No answer ------------------------------------------------------------------------------------------

    def reason(self, reason: Reason) -> str:
        return {
            Reason.NOTHING_FITS: "Мои источники на это не отвечают.",
            Reason.NOT_A_QUESTION: "Я не вижу здесь вопроса, на который могли бы ответить источники.",
            Reason.EMPTY_QUESTION: "В этом сообщении нет вопроса.",
            Reason.EMPTY_CORPUS: "У меня нет источников, которые можно цитировать.",
            Reason.NO_EARLIER_ANSWER: "Здесь ещё нет моего ответа, к которому это могло бы относиться.",
            Reason.NO_MORE: "Больше мои источники об этом ничего не говорят.",
            Reason.NO_SPEAKER: "Источник не называет, кто это сказал.",
            Reason.NO_TIME: "Источник не говорит, когда это было.",
        }[reason]

    def remedy(self, reason: Reason) -> str:
        around = "Кнопка «Контекст» под предыдущим ответом покажет, что стоит рядом."
        return {
            Reason.NOTHING_FITS: (
                "Я только цитирую, поэтому лучше промолчу, чем стану гадать. Попробуйте спросить другими словами; "
                "/источники покажет, что у меня есть."
            ),
            Reason.NOT_A_QUESTION: (
                "Спросите о том, что может быть написано в документе: кто, что, когда, где, сколько, почему."
            ),
            Reason.EMPTY_QUESTION: (
                "Напишите его словами после команды или моего имени, например: Сколько человек задержали?"
            ),
            Reason.EMPTY_CORPUS: (
                "Тому, кто меня запускает, нужно положить документы в папку корпуса и проиндексировать их."
            ),
            Reason.NO_EARLIER_ANSWER: (
                "Сначала задайте вопрос или ответьте на то моё сообщение, о котором речь."
            ),
            Reason.NO_MORE: (
                "Другими словами, возможно, найдётся что-то ещё; /источники покажет, что у меня есть."
            ),
            Reason.NO_SPEAKER: around,
            Reason.NO_TIME: around,
        }[reason]

    def document_dated(self, day: str) -> str:
        return f"Дата самого документа: {day}."

    def document_undated(self) -> str:
        return "Сам документ без даты."

    # Sources --------------------------------------------------------------------------------------------

    def sources(self, count: int) -> str:
        return f"Я цитирую {_counted(count, 'документ', 'документа', 'документов')}"

    def sources_shown(self, first: int, last: int, count: int) -> str:
        return f"Документы {_number(first)}–{_number(last)} из {_number(count)}."

    def brought_up_to_date(self, moment: datetime) -> str:
        return f"Последнее обновление: {self.date(moment)}, {moment:%H:%M} UTC."

    def being_brought_up_to_date(self, done: int, total: int) -> str:
        return f"Обновляется: {_number(done)} из {_number(total)}."

    def no_sources(self) -> str:
        return self.reason(Reason.EMPTY_CORPUS) + " " + self.remedy(Reason.EMPTY_CORPUS)

    def passages(self, count: int) -> str:
        return _counted(count, "фрагмент", "фрагмента", "фрагментов")

    def characters(self, count: int) -> str:
        return _counted(count, "знак", "знака", "знаков")

    def file(self, name: str) -> str:
        return f"Файл: {name}"

    def published(self, day: str) -> str:
        return f"Опубликовано: {day}"

    def added(self, day: str) -> str:
        return f"Добавлено: {day}"

    def belongs_to(self, corpus: str) -> str:
        return f"Корпус: {corpus}"

    def author(self, author: str) -> str:
        return f"Автор: {author}"

    def publisher(self, publisher: str) -> str:
        return f"Издатель: {publisher}"

    def language(self, language: str) -> str:
        return f"Язык: {language}"

    def address(self, url: str) -> str:
        return f"Адрес: {url}"

    def first_passages(self, shown: int, passages: int) -> str:
        return f"Показано фрагментов с начала: {_number(shown)} из {_number(passages)}."

    def passage_goes_on(self) -> str:
        return "продолжение фрагмента — в файле"

    def unknown_source(self, name: str, nearest: Sequence[str]) -> str:
        asked = one_line(name, NAME_LENGTH)
        if not nearest:
            return f"У меня нет документа с названием «{asked}». /источники покажет, какие есть."
        names = [one_line(each, NAME_LENGTH) for each in nearest]
        return f"У меня нет документа с названием «{asked}». Может быть, {self.alternatives(names)}?"

    def alternatives(self, names: Sequence[str]) -> str:
        quoted = [f"«{name}»" for name in names]
        return " или ".join([", ".join(quoted[:-1]), quoted[-1]] if len(quoted) > 1 else quoted)

    # About ----------------------------------------------------------------------------------------------

    def about_title(self) -> str:
        return "Quoth"

    def about(self) -> Sequence[str]:
        return (
            (
                "Я отвечаю на вопросы только словами своих источников. Каждый ответ — дословная цитата с "
                "документом, датой и местом, чтобы вы могли её проверить."
            ),
            (
                "Я не сочиняю текст. Если мои источники не отвечают, я так и скажу; если они расходятся, покажу "
                "каждый и не стану выбирать. Цитата передаёт то, что сказано в источнике, а это не обязательно правда."
            ),
            (
                "Спрашивайте командой /спросить, упоминанием, ответом на моё сообщение или в личных сообщениях; "
                "или откройте меню сообщения: «Приложения», «Найти в источниках». /источники перечисляет мои "
                "документы, /источник показывает один из них."
            ),
            (
                "Можно спрашивать дальше, в том числе кнопками под ответом; тогда я говорю, как прочитаны ваши слова. "
                "/забыть стирает то, что я о вас помню; /приватность говорит, что это."
            ),
        )

    # Commands -------------------------------------------------------------------------------------------

    def ask_command(self) -> str:
        return "Задать вопрос и получить ответ словами источников"

    def ask_question(self) -> str:
        return "Что вы хотите узнать"

    def ask_source(self) -> str:
        return "Отвечать только по этому документу; начните печатать и выберите"

    def ask_private(self) -> str:
        return "Показать ответ только мне; потом им можно поделиться"

    def ask_thread(self) -> str:
        return "Ответить в отдельной ветке, где можно спрашивать дальше"

    def language_command(self) -> str:
        return "Выбрать язык, на котором я с вами говорю; цитаты не переводятся"

    def language_choice(self) -> str:
        return "Язык или «как в вашем Discord»"

    def as_in_discord(self) -> str:
        return "как в Discord у каждого"

    def language_chosen(self, language: str) -> str:
        if not language:
            return "Я говорю с вами на языке вашего Discord."
        return f"Теперь я говорю с вами на этом языке: {language}."

    def forget_command(self) -> str:
        return "Забыть нашу беседу здесь и всё остальное, что хранится о вас"

    def settings_command(self) -> str:
        return "Показать или изменить, как я отвечаю в этом канале и на сервере"

    def settings_threads(self) -> str:
        return "Открывать ли здесь ветку на каждый вопрос ко мне"

    def settings_choice(self, *, on: bool) -> str:
        return "вкл." if on else "выкл."

    def sources_command(self) -> str:
        return "Перечислить документы, из которых берутся цитаты"

    def source_command(self) -> str:
        return "Показать один из документов"

    def source_name(self) -> str:
        return "Заголовок или имя файла; начните печатать и выберите"

    def about_command(self) -> str:
        return "Что это за бот и чего он не делает"

    # Conversation ---------------------------------------------------------------------------------------

    def only_my_words(self) -> str:
        return "Только мои слова"

    def ask_a_follow_up(self) -> str:
        return "Спросить ещё"

    def follow_up_question(self) -> str:
        return "Что вы хотите узнать"

    def turn_gone(self) -> str:
        return "Я уже не помню этого вопроса. Пожалуйста, задайте его снова."

    def control_unknown(self) -> str:
        return "Эта кнопка мне неизвестна. Спросите, пожалуйста, командой /спросить."

    def forgotten(self, turns: int) -> str:
        if not turns:
            return "О вас ничего не хранилось, и беседы здесь я не помню."
        return (
            "Наша беседа здесь и всё остальное, что хранилось о вас, забыты: "
            f"{_counted(turns, 'вопрос', 'вопроса', 'вопросов')} вместе с цитатами. Сообщения в Discord остаются."
        )

    def threads_set(self, channel: str, *, on: bool) -> str:
        if on:
            return f"В #{channel} на каждый вопрос с моим упоминанием я отвечаю в отдельной ветке."
        return f"В #{channel} я отвечаю там, где спросили."

    def only_for_moderators(self) -> str:
        return "Это доступно только тем, кто может управлять этим сервером."

    def no_threads_here(self) -> str:
        return "Здесь нельзя открыть ветку, так что настраивать нечего."

    def memory_unreachable(self) -> str:
        return "Сейчас у меня нет доступа к памяти. Тот, кто меня запускает, найдёт причину в журнале."

    def thread_asked(self) -> str:
        return "Ответ — в ветке ниже."

    def no_thread(self, channel: str, missing: Sequence[str]) -> str:
        lacking = f" Мне не хватает прав: {', '.join(missing)}." if missing else ""
        return f"Не удалось открыть ветку в #{channel}, поэтому ответ дан на месте.{lacking}"

    # Under an answer ------------------------------------------------------------------------------------

    def more(self) -> str:
        return "Ещё"

    def context(self) -> str:
        return "Контекст"

    def why(self) -> str:
        return "Почему это?"

    def show_nearest(self) -> str:
        return "Всё же показать самое близкое"

    def share(self) -> str:
        return "Показать всему каналу"

    def thumbs_up(self) -> str:
        return "👍"

    def thumbs_down(self) -> str:
        return "👎"

    def delete(self) -> str:
        return "Удалить"

    def shared_by(self, name: str) -> str:
        return f"Поделился участник {name}"

    def document_silent(self) -> str:
        return "Этот документ на это не отвечает."

    def only_from(self, document: str) -> str:
        return f"Спрошено только по этому документу: {document}"

    def coverage(self, documents: int, first: Day, last: Day, undated: int) -> str:
        held = self.sources(documents)
        if first is None:
            return f"{held} без даты."
        days = self.date(first) if first == last else f"{self.date(first)} — {self.date(last)}"
        return f"{held}; даты: {days}{f'; без даты: {_number(undated)}' if undated else ''}."

    def coverage_titles(self, titles: Sequence[str], others: int) -> str:
        named = ", ".join(f"«{title}»" for title in titles)
        return f"{named} и ещё {_number(others)}." if others else f"{named}."

    def nearest_only(self) -> str:
        return "Эти фрагменты не отвечают на вопрос. Это лишь самое близкое, что нашлось."

    def quote_numbered(self, number: int, title: str) -> str:
        return f"Цитата {number}: {title}"

    def probability(self, probability: float) -> str:
        return f"Вероятность, что это ответ: {percent(probability)}{SPACE}%"

    def words_in_common(self, words: str) -> str:
        return f"Ваши слова в ней: {words}" if words else "Ваших слов в ней нет: она близка по смыслу."

    def ranks(self, meaning: int, words: int) -> str:
        by_meaning = f"место {_number(meaning)}" if meaning else "не найдено"
        by_words = f"место {_number(words)}" if words else "не найдено"
        return f"В поиске по смыслу: {by_meaning}; по словам: {by_words}"

    def why_probable(self) -> str:
        return "Вероятность — моя оценка, проверенная на вопросах с известными ответами."

    def source_changed(self) -> str:
        return "После этого ответа процитированный документ изменили или убрали. Пожалуйста, спросите снова."

    def voted_up(self) -> str:
        return "Спасибо! Отмечено: ответ полезен. Это можно изменить в любое время."

    def voted_down(self) -> str:
        return "Спасибо! Отмечено. Модераторы этого сервера могут это прочитать."

    def vote_noted(self) -> str:
        return "Спасибо! Отмечено."

    def fault_title(self) -> str:
        return "Что было не так?"

    def fault_question(self) -> str:
        return "Что не так с этим ответом"

    def fault(self, fault: str) -> str:
        return {
            "wrong-passage": "Не тот фрагмент",
            "answer-missed": "В источниках есть ответ, но он не найден",
            "should-have-abstained": "Нужно было сказать, что источники не отвечают",
        }.get(fault, "Другое")

    def fault_words(self) -> str:
        return "Своими словами, если хотите"

    def not_your_answer(self) -> str:
        return "Это личный ответ другому человеку."

    def not_yours_to_delete(self) -> str:
        return (
            "Удалить этот ответ могут только тот, кто спросил, и модераторы с правом управлять сообщениями."
        )

    def already_shared(self) -> str:
        return "Этим ответом уже поделились."

    def cannot_share_here(self) -> str:
        return "Поделиться здесь нельзя: на этом сервере ответы таких приложений видите только вы."

    def find_sources(self) -> str:
        return "Найти в источниках"

    def nothing_to_look_for(self) -> str:
        return "В этом сообщении нет слов, по которым можно искать."

    # Notices and errors ---------------------------------------------------------------------------------

    def warming_up(self) -> str:
        return "Я ещё запускаюсь. Спросите, пожалуйста, через минутку."

    def busy(self) -> str:
        return "Сейчас у меня много вопросов. Спросите, пожалуйста, чуть позже."

    def stopping(self) -> str:
        return "Меня перезапускают. Спросите, пожалуйста, через минуту."

    def broken(self) -> str:
        return "Сейчас у меня нет доступа к источникам. Тот, кто меня запускает, найдёт причину в журнале."

    def cannot_answer(self, channel: str, server: str, missing: Sequence[str]) -> str:
        lacking = f" Мне не хватает прав: {', '.join(missing)}." if missing else ""
        return f"Мне нельзя отвечать в #{channel} на сервере {server}.{lacking} Это можно разрешить в настройках канала."

    def permission(self, name: str) -> str:
        return _PERMISSIONS.get(name, name)

    def failure(self, error_id: str) -> str:
        return f"У меня что-то пошло не так; это записано в журнал. Если будете сообщать, укажите ошибку {error_id}."

    def controls_shown(self) -> str:
        return "Управляющие символы источника показаны знаками вроде ␛ или <U+009B>; с --json они передаются точно."

    # Pages ----------------------------------------------------------------------------------------------

    def previous_page(self) -> str:
        return "Предыдущая страница"

    def next_page(self) -> str:
        return "Следующая страница"

    def page(self, number: int, pages: int) -> str:
        return f"Страница {_number(number)} из {_number(pages)}"

    def text_shown(self, first: int, last: int, characters: int) -> str:
        return f"знаки {_number(first)}–{_number(last)} из {_number(characters)}, дословно"

    def open_source(self) -> str:
        return "Прочитать один из этих документов"

    def document_gone(self) -> str:
        return "У меня больше нет этого документа. /источники покажет, какие есть."

    # Settings -------------------------------------------------------------------------------------------

    def settings_of(self, channel: str) -> str:
        return f"Как я отвечаю в #{channel}"

    def settings_scope(self) -> str:
        return "Относится изменение к этому каналу или ко всему серверу"

    def scope(self, scope: str) -> str:
        return {
            "here": "этот канал",
            "server": "весь сервер, кроме каналов со своей настройкой",
            "reset": "этот канал снова как на сервере",
        }[scope]

    def settings_unasked(self) -> str:
        return "На что я здесь отвечаю без упоминания"

    def unasked(self, messages: str) -> str:
        return {
            "nothing": "ни на что",
            "questions": "на сообщения с вопросительным знаком",
            "everything": "на каждое сообщение, на которое отвечают мои источники",
        }[messages]

    def unasked_set(self, messages: str) -> str:
        return {
            "nothing": "Без упоминания я молчу.",
            "questions": (
                "Без упоминания я отвечаю на сообщения с вопросительным знаком; на форуме — на новые публикации "
                "с вопросом."
            ),
            "everything": (
                "Без упоминания я отвечаю на каждое сообщение, на которое отвечают мои источники; на форуме — на "
                "новые публикации."
            ),
        }[messages]

    def unasked_impossible(self) -> str:
        return (
            "Но я не могу читать сообщения, обращённые не ко мне: тому, кто меня запускает, нужно включить "
            "message content intent и задать QUOTH_MESSAGE_CONTENT."
        )

    def settings_sureness(self) -> str:
        return "Насколько уверенно я должен отвечать здесь"

    def sureness(self, sureness: str) -> str:
        return {
            "measured": "как измерено: там, где это полезнее всего",
            "surer": "увереннее: только если ответ скорее верен, чем нет",
            "surest": "увереннее всего: только если ответ верен в восьми случаях из десяти",
        }[sureness]

    def sureness_set(self, sureness: str) -> str:
        return {
            "measured": "Я отвечаю, когда по измерениям мои источники, скорее всего, содержат ответ.",
            "surer": "Я отвечаю, только если ответ скорее верен, чем нет.",
            "surest": "Я отвечаю, только если жду, что ответ верен в восьми случаях из десяти.",
        }[sureness]

    def sureness_least(self, probability: float) -> str:
        return (
            "Тот, кто меня запускает, задал наименьшую уверенность "
            f"{round(probability * 100)}{SPACE}%; действует она."
        )

    def settings_role(self) -> str:
        return "Кто кроме модераторов может меня здесь спрашивать; @everyone — все"

    def may_ask(self, role: str) -> str:
        return (
            f"Спрашивать меня могут только участники с ролью {role} и модераторы."
            if role
            else "Спрашивать меня могут все."
        )

    def unknown_role(self) -> str:
        return "(удалена)"

    def settings_language(self) -> str:
        return "Язык, на котором я говорю здесь со всеми; цитаты не переводятся"

    def language_set(self, language: str) -> str:
        if not language:
            return "С каждым я говорю на языке его Discord."
        return f"Со всеми я говорю на этом языке: {language}."

    def settings_unanswered(self) -> str:
        return "Хранить ли вопросы этого сервера без ответа для /без-ответа"

    def unanswered_set(self, *, on: bool) -> str:
        if on:
            return "На этом сервере я храню вопросы, на которые не ответили мои источники, для /без-ответа."
        return "На этом сервере я не храню вопросы без ответа."

    # Admission ------------------------------------------------------------------------------------------

    def too_fast(self, seconds: int) -> str:
        wait = _counted(seconds, "секунду", "секунды", "секунд")
        return f"Слишком много вопросов сразу. Попробуйте, пожалуйста, снова через {wait}."

    def only_for_role(self, role: str) -> str:
        if not role:
            return "Модераторы ограничили, кто может меня здесь спрашивать."
        return f"Модераторы разрешили спрашивать меня здесь только участникам с ролью {role}."

    def may_not_here(self) -> str:
        return "У меня нет права делать это здесь. Его может дать модератор этого сервера."

    # Review ---------------------------------------------------------------------------------------------

    def unanswered_command(self) -> str:
        return "Вопросы, на которые мои источники не смогли ответить на этом сервере"

    def feedback_command(self) -> str:
        return "Ответы, которые участники этого сервера сочли неверными"

    def unanswered_head(self, count: int) -> str:
        questions = _counted(count, "вопрос", "вопроса", "вопросов")
        return f"Мои источники не ответили на {questions}"

    def no_unanswered(self, *, kept: bool) -> str:
        if kept:
            return "Вопросов, на которые не ответили мои источники, нет."
        return "На этом сервере я не храню вопросы без ответа. Включить это: /настройки без-ответа:вкл."

    def feedback_head(self, count: int) -> str:
        return f"Сочтено неверными: {_counted(count, 'ответ', 'ответа', 'ответов')}"

    def no_feedback(self) -> str:
        return "На этом сервере никто не счёл мой ответ неверным."

    def asker(self, hashed: str) -> str:
        return f"автор вопроса {hashed}"

    def export(self) -> str:
        return "Сохранить в файл"

    def exported(self, count: int) -> str:
        return (
            f"{_counted(count, 'вопрос', 'вопроса', 'вопросов')}, сначала новые. Добавьте к каждому фрагменты, "
            "которые на него отвечают, и «quoth evaluate» прочитает этот файл."
        )

    # A server's own documents ---------------------------------------------------------------------------

    def corpus_command(self) -> str:
        return "Собственные документы этого сервера"

    def corpus_add_command(self) -> str:
        return "Добавить файл или сообщение этого сервера как документ для цитат здесь"

    def corpus_add_attachment(self) -> str:
        return "Текст, Markdown, HTML, PDF, DOCX, EPUB, почта или экспорт чата"

    def corpus_add_message(self) -> str:
        return "Ссылка на сообщение этого сервера: в его меню «Копировать ссылку на сообщение»"

    def corpus_remove_command(self) -> str:
        return "Навсегда убрать один из собственных документов этого сервера"

    def corpus_remove_name(self) -> str:
        return "Заголовок или имя файла; начните печатать и выберите"

    def corpus_status_command(self) -> str:
        return "Состояние собственных документов этого сервера и что не удалось прочитать"

    def own_corpus(self) -> str:
        return "собственный корпус этого сервера"

    def document_offered(self, name: str) -> str:
        return f"Добавить {name}?"

    def document_replaces(self) -> str:
        return "Он заменит документ с этим именем."

    def nothing_quotable(self) -> str:
        return "В нём не нашлось ничего, что можно процитировать."

    def language_read(self, language: str) -> str:
        return f"Читается как текст на языке: {language}"

    def document_removable(self, name: str) -> str:
        return f"Убрать {name} навсегда? Я больше не буду его цитировать и не сохраню копии."

    def add_document(self) -> str:
        return "Добавить"

    def remove_document(self) -> str:
        return "Убрать"

    def cancel(self) -> str:
        return "Отмена"

    def corpus_updating(self) -> str:
        return "Готово. Обновляю индексы…"

    def document_added(self, name: str, passages: int) -> str:
        quotable = _counted(passages, "фрагмент", "фрагмента", "фрагментов")
        return f"Добавлен документ {name}. Для цитат здесь: {quotable}."

    def document_removed(self, name: str) -> str:
        return f"Документ {name} убран. Цитаты из него остаются в сообщениях, где они показаны."

    def document_waits(self, name: str) -> str:
        return f"Документ {name} изменён, но индексы ещё не обновлены; это произойдёт при следующем запуске."

    def document_unread(self, name: str, why: str) -> str:
        return f"Документ {name} сохранён, но прочитать его не удалось: {why}"

    def nothing_changed(self) -> str:
        return "Ничего не изменено."

    def document_refused(self, refusal: str, detail: str) -> str:
        return {
            "kind": f"Файлы такого вида я не читаю. Я читаю: {detail}",
            "size": f"Этот файл слишком велик; предел — {detail}.",
            "files": f"У этого сервера уже столько документов, сколько я храню: {detail}. Сначала уберите один.",
            "room": f"Документы этого сервера вместе заняли бы больше, чем {detail}. Сначала уберите один.",
            "unreadable": f"Это не удаётся прочитать как документ: {detail}",
            "unknown": f"У этого сервера нет собственного документа «{detail}».",
            "link": "Это не ссылка на сообщение этого сервера, которое можем прочитать мы оба.",
            "wordless": (
                "В этом сообщении мне не видно слов. Если оно не упоминает меня, тому, кто меня запускает, нужно "
                "включить message content intent."
            ),
            "one": "Укажите либо файл, либо ссылку на сообщение.",
            "expired": "Это предложение больше не действует. Пожалуйста, повторите команду.",
            "changed": "Тем временем кто-то изменил этот документ. Посмотрите, пожалуйста, и повторите команду.",
        }[refusal]

    def status_head(self, documents: int) -> str:
        own = _counted(documents, "документ", "документа", "документов")
        return f"Собственное у этого сервера: {own}"

    def status_languages(self, languages: str) -> str:
        return f"Указанные языки: {languages}"

    def status_dates(self, oldest: str, newest: str) -> str:
        return f"Даты: {oldest}" if oldest == newest else f"Даты: {oldest} — {newest}"

    def status_room(self, files: int, most_files: int, megabytes: int, most_megabytes: int) -> str:
        return (
            f"Место: файлов {_number(files)} из {_number(most_files)}, "
            f"{_number(megabytes)} из {_number(most_megabytes)}{SPACE}МБ"
        )

    def status_revision(self, revision: int, model: str) -> str:
        return f"Индексы: версия {_number(revision)}, модель {model}"

    def status_run(self, moment: str) -> str:
        return f"Последнее обновление: {moment}"

    def failures(self, count: int) -> str:
        return f"Не удалось прочитать файлов: {_number(count)}" if count else "Все файлы прочитаны."

    def settings_corpus(self) -> str:
        return "Какие документы я цитирую на этом сервере"

    def holdings(self, holdings: str) -> str:
        return {
            "both": "общие и собственные документы сервера",
            "shared": "только общие",
            "own": "только собственные документы сервера",
        }[holdings]

    def holdings_set(self, holdings: str) -> str:
        return {
            "both": "На этом сервере я цитирую общие документы и его собственные.",
            "shared": "На этом сервере я цитирую только общие документы.",
            "own": "На этом сервере я цитирую только его собственные документы.",
        }[holdings]

    # Privacy --------------------------------------------------------------------------------------------

    def privacy_command(self) -> str:
        return "Что я храню, где и как долго, и как это удалить"

    def privacy_title(self) -> str:
        return "Что я храню"

    def privacy_of_room(self, *, minutes: float) -> str:
        life = _lasting(minutes, "минуту", "минуты", "минут", "минуты")
        return (
            "То, что спрашивают в моём читальном зале в интернете, хранится только в оперативной памяти, под именем, "
            f"которое никому не угадать, {life} после последнего слова."
        )

    def privacy(self, *, days: float, minutes: float) -> Sequence[str]:
        kept = _lasting(days, "день", "дня", "дней", "дня")
        life = _lasting(minutes, "минуту", "минуты", "минут", "минуты")
        return (
            (
                "Ничего о тех, кто меня не спрашивает и на чьи сообщения модераторы не велели мне отвечать. О каждом "
                "вопросе: его слова, кто, где и когда его задал, что я процитировал, и оценки ответа. Это нужно, "
                f"чтобы продолжать беседу — {life} после последнего слова в ней, — и для кнопок под моими ответами."
            ),
            (
                f"Всё это удаляется через {kept}. Оно лежит в одном файле на компьютере, где меня запускают, и больше "
                "никуда не передаётся. Вопросы не записываются в мой журнал."
            ),
            (
                "Где этого хотят модераторы, я храню вопросы, на которые не ответили мои источники, с кодом вместо "
                f"имени спросившего; их срок тот же ({kept}). Модераторы могут читать их и то, что люди написали о "
                "неверных ответах. Личных вопросов среди них нет."
            ),
            (
                "Документы, которые добавили модераторы сервера, и сообщения, которые они сделали документами, с именем "
                "автора и датой. Их видит только этот сервер; они хранятся, пока модератор не уберёт их командой "
                f"/корпус убрать, а когда я покидаю сервер — ещё {kept}."
            ),
            (
                "/забыть сразу удаляет нашу беседу здесь, всё, что вы где-либо спрашивали, ваши оценки, ваши вопросы "
                "без ответа и язык, выбранный командой /язык. Сообщения в Discord удаляете вы сами."
            ),
        )
