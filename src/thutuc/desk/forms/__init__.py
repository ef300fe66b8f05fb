"""What people may type on mixed pages."""

from thutuc.desk.forms.acts import CalendarChangeForm, CalendarRemovalForm, FilesField, ReorganisationForm

__all__ = ["CalendarChangeForm", "CalendarRemovalForm", "FilesField", "ReorganisationForm"]
