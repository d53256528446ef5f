from qualcoder_sts.codebook.queries import find_code
from qualcoder_sts.ui.coding.code_choices import CodeAnswer


def test_it_says_who_coded_and_what_the_code_means(project, transcript, span_of):
    inspector = project.places.inspector
    assert inspector._hint.isVisibleTo(inspector)
    code = project.operations.read(find_code, "Lower caseloads")
    transcript.select(span_of(transcript, "The Friday table"))
    project.places.coding.applying.apply(code.id)
    assert "Ana Ruiz" in inspector._segments.text()
    assert inspector._code_heading.text() == "Definition · Lower caseloads"
    assert "no definition yet" in inspector._definition.text()
    assert inspector._hint.isHidden()


def test_nothing_selected_brings_the_hint_back(project, transcript, span_of):
    inspector, coding = project.places.inspector, project.places.coding
    transcript.select(span_of(transcript, "The Friday table"))
    coding.applying.apply(project.operations.read(find_code, "Lower caseloads").id)
    coding.changing.remove_current()
    assert not inspector._hint.isHidden()
    assert inspector._segments.isHidden()
    assert inspector._definition.isHidden()


def test_a_code_chosen_in_the_codebook_is_explained(project):
    code = project.operations.read(find_code, "R&D / other")
    project.places.codebook.current_changed.emit(code.id)
    assert project.places.inspector._code_heading.text() == "Definition · R&D / other"


def test_it_follows_a_new_name(project, settled):
    from qualcoder_sts.codebook.operations import rename_code

    inspector = project.places.inspector
    code = project.operations.read(find_code, "Lower caseloads")
    inspector.show_code(code.id)
    project.operations.run(rename_code, code.id, "Fewer cases")
    settled(project)
    assert inspector._code_heading.text() == "Definition · Fewer cases"


def test_names_are_shown_and_never_read_as_markup(project, transcript, span_of):
    transcript.select(span_of(transcript, "The Friday table"))
    project.places.coding.applying._take(CodeAnswer(new_name="<b>Bold</b> & more"))
    assert "&lt;b&gt;Bold&lt;/b&gt; &amp; more" in project.places.inspector._segments.text()
