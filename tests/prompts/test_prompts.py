from pathlib import Path

import pytest

import prompts

NAMES = sorted(path.stem for path in Path(prompts.__file__).parent.glob("*.md"))


@pytest.mark.parametrize("name", NAMES)
def test_every_message_lists_its_inputs_and_takes_just_those(name: str) -> None:
    values = {key: ["甲"] if key.endswith("s") else "甲" for key in prompts.inputs_of(name)}
    text = prompts.render(name, **values)
    assert "{#" not in text
    assert "{{" not in text
    with pytest.raises(ValueError, match="takes"):
        prompts.render(name, **values, unknown="乙")


def test_template_syntax_in_a_question_stays_text() -> None:
    assert "{{ 7 * 7 }}" in prompts.render("answer_user", question="{{ 7 * 7 }}", quotes=[])
