"""A ward whose people work through keys: what each sends is what another system would send."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.test import Client

from thutuc.accounts import services
from thutuc.accounts.rules.roles import Role
from thutuc.kernel.actor import Actor
from thutuc.kernel.periods import LOCAL

ROOT = "/api/office/v1"
MADE_AT = datetime(2026, 11, 2, 8, tzinfo=LOCAL)
OWNER = {"name": "Huỳnh Ngọc Ẩn", "id_number": "049170004318", "phone": "0905123112", "email": "an@example.vn"}
COMPLETE = [{"position": 1, "originals": 1}, {"position": 2, "originals": 2}]
WRONG = {"kind": "wrong_content", "words": "Ảnh mờ: chụp lại cho rõ chỗ bán.", "document": 2}
BEYOND = {"kind": "missing_paper", "document": 9}
RESULT = {"outcome": "granted", "name": "Giấy phép bán hoa", "number": "12/GP-UBND"}
HANDED = {"way": "counter", "receiver": "Huỳnh Ngọc Ẩn"}


def token(role: Role) -> str:
    """A key that acts as the ward's officer of that role."""
    made = services.make_key(
        email=f"{role.value}@anlac.example",
        name=f"Phần mềm của {role.value}",
        start=MADE_AT.date(),
        last=date(2027, 10, 1),
        by=Actor.system("test"),
        at=MADE_AT,
    )
    return made.token


@dataclass
class Hand:
    """One key at work."""

    token: str
    client: Client

    def get(self, path: str, **query: Any) -> Any:
        return self.client.get(f"{ROOT}{path}", query, headers=self._headers())

    def post(self, path: str, body: Any = None, **headers: str) -> Any:
        return self.client.post(
            f"{ROOT}{path}", body or {}, content_type="application/json", headers=self._headers(**headers)
        )

    def move(self, key: str, code: str, **body: Any) -> dict[str, Any]:
        """A move that goes well."""
        answer = self.post(f"/dossiers/{key}/moves/{code}", body)
        assert answer.status_code == 200, answer.content.decode()
        told: dict[str, Any] = answer.json()
        return told

    def refused(self, key: str, code: str, **body: Any) -> set[str]:
        """The codes of the objections."""
        answer = self.post(f"/dossiers/{key}/moves/{code}", body)
        assert (answer.status_code, answer["Content-Type"]) == (422, "application/problem+json"), answer.content
        return {each["code"] for each in answer.json()["errors"]}

    def _headers(self, **more: str) -> dict[str, str]:
        return {
            "Authorization": f"Bearer {self.token}",
            **{name.replace("_", "-"): word for name, word in more.items()},
        }


def hand(role: Role) -> Hand:
    """A key of that role, made now."""
    return Hand(token(role), Client())
