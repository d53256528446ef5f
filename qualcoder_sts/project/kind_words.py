"""What rows and columns of the log hold, in plain words."""

from collections.abc import Mapping

from qualcoder_sts.foundation.translation import _

# What says nothing to people, or follows from something else that is shown.
_SILENT = frozenset(
    {"id", "created_at", "changed_at", "imported_at", "target_table", "original_hash"}
)


def kind_word(table: str) -> str:
    """What a row of a table is."""
    # A table that there is no more may stand in the log of an older file.
    return _kinds().get(table, table.replace("_", " "))


def column_words() -> Mapping[str, str]:
    """What columns hold, by their names."""
    return {**_columns_of_keys(), **_columns_of_positions(), **_columns_of_words()}


def is_shown(column: str) -> bool:
    """Whether a change of a column is told."""
    return column not in _SILENT


def _kinds() -> Mapping[str, str]:
    return {
        "alias": _("alias"),
        "assignment": _("assignment"),
        "attribute": _("attribute"),
        "attribute_value": _("value"),
        "code": _("code"),
        "codebook_version": _("codebook version"),
        "coded_segment": _("segment"),
        "coder": _("coder"),
        "coding_round": _("coding round"),
        "consensus_decision": _("consensus decision"),
        "contributor": _("contributor"),
        "field_session": _("session"),
        "finding": _("finding"),
        "finished_mark": _("finished mark"),
        "membership": _("membership"),
        "memo": _("memo"),
        "memo_link": _("link of a memo"),
        "merged_away": _("trace of merging"),
        "participant": _("participant"),
        "project": _("project"),
        "roster_entry": _("roster entry"),
        "round_result": _("result of a round"),
        "saved_query": _("saved query"),
        "source": _("source"),
        "source_participant": _("participant of a source"),
        "speaker": _("speaker"),
        "speaker_turn": _("turn"),
        "study": _("study"),
        "suggestion_decision": _("suggestion decision"),
    }


def _columns_of_keys() -> Mapping[str, str]:
    return {
        "attribute_id": _("attribute"),
        "code_id": _("code"),
        "codebook_version_id": _("codebook version"),
        "coder_id": _("coder"),
        "decided_by_id": _("decided by"),
        "gone_id": _("what went"),
        "group_id": _("group"),
        "into_id": _("became part of"),
        "lead_coder_id": _("lead coder"),
        "memo_id": _("memo"),
        "opened_by_id": _("opened by"),
        "other_id": _("other key"),
        "parent_id": _("category"),
        "participant_id": _("participant"),
        "person_id": _("person"),
        "round_id": _("round"),
        "same_as_id": _("same as"),
        "segment_id": _("segment"),
        "session_id": _("session"),
        "source_id": _("source"),
        "speaker_id": _("speaker"),
        "study_id": _("study"),
        "table_name": _("kind of row"),
        "target_id": _("about"),
    }


def _columns_of_positions() -> Mapping[str, str]:
    return {
        "cue_end_ms": _("end in the recording (ms)"),
        "cue_start_ms": _("start in the recording (ms)"),
        "definition_version": _("version of the definition"),
        "end": _("to character"),
        "model_hash": _("version of the model"),
        "number": _("number"),
        "rank": _("place among its siblings"),
        "score_thousandths": _("score in thousandths"),
        "speech_start": _("speech from character"),
        "start": _("from character"),
        "text_hash": _("text"),
        "weight": _("weight"),
        "year": _("year"),
    }


def _columns_of_words() -> Mapping[str, str]:
    return {
        "abstract": _("abstract"),
        "at": _("at"),
        "attendance": _("attendance"),
        "authors": _("authors"),
        "bearer": _("bearer"),
        "blind": _("blind"),
        "brief_definition": _("brief definition"),
        "client_population": _("client population"),
        "closed_at": _("closed at"),
        "codable": _("can be applied"),
        "colour": _("colour"),
        "content": _("content"),
        "contributes": _("contributes"),
        "date": _("date"),
        "definition": _("definition"),
        "description": _("description"),
        "design": _("design"),
        "direction": _("direction"),
        "doi": _("doi"),
        "encoding": _("encoding"),
        "evidence_level": _("evidence level"),
        "examples": _("examples"),
        "exclusion_reason": _("exclusion reason"),
        "format": _("format"),
        "found_in": _("found in"),
        "full_definition": _("full definition"),
        "key_quote": _("illustrative quote"),
        "kind": _("kind"),
        "label": _("label"),
        "language": _("language"),
        "method": _("method"),
        "name": _("name"),
        "note": _("note"),
        "opened_at": _("opened at"),
        "origin": _("origin"),
        "original_name": _("original name"),
        "outcome": _("outcome"),
        "place": _("place"),
        "private": _("private"),
        "provider": _("provider"),
        "published_in": _("published in"),
        "reason": _("reason"),
        "reasons": _("reasons"),
        "role": _("role"),
        "sample": _("how the sample was drawn"),
        "seed": _("seed of the sample"),
        "setting": _("setting"),
        "statement": _("statement"),
        "status": _("status"),
        "suggestions_off": _("without suggestions"),
        "terms": _("terms"),
        "title": _("title"),
        "unit": _("unit"),
        "value": _("value"),
        "verdict": _("verdict"),
        "when_not_to_use": _("when not to use"),
        "when_to_use": _("when to use"),
    }
