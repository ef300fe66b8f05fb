"""Components say the right words, hold no inline style or script, and leave no empty landmarks."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.template import Context, Template, engines
from django.test import RequestFactory

from thutuc.web.paging import page

TEMPLATES = Path(__file__).resolve().parents[2] / "src" / "thutuc" / "web" / "templates"


def drawn(source: str, **context: Any) -> str:
    """A piece of template with cotton tags, drawn as a page would."""
    from django_cotton.compiler_regex import CottonCompiler

    return Template(CottonCompiler().process(source)).render(Context(context))


def text_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_every_template_compiles_and_needs_no_inline_style_or_script(path: Path) -> None:
    source = path.read_text()

    engines["django"].get_template(str(path.relative_to(TEMPLATES)))
    assert not re.search(r"\sstyle=|\son[a-z]+=|<style|javascript:", source)
    assert re.findall(r"<script(?! type=\"(?:module|application/ld\+json)\")", source) == []


@pytest.mark.parametrize(
    ("source", "words", "tone"),
    [
        ('<c-deadline days="-3" />', "Quá hạn 3 ngày", "late"),
        ('<c-deadline :days="0" />', "Hôm nay", "soon"),
        ('<c-deadline :days="2" />', "Còn 2 ngày", "soon"),
        ('<c-deadline :days="1" state="paused" />', "Tạm dừng", "neutral"),
        ('<c-deadline state="done" />', "Đúng hạn", "ok"),
    ],
)
def test_a_deadline_says_its_state_in_words(source: str, words: str, tone: str) -> None:
    html = drawn(source)

    assert text_of(html).replace("\u00a0", " ") == words
    assert f"tt-tag--{tone}" in html


def test_a_far_deadline_has_no_tint_and_no_deadline_no_words() -> None:
    assert "tt-tag" not in drawn('<c-deadline :days="5" />')
    assert text_of(drawn("<c-deadline />")) == ""


def test_an_icon_is_silent_unless_it_has_a_label() -> None:
    assert 'aria-hidden="true"' in drawn('<c-icon name="clock" />')
    assert 'role="img" aria-label="Hạn"' in drawn('<c-icon name="clock" label="Hạn" />')


def test_every_icon_that_a_template_names_is_in_the_sprite() -> None:
    product = TEMPLATES.parents[1]
    known = set((product.parents[1] / "front" / "icons.txt").read_text().split())
    call = re.compile(r"""{% icon ["']([a-z0-9-]+)|(?<!:)(?:icon|after)="([a-z0-9-]+)"|<c-icon name="([a-z0-9-]+)""")

    named = {name for path in product.rglob("*.html") for found in call.findall(path.read_text()) for name in found}

    assert named - known - {""} == set()


def test_a_difference_is_struck_and_underlined() -> None:
    parts = [("same", "Trong "), ("out", "7"), ("in", "5"), ("same", " ngày")]

    assert drawn('<c-diff :parts="parts" />', parts=parts).strip() == (
        '<span class="tt-diff">Trong <del>7</del><ins>5</ins> ngày</span>'
    )
    assert "<ins>" not in drawn('<c-diff :parts="parts" side="old" />', parts=parts)
    assert "<del>" not in drawn('<c-diff :parts="parts" side="new" />', parts=parts)


def test_a_day_off_in_the_week_has_no_link() -> None:
    html = drawn('<c-weekday label="Thứ Ba" off="Nghỉ" href="/x" note="Ngày Văn hóa" />')

    assert "<a" not in html
    assert "Nghỉ" in html


def test_the_pager_counts_and_leaves_gaps() -> None:
    request = RequestFactory().get("/?trang=7&linh_vuc=ho-tich")
    html = drawn('<c-pager :page="page" noun="thủ tục" />', page=page(list(range(640)), request))

    assert "151–175 trên 640 thủ tục" in text_of(html)
    assert 'aria-current="page"' in html
    assert html.count("…") == 2
    assert "?linh_vuc=ho-tich&amp;trang=8" in html


def test_an_empty_list_has_no_pager() -> None:
    assert drawn('<c-pager :page="page" />', page=page([], RequestFactory().get("/"))).strip() == ""


def test_a_sort_link_turns_round() -> None:
    request = RequestFactory().get("/?sap=ma&trang=3")

    up = drawn('<c-th by="ma" label="Mã" now="ma" />', request=request)
    other = drawn('<c-th by="han" label="Hạn" now="ma" />', request=request)

    assert 'aria-sort="ascending"' in up
    assert "?sap=-ma" in up
    assert "aria-sort" not in other
    assert "?sap=han" in other
    assert "trang" not in up


def test_attributes_of_components_escape_what_they_are_given() -> None:
    html = drawn('<c-result href="/x" :name="name" />', name="<script>alert(1)</script>")

    assert "<script>" not in html


def test_blank_blocks_leave_no_landmarks() -> None:
    assert drawn('{% wrapped "aside" class="tt-aside" %}  {% endwrapped %}') == ""
    assert (
        drawn('{% wrapped "aside" class="a" aria_label="B" %}x{% endwrapped %}')
        == '<aside class="a" aria-label="B">x</aside>'
    )


def test_a_qr_code_names_its_target_and_has_no_style() -> None:
    html = drawn('{{ "https://anlac.example/thu-tuc/1.001193"|qr:"Mở <b>" }}')

    assert 'role="img" aria-label="Mở &lt;b&gt;"' in html
    assert "style=" not in html
    assert html.startswith("<svg")


def test_suggestions_carry_their_address_without_links() -> None:
    template = engines["django"].get_template("web/suggestions.html")
    html = template.render(
        {
            "suggestions": [{"name": "Xây nhà", "url": "/thu-tuc/1", "note": "Xây dựng"}],
            "query": "xay",
            "total": 5,
            "all_url": "/thu-tuc/?q=xay",
        }
    )

    assert "<a" not in html
    assert 'data-href="/thu-tuc/1"' in html
    assert "<b>Xây</b> nhà" in html
    assert "Xem cả 5 kết quả cho «xay»" in html


def test_no_suggestion_says_so() -> None:
    html = engines["django"].get_template("web/suggestions.html").render({"suggestions": [], "query": "zz"})

    assert "role=" not in html
    assert "Không có gợi ý" in html


def test_the_house_keeps_its_name_when_a_framework_brings_a_site_of_its_own() -> None:
    html = engines["django"].get_template("404.html").render({"site": {"name": "localhost:8000"}, "reasons": []})

    assert "localhost:8000" not in html
    assert "<title>Không tìm thấy trang – Cổng dịch vụ công</title>" in " ".join(html.split())


def test_every_component_is_in_the_reference_and_no_other() -> None:
    page_of_all = (TEMPLATES.parents[3] / "docs" / "reference" / "components.md").read_text()
    rows = [line.split("|")[1] for line in page_of_all.splitlines() if line.startswith("| `c-")]

    told = {name for row in rows for name in re.findall(r"`c-([a-z]+)`", row)}
    assert told == {path.stem for path in (TEMPLATES / "cotton").glob("*.html")}
