"""What the project file keeps as one of a few values, in the words people read.

The values themselves are written in files and never change with the language.
"""

from collections.abc import Mapping

from qualcoder_sts.foundation.translation import _


def choice_word(value: str) -> str:
    """A value of the file inside a sentence: ``focus group``, ``no effect``."""
    return {**_of_sources(), **_of_people(), **_of_coding(), **_of_studies()}.get(value, value)


def _of_sources() -> Mapping[str, str]:
    return {
        "interview": _("interview"),
        "focus-group": _("focus group"),
        "field-note": _("field note"),
        "literature": _("literature"),
        "document": _("document"),
        "survey": _("survey"),
        "analytic": _("analytic"),
        "method": _("method"),
        "reflexive": _("reflexive"),
        "team": _("team"),
    }


def _of_people() -> Mapping[str, str]:
    return {
        "person": _("person"),
        "group": _("group"),
        "participant": _("participant"),
        "interviewer": _("interviewer"),
        "unattributed": _("unattributed"),
        "source": _("source"),
        "text": _("text"),
        "number": _("number"),
        "date": _("date"),
        "yes-no": _("yes or no"),
        "present": _("present"),
        "absent": _("absent"),
    }


def _of_coding() -> Mapping[str, str]:
    return {
        "manual": _("by hand"),
        "import": _("import"),
        "search": _("search"),
        "speaker": _("speaker"),
        "suggestion accepted": _("suggestion accepted"),
        "consensus": _("consensus"),
        "accepted": _("accepted"),
        "adjusted": _("adjusted"),
        "rejected": _("rejected"),
        "applied": _("applied"),
        "left out": _("left out"),
    }


def _of_studies() -> Mapping[str, str]:
    return {
        "identified": _("identified"),
        "removed before screening": _("removed before screening"),
        "excluded at screening": _("excluded at screening"),
        "not retrieved": _("not retrieved"),
        "excluded at assessment": _("excluded at assessment"),
        "included": _("included"),
        "best": _("best"),
        "promising": _("promising"),
        "emerging": _("emerging"),
        "supports": _("supports"),
        "mixed": _("mixed"),
        "no effect": _("no effect"),
    }
