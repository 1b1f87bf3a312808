"""Token F1 of a predicted span, as CMRC 2018 defines it.

Cui et al., A Span-Extraction Dataset for Chinese Machine Reading Comprehension,
EMNLP 2019; the official script `cmrc2018_evaluate.py`: a text is cut into
single Chinese characters and words of other characters, punctuation is left
out, and the overlap is the longest common *contiguous* run of tokens.
"""

from collections.abc import Sequence

# The punctuation that the official script leaves out.
_LEFT_OUT = frozenset("-:_*^/\\~`+=，。：？！“”；’《》……·、「」（）－～『』")


def mixed_tokens(text: str) -> list[str]:
    """Single Chinese characters and words of other characters, in order.

    >>> mixed_tokens("由光荣和ω-force开发")
    ['由', '光', '荣', '和', 'ωforce', '开', '发']
    """
    tokens: list[str] = []
    word = ""
    for character in text.lower().strip():
        if character in _LEFT_OUT:
            continue
        if "一" <= character <= "龥" or character.isspace():
            if word:
                tokens.append(word)
                word = ""
            if not character.isspace():
                tokens.append(character)
        else:
            word += character
    if word:
        tokens.append(word)
    return tokens


def longest_common_run(first: Sequence[str], second: Sequence[str]) -> int:
    """Length of the longest contiguous sequence of tokens that both hold."""
    best = 0
    previous = [0] * (len(second) + 1)
    for token in first:
        current = [0] * (len(second) + 1)
        for j, other in enumerate(second, start=1):
            if token == other:
                current[j] = previous[j - 1] + 1
                best = max(best, current[j])
        previous = current
    return best


def token_f1(prediction: str, answers: Sequence[str]) -> float | None:
    """The best F1 against any accepted answer; None where no answer is given.

    F1 = 2PR / (P + R), P = run / |prediction tokens|, R = run / |answer tokens|.
    """
    if not answers:
        return None
    predicted = mixed_tokens(prediction)
    best = 0.0
    for answer in answers:
        accepted = mixed_tokens(answer)
        run = longest_common_run(accepted, predicted)
        if run:
            precision, recall = run / len(predicted), run / len(accepted)
            best = max(best, 2 * precision * recall / (precision + recall))
    return best
