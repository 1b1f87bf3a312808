"""What must follow statements wherever they came from: their lists, and who is exempt from them."""

from collections.abc import Sequence

from assistant.answering.drafts import Draft
from assistant.answering.outline.exemptions import Exemptions
from assistant.answering.outline.leads import Leads
from assistant.answering.outline.points import Points
from assistant.answering.words.question import Question


class Completed:
    """Completes statements by what they announce and by what takes exception to them."""

    def __init__(self, points: Points) -> None:
        self._leads = Leads(points)
        self._exemptions = Exemptions(points)

    def whole(self, question: Question, drafts: Sequence[Draft]) -> tuple[Draft, ...]:
        """The statements with the lists that they announce and the exemptions from them."""
        return tuple(self._exemptions.beside(self._leads.with_items(question, drafts)))
