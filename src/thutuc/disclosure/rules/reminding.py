"""Letters about cases of the watch (văn bản đôn đốc): who sends them, what is wrong with one (control.md §9.1)."""

from datetime import date

from thutuc.accounts.rules.roles import Role
from thutuc.disclosure.rules.watch import Case
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import Objection
from thutuc.kernel.text import gettext_noop

SENDERS = frozenset({Role.CONTROL_OFFICER.value, Role.OFFICE_HEAD.value})


def may_remind(actor: Actor) -> list[Objection]:
    """Letters of reminder go out from the control division and its head."""
    if actor.is_system or actor.roles & SENDERS:
        return []
    words = gettext_noop("Văn bản đôn đốc do công chức kiểm soát thủ tục hành chính hoặc Chánh Văn phòng ghi.")
    return [Objection("reminder.sender", words, "control.organisation")]


def letter_objections(case: Case, *, to: str, sent_on: date, on: date) -> list[Objection]:
    """A letter names its addressee and was sent while the case was open, not tomorrow."""
    found = []
    if not to.strip():
        found.append(Objection("reminder.to", gettext_noop("Ghi nơi nhận văn bản đôn đốc."), field="to"))
    if sent_on > on:
        found.append(Objection("reminder.future", gettext_noop("Ngày gửi ở tương lai."), field="sent_on"))
    if sent_on < case.since:
        words = gettext_noop("Ngày gửi trước ngày phát sinh việc (%(day)s).")
        params = {"day": f"{case.since:%d/%m/%Y}"}
        found.append(Objection("reminder.early", words, field="sent_on", params=params))
    return found
