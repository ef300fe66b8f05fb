"""Words: Vietnamese is the source, English is complete."""

import ast
import re

import pytest

from scripts import messages
from tests.house.sources import committed, product_files, room_of, short, tree

ACCENTED = re.compile(r"[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.IGNORECASE)


def test_the_catalogue_holds_every_text_and_no_other() -> None:
    assert messages.faults(complete=False) == []


def test_every_text_has_its_english() -> None:
    assert messages.untranslated(messages.kept()) == []


def test_placeholders_are_named() -> None:
    found = [
        str(message.id)
        for message in messages.collected()
        if message.id and re.search(r"%[sdif]|\{\}|\{\d\}", str(message.id).replace("%%", ""))
    ]

    assert found == []


def test_templates_speak_through_the_catalogue() -> None:
    """But for the gallery of components: its samples are invented and only makers of pages read them."""
    found = []
    for path in committed("src/thutuc/*.html"):
        if "/gallery/" in path.as_posix():
            continue
        text = re.sub(r"{#.*?#}|{% comment.*?endcomment %}", "", path.read_text(), flags=re.DOTALL)
        text = re.sub(r"{% blocktrans(late)?.*?{% endblocktrans(late)? %}", "", text, flags=re.DOTALL)
        text = re.sub(r"{%.*?%}|{{.*?}}|<!--.*?-->", "", text, flags=re.DOTALL)
        found += [
            f"{short(path)}: {line.strip()[:80]}"
            for line in text.splitlines()
            if ACCENTED.search(line.replace("Tiếng Việt", ""))
        ]

    assert found == []


@pytest.mark.parametrize("room", ["views", "forms"])
def test_screens_have_no_words_outside_the_catalogue(room: str) -> None:
    said = {str(m.id) for m in messages.collected() if m.id}
    found = []
    for path in product_files():
        if room_of(path) != room:
            continue
        told = {id(node.value) for node in ast.walk(tree(path)) if isinstance(node, ast.Expr)}
        found += [
            f"{short(path)}:{node.lineno} {node.value[:60]}"
            for node in ast.walk(tree(path))
            if isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and ACCENTED.search(node.value)
            and id(node) not in told
            and node.value not in said
            and not any(node.value in text for text in said if "(" in text)
        ]

    assert found == []
