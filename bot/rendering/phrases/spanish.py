"""Spanish: every sentence that the bot itself says, in Spanish that is at home on both sides of the Atlantic."""

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
    "enero", "febrero", "marzo", "abril", "mayo", "junio",
    "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre",
)  # fmt: skip

_COMMANDS = {
    "ask": "preguntar",
    "sources": "fuentes",
    "source": "fuente",
    "about": "acerca-de",
    "forget": "olvidar",
    "privacy": "privacidad",
    "language": "idioma",
    "settings": "ajustes",
    "unanswered": "sin-respuesta",
    "feedback": "opiniones",
    "corpus": "corpus",
    "add": "añadir",
    "remove": "quitar",
    "status": "estado",
}

_OPTIONS = {
    "question": "pregunta",
    "source": "fuente",
    "private": "privado",
    "thread": "hilo",
    "name": "nombre",
    "unasked": "sin-mención",
    "threads": "hilos",
    "sureness": "seguridad",
    "role": "rol",
    "language": "idioma",
    "unanswered": "sin-respuesta",
    "scope": "alcance",
    "attachment": "archivo",
    "message": "mensaje",
    "corpus": "corpus",
}

_PERMISSIONS = {
    "view channel": "ver el canal",
    "read message history": "leer el historial de mensajes",
    "send messages": "enviar mensajes",
    "send messages in threads": "enviar mensajes en hilos",
    "create public threads": "crear hilos públicos",
    "manage threads": "gestionar hilos",
}


def _number(number: int) -> str:
    """Write a number; groups begin with five digits, https://www.rae.es/ortografía/escritura-de-los-números."""
    return grouped(number, SPACE, least=10_000)


def _counted(count: int, one: str, many: str) -> str:
    return f"{_number(count)} {one if count == 1 else many}"


def _lasting(length: float, one: str, many: str) -> str:
    return f"{with_comma(length)} {one if length == 1 else many}"


class Spanish(Phrases):
    """The bot's own words in Spanish."""

    def command_name(self, name: str) -> str:
        return _COMMANDS.get(name, name)

    def option_name(self, name: str) -> str:
        return _OPTIONS.get(name, name)

    # What stands beside a quote -------------------------------------------------------------------------

    def date(self, day: date | None) -> str:
        return f"{day.day} de {_MONTHS[day.month - 1]} de {day.year}" if day else "sin fecha"

    def place(self, place: Place) -> str:
        line = f"línea {place.line}" if place.line else ""
        where = self.landmark(place.landmark) if place.landmark else line
        return ", ".join(filter(None, (f"párrafo {place.passage}", where)))

    def landmark(self, landmark: Landmark) -> str:
        name = landmark_name(landmark)
        match landmark.kind:
            case LandmarkKind.PAGE:
                return f"página {name}"
            case LandmarkKind.CHAPTER:
                return f"capítulo {name}"
            case LandmarkKind.MESSAGE:
                return f"mensaje {name}"
            case _:
                assert_never(landmark.kind)

    def corpus(self, name: str) -> str:
        return f"colección: {name}"

    def read_in_place(self) -> str:
        return "Leerla en su lugar"

    def heading(self, heading: str) -> str:
        return f"apartado: {heading}"

    def part(self, number: int, parts: int) -> str:
        return f"parte {number} de {parts} de esta cita"

    def quote_continues(self) -> str:
        return "Esta cita continúa en la tarjeta siguiente."

    def more_quotes(self, count: int) -> str:
        return f"{_counted(count, 'cita', 'citas')} más en la tarjeta siguiente."

    def sources_differ(self, sources: int, *, by_date: bool) -> str:
        if sources == 1:
            return "La fuente responde de forma distinta en distintos lugares."
        return (
            "Las respuestas difieren. Están ordenadas por fecha." if by_date else "Las respuestas difieren."
        )

    def unanswered(self, questions: Sequence[str]) -> str:
        return f"Las fuentes no dicen nada sobre: {' · '.join(questions)}"

    def read_as(self, question: str, context: str = "") -> str:
        return f"Entendido así: {' — '.join(filter(None, (question, context)))}"

    def shown(self, relation: Relation) -> str:
        return {
            Relation.ALONE: "",
            Relation.FOLLOW_UP: "",
            Relation.SPEAKER: "Las palabras que nombran a quien habla",
            Relation.TIME: "Las palabras que indican la fecha",
            Relation.SOURCE: "De dónde procede",
            Relation.MORE: "Más sobre la misma pregunta",
            Relation.CONTEXT: "En su contexto",
        }[relation]

    def asked(self, question: str) -> str:
        return f"Pregunta: {question}"

    # No answer ------------------------------------------------------------------------------------------

    def reason(self, reason: Reason) -> str:
        return {
            Reason.NOTHING_FITS: "Mis fuentes no responden a esto.",
            Reason.NOT_A_QUESTION: "No veo aquí una pregunta a la que puedan responder las fuentes.",
            Reason.EMPTY_QUESTION: "En este mensaje no hay ninguna pregunta.",
            Reason.EMPTY_CORPUS: "No tengo fuentes que pueda citar.",
            Reason.NO_EARLIER_ANSWER: "Aquí no he dado ninguna respuesta a la que esto pueda referirse.",
            Reason.NO_MORE: "Mis fuentes no dicen nada más sobre esto.",
            Reason.NO_SPEAKER: "La fuente no nombra a quien lo dijo.",
            Reason.NO_TIME: "La fuente no dice cuándo fue.",
        }[reason]

    def remedy(self, reason: Reason) -> str:
        around = "El botón «Contexto» de la respuesta anterior muestra lo que hay alrededor."
        return {
            Reason.NOTHING_FITS: (
                "Solo cito, así que prefiero callar antes que adivinar. Quizá ayuden otras palabras; "
                "/fuentes muestra lo que tengo."
            ),
            Reason.NOT_A_QUESTION: (
                "Pregunta por algo que pueda constar en un documento: quién, qué, cuándo, dónde, cuántos, por qué."
            ),
            Reason.EMPTY_QUESTION: (
                "Escríbela con palabras después del comando o de mi nombre, por ejemplo: ¿Cuántas personas fueron "
                "detenidas?"
            ),
            Reason.EMPTY_CORPUS: (
                "Quien me administra tiene que poner documentos en la carpeta del corpus e indexarlos."
            ),
            Reason.NO_EARLIER_ANSWER: (
                "Haz primero tu pregunta o responde al mensaje mío al que te refieres."
            ),
            Reason.NO_MORE: "Con otras palabras quizá aparezca algo más; /fuentes muestra lo que tengo.",
            Reason.NO_SPEAKER: around,
            Reason.NO_TIME: around,
        }[reason]

    def document_dated(self, day: str) -> str:
        return f"Fecha del documento: {day}."

    def document_undated(self) -> str:
        return "El propio documento no tiene fecha."

    # Sources --------------------------------------------------------------------------------------------

    def sources(self, count: int) -> str:
        return f"Cito {_counted(count, 'documento', 'documentos')}"

    def sources_shown(self, first: int, last: int, count: int) -> str:
        return f"Documentos {_number(first)} a {_number(last)} de {_number(count)}."

    def brought_up_to_date(self, moment: datetime) -> str:
        return f"Última actualización: {self.date(moment)}, {moment:%H:%M} UTC."

    def being_brought_up_to_date(self, done: int, total: int) -> str:
        return f"Actualizándose: {_number(done)} de {_number(total)}."

    def no_sources(self) -> str:
        return self.reason(Reason.EMPTY_CORPUS) + " " + self.remedy(Reason.EMPTY_CORPUS)

    def passages(self, count: int) -> str:
        return _counted(count, "pasaje", "pasajes")

    def characters(self, count: int) -> str:
        return _counted(count, "carácter", "caracteres")

    def file(self, name: str) -> str:
        return f"Archivo: {name}"

    def published(self, day: str) -> str:
        return f"Publicado: {day}"

    def added(self, day: str) -> str:
        return f"Añadido: {day}"

    def belongs_to(self, corpus: str) -> str:
        return f"Colección: {corpus}"

    def author(self, author: str) -> str:
        return f"Autor: {author}"

    def publisher(self, publisher: str) -> str:
        return f"Medio o editorial: {publisher}"

    def language(self, language: str) -> str:
        return f"Idioma: {language}"

    def address(self, url: str) -> str:
        return f"Dirección: {url}"

    def first_passages(self, shown: int, passages: int) -> str:
        return f"Se muestran los primeros {_number(shown)} de {self.passages(passages)}."

    def passage_goes_on(self) -> str:
        return "el pasaje continúa en el archivo"

    def unknown_source(self, name: str, nearest: Sequence[str]) -> str:
        asked = one_line(name, NAME_LENGTH)
        if not nearest:
            return f"No tengo ningún documento llamado «{asked}». /fuentes muestra los que tengo."
        names = [one_line(each, NAME_LENGTH) for each in nearest]
        return (
            f"No tengo ningún documento llamado «{asked}». ¿Te refieres a alguno de estos: "
            f"{self.alternatives(names)}?"
        )

    def alternatives(self, names: Sequence[str]) -> str:
        quoted = [f"«{name}»" for name in names]
        return " o ".join([", ".join(quoted[:-1]), quoted[-1]] if len(quoted) > 1 else quoted)

    def coverage(self, documents: int, first: Day, last: Day, undated: int) -> str:
        held = self.sources(documents)
        if first is None:
            return f"{held} sin fecha."
        days = self.date(first) if first == last else f"{self.date(first)} – {self.date(last)}"
        return f"{held}; fechas: {days}{f'; sin fecha: {_number(undated)}' if undated else ''}."

    def coverage_titles(self, titles: Sequence[str], others: int) -> str:
        named = ", ".join(f"«{title}»" for title in titles)
        return f"{named} y {_number(others)} más." if others else f"{named}."

    # Pages ----------------------------------------------------------------------------------------------

    def previous_page(self) -> str:
        return "Página anterior"

    def next_page(self) -> str:
        return "Página siguiente"

    def page(self, number: int, pages: int) -> str:
        return f"Página {_number(number)} de {_number(pages)}"

    def text_shown(self, first: int, last: int, characters: int) -> str:
        return f"caracteres {_number(first)} a {_number(last)} de {_number(characters)}, al pie de la letra"

    def open_source(self) -> str:
        return "Leer uno de estos documentos"

    def document_gone(self) -> str:
        return "Ya no tengo este documento. /fuentes muestra los que tengo."

    # About ----------------------------------------------------------------------------------------------

    def about_title(self) -> str:
        return "Quoth"

    def about(self) -> Sequence[str]:
        return (
            (
                "Respondo a las preguntas solo con las palabras de mis fuentes. Cada respuesta es una cita literal "
                "con su documento, su fecha y su lugar, para que puedas comprobarla."
            ),
            (
                "No invento texto. Si mis fuentes no responden, lo digo; si difieren, las muestro todas y no elijo. "
                "Una cita dice lo que dice su fuente, que no tiene por qué ser verdad."
            ),
            (
                "Pregunta con /preguntar, mencióname, respóndeme o escríbeme un mensaje directo; o abre el menú de "
                "un mensaje: Aplicaciones, «Buscar en las fuentes». /fuentes enumera mis documentos, /fuente muestra "
                "uno de ellos."
            ),
            (
                "Puedes seguir preguntando, también con los botones de la respuesta; entonces digo cómo he entendido "
                "tus palabras. /olvidar borra lo que recuerdo de ti; /privacidad dice qué es."
            ),
        )

    # Commands -------------------------------------------------------------------------------------------

    def ask_command(self) -> str:
        return "Haz una pregunta y recibe la respuesta con las palabras de las fuentes"

    def ask_question(self) -> str:
        return "Lo que quieres saber"

    def ask_source(self) -> str:
        return "Responder solo con este documento; empieza a escribir y elige"

    def ask_private(self) -> str:
        return "Mostrarme la respuesta solo a mí; después puedo compartirla"

    def ask_thread(self) -> str:
        return "Responder en un hilo propio, donde se puede seguir preguntando"

    def language_command(self) -> str:
        return "Elige el idioma en el que te hablo; las citas no se traducen"

    def language_choice(self) -> str:
        return "El idioma, o el de tu Discord"

    def as_in_discord(self) -> str:
        return "el del Discord de cada persona"

    def language_chosen(self, language: str) -> str:
        if not language:
            return "Te hablo en el idioma de tu Discord."
        return f"A partir de ahora te hablo en este idioma: {language}."

    def forget_command(self) -> str:
        return "Olvidar nuestra conversación aquí y todo lo demás que se guarda sobre ti"

    def settings_command(self) -> str:
        return "Ver o cambiar cómo respondo en este canal y en el servidor"

    def settings_threads(self) -> str:
        return "Si cada pregunta que se me hace aquí abre un hilo"

    def settings_choice(self, *, on: bool) -> str:
        return "activado" if on else "desactivado"

    def sources_command(self) -> str:
        return "Enumerar los documentos que se citan en las respuestas"

    def source_command(self) -> str:
        return "Mostrar uno de los documentos"

    def source_name(self) -> str:
        return "Su título o nombre de archivo; empieza a escribir y elige"

    def about_command(self) -> str:
        return "Qué es este bot y qué no hace"

    # Conversation ---------------------------------------------------------------------------------------

    def only_my_words(self) -> str:
        return "Solo mis palabras"

    def ask_a_follow_up(self) -> str:
        return "Seguir preguntando"

    def follow_up_question(self) -> str:
        return "Lo que quieres saber"

    def turn_gone(self) -> str:
        return "Ya no recuerdo esta pregunta. Vuelve a hacerla, por favor."

    def control_unknown(self) -> str:
        return "No conozco este botón. Pregunta con /preguntar, por favor."

    def forgotten(self, turns: int) -> str:
        if not turns:
            return "No guardaba nada sobre ti ni conozco ninguna conversación aquí."
        return (
            "He olvidado nuestra conversación aquí y todo lo demás que guardaba sobre ti: "
            f"{_counted(turns, 'pregunta', 'preguntas')} con lo que había citado. Los mensajes de Discord se quedan."
        )

    def threads_set(self, channel: str, *, on: bool) -> str:
        if on:
            return f"En #{channel} respondo en un hilo propio a cada pregunta que me menciona."
        return f"En #{channel} respondo donde se me pregunta."

    def only_for_moderators(self) -> str:
        return "Esto solo pueden usarlo quienes gestionan este servidor."

    def no_threads_here(self) -> str:
        return "Aquí no se puede abrir ningún hilo, así que no hay nada que ajustar."

    def memory_unreachable(self) -> str:
        return "Ahora mismo no llego a mi memoria. Quien me administra encontrará el motivo en mi registro."

    def thread_asked(self) -> str:
        return "La respuesta está en el hilo de abajo."

    def no_thread(self, channel: str, missing: Sequence[str]) -> str:
        lacking = f" Me faltan permisos: {', '.join(missing)}." if missing else ""
        return f"No he podido abrir un hilo en #{channel} y he respondido allí mismo.{lacking}"

    # Under an answer ------------------------------------------------------------------------------------

    def more(self) -> str:
        return "Más"

    def context(self) -> str:
        return "Contexto"

    def why(self) -> str:
        return "¿Por qué esto?"

    def show_nearest(self) -> str:
        return "Mostrar de todos modos lo más cercano"

    def share(self) -> str:
        return "Compartir con el canal"

    def thumbs_up(self) -> str:
        return "👍"

    def thumbs_down(self) -> str:
        return "👎"

    def delete(self) -> str:
        return "Eliminar"

    def shared_by(self, name: str) -> str:
        return f"Compartido por {name}"

    def document_silent(self) -> str:
        return "Este documento no responde a esto."

    def only_from(self, document: str) -> str:
        return f"Preguntado solo a este documento: {document}"

    def nearest_only(self) -> str:
        return "Estos pasajes no responden a la pregunta. Son solo lo más cercano que he encontrado."

    def quote_numbered(self, number: int, title: str) -> str:
        return f"Cita {number}: {title}"

    def probability(self, probability: float) -> str:
        return f"Probabilidad de que responda: {percent(probability)}{SPACE}%"

    def words_in_common(self, words: str) -> str:
        if not words:
            return "Ninguna de tus palabras está en ella: se acerca por el sentido."
        return f"Tus palabras en ella: {words}"

    def ranks(self, meaning: int, words: int) -> str:
        by_meaning = f"puesto {_number(meaning)}" if meaning else "sin resultado"
        by_words = f"puesto {_number(words)}" if words else "sin resultado"
        return f"En la búsqueda por sentido: {by_meaning}; por palabras: {by_words}"

    def why_probable(self) -> str:
        return "La probabilidad es una estimación mía, comprobada con preguntas de respuesta conocida."

    def source_changed(self) -> str:
        return (
            "Desde esta respuesta, un documento citado en ella ha cambiado o se ha retirado. Vuelve a preguntar, "
            "por favor."
        )

    def voted_up(self) -> str:
        return "Gracias: anotado como útil. Puedes cambiarlo cuando quieras."

    def voted_down(self) -> str:
        return "Gracias: anotado. Los moderadores de este servidor pueden leerlo."

    def vote_noted(self) -> str:
        return "Gracias: anotado."

    def fault_title(self) -> str:
        return "¿Qué ha fallado?"

    def fault_question(self) -> str:
        return "Qué ha fallado en esta respuesta"

    def fault(self, fault: str) -> str:
        return {
            "wrong-passage": "No es el pasaje correcto",
            "answer-missed": "Las fuentes tienen una respuesta y no se encontró",
            "should-have-abstained": "Debería haber dicho que las fuentes no responden",
        }.get(fault, "Otra cosa")

    def fault_words(self) -> str:
        return "Con tus palabras, si quieres"

    def not_your_answer(self) -> str:
        return "Esta es la respuesta privada de otra persona."

    def not_yours_to_delete(self) -> str:
        return "Solo quien preguntó y los moderadores que gestionan mensajes pueden eliminar esta respuesta."

    def already_shared(self) -> str:
        return "Esta respuesta ya se ha compartido."

    def cannot_share_here(self) -> str:
        return "Aquí no se puede compartir nada: en este servidor, las aplicaciones como yo te responden solo a ti."

    def find_sources(self) -> str:
        return "Buscar en las fuentes"

    def nothing_to_look_for(self) -> str:
        return "En este mensaje no hay palabras que pueda buscar."

    # Notices and errors ---------------------------------------------------------------------------------

    def warming_up(self) -> str:
        return "Todavía estoy arrancando. Vuelve a preguntar en un momento, por favor."

    def busy(self) -> str:
        return "Ahora mismo tengo muchas preguntas. Vuelve a preguntar en un momento, por favor."

    def stopping(self) -> str:
        return "Me están reiniciando. Vuelve a preguntar en un minuto, por favor."

    def broken(self) -> str:
        return "Ahora mismo no llego a mis fuentes. Quien me administra encontrará el motivo en mi registro."

    def cannot_answer(self, channel: str, server: str, missing: Sequence[str]) -> str:
        lacking = f" Me faltan permisos: {', '.join(missing)}." if missing else ""
        return f"No puedo responder en #{channel} de {server}.{lacking} Puedes permitirlo en los ajustes del canal."

    def permission(self, name: str) -> str:
        return _PERMISSIONS.get(name, name)

    def failure(self, error_id: str) -> str:
        return f"Algo ha fallado por mi parte y ha quedado registrado. Si lo comunicas, indica el error {error_id}."

    def controls_shown(self) -> str:
        return (
            "Los caracteres de control de la fuente se muestran con signos como ␛ o <U+009B>; --json los da "
            "con exactitud."
        )

    # Admission ------------------------------------------------------------------------------------------

    def too_fast(self, seconds: int) -> str:
        wait = _counted(seconds, "segundo", "segundos")
        return f"Son muchas preguntas a la vez. Inténtalo de nuevo dentro de {wait}, por favor."

    def only_for_role(self, role: str) -> str:
        if not role:
            return "Los moderadores han limitado quién puede preguntarme aquí."
        return f"Los moderadores solo permiten que me pregunten aquí los miembros con el rol {role}."

    def may_not_here(self) -> str:
        return "Me falta un permiso para hacer esto aquí. Puede dármelo un moderador de este servidor."

    # Settings -------------------------------------------------------------------------------------------

    def settings_of(self, channel: str) -> str:
        return f"Cómo respondo en #{channel}"

    def settings_scope(self) -> str:
        return "Si el cambio es para este canal o para todo el servidor"

    def scope(self, scope: str) -> str:
        return {
            "here": "este canal",
            "server": "todo el servidor, salvo los canales con ajustes propios",
            "reset": "este canal, otra vez como el servidor",
        }[scope]

    def settings_unasked(self) -> str:
        return "A qué respondo aquí sin que se me mencione"

    def unasked(self, messages: str) -> str:
        return {
            "nothing": "a nada",
            "questions": "a los mensajes con signo de interrogación",
            "everything": "a todo mensaje al que respondan mis fuentes",
        }[messages]

    def unasked_set(self, messages: str) -> str:
        return {
            "nothing": "Si no se me menciona, no digo nada.",
            "questions": (
                "Sin mención, respondo a los mensajes con signo de interrogación; en un foro, a las publicaciones "
                "nuevas que preguntan."
            ),
            "everything": (
                "Sin mención, respondo a todo mensaje al que respondan mis fuentes; en un foro, a las publicaciones "
                "nuevas."
            ),
        }[messages]

    def unasked_impossible(self) -> str:
        return (
            "Pero no puedo leer mensajes que no se dirigen a mí: quien me administra tiene que activar el «message "
            "content intent» y definir QUOTH_MESSAGE_CONTENT."
        )

    def settings_sureness(self) -> str:
        return "Cuánta seguridad necesito para responder aquí"

    def sureness(self, sureness: str) -> str:
        return {
            "measured": "la medida: donde más sirve",
            "surer": "más: solo si es más probable acertar que no",
            "surest": "la mayor: solo si acierto ocho de cada diez veces",
        }[sureness]

    def sureness_set(self, sureness: str) -> str:
        return {
            "measured": "Respondo cuando, según lo medido, lo más probable es que mis fuentes respondan.",
            "surer": "Respondo solo si es más probable que acierte que lo contrario.",
            "surest": "Respondo solo si espero acertar ocho de cada diez veces.",
        }[sureness]

    def sureness_least(self, probability: float) -> str:
        return (
            f"Quien me administra exige una seguridad mínima del {round(probability * 100)}{SPACE}%, y esa es la "
            "que vale."
        )

    def settings_role(self) -> str:
        return "Quién puede preguntarme aquí además de los moderadores; @everyone: todo el mundo"

    def may_ask(self, role: str) -> str:
        if not role:
            return "Todo el mundo puede preguntarme."
        return f"Solo pueden preguntarme los miembros con el rol {role} y los moderadores."

    def unknown_role(self) -> str:
        return "(eliminado)"

    def settings_language(self) -> str:
        return "El idioma en el que hablo aquí con todo el mundo; las citas no se traducen"

    def language_set(self, language: str) -> str:
        if not language:
            return "Hablo con cada persona en el idioma de su Discord."
        return f"Hablo con todo el mundo en este idioma: {language}."

    def settings_unanswered(self) -> str:
        return "Si guardo las preguntas sin respuesta de este servidor para /sin-respuesta"

    def unanswered_set(self, *, on: bool) -> str:
        if on:
            return "En este servidor guardo las preguntas a las que mis fuentes no responden, para /sin-respuesta."
        return "En este servidor no guardo preguntas sin respuesta."

    # Review ---------------------------------------------------------------------------------------------

    def unanswered_command(self) -> str:
        return "Las preguntas de este servidor a las que mis fuentes no supieron responder"

    def feedback_command(self) -> str:
        return "Las respuestas que la gente de este servidor consideró erróneas"

    def unanswered_head(self, count: int) -> str:
        return f"Mis fuentes no respondieron a {_counted(count, 'pregunta', 'preguntas')}"

    def no_unanswered(self, *, kept: bool) -> str:
        if kept:
            return "No hay ninguna pregunta que mis fuentes dejaran sin respuesta."
        return "En este servidor no guardo preguntas sin respuesta. Con /ajustes sin-respuesta:activado las guardaré."

    def feedback_head(self, count: int) -> str:
        return f"{_counted(count, 'respuesta considerada errónea', 'respuestas consideradas erróneas')}"

    def no_feedback(self) -> str:
        return "Nadie en este servidor ha considerado errónea una respuesta mía."

    def asker(self, hashed: str) -> str:
        return f"quien preguntó: {hashed}"

    def export(self) -> str:
        return "Guardar como archivo"

    def exported(self, count: int) -> str:
        return (
            f"{_counted(count, 'pregunta', 'preguntas')}, primero las más recientes. Añade a cada una los pasajes "
            "que la responden y «quoth evaluate» leerá este archivo."
        )

    # A server's own documents ---------------------------------------------------------------------------

    def corpus_command(self) -> str:
        return "Los documentos propios de este servidor"

    def corpus_add_command(self) -> str:
        return "Añadir un archivo o un mensaje de este servidor como documento que cito aquí"

    def corpus_add_attachment(self) -> str:
        return "Texto, Markdown, HTML, PDF, DOCX, EPUB, correo o chat exportado"

    def corpus_add_message(self) -> str:
        return "El enlace a un mensaje de este servidor: en su menú, Copiar enlace del mensaje"

    def corpus_remove_command(self) -> str:
        return "Quitar para siempre uno de los documentos propios de este servidor"

    def corpus_remove_name(self) -> str:
        return "Su título o nombre de archivo; empieza a escribir y elige"

    def corpus_status_command(self) -> str:
        return "Cómo están los documentos propios de este servidor y cuáles no se pudieron leer"

    def own_corpus(self) -> str:
        return "el propio de este servidor"

    def document_offered(self, name: str) -> str:
        return f"¿Añadir {name}?"

    def document_replaces(self) -> str:
        return "Sustituye al documento de este nombre."

    def nothing_quotable(self) -> str:
        return "No encuentro en él nada que pueda citar."

    def language_read(self, language: str) -> str:
        return f"Se lee como texto en: {language}"

    def document_removable(self, name: str) -> str:
        return f"¿Quitar {name} para siempre? Ya no lo citaré ni guardaré copia."

    def add_document(self) -> str:
        return "Añadir"

    def remove_document(self) -> str:
        return "Quitar"

    def cancel(self) -> str:
        return "Cancelar"

    def corpus_updating(self) -> str:
        return "Hecho. Estoy poniendo al día mis índices…"

    def document_added(self, name: str, passages: int) -> str:
        return f"Añadido {name}. Puedo citar aquí: {self.passages(passages)}."

    def document_removed(self, name: str) -> str:
        return f"Quitado {name}. Lo que se citó de él queda en los mensajes que lo muestran."

    def document_waits(self, name: str) -> str:
        return (
            f"{name} ha cambiado, pero mis índices aún no están al día; lo estarán cuando vuelva a arrancar."
        )

    def document_unread(self, name: str, why: str) -> str:
        return f"Guardo {name}, pero no puedo leerlo: {why}"

    def nothing_changed(self) -> str:
        return "No se ha cambiado nada."

    def document_refused(self, refusal: str, detail: str) -> str:
        return {
            "kind": f"No puedo leer archivos de este tipo. Leo: {detail}",
            "size": f"Este archivo es demasiado grande: admito hasta {detail}.",
            "files": f"Este servidor ya tiene {detail} documentos, que son los que guardo como máximo. Quita antes uno.",
            "room": f"Los documentos de este servidor ocuparían juntos más de {detail}. Quita antes uno.",
            "unreadable": f"No puedo leer esto como documento: {detail}",
            "unknown": f"Este servidor no tiene ningún documento propio llamado «{detail}».",
            "link": "Esto no es un enlace a un mensaje de este servidor que podamos leer los dos.",
            "wordless": (
                "No puedo leer palabras en este mensaje. Si no me menciona, quien me ejecuta tiene que activar para "
                "ello el message content intent."
            ),
            "one": "Dame un archivo o el enlace a un mensaje, una sola de las dos cosas.",
            "expired": "Esta oferta ha caducado. Usa el comando otra vez, por favor.",
            "changed": "Entretanto alguien ha cambiado este documento. Míralo y usa el comando otra vez, por favor.",
        }[refusal]

    def status_head(self, documents: int) -> str:
        return f"Documentos propios de este servidor: {_number(documents)}"

    def status_languages(self, languages: str) -> str:
        return f"Idiomas declarados: {languages}"

    def status_dates(self, oldest: str, newest: str) -> str:
        return f"Fechados: {oldest}" if oldest == newest else f"Fechados: {oldest} – {newest}"

    def status_room(self, files: int, most_files: int, megabytes: int, most_megabytes: int) -> str:
        return (
            f"Espacio: {_number(files)} de {_number(most_files)} archivos, "
            f"{_number(megabytes)} de {_number(most_megabytes)}{SPACE}MB"
        )

    def status_revision(self, revision: int, model: str) -> str:
        return f"Índices: revisión {_number(revision)}, modelo {model}"

    def status_run(self, moment: str) -> str:
        return f"Última puesta al día: {moment}"

    def failures(self, count: int) -> str:
        return (
            f"Archivos que no pude leer: {_number(count)}"
            if count
            else "Todos los archivos se pudieron leer."
        )

    def settings_corpus(self) -> str:
        return "Qué documentos cito en este servidor"

    def holdings(self, holdings: str) -> str:
        return {
            "both": "los compartidos y los propios de este servidor",
            "shared": "solo los compartidos",
            "own": "solo los propios de este servidor",
        }[holdings]

    def holdings_set(self, holdings: str) -> str:
        return {
            "both": "En este servidor cito los documentos compartidos y los suyos propios.",
            "shared": "En este servidor cito solo los documentos compartidos.",
            "own": "En este servidor cito solo sus propios documentos.",
        }[holdings]

    # Privacy --------------------------------------------------------------------------------------------

    def privacy_command(self) -> str:
        return "Qué guardo, dónde y cuánto tiempo, y cómo hacer que se borre"

    def privacy_title(self) -> str:
        return "Qué guardo"

    def privacy_of_room(self, *, minutes: float) -> str:
        life = _lasting(minutes, "minuto", "minutos")
        return (
            "Lo que se pregunta en mi sala de lectura en la web se guarda solo en la memoria, con un nombre que "
            f"nadie puede adivinar, durante {life} después de la última palabra."
        )

    def privacy(self, *, days: float, minutes: float) -> Sequence[str]:
        kept = _lasting(days, "día", "días")
        life = _lasting(minutes, "minuto", "minutos")
        return (
            (
                "Nada sobre quienes no me preguntan ni sobre quienes escriben mensajes que los moderadores no me "
                "encargan responder. De cada pregunta: sus palabras, quién la hizo, dónde y cuándo, lo que cité y los "
                f"votos. Lo necesito para continuar una conversación, hasta {life} después de su última palabra, y "
                "para los botones de mis respuestas."
            ),
            (
                f"Todo se borra pasado este tiempo: {kept}. Está en un solo archivo del equipo en el que funciono y no "
                "va a ningún otro sitio. Lo que se pregunta no se escribe en mi registro."
            ),
            (
                "Donde los moderadores lo quieren, guardo las preguntas a las que mis fuentes no responden, con un "
                f"código en lugar del nombre de quien preguntó, el mismo tiempo ({kept}). Los moderadores pueden "
                "leerlas, igual que lo que la gente escribió sobre respuestas erróneas. Las preguntas privadas no "
                "están entre ellas."
            ),
            (
                "Los documentos que añadieron los moderadores de un servidor, y los mensajes que convirtieron en "
                "documentos, con el nombre de su autor y la fecha. Solo los ve ese servidor, y se guardan hasta que un "
                f"moderador los quita con /corpus quitar; si dejo el servidor, {kept} más."
            ),
            (
                "/olvidar borra en el acto nuestra conversación aquí, todo lo que hayas preguntado en cualquier lugar, "
                "tus votos, tus preguntas sin respuesta y el idioma elegido con /idioma. Los mensajes de Discord los "
                "borras tú."
            ),
        )
