"""Words of several languages that tell what a label is: a role, nobody in particular, a heading.

All words are compared case-folded.
"""

import re
import unicodedata


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


INTERVIEWER_WORDS = _words(
    "interviewer interviewers moderator moderators mod facilitator facilitators fac researcher "
    "researchers int intv interviewerin moderatorin moderator/in interviewer/in forscher "
    "forscherin intervieweur intervieweuse enquêteur enquêtrice enqueteur animateur animatrice "
    "modérateur modératrice chercheur chercheuse entrevistador entrevistadora moderadora moderador "
    "investigador investigadora facilitador facilitadora pesquisador pesquisadora "
    "intervistatore intervistatrice moderatore moderatrice ricercatore ricercatrice "
    "moderatör intervjuare forskare ordstyrer forsker intervjuer haastattelija tutkija "
    "onderzoeker gespreksleider host chair chairperson chairman chairwoman co-moderator "
    "comoderator co-facilitator co-interviewer интервьюер модератор"
)

RESPONDENT_WORDS = _words(
    "participant participants respondent respondents resp interviewee interviewees informant "
    "informants user teilnehmer teilnehmerin befragter befragte befragter interviewpartner "
    "interviewpartnerin enquêté enquêtée interviewé interviewée répondant répondante participante "
    "participantes entrevistado entrevistada encuestado informante intervistato intervistata "
    "partecipante deltager deltaker deltagare informatör respondente osallistuja haastateltava "
    "deelnemer geïnterviewde patient client nurse doctor teacher student manager mother father "
    "parent carer caregiver therapist counsellor counselor supervisor advocate респондент участник"
)

SPEAKER_WORDS = _words(
    "speaker spkr spk orateur oratrice locuteur locutrice intervenant intervenante sprecher "
    "sprecherin hablante orador oradora interlocutor falante parlante taler talare spreker puhuja "
    "person persona personne voice voix stimme voz male female man woman men women boy girl homme "
    "femme mann frau hombre mujer uomo donna member subject narrator guest human guide"
)

MACHINE_WORDS = _words("assistant ai bot chatbot ki ia")

UNKNOWN_WORDS = _words(
    "unknown unidentified unidentifiable unattributed inconnu inconnue unbekannt unbekannte "
    "unbekannter desconocido desconocida desconhecido desconhecida sconosciuto sconosciuta "
    "onbekend onbekende ukendt ukjent okänd tuntematon неизвестный unclear unspecified unsure"
)

MANY_VOICES = frozenset(
    {
        "several", "all", "group", "everyone", "everybody", "crosstalk", "cross-talk", "cross talk",
        "multiple", "multiple speakers", "multiple voices", "multiple participants",
        "several speakers", "several voices", "several participants", "many", "many voices",
        "various", "various speakers", "mixed voices", "mixed", "both", "all together", "all speak",
        "all participants", "participants", "group response", "whole group", "overlapping",
        "overlapping speech", "in unison", "chorus", "others", "other", "someone",
        "somebody", "anonymous", "n.n.", "nn", "plusieurs", "tous", "toutes", "tous ensemble",
        "groupe", "quelqu'un", "alle", "mehrere", "gruppe", "durcheinander", "jemand", "todos",
        "todas", "varios", "varias", "grupo", "alguien", "tutti", "vari", "gruppo", "iedereen",
        "meerdere", "groep", "flere", "alla", "flera", "useita", "kaikki", "xx", "xxx",
    }
)  # fmt: skip

QUESTION_WORDS = _words("question questions frage pregunta pergunta domanda vraag spørgsmål fråga")
ANSWER_WORDS = _words(
    "answer answers response antwort réponse reponse respuesta resposta risposta antwoord svar"
)

# What stands before a colon in headings, notes and the block about the interview.
HEADING_WORDS = frozenset(
    {
        "note", "notes", "nb", "n.b.", "ps", "p.s.", "remark", "remarks", "comment", "comments",
        "date", "time", "place", "location", "venue", "duration", "length", "setting", "city",
        "country", "recorded", "recording", "recording date", "interview date", "date of interview",
        "interview", "interview no", "interview number", "interview id", "transcript",
        "transcript id", "transcription", "transcribed by", "transcriber", "transcriptionist",
        "transcribed", "transcript of", "id", "participant id", "case id", "session", "session id",
        "focus group", "group id", "project", "study", "study id", "file", "file name", "filename",
        "audio", "audio file", "audio length", "language", "present", "attendees", "attending",
        "attendance", "absent", "age", "gender", "sex", "occupation", "profession", "role",
        "position", "education", "years of experience", "experience", "organisation",
        "organization", "employer", "title", "subject", "topic", "topics", "theme", "agenda",
        "author", "authors", "source", "sources", "reference", "references", "url", "http", "https",
        "www", "doi", "isbn", "e-mail", "email", "mail", "phone", "tel", "fax", "address",
        "website", "link", "example", "examples", "for example", "for instance", "e.g.", "i.e.",
        "eg", "ie", "that is", "namely", "warning", "important", "attention", "caution", "tip",
        "todo", "to do", "key", "legend", "abbreviations", "conventions", "background", "abstract",
        "objective", "objectives", "aim", "aims", "purpose", "method", "methods", "methodology",
        "design", "sample", "measures", "procedure", "materials", "result", "results", "finding",
        "findings", "discussion", "conclusion", "conclusions", "limitations", "implications",
        "introduction", "keywords", "key words", "funding", "summary", "overview", "appendix",
        "contents", "observation", "observations", "field note", "field notes", "reflection",
        "reflections", "memo", "quote", "quotes", "step", "part", "section", "chapter", "page",
        "table", "figure", "fig", "box", "day", "week", "phase", "stage", "round", "item", "option",
        "version", "status", "start", "end", "begin", "start time", "end time", "weather",
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "morning",
        "afternoon", "evening", "january", "february", "march", "july", "september", "october",
        "november", "december", "montag", "dienstag", "mittwoch", "donnerstag", "freitag",
        "samstag", "sonntag", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi",
        "dimanche", "lunes", "martes", "miércoles", "jueves", "viernes",
        "bible", "re", "cc", "bcc", "from", "to", "sent", "fw", "fwd", "dear",
        "datum", "ort", "dauer", "anmerkung", "hinweis", "beispiel", "zum beispiel", "z.b.",
        "thema", "projekt", "alter", "geschlecht", "beruf", "anwesend", "zusammenfassung",
        "lieu", "durée", "remarque", "exemple", "par exemple", "sujet", "thème", "projet", "âge",
        "sexe", "présents", "résumé", "conclusion générale", "fecha", "lugar", "duración", "nota",
        "notas", "ejemplo", "por ejemplo", "tema", "proyecto", "edad", "sexo", "asistentes",
        "resumen", "data", "luogo", "durata", "esempio", "per esempio", "ad esempio", "dato",
        "sted", "varighed", "bemærkning", "eksempel", "for eksempel", "f.eks.", "plats", "längd",
        "exempel", "till exempel", "plaats", "duur", "opmerking", "voorbeeld", "bijvoorbeeld",
        "exemplo", "por exemplo", "duração", "local",
    }
)  # fmt: skip

# A capitalised word at the beginning of a line that begins a sentence rather than a name.
SENTENCE_WORDS = _words(
    "the a an so and but or because if for in on at this that these those what when where why how "
    "who which my his her our their your he she it we they you as one two three four first second "
    "third then there here also however therefore now well still maybe perhaps actually basically "
    "honestly again finally overall otherwise instead especially plus like just even not with from "
    "to of by is was were are am be been do did does have had has can could will would should may "
    "really said says some many most all any each every both another other "
    "der das ein eine und aber oder weil wenn für ich wir sie ihr dann auch nicht wie wer was "
    "le les un une et mais ou parce si pour dans ce cette je nous vous ils elles alors donc "
    "los las una pero porque para este esta yo nosotros ellos entonces"
)

INTERJECTIONS = _words(
    "yes yeah yep yup no nope nah okay ok right sure exactly true mm mhm mm-hm mmm hm hmm uh um "
    "uh-huh ah oh aha wow thanks thank hi hello hey bye goodbye good great fine welcome sorry "
    "please absolutely definitely indeed totally correct agreed maybe wait alright cool lovely "
    "perfect nice fantastic excellent ja jo nej nein nee nei genau stimmt danke hallo oui non "
    "d'accord voilà bonjour merci bien sí si vale claro bueno gracias hola sì grazie ciao tak hej "
    "nå selvfølgelig sim não obrigado olá joo kyllä ei"
)

# Small words inside names.
PARTICLES = _words(
    "de del della der den des di da do dos das du van von zu zur la le las los el al bin ibn ben y "
    "e i och og und et and of af av ter ten te d' 't & the in"
)

_NUMBER_AT_END = re.compile(r"(?:[\s_#.\-]*\d{1,4}[a-z]?|[\s_#.\-]+[a-h])$")
_SEPARATORS = re.compile(r"[\s_\-()]+")


def folded(label: str) -> str:
    """The label for comparing with word lists: one Unicode form, one case, plain spaces."""
    return " ".join(unicodedata.normalize("NFC", label).casefold().split()).rstrip(".:#")


def without_number(label: str) -> str:
    """``Participant 4`` and ``SPEAKER_01`` without what numbers them, folded."""
    return _NUMBER_AT_END.sub("", folded(label)).rstrip(" _#.-")


def label_words(label: str) -> list[str]:
    """The folded words of a label, its number left out."""
    return [word for word in _SEPARATORS.split(without_number(label)) if word]


def is_interviewer_word(label: str) -> bool:
    """Whether the label says *interviewer*, *moderator*, …, perhaps with a number or a name."""
    words = label_words(label)
    return without_number(label) in INTERVIEWER_WORDS or (
        len(words) <= 3 and any(word in INTERVIEWER_WORDS for word in words)
    )


def is_respondent_word(label: str) -> bool:
    """Whether the label says *participant*, *respondent*, *interviewee*, …."""
    return not is_interviewer_word(label) and bool(set(label_words(label)) & RESPONDENT_WORDS)


def is_nobody(label: str) -> bool:
    """Whether the label stands for nobody in particular: unknown, several, all, crosstalk."""
    words = label_words(label)
    if set(label) <= set("?! "):
        return True
    return folded(label) in MANY_VOICES or (
        len(words) <= 4 and any(word.strip("()?") in UNKNOWN_WORDS for word in words)
    )


def is_heading_word(label: str) -> bool:
    """Whether the label is one of headings, notes and interview data, numbered or not."""
    if {folded(label), folded(label) + "."} & HEADING_WORDS:
        return True
    bare = without_number(label)  # "Theme 2" is a heading, "Subject 2" a person
    return bare in HEADING_WORDS and bare not in RESPONDENT_WORDS | SPEAKER_WORDS


def is_question_or_answer(label: str) -> bool:
    """Whether the label is the bare word *question* or *answer*."""
    return folded(label) in QUESTION_WORDS | ANSWER_WORDS


def is_role_word(label: str) -> bool:
    """Whether the label names a role or a voice rather than a person."""
    words = label_words(label)
    if is_nobody(label) or is_interviewer_word(label):
        return True
    every = RESPONDENT_WORDS | SPEAKER_WORDS | MACHINE_WORDS
    return 0 < len(words) <= 3 and all(word in every for word in words)
