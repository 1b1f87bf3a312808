from hypothesis import given
from hypothesis import strategies as st

from assistant.api.tokens import Signer


def test_a_token_carries_its_claims_for_its_purpose_only() -> None:
    signer = Signer("a secret of the operator")
    token = signer.sign("embed", {"origin": "https://a.example", "key": "内网"}, 60)
    claims = signer.read("embed", token)
    assert claims is not None
    assert (claims["origin"], claims["key"]) == ("https://a.example", "内网")
    assert signer.read("session", token) is None
    assert Signer("another secret of somebody").read("embed", token) is None


def test_an_expired_token_is_worth_nothing() -> None:
    signer = Signer()
    assert signer.read("embed", signer.sign("embed", {}, -1)) is None


def test_two_signers_without_a_secret_do_not_trust_each_other() -> None:
    assert Signer().read("embed", Signer().sign("embed", {}, 60)) is None


@given(st.text(max_size=40), st.integers(0, 200), st.characters(codec="ascii"))
def test_anything_but_the_signed_token_is_refused(junk: str, place: int, other: str) -> None:
    signer = Signer("a secret of the operator")
    token = signer.sign("embed", {"n": 1}, 600)
    assert signer.read("embed", junk) is None
    place %= len(token)
    changed = token[:place] + other + token[place + 1 :]
    read = signer.read("embed", changed)
    # base64 ignores the last character's spare bits, so compare what was read, not the text.
    assert read is None or read == signer.read("embed", token)
