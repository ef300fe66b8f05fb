"""Mails to those who follow changes, in their language; every one says how to stop it."""

from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from thutuc.disclosure.queries.news import News
from thutuc.disclosure.rules.subscriptions import Topic
from thutuc.disclosure.services.following import Mail

MOST_ROWS, LONGEST_SUBJECT = 40, 150
ENGLISH = "/en"


def confirmation(subscription: Any, *, what: str) -> Mail:
    """Xin xác nhận: with the one link that confirms and, later, ends."""
    with translation.override(subscription.language):
        context = _context(subscription, what)
        body = render_to_string("disclosure/mail/confirm.txt", context)
        return Mail(_("Xác nhận theo dõi thay đổi thủ tục"), body.strip() + "\n")


def changed(subscription: Any, news: News, *, what: str) -> Mail:
    """What one decision changed of what the reader follows."""
    with translation.override(subscription.language):
        rows = news.rows[:MOST_ROWS]
        context = {
            **_context(subscription, what),
            "news": news,
            "rows": rows,
            "more": len(news.rows) - len(rows),
            "decision_link": address("portal:decision", news.code, language=subscription.language),
        }
        body = render_to_string("disclosure/mail/changed.txt", context)
        subject = _("Thủ tục thay đổi: %(what)s") % {"what": rows[0].name if len(news.rows) == 1 else news.title}
        return Mail(" ".join(subject.split())[:LONGEST_SUBJECT], body.strip() + "\n")


def followed(topic: Topic, target: str, name: str) -> str:
    """What is followed, in the reader's language; names of procedures and sectors stay as the law has them."""
    if topic is Topic.ALL:
        return _("mọi thủ tục của tỉnh")
    told = _("thủ tục %(name)s (%(target)s)") if topic is Topic.PROCEDURE else _("lĩnh vực %(name)s")
    return told % {"name": name, "target": target}


def _context(subscription: Any, what: str) -> dict[str, Any]:
    link = address("portal:following", subscription.key, language=subscription.language)
    return {"site": settings.SITE, "what": what, "link": link}


def address(name: str, *arguments: str, language: str = "vi") -> str:
    """A whole address of a public page in a language, whatever the language of the moment."""
    path = reverse(name, args=arguments)
    path = path.removeprefix(ENGLISH) if path.startswith(f"{ENGLISH}/") else path
    return f"{settings.SITE_URL}{ENGLISH if language == 'en' else ''}{path}"
