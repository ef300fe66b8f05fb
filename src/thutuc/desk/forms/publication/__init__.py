"""What people type about publication decisions. No rule of law stands here: services answer."""

from thutuc.desk.forms.publication.acts import (
    AnswerForm,
    ConsultForm,
    FaultForm,
    PaperForm,
    ReasonForm,
    RemarkAnswerForm,
    ReturnForms,
    SignForm,
)
from thutuc.desk.forms.publication.annex import AnnexForm, CompetenceForm, MappingForm, RowForms
from thutuc.desk.forms.publication.contents import ContentForms
from thutuc.desk.forms.publication.details import DecisionForm, HeadForm
from thutuc.desk.forms.publication.rows import AbolitionForm, AddForm, ListingForm, WorkflowForms

__all__ = [
    "AbolitionForm",
    "AddForm",
    "AnnexForm",
    "AnswerForm",
    "CompetenceForm",
    "ConsultForm",
    "ContentForms",
    "DecisionForm",
    "FaultForm",
    "HeadForm",
    "ListingForm",
    "MappingForm",
    "PaperForm",
    "ReasonForm",
    "RemarkAnswerForm",
    "ReturnForms",
    "RowForms",
    "SignForm",
    "WorkflowForms",
]
