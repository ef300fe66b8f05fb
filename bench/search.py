"""Search: what it finds and how fast (`make bench-search`). The last line holds the figures; exit code 1 below floors.

Recall: the real procedures and the queries of THUTUC_SHARED (else ../shared) when they are there, else invented ones.
Speed: 6,000 rows (invented ones added: names recombined, codes 9.xxxxxx), every query through the service, one by one,
in several rounds. The figure is the p95 over the queries of each query's best round, so that it tells the work and not
the neighbours on a busy machine; the p95 of all single answers stands beside it, and the bare lookup of the index
without ranking says what the database alone needs in the same run. An embedded database of its own is thrown away.
"""

import json
import os
import random
import shutil
import statistics
import sys
import tempfile
import time
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("THUTUC_SHARED", ROOT.parent / "shared")) / "data"
KINDS = ("nguyen_van", "khong_dau", "dau_kieu_cu", "nfd", "ma")
ROWS, ROUNDS, SHOWN = 6_000, 4, 5
RECALL_FLOOR, P95_CEILING_MS = 0.98, 25.0
NOW = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)
ACTS = (
    "Cấp",
    "Cấp lại",
    "Gia hạn",
    "Thu hồi",
    "Đăng ký",
    "Xác nhận",
    "Điều chỉnh",
    "Chấp thuận",
    "Công bố",
    "Thẩm định",
)
THINGS = (
    *("giấy phép xây dựng", "giấy chứng nhận đăng ký kinh doanh", "khai sinh lưu động", "hòa giải viên cơ sở"),
    *("quyền sử dụng đất", "thẻ bảo hiểm y tế", "giấy phép lái xe", "văn bằng tốt nghiệp", "phương án phòng cháy"),
)
PLACES = (
    "cấp tỉnh",
    "cấp xã",
    "có yếu tố nước ngoài",
    "đối với tổ chức",
    "tại khu công nghiệp",
    "trên đường thủy nội địa",
)
Query = tuple[str, str, set[str]]


def start() -> Any:
    """A database of its own, without safety after a crash, thrown away at the end."""
    home = Path(tempfile.mkdtemp(prefix="thutuc-bench-"))
    os.environ.update(
        THUTUC_HOME=str(home), THUTUC_LOG_LEVEL="CRITICAL", DJANGO_SETTINGS_MODULE="thutuc.config.settings"
    )
    os.environ.pop("DATABASE_URL", None)
    sys.path.insert(0, str(ROOT / "src"))
    from thutuc.db import embedded

    server = embedded.start(home, durable=False)
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    return server, home


def invented(names: list[str], count: int, first: int) -> list[Any]:
    """Contents whose names are the given ones recombined: half of one, half of another."""
    from thutuc.catalogue.rules.content import ProcedureContent, Step

    chance = random.Random(2026)
    found = []
    for number in range(first, first + count):
        left, right = chance.choice(names).split(), chance.choice(names).split()
        name = " ".join(left[: max(2, len(left) // 2)] + right[len(right) // 2 :])
        text = ". ".join(chance.choice(names) for _ in range(40))
        found.append(ProcedureContent(f"9.{number:06d}", name, sector=" ".join(right[:2]), steps=(Step(text),)))
    return found


def take_in(contents: list[Any], name: str) -> None:
    """Through the service, as an import does."""
    from thutuc.catalogue import services
    from thutuc.catalogue.rules.rows import ImportedRow, Reading
    from thutuc.catalogue.rules.terms import ImportFormat
    from thutuc.kernel.actor import Actor

    rows = tuple(ImportedRow(number, "{}", each) for number, each in enumerate(contents, start=1))
    reading = Reading(name, name.ljust(64, "0"), ImportFormat.JSON_LINES, rows)
    services.import_rows(reading=reading, by=Actor.system("bench"), at=NOW)


def real() -> list[Query]:
    """The real procedures are loaded; their queries are handed back."""
    from thutuc.catalogue import management

    management.import_procedures(SHARED / "procedures.jsonl.gz", at=NOW)
    with (SHARED / "search-relevance.jsonl").open(encoding="utf-8") as lines:
        queries = [json.loads(line) for line in lines]
    return [(each["loai"], each["truy_van"], set(each["dap_an"])) for each in queries if each["loai"] in KINDS]


def made_up() -> list[Query]:
    """Without the real ones: names of our own, each asked in five ways."""
    names = [f"{act} {thing} {place}" for act in ACTS for thing in THINGS for place in PLACES]
    contents = [
        replace(each, name=name) for each, name in zip(invented(names, len(names), 900_000), names, strict=True)
    ]
    take_in(contents, "made-up.jsonl")
    queries: list[Query] = []
    for content in contents[::2]:
        answer = {content.code}
        bare = "".join(c for c in unicodedata.normalize("NFD", content.name.lower()) if not unicodedata.combining(c))
        queries += [
            ("nguyen_van", content.name.lower(), answer),
            ("khong_dau", bare.replace("đ", "d"), answer),
            ("dau_kieu_cu", content.name.lower().replace("hòa", "hoà").replace("thủy", "thuỷ"), answer),
            ("nfd", unicodedata.normalize("NFD", content.name.lower()), answer),
            ("ma", content.code, answer),
        ]
    return queries


def ask(text: str) -> list[str]:
    from thutuc.catalogue.queries import search
    from thutuc.catalogue.rules.searching import Filters, Scope

    found = search.find(text, on=NOW.date(), at=NOW, filters=Filters(Scope.NATIONAL), limit=SHOWN)
    return [hit.code for hit in found.hits]


def bare_lookup(text: str) -> list[str]:
    """The index alone: rows that hold every word, unranked."""
    from thutuc.catalogue.models import ProcedureText
    from thutuc.catalogue.queries import matching
    from thutuc.catalogue.rules import searching

    query = searching.all_words(searching.words_of(text))
    rows = ProcedureText.objects.filter(matching.matches("name_vector", query))
    return list(rows.values_list("code", flat=True)[:SHOWN])


def milliseconds(work: Callable[[str], list[str]], queries: list[Query]) -> list[float]:
    taken = []
    for _, text, _ in queries:
        started = time.perf_counter()
        work(text)
        taken.append((time.perf_counter() - started) * 1000)
    return taken


def p95(values: list[float]) -> float:
    return statistics.quantiles(values, n=20)[18]


def main() -> int:
    server, home = start()
    try:
        have_real = (SHARED / "procedures.jsonl.gz").exists()
        print("real procedures" if have_real else "the real procedures are not here: invented ones are used")
        return measure(real() if have_real else made_up())
    finally:
        server.cleanup()
        shutil.rmtree(home, ignore_errors=True)


def measure(queries: list[Query]) -> int:
    from django.db import connection

    from thutuc.catalogue.models import NationalRecord

    asked, hit = Counter(kind for kind, _, _ in queries), Counter[str]()
    for kind, text, answers in queries:
        hit[kind] += bool(answers & set(ask(text)))
    recall = {kind: hit[kind] / asked[kind] for kind in KINDS}
    names = list(NationalRecord.objects.values_list("name", flat=True))
    take_in(invented(names, ROWS - len(names), 0), "invented.jsonl")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    milliseconds(ask, queries[:200])
    rounds = [milliseconds(ask, queries) for _ in range(ROUNDS)]
    best = [min(values) for values in zip(*rounds, strict=True)]
    bare = p95(milliseconds(bare_lookup, queries))
    for kind in KINDS:
        own = [value for value, (each, _, _) in zip(best, queries, strict=True) if each == kind]
        print(f"{kind:12} recall@{SHOWN} {recall[kind]:.3f}  p95 {p95(own):5.1f} ms")
    return told(min(recall.values()), p95(best), p95([value for values in rounds for value in values]), bare)


def told(recall: float, speed: float, single: float, bare: float) -> int:
    from thutuc.catalogue.models import NationalRecord

    good = recall >= RECALL_FLOOR and speed <= P95_CEILING_MS
    print(
        f"search: recall@{SHOWN} {recall:.3f} (≥ {RECALL_FLOOR}), p95 {speed:.1f} (at most {P95_CEILING_MS:.0f}) ms,"
        f" single answers {single:.1f} ms, bare index {bare:.1f} ms, {NationalRecord.objects.count()} rows: "
        f"{'good' if good else 'BELOW'}"
    )
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
