"""Steps of a scale, alone or among several: A档, 三年级; 三至六年级 has 四年级."""

import re
from dataclasses import dataclass

# The first step need not be what is called A or Ⅰ. Folding makes letters of Ⅰ and Ⅴ, not of Ⅱ.
ROMAN = "第?[ivⅡⅢⅣⅥ]"
_GRADE = "[一二三四五六七八九](?=年级)"  # 三类 is also how many there are
SORTS = ("[a-z]", "[甲乙丙丁戊己庚]", "第[一二三四五六七八九十]", ROMAN, _GRADE)
_MARK = "|".join(SORTS)
_KIND = "年级|阶梯|档|挡|级|类|等(?!级)|型|款"
_ASKED = re.compile(rf"(?<![a-z\d第])(?P<mark>{_MARK})(?P<kind>{_KIND})(?!以[上下])")
# By which one tells what lies between two.
_ORDERS = ("一二三四五六七八九十", "甲乙丙丁戊己庚", "iⅡⅢⅣvⅥ", "abcdefghijklmnopqrstuvwxyz")
_NUMERALS = str.maketrans("123456789", "一二三四五六七八九")
_TO = "[-—–~至到]{1,2}"


@dataclass(frozen=True, slots=True)
class Step:
    """A folded step by its mark (三, 第一, a) and what it is a step of (年级, 档)."""

    mark: str
    kind: str

    @property
    def name(self) -> str:
        """The step as it is asked for."""
        return f"{self.mark}{self.kind}"

    def is_said(self, text: str) -> bool:
        """Whether a folded text has the step: 五、六年级, 三至六年级 and 3年级 of grades.

        >>> Step("四", "年级").is_said("三至六年级"), Step("七", "年级").is_said("三至六年级")
        (True, False)
        """
        if self.name in text:
            return True
        own, said = self.mark.removeprefix("第"), text.translate(_NUMERALS)
        return any(self._is_among(own, order, said) for order in _ORDERS if own in order)

    def _is_among(self, own: str, order: str, said: str) -> bool:
        kind = f"(?:{re.escape(self.kind)})?"
        # 三四年级 are two; letters that stand together are a word.
        joined = f"[-—–~至到、,和与及或第]{{{int(order.isascii())},2}}"
        run = rf"[{order}](?:{kind}{joined}[{order}]){{0,8}}(?={re.escape(self.kind)})"
        for found in re.finditer(run, said):
            bounds = re.findall(rf"([{order}]){kind}{_TO}第?([{order}])", found.group())
            place = order.index(own)
            if own in found.group() or any(
                order.index(low) <= place <= order.index(high) for low, high in bounds
            ):
                return True
        return False


def step_asked(folded: str) -> Step | None:
    """The step that a folded question names; None for none."""
    found = _ASKED.search(folded)
    return Step(found["mark"], found["kind"]) if found else None
