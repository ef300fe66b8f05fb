"""Forms are drawn in govuk markup with the ids that Django's own attributes point to."""

import re
from typing import Any

import pytest
from django import forms
from django.template import Context, Template
from django.utils import translation

from thutuc.web.gallery import Filters, Sample


@pytest.fixture
def wrong() -> Sample:
    return Sample(data={"day": "31/02/2026", "amount": "-1"})


def drawn(source: str, **context: Any) -> str:
    from django_cotton.compiler_regex import CottonCompiler

    return Template(CottonCompiler().process(source)).render(Context(context))


def test_every_described_by_points_to_something(wrong: Sample) -> None:
    html = str(wrong)

    ids = set(re.findall(r'id="([^"]+)"', html))
    described = {each for found in re.findall(r'aria-describedby="([^"]+)"', html) for each in found.split()}
    assert described <= ids
    assert {"id_name_helptext", "id_name_error", "id_papers_helptext", "id_papers_error"} <= described


def test_every_label_names_a_control(wrong: Sample) -> None:
    html = str(wrong)

    assert set(re.findall(r'for="([^"]+)"', html)) <= set(re.findall(r'id="([^"]+)"', html))


def test_a_field_in_error_says_what_to_do(wrong: Sample) -> None:
    html = str(wrong["name"].as_field_group())

    assert "govuk-form-group--error" in html
    assert 'class="govuk-input govuk-input--error"' in html
    assert "Nhập họ tên người nộp" in html
    assert 'aria-invalid="true"' in html


def test_what_was_typed_is_kept(wrong: Sample) -> None:
    assert 'value="31/02/2026"' in str(wrong)


def test_optional_is_said_and_required_is_not() -> None:
    html = str(Sample())

    assert "Số bản sao (không bắt buộc)" in html
    assert "Họ tên người nộp</label>" in html
    assert " required" not in html


def test_a_row_of_filters_does_not_say_optional() -> None:
    assert "(không bắt buộc)" not in str(Filters())


def test_the_summary_counts_and_links_to_the_first_choice(wrong: Sample) -> None:
    html = drawn('<c-errors :form="form" />', form=wrong)

    assert "Có 8 chỗ cần sửa" in html
    assert 'href="#id_name"' in html
    assert 'href="#id_outcome_0"' in html
    assert 'id="id_outcome_0"' in str(wrong)
    assert "Hồ sơ đang do người khác giữ" in html


def test_a_general_error_is_told_once(wrong: Sample) -> None:
    html = drawn('<c-errors :form="form" />{{ form }}', form=wrong)

    assert html.count("Hồ sơ đang do người khác giữ") == 1


def test_a_general_error_is_told_even_without_a_summary(wrong: Sample) -> None:
    assert "Hồ sơ đang do người khác giữ" in drawn("{{ form }}", form=wrong)


def test_a_form_without_errors_has_no_summary() -> None:
    assert drawn('<c-errors :form="form" />', form=Sample()).strip() == ""


def test_a_hidden_field_stays_hidden() -> None:
    class WithHidden(forms.Form):
        revision = forms.IntegerField(widget=forms.HiddenInput, initial=3)

    html = str(WithHidden())

    assert 'type="hidden" name="revision" value="3"' in html
    assert "govuk-form-group" not in html


def test_values_cannot_break_out_of_attributes() -> None:
    html = str(Sample(data={"name": '"><script>x</script>'}))

    assert "<script>" not in html


def test_forms_speak_english_too(wrong: Sample) -> None:
    with translation.override("en"):
        html = str(Sample(data={"day": "x"}))

    assert "govuk-error-message" in html
