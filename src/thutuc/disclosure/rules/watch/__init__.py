"""Where changes of the law have stopped on their way: the seven kinds of case, each a consequence of facts.

Decree 63/2010/NĐ-CP Art. 13, 15, 24 as amended; control.md §3.4, §16. Nothing here is stored: a case opens and closes
by itself as documents, decisions and entries are recorded. What only a ministry can mend is never held against the
province.
"""

from thutuc.disclosure.rules.watch.cases import Watch, cases
from thutuc.disclosure.rules.watch.facts import Case, Facts, Outstanding, urgency
from thutuc.disclosure.rules.watch.urging import Office, addressee, letter_of

__all__ = ["Case", "Facts", "Office", "Outstanding", "Watch", "addressee", "cases", "letter_of", "urgency"]
