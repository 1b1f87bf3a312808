"""The OpenAI-compatible endpoint, against a server that runs here."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import numpy as np
import pytest

from embeddings.encoder import EncoderConfig, load_encoder
from embeddings.errors import EncoderCallError, EncoderLoadError


class FakeServer(ThreadingHTTPServer):
    """Answers every text with (length, 1); keeps what it was asked."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.requests: list[tuple[str, dict[str, object]]] = []
        self.answer = "good"

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"


class _Handler(BaseHTTPRequestHandler):
    server: FakeServer

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.requests.append((self.headers["Authorization"], body))
        texts = body["input"]
        data = [
            {"object": "embedding", "index": place, "embedding": [float(len(text)), 1.0]}
            for place, text in enumerate(texts)
        ]
        if self.server.answer == "short":
            data = data[:-1]
        code = 401 if self.server.answer == "refused" else 200
        reply: dict[str, object] = {"object": "list", "model": body["model"], "data": data}
        if code != 200:
            reply = {"error": {"message": f"bad key {self.headers['Authorization']}"}}
        blob = json.dumps(reply).encode()
        self.send_response(code)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(blob)))
        self.end_headers()
        self.wfile.write(blob)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[FakeServer]:
    fake = FakeServer()
    thread = threading.Thread(target=fake.serve_forever)
    thread.start()
    yield fake
    fake.shutdown()
    fake.server_close()
    thread.join()


def config_of(server: FakeServer, **changes: object) -> EncoderConfig:
    values = {"kind": "openai", "base_url": server.url, "model": "m", **changes}
    return EncoderConfig(**values)  # type: ignore[arg-type]


def test_texts_are_sent_as_they_are_in_batches_and_rows_made_unit(server: FakeServer) -> None:
    encoder = load_encoder(config_of(server, batch_size=2, api_key="secret"))
    vectors = encoder.encode_passages(["双碳措", "碳", "绿色产业"])
    expected = [[3 / 10**0.5, 1 / 10**0.5], [0.5**0.5, 0.5**0.5], [4 / 17**0.5, 1 / 17**0.5]]
    assert np.abs(vectors - np.array(expected)).max() < 1e-6
    assert [body["input"] for _, body in server.requests] == [["双碳措", "碳"], ["绿色产业"]]
    assert {key for key, _ in server.requests} == {"Bearer secret"}


def test_prompts_go_before_the_texts(server: FakeServer) -> None:
    encoder = load_encoder(config_of(server, query_prompt="问：", passage_prompt="文："))
    encoder.encode_queries(["甲"])
    encoder.encode_passages(["乙"])
    assert [body["input"] for _, body in server.requests] == [["问：甲"], ["文：乙"]]


def test_the_dimension_is_asked_for_once(server: FakeServer) -> None:
    encoder = load_encoder(config_of(server))
    assert (encoder.dim, encoder.dim, len(server.requests)) == (2, 2, 1)
    assert encoder.encode_passages([]).shape == (0, 2)


def test_a_refusal_names_the_address_and_hides_the_key(server: FakeServer) -> None:
    server.answer = "refused"
    encoder = load_encoder(config_of(server, api_key="secret-key-1"))
    with pytest.raises(EncoderCallError) as error:
        encoder.encode_queries(["双碳"])
    assert server.url in str(error.value)
    assert "secret-key-1" not in str(error.value)


def test_too_few_vectors_are_an_error(server: FakeServer) -> None:
    server.answer = "short"
    with pytest.raises(EncoderCallError, match="2 段文字返回了 1 个"):
        load_encoder(config_of(server)).encode_passages(["甲", "乙"])


def test_a_server_that_is_not_there_is_named() -> None:
    config = EncoderConfig(
        kind="openai", base_url="http://127.0.0.1:9/v1", model="m", timeout_seconds=1
    )
    with pytest.raises(EncoderCallError, match=r"127\.0\.0\.1:9"):
        load_encoder(config).encode_queries(["双碳"])


@pytest.mark.parametrize(
    ("url", "model"),
    [("", "m"), ("ftp://x", "m"), ("http://x/v1", ""), ("http://[::1", "m"), ("http://:80", "m")],
)
def test_an_incomplete_setting_is_refused(url: str, model: str) -> None:
    with pytest.raises(EncoderLoadError, match="ASSISTANT_ENCODER_BASE_URL"):
        load_encoder(EncoderConfig(kind="openai", base_url=url, model=model))
