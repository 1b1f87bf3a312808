"""With whom something is done, and kinds of bodies by their short names (药企)."""

from pathlib import Path

import pytest

from assistant.answering.words.partners import asks_partners, names_partners, no_partner
from assistant.service import Assistant
from tests.answering.libraries import answered, declined, library_of

INSTITUTE = """东塘生物医药研究院建设情况

东塘生物医药研究院是全市医药产业的创新平台。

携手行业伙伴推进人才培养、成果转化、产业化协同创新，提升研究院的集聚能力。

与恒济制药、安禾药业等骨干企业开展新药中试的产业化合作，同东塘大学、江岭医学院等高校共建联合实验室。

目前，研究院已有院士、青年科学家、企业家在内的专家队伍，为东塘生物医药研究院打下坚实基础。
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return library_of(tmp_path_factory.mktemp("partners"), institute_md=INSTITUTE)


@pytest.mark.parametrize(
    "question",
    [
        "东塘生物医药研究院跟哪些药企合作",
        "研究院和哪些企业合作？",
        "研究院与哪些高校有合作",
        "研究院的合作企业有哪些",
    ],
)
def test_the_sentence_that_names_the_partners_answers_alone(
    library: Assistant, question: str
) -> None:
    said = answered(library, question)
    assert "恒济制药、安禾药业" in said
    assert "院士" not in said
    assert "携手行业伙伴" not in said


def test_a_text_that_says_nothing_of_working_together_names_no_partner(tmp_path: Path) -> None:
    library = library_of(
        tmp_path,
        institute_md="# 西岭茶叶研究院\n\n西岭茶叶研究院有院士、企业家在内的专家队伍。",
    )
    assert "没有" in declined(library, "西岭茶叶研究院跟哪些企业合作")


def test_generic_partners_are_not_named() -> None:
    assert asks_partners("研究院跟谁合作?")
    assert not asks_partners("合作社有哪些成员?")
    assert names_partners("与甲公司、乙集团等开展合作")
    assert not names_partners("携手生态伙伴推进人才培养、协同创新、产业化")
    assert no_partner("研究院跟谁合作?", "研究院与甲公司共建实验室。") == ""
