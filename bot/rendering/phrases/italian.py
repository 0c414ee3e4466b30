"""Italian: every sentence that the bot itself says, in Italian."""

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
    "gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno",
    "luglio", "agosto", "settembre", "ottobre", "novembre", "dicembre",
)  # fmt: skip

_COMMANDS = {
    "ask": "chiedi",
    "sources": "fonti",
    "source": "fonte",
    "about": "informazioni",
    "forget": "dimentica",
    "privacy": "riservatezza",
    "language": "lingua",
    "settings": "impostazioni",
    "unanswered": "senza-risposta",
    "feedback": "riscontri",
    "corpus": "corpus",
    "add": "aggiungi",
    "remove": "rimuovi",
    "status": "stato",
}

_OPTIONS = {
    "question": "domanda",
    "source": "fonte",
    "private": "privato",
    "thread": "thread",
    "name": "nome",
    "unasked": "senza-menzione",
    "threads": "thread",
    "sureness": "sicurezza",
    "role": "ruolo",
    "language": "lingua",
    "unanswered": "senza-risposta",
    "scope": "ambito",
    "attachment": "file",
    "message": "messaggio",
    "corpus": "corpus",
}

_PERMISSIONS = {
    "view channel": "visualizzare il canale",
    "read message history": "leggere la cronologia dei messaggi",
    "send messages": "inviare messaggi",
    "send messages in threads": "inviare messaggi nei thread",
    "create public threads": "creare thread pubblici",
    "manage threads": "gestire i thread",
}


def _number(number: int) -> str:
    return grouped(number, ".")


def _counted(count: int, one: str, many: str) -> str:
    return f"{_number(count)} {one if count == 1 else many}"


def _lasting(length: float, one: str, many: str) -> str:
    return f"{with_comma(length)} {one if length == 1 else many}"


class Italian(Phrases):
    """The bot's own words in Italian."""

    def command_name(self, name: str) -> str:
        return _COMMANDS.get(name, name)

    def option_name(self, name: str) -> str:
        return _OPTIONS.get(name, name)

    # What stands beside a quote -------------------------------------------------------------------------

    def date(self, day: date | None) -> str:
        if day is None:
            return "senza data"
        return f"{'1º' if day.day == 1 else day.day} {_MONTHS[day.month - 1]} {day.year}"

    def place(self, place: Place) -> str:
        line = f"riga {place.line}" if place.line else ""
        where = self.landmark(place.landmark) if place.landmark else line
        return ", ".join(filter(None, (f"paragrafo {place.passage}", where)))

    def landmark(self, landmark: Landmark) -> str:
        name = landmark_name(landmark)
        match landmark.kind:
            case LandmarkKind.PAGE:
                return f"pagina {name}"
            case LandmarkKind.CHAPTER:
                return f"capitolo {name}"
            case LandmarkKind.MESSAGE:
                return f"messaggio {name}"
            case _:
                assert_never(landmark.kind)

    def corpus(self, name: str) -> str:
        return f"raccolta: {name}"

    def read_in_place(self) -> str:
        return "Leggila nel suo contesto"

    def heading(self, heading: str) -> str:
        return f"titolo della sezione: {heading}"

    def part(self, number: int, parts: int) -> str:
        return f"parte {number} di {parts} di questa citazione"

    def quote_continues(self) -> str:
        return "Questa citazione continua nella scheda successiva."

    def more_quotes(self, count: int) -> str:
        return f"{_counted(count, 'altra citazione', 'altre citazioni')} nella scheda successiva."

    def sources_differ(self, sources: int, *, by_date: bool) -> str:
        if sources == 1:
            return "La fonte dà risposte diverse in punti diversi."
        return "Le risposte divergono. Sono ordinate per data." if by_date else "Le risposte divergono."

    def unanswered(self, questions: Sequence[str]) -> str:
        return f"Le fonti non dicono nulla su: {' · '.join(questions)}"

    def read_as(self, question: str, context: str = "") -> str:
        return f"Inteso così: {' — '.join(filter(None, (question, context)))}"

    def shown(self, relation: Relation) -> str:
        return {
            Relation.ALONE: "",
            Relation.FOLLOW_UP: "",
            Relation.SPEAKER: "Le parole che dicono chi parla",
            Relation.TIME: "Le parole che indicano quando",
            Relation.SOURCE: "Da dove viene",
            Relation.MORE: "Altro sulla stessa domanda",
            Relation.CONTEXT: "Nel suo contesto",
        }[relation]

    def asked(self, question: str) -> str:
        return f"Domanda: {question}"

    # No answer ------------------------------------------------------------------------------------------

    def reason(self, reason: Reason) -> str:
        return {
            Reason.NOTHING_FITS: "Le mie fonti non rispondono a questo.",
            Reason.NOT_A_QUESTION: "Non vedo qui una domanda a cui le fonti possano rispondere.",
            Reason.EMPTY_QUESTION: "In questo messaggio non c'è nessuna domanda.",
            Reason.EMPTY_CORPUS: "Non ho fonti da citare.",
            Reason.NO_EARLIER_ANSWER: "Qui non ho dato nessuna risposta a cui questo possa riferirsi.",
            Reason.NO_MORE: "Le mie fonti non dicono altro su questo.",
            Reason.NO_SPEAKER: "La fonte non dice chi ha pronunciato queste parole.",
            Reason.NO_TIME: "La fonte non dice quando è successo.",
        }[reason]

    def remedy(self, reason: Reason) -> str:
        around = "Il pulsante «Contesto» sotto la risposta precedente mostra che cosa c'è intorno."
        return {
            Reason.NOTHING_FITS: (
                "Io cito soltanto, quindi preferisco tacere che indovinare. Altre parole possono aiutare; "
                "/fonti mostra che cosa ho."
            ),
            Reason.NOT_A_QUESTION: (
                "Chiedi qualcosa che un documento possa dire: chi, che cosa, quando, dove, quanti, perché."
            ),
            Reason.EMPTY_QUESTION: (
                "Scrivila dopo il comando o dopo il mio nome, per esempio: Quante persone sono state arrestate?"
            ),
            Reason.EMPTY_CORPUS: (
                "Chi mi gestisce deve mettere dei documenti nella cartella del corpus e indicizzarli."
            ),
            Reason.NO_EARLIER_ANSWER: (
                "Fai prima la tua domanda, oppure rispondi al mio messaggio a cui ti riferisci."
            ),
            Reason.NO_MORE: "Con altre parole si può forse trovare di più; /fonti mostra che cosa ho.",
            Reason.NO_SPEAKER: around,
            Reason.NO_TIME: around,
        }[reason]

    def document_dated(self, day: str) -> str:
        return f"Data del documento: {day}."

    def document_undated(self) -> str:
        return "Il documento stesso è senza data."

    # Sources --------------------------------------------------------------------------------------------

    def sources(self, count: int) -> str:
        return f"Cito da {_counted(count, 'documento', 'documenti')}"

    def sources_shown(self, first: int, last: int, count: int) -> str:
        return f"Documenti da {_number(first)} a {_number(last)} di {_number(count)}."

    def brought_up_to_date(self, moment: datetime) -> str:
        return f"Ultimo aggiornamento: {self.date(moment)}, {moment:%H:%M} UTC."

    def being_brought_up_to_date(self, done: int, total: int) -> str:
        return f"Aggiornamento in corso: {_number(done)} di {_number(total)}."

    def no_sources(self) -> str:
        return self.reason(Reason.EMPTY_CORPUS) + " " + self.remedy(Reason.EMPTY_CORPUS)

    def passages(self, count: int) -> str:
        return _counted(count, "passo", "passi")

    def characters(self, count: int) -> str:
        return _counted(count, "carattere", "caratteri")

    def file(self, name: str) -> str:
        return f"Nome del file: {name}"

    def published(self, day: str) -> str:
        return f"Pubblicazione: {day}"

    def added(self, day: str) -> str:
        return f"Aggiunta: {day}"

    def belongs_to(self, corpus: str) -> str:
        return f"Raccolta: {corpus}"

    def author(self, author: str) -> str:
        return f"Autore: {author}"

    def publisher(self, publisher: str) -> str:
        return f"Editore: {publisher}"

    def language(self, language: str) -> str:
        return f"Lingua: {language}"

    def address(self, url: str) -> str:
        return f"Indirizzo: {url}"

    def first_passages(self, shown: int, passages: int) -> str:
        return f"Mostrati dall'inizio: {_number(shown)} di {self.passages(passages)}."

    def passage_goes_on(self) -> str:
        return "il passo continua nel file"

    def unknown_source(self, name: str, nearest: Sequence[str]) -> str:
        asked = one_line(name, NAME_LENGTH)
        if not nearest:
            return f"Non ho nessun documento chiamato «{asked}». /fonti mostra quelli che ho."
        names = [one_line(each, NAME_LENGTH) for each in nearest]
        return f"Non ho nessun documento chiamato «{asked}». Forse cercavi {self.alternatives(names)}?"

    def alternatives(self, names: Sequence[str]) -> str:
        quoted = [f"«{name}»" for name in names]
        return " o ".join([", ".join(quoted[:-1]), quoted[-1]] if len(quoted) > 1 else quoted)

    def coverage(self, documents: int, first: Day, last: Day, undated: int) -> str:
        held = self.sources(documents)
        if first is None:
            return f"{held} senza data."
        days = self.date(first) if first == last else f"{self.date(first)} – {self.date(last)}"
        return f"{held}; date: {days}{f'; senza data: {_number(undated)}' if undated else ''}."

    def coverage_titles(self, titles: Sequence[str], others: int) -> str:
        named = ", ".join(f"«{title}»" for title in titles)
        return f"{named} e altri {_number(others)}." if others else f"{named}."

    # Pages ----------------------------------------------------------------------------------------------

    def previous_page(self) -> str:
        return "Pagina precedente"

    def next_page(self) -> str:
        return "Pagina successiva"

    def page(self, number: int, pages: int) -> str:
        return f"Pagina {_number(number)} di {_number(pages)}"

    def text_shown(self, first: int, last: int, characters: int) -> str:
        return f"caratteri da {_number(first)} a {_number(last)} di {_number(characters)}, parola per parola"

    def open_source(self) -> str:
        return "Leggi uno di questi documenti"

    def document_gone(self) -> str:
        return "Non ho più questo documento. /fonti mostra quelli che ho."

    # About ----------------------------------------------------------------------------------------------

    def about_title(self) -> str:
        return "Quoth"

    def about(self) -> Sequence[str]:
        return (
            (
                "Rispondo alle domande soltanto con le parole delle mie fonti. Ogni risposta è una citazione letterale "
                "con il suo documento, la sua data e il suo punto, così puoi verificarla."
            ),
            (
                "Non invento testo. Dove le mie fonti non rispondono, lo dico; dove divergono, le mostro tutte e non "
                "scelgo. Una citazione dice ciò che dice la sua fonte, che non è per forza vero."
            ),
            (
                "Chiedi con /chiedi, menzionami, rispondimi o scrivimi un messaggio diretto; oppure apri il menu di un "
                "messaggio: App, «Cerca nelle fonti». /fonti elenca i miei documenti, /fonte ne mostra uno."
            ),
            (
                "Puoi continuare a chiedere, anche con i pulsanti sotto la risposta; allora dico come ho inteso le tue "
                "parole. /dimentica cancella ciò che ricordo di te; /riservatezza dice che cosa."
            ),
        )

    # Commands -------------------------------------------------------------------------------------------

    def ask_command(self) -> str:
        return "Fai una domanda e ricevi la risposta con le parole delle fonti"

    def ask_question(self) -> str:
        return "Che cosa vuoi sapere"

    def ask_source(self) -> str:
        return "Rispondi solo da questo documento; inizia a scrivere e scegli"

    def ask_private(self) -> str:
        return "Mostra la risposta solo a me; poi posso condividerla"

    def ask_thread(self) -> str:
        return "Rispondi in un thread a parte, dove si può continuare a chiedere"

    def language_command(self) -> str:
        return "Scegli la lingua in cui ti parlo; le citazioni non si traducono"

    def language_choice(self) -> str:
        return "La lingua, oppure quella del tuo Discord"

    def as_in_discord(self) -> str:
        return "quella del Discord di ciascuno"

    def language_chosen(self, language: str) -> str:
        if not language:
            return "Ti parlo nella lingua del tuo Discord."
        return f"D'ora in poi ti parlo in questa lingua: {language}."

    def forget_command(self) -> str:
        return "Dimentica la nostra conversazione qui e tutto il resto che conservo su di te"

    def settings_command(self) -> str:
        return "Mostra o cambia come rispondo in questo canale e nel server"

    def settings_threads(self) -> str:
        return "Se ogni domanda rivolta a me qui apre un thread"

    def settings_choice(self, *, on: bool) -> str:
        return "sì" if on else "no"

    def sources_command(self) -> str:
        return "Elenca i documenti da cui vengono le citazioni"

    def source_command(self) -> str:
        return "Mostra uno dei documenti"

    def source_name(self) -> str:
        return "Il suo titolo o nome di file; inizia a scrivere e scegli"

    def about_command(self) -> str:
        return "Che cos'è questo bot e che cosa non fa"

    # Conversation ---------------------------------------------------------------------------------------

    def only_my_words(self) -> str:
        return "Solo le mie parole"

    def ask_a_follow_up(self) -> str:
        return "Chiedi ancora"

    def follow_up_question(self) -> str:
        return "Che cosa vuoi sapere"

    def turn_gone(self) -> str:
        return "Non ricordo più questa domanda. Falla di nuovo, per favore."

    def control_unknown(self) -> str:
        return "Non conosco questo pulsante. Chiedi con /chiedi, per favore."

    def forgotten(self, turns: int) -> str:
        if not turns:
            return "Non conservavo nulla su di te e non conosco nessuna conversazione qui."
        return (
            "Ho dimenticato la nostra conversazione qui e tutto il resto che conservavo su di te: "
            f"{_counted(turns, 'domanda', 'domande')} con ciò che avevo citato. I messaggi su Discord restano."
        )

    def threads_set(self, channel: str, *, on: bool) -> str:
        if on:
            return f"In #{channel} rispondo a ogni domanda che mi menziona in un thread a parte."
        return f"In #{channel} rispondo dove mi si chiede."

    def only_for_moderators(self) -> str:
        return "Può usarlo solo chi può gestire questo server."

    def no_threads_here(self) -> str:
        return "Qui non si può aprire nessun thread, quindi non c'è nulla da impostare."

    def memory_unreachable(self) -> str:
        return "In questo momento non raggiungo la mia memoria. Chi mi gestisce troverà il motivo nel mio registro."

    def thread_asked(self) -> str:
        return "La risposta è nel thread qui sotto."

    def no_thread(self, channel: str, missing: Sequence[str]) -> str:
        lacking = f" Mi mancano permessi: {', '.join(missing)}." if missing else ""
        return f"Non ho potuto aprire un thread in #{channel} e ho risposto sul posto.{lacking}"

    # Under an answer ------------------------------------------------------------------------------------

    def more(self) -> str:
        return "Altro"

    def context(self) -> str:
        return "Contesto"

    def why(self) -> str:
        return "Perché questo?"

    def show_nearest(self) -> str:
        return "Mostra comunque i passi più vicini"

    def share(self) -> str:
        return "Condividi con il canale"

    def thumbs_up(self) -> str:
        return "👍"

    def thumbs_down(self) -> str:
        return "👎"

    def delete(self) -> str:
        return "Elimina"

    def shared_by(self, name: str) -> str:
        return f"Condiviso da {name}"

    def document_silent(self) -> str:
        return "Questo documento non risponde a questo."

    def only_from(self, document: str) -> str:
        return f"Chiesto solo a questo documento: {document}"

    def nearest_only(self) -> str:
        return "Questi passi non rispondono alla domanda. Sono soltanto i più vicini che ho trovato."

    def quote_numbered(self, number: int, title: str) -> str:
        return f"Citazione {number}: {title}"

    def probability(self, probability: float) -> str:
        return f"Probabilità che risponda: {percent(probability)}%"

    def words_in_common(self, words: str) -> str:
        if not words:
            return "Nessuna delle tue parole vi compare: è vicina per senso."
        return f"Le tue parole che vi compaiono: {words}"

    def ranks(self, meaning: int, words: int) -> str:
        by_meaning = f"posto {_number(meaning)}" if meaning else "non trovata"
        by_words = f"posto {_number(words)}" if words else "non trovata"
        return f"Nella ricerca per senso: {by_meaning}; per parole: {by_words}"

    def why_probable(self) -> str:
        return "La probabilità è una mia stima, verificata su domande di cui si conosce la risposta."

    def source_changed(self) -> str:
        return (
            "Dopo questa risposta un documento che essa cita è stato modificato o tolto. Chiedi di nuovo, "
            "per favore."
        )

    def voted_up(self) -> str:
        return "Grazie: annotato come utile. Puoi cambiare idea quando vuoi."

    def voted_down(self) -> str:
        return "Grazie: annotato. I moderatori di questo server possono leggerlo."

    def vote_noted(self) -> str:
        return "Grazie: annotato."

    def fault_title(self) -> str:
        return "Che cosa non andava?"

    def fault_question(self) -> str:
        return "Che cosa non andava in questa risposta"

    def fault(self, fault: str) -> str:
        return {
            "wrong-passage": "Non è il passo giusto",
            "answer-missed": "Le fonti hanno una risposta, che non è stata trovata",
            "should-have-abstained": "Doveva dire che le fonti non rispondono",
        }.get(fault, "Qualcos'altro")

    def fault_words(self) -> str:
        return "Con parole tue, se vuoi"

    def not_your_answer(self) -> str:
        return "Questa è la risposta privata di un'altra persona."

    def not_yours_to_delete(self) -> str:
        return (
            "Può eliminare questa risposta solo chi ha chiesto, o un moderatore che può gestire i messaggi."
        )

    def already_shared(self) -> str:
        return "Questa risposta è già stata condivisa."

    def cannot_share_here(self) -> str:
        return "Qui non si può condividere nulla: in questo server le app come me rispondono solo a te."

    def find_sources(self) -> str:
        return "Cerca nelle fonti"

    def nothing_to_look_for(self) -> str:
        return "In questo messaggio non ci sono parole da cercare."

    # Notices and errors ---------------------------------------------------------------------------------

    def warming_up(self) -> str:
        return "Mi sto ancora avviando. Chiedi di nuovo tra un momento, per favore."

    def busy(self) -> str:
        return "Ho molte domande in questo momento. Chiedi di nuovo tra poco, per favore."

    def stopping(self) -> str:
        return "Mi stanno riavviando. Chiedi di nuovo tra un minuto, per favore."

    def broken(self) -> str:
        return "In questo momento non raggiungo le mie fonti. Chi mi gestisce troverà il motivo nel mio registro."

    def cannot_answer(self, channel: str, server: str, missing: Sequence[str]) -> str:
        lacking = f" Mi mancano permessi: {', '.join(missing)}." if missing else ""
        return (
            f"Non posso rispondere in #{channel} di {server}.{lacking} Puoi permetterlo nelle impostazioni "
            "del canale."
        )

    def permission(self, name: str) -> str:
        return _PERMISSIONS.get(name, name)

    def failure(self, error_id: str) -> str:
        return f"Qualcosa è andato storto da parte mia ed è stato registrato. Se lo segnali, indica l'errore {error_id}."

    def controls_shown(self) -> str:
        return "I caratteri di controllo della fonte sono mostrati con segni come ␛ o <U+009B>; --json li dà esattamente."

    # Admission ------------------------------------------------------------------------------------------

    def too_fast(self, seconds: int) -> str:
        return f"Sono molte domande in una volta. Riprova tra {_counted(seconds, 'secondo', 'secondi')}, per favore."

    def only_for_role(self, role: str) -> str:
        if not role:
            return "I moderatori hanno limitato chi può farmi domande qui."
        return f"I moderatori permettono solo ai membri con il ruolo {role} di farmi domande qui."

    def may_not_here(self) -> str:
        return "Mi manca un permesso per farlo qui. Può darmelo un moderatore di questo server."

    # Settings -------------------------------------------------------------------------------------------

    def settings_of(self, channel: str) -> str:
        return f"Come rispondo in #{channel}"

    def settings_scope(self) -> str:
        return "Se la modifica vale per questo canale o per tutto il server"

    def scope(self, scope: str) -> str:
        return {
            "here": "questo canale",
            "server": "tutto il server, tranne i canali con impostazioni proprie",
            "reset": "questo canale, di nuovo come il server",
        }[scope]

    def settings_unasked(self) -> str:
        return "A che cosa rispondo qui senza essere menzionato"

    def unasked(self, messages: str) -> str:
        return {
            "nothing": "a nulla",
            "questions": "ai messaggi con un punto interrogativo",
            "everything": "a ogni messaggio a cui le mie fonti rispondono",
        }[messages]

    def unasked_set(self, messages: str) -> str:
        return {
            "nothing": "Se nessuno mi menziona, non dico nulla.",
            "questions": (
                "Senza menzione rispondo ai messaggi con un punto interrogativo; in un forum, ai nuovi post che "
                "chiedono qualcosa."
            ),
            "everything": (
                "Senza menzione rispondo a ogni messaggio a cui le mie fonti rispondono; in un forum, ai nuovi post."
            ),
        }[messages]

    def unasked_impossible(self) -> str:
        return (
            "Ma non posso leggere i messaggi che non sono rivolti a me: chi mi gestisce deve attivare il «message "
            "content intent» e impostare QUOTH_MESSAGE_CONTENT."
        )

    def settings_sureness(self) -> str:
        return "Quanto devo essere sicuro per rispondere qui"

    def sureness(self, sureness: str) -> str:
        return {
            "measured": "come misurato: dove serve di più",
            "surer": "di più: solo se è più probabile che sia giusto che sbagliato",
            "surest": "al massimo: solo se è giusto otto volte su dieci",
        }[sureness]

    def sureness_set(self, sureness: str) -> str:
        return {
            "measured": "Rispondo quando, secondo le misure, le mie fonti molto probabilmente rispondono.",
            "surer": "Rispondo solo se è più probabile che sia giusto che sbagliato.",
            "surest": "Rispondo solo se mi aspetto che sia giusto otto volte su dieci.",
        }[sureness]

    def sureness_least(self, probability: float) -> str:
        return f"Chi mi gestisce vuole una sicurezza di almeno il {round(probability * 100)}%, ed è questa che vale."

    def settings_role(self) -> str:
        return "Chi può farmi domande qui oltre ai moderatori; @everyone: tutti"

    def may_ask(self, role: str) -> str:
        if not role:
            return "Tutti possono farmi domande."
        return f"Possono farmi domande solo i membri con il ruolo {role} e i moderatori."

    def unknown_role(self) -> str:
        return "(eliminato)"

    def settings_language(self) -> str:
        return "La lingua in cui parlo qui con tutti; le citazioni non si traducono"

    def language_set(self, language: str) -> str:
        if not language:
            return "Parlo con ciascuno nella lingua del suo Discord."
        return f"Parlo con tutti in questa lingua: {language}."

    def settings_unanswered(self) -> str:
        return "Se conservo le domande senza risposta di questo server per /senza-risposta"

    def unanswered_set(self, *, on: bool) -> str:
        if on:
            return (
                "In questo server conservo le domande a cui le mie fonti non rispondono, per /senza-risposta."
            )
        return "In questo server non conservo domande senza risposta."

    # Review ---------------------------------------------------------------------------------------------

    def unanswered_command(self) -> str:
        return "Le domande di questo server a cui le mie fonti non hanno saputo rispondere"

    def feedback_command(self) -> str:
        return "Le risposte che le persone di questo server hanno trovato sbagliate"

    def unanswered_head(self, count: int) -> str:
        return f"Le mie fonti non hanno risposto a {_counted(count, 'domanda', 'domande')}"

    def no_unanswered(self, *, kept: bool) -> str:
        if kept:
            return "Non c'è nessuna domanda che le mie fonti abbiano lasciato senza risposta."
        return "In questo server non conservo domande senza risposta. Con /impostazioni senza-risposta:sì le conservo."

    def feedback_head(self, count: int) -> str:
        return f"{_counted(count, 'risposta trovata sbagliata', 'risposte trovate sbagliate')}"

    def no_feedback(self) -> str:
        return "Nessuno in questo server ha trovato sbagliata una mia risposta."

    def asker(self, hashed: str) -> str:
        return f"chi ha chiesto: {hashed}"

    def export(self) -> str:
        return "Salva come file"

    def exported(self, count: int) -> str:
        return (
            f"{_counted(count, 'domanda', 'domande')}, prima le più recenti. Aggiungi a ciascuna i passi che le "
            "rispondono, e «quoth evaluate» leggerà questo file."
        )

    # A server's own documents ---------------------------------------------------------------------------

    def corpus_command(self) -> str:
        return "I documenti propri di questo server"

    def corpus_add_command(self) -> str:
        return "Aggiungi un file o un messaggio di questo server come documento che cito qui"

    def corpus_add_attachment(self) -> str:
        return "Testo, Markdown, HTML, PDF, DOCX, EPUB, posta o chat esportata"

    def corpus_add_message(self) -> str:
        return "Il link a un messaggio di questo server: nel suo menu, Copia link del messaggio"

    def corpus_remove_command(self) -> str:
        return "Rimuovi per sempre uno dei documenti propri di questo server"

    def corpus_remove_name(self) -> str:
        return "Il titolo o il nome del file; inizia a scrivere e scegli"

    def corpus_status_command(self) -> str:
        return "Lo stato dei documenti propri di questo server, e quali non è stato possibile leggere"

    def own_corpus(self) -> str:
        return "quello proprio di questo server"

    def document_offered(self, name: str) -> str:
        return f"Aggiungere {name}?"

    def document_replaces(self) -> str:
        return "Prende il posto del documento con questo nome."

    def nothing_quotable(self) -> str:
        return "Non vi trovo nulla che io possa citare."

    def language_read(self, language: str) -> str:
        return f"Letto come testo in: {language}"

    def document_removable(self, name: str) -> str:
        return f"Rimuovere {name} per sempre? Non lo citerò più e non ne terrò copia."

    def add_document(self) -> str:
        return "Aggiungi"

    def remove_document(self) -> str:
        return "Rimuovi"

    def cancel(self) -> str:
        return "Annulla"

    def corpus_updating(self) -> str:
        return "Fatto. Sto aggiornando i miei indici…"

    def document_added(self, name: str, passages: int) -> str:
        return f"Aggiunto {name}. Posso citare qui: {self.passages(passages)}."

    def document_removed(self, name: str) -> str:
        return f"Rimosso {name}. Ciò che ne è stato citato resta nei messaggi che lo mostrano."

    def document_waits(self, name: str) -> str:
        return (
            f"{name} è cambiato, ma i miei indici non sono ancora aggiornati; lo saranno al prossimo avvio."
        )

    def document_unread(self, name: str, why: str) -> str:
        return f"Tengo {name}, ma non riesco a leggerlo: {why}"

    def nothing_changed(self) -> str:
        return "Non è cambiato nulla."

    def document_refused(self, refusal: str, detail: str) -> str:
        return {
            "kind": f"Non so leggere file di questo tipo. Leggo: {detail}",
            "size": f"Questo file è troppo grande: accetto fino a {detail}.",
            "files": f"Questo server ha già {detail} documenti, il massimo che conservo. Prima rimuovine uno.",
            "room": f"I documenti di questo server insieme supererebbero {detail}. Prima rimuovine uno.",
            "unreadable": f"Non riesco a leggerlo come documento: {detail}",
            "unknown": f"Questo server non ha un documento proprio di nome «{detail}».",
            "link": "Questo non è un link a un messaggio di questo server che entrambi possiamo leggere.",
            "wordless": (
                "In questo messaggio non riesco a leggere parole. Se non mi menziona, chi mi gestisce deve attivare "
                "il message content intent."
            ),
            "one": "Dammi un file oppure il link a un messaggio, una sola delle due cose.",
            "expired": "Questa proposta è scaduta. Usa di nuovo il comando, per favore.",
            "changed": "Nel frattempo qualcuno ha cambiato questo documento. Controlla e usa di nuovo il comando, per favore.",
        }[refusal]

    def status_head(self, documents: int) -> str:
        return f"Documenti propri di questo server: {_number(documents)}"

    def status_languages(self, languages: str) -> str:
        return f"Lingue dichiarate: {languages}"

    def status_dates(self, oldest: str, newest: str) -> str:
        return f"Datati: {oldest}" if oldest == newest else f"Datati: {oldest} – {newest}"

    def status_room(self, files: int, most_files: int, megabytes: int, most_megabytes: int) -> str:
        return (
            f"Spazio: {_number(files)} di {_number(most_files)} file, "
            f"{_number(megabytes)} di {_number(most_megabytes)}{SPACE}MB"
        )

    def status_revision(self, revision: int, model: str) -> str:
        return f"Indici: revisione {_number(revision)}, modello {model}"

    def status_run(self, moment: str) -> str:
        return f"Ultimo aggiornamento: {moment}"

    def failures(self, count: int) -> str:
        return (
            f"File che non sono riuscito a leggere: {_number(count)}" if count else "Ogni file è stato letto."
        )

    def settings_corpus(self) -> str:
        return "Quali documenti cito in questo server"

    def holdings(self, holdings: str) -> str:
        return {
            "both": "quelli condivisi e quelli propri di questo server",
            "shared": "solo quelli condivisi",
            "own": "solo quelli propri di questo server",
        }[holdings]

    def holdings_set(self, holdings: str) -> str:
        return {
            "both": "In questo server cito i documenti condivisi e i suoi.",
            "shared": "In questo server cito solo i documenti condivisi.",
            "own": "In questo server cito solo i suoi documenti.",
        }[holdings]

    # Privacy --------------------------------------------------------------------------------------------

    def privacy_command(self) -> str:
        return "Che cosa conservo, dove e per quanto, e come farlo cancellare"

    def privacy_title(self) -> str:
        return "Che cosa conservo"

    def privacy_of_room(self, *, minutes: float) -> str:
        life = _lasting(minutes, "minuto", "minuti")
        return (
            "Ciò che si chiede nella mia sala di lettura sul web resta soltanto in memoria, sotto un nome che nessuno "
            f"può indovinare, per {life} dopo l’ultima parola."
        )

    def privacy(self, *, days: float, minutes: float) -> Sequence[str]:
        kept = _lasting(days, "giorno", "giorni")
        life = _lasting(minutes, "minuto", "minuti")
        return (
            (
                "Nulla su chi non mi chiede niente, né su chi scrive messaggi a cui i moderatori non mi fanno "
                "rispondere. Di ogni domanda: le sue parole, chi l'ha fatta, dove e quando, che cosa ho citato e i "
                f"voti. Mi serve per continuare una conversazione, fino a {life} dopo la sua ultima parola, e per i "
                "pulsanti sotto le mie risposte."
            ),
            (
                f"Tutto viene cancellato dopo {kept}. Sta in un solo file sul computer su cui funziono e non va da "
                "nessun'altra parte. Ciò che si chiede non viene scritto nel mio registro."
            ),
            (
                "Dove i moderatori lo vogliono, conservo le domande a cui le mie fonti non rispondono, ciascuna con un "
                f"codice al posto del nome di chi l'ha fatta, anche queste per {kept}. I moderatori possono leggerle, "
                "come pure ciò che le persone hanno scritto sulle risposte sbagliate. Le domande private non sono tra "
                "queste."
            ),
            (
                "I documenti che i moderatori di un server hanno aggiunto, e i messaggi di cui hanno fatto documenti, "
                "con il nome dell'autore e la data. Li vede solo quel server, e restano finché un moderatore non li "
                f"rimuove con /corpus rimuovi; se lascio il server, ancora {kept}."
            ),
            (
                "/dimentica cancella subito la nostra conversazione qui, tutto ciò che hai chiesto ovunque, i tuoi "
                "voti, le tue domande senza risposta e la lingua scelta con /lingua. I messaggi su Discord li cancelli "
                "tu."
            ),
        )
