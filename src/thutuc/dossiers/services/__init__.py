"""What can be done with a dossier: every act one function, one transaction, one line in the journal."""

from thutuc.dossiers.services.appointments import apologise, extend
from thutuc.dossiers.services.consulting import answer_consultation, consult, remind_consultation
from thutuc.dossiers.services.demands import answer_unlisted, report_unlisted
from thutuc.dossiers.services.handling import assign, hand_over, look, move, reassign, redirect
from thutuc.dossiers.services.intake import accept, guide, guide_new, receive, refuse, refuse_new, register
from thutuc.dossiers.services.results import correct_result, deliver, issue, record_result, settle_at_once
from thutuc.dossiers.services.supplements import accept_supplement, request_supplement, send_supplement

__all__ = [
    "accept",
    "accept_supplement",
    "answer_consultation",
    "answer_unlisted",
    "apologise",
    "assign",
    "consult",
    "correct_result",
    "deliver",
    "extend",
    "guide",
    "guide_new",
    "hand_over",
    "issue",
    "look",
    "move",
    "reassign",
    "receive",
    "record_result",
    "redirect",
    "refuse",
    "refuse_new",
    "register",
    "remind_consultation",
    "report_unlisted",
    "request_supplement",
    "send_supplement",
    "settle_at_once",
]
