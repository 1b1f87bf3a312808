"""Nothing leaves the machine: every outgoing socket but loopback is refused and would be told."""

import subprocess
import sys
from pathlib import Path

import pytest

# Audit hooks see sockets opened from C and from any thread, which a patched socket class does not.
WATCH = """
import sys

LOOPBACK = ("127.", "::1", "localhost", "0.0.0.0")
attempts = []

def watch(event, arguments):
    if event in ("socket.connect", "socket.sendto"):
        address = arguments[1]
        host = address[0] if isinstance(address, tuple) else None  # a path is a Unix socket
    elif event in ("socket.getaddrinfo", "socket.gethostbyname"):
        host = arguments[0]
    else:
        return
    if isinstance(host, bytes):
        host = host.decode()
    if host and not host.startswith(LOOPBACK):
        attempts.append(f"{event} {arguments}")
        raise OSError(f"no network: {host}")

sys.addaudithook(watch)
"""

ASK = """
from assistant.cli import main
for question in ("双碳有哪些措施？", "重庆的地铁票价是多少？", "你好"):
    try:
        main(["ask", question, "--json"])
    except SystemExit as stop:
        assert stop.code == 0
"""

SERVE = """
import http.client, json, socket, threading, time
import uvicorn
from assistant.api import create_app, uvicorn_options
from assistant.service import Assistant
from assistant.settings import load_settings

with socket.socket() as probe:
    probe.bind(("127.0.0.1", 0))
    port = probe.getsockname()[1]
settings = load_settings(port=port)
server = uvicorn.Server(
    uvicorn.Config(
        create_app(Assistant.from_settings(settings), settings),
        **{**uvicorn_options(settings), "log_level": "warning"},
    )
)
thread = threading.Thread(target=server.run)
thread.start()
while not server.started:
    assert thread.is_alive()
    time.sleep(0.05)

def request(method, path, body=None):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    headers = {"Content-Type": "application/json"}
    connection.request(method, path, body and json.dumps(body), headers)
    reply = connection.getresponse()
    return reply.status, reply.read().decode()

status, page = request("GET", "/")
assert status == 200, status
status, answer = request("POST", "/api/v1/ask", {"question": "双碳有哪些措施？"})
assert status == 200, answer
assert json.loads(answer)["outcome"] == "answered"
time.sleep(2)  # version checks and analytics run in threads of their own
server.should_exit = True
thread.join()
"""

REPORT = """
print("attempts:", attempts)
sys.exit(1 if attempts else 0)
"""


def run_watched(code: str, folder: Path, documents: Path) -> None:
    environment = {
        "PATH": "/usr/bin:/bin",
        "HOME": str(folder),
        "ASSISTANT_DOCUMENTS_DIR": str(documents),
        "ASSISTANT_DATA_DIR": str(folder / "data"),
    }
    done = subprocess.run(
        [sys.executable, "-c", WATCH + code + REPORT],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env=environment,
        cwd=Path(__file__).parent.parent,
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-4000:]


def test_the_watch_sees_what_leaves_the_machine(tmp_path: Path, documents_folder: Path) -> None:
    code = "import urllib.request\nurllib.request.urlopen('http://example.com')\n"
    with pytest.raises(AssertionError, match=r"no network: example\.com"):
        run_watched(code, tmp_path, documents_folder)


@pytest.mark.parametrize("code", [ASK, SERVE], ids=["command line", "server"])
def test_nothing_leaves_the_machine(code: str, tmp_path: Path, documents_folder: Path) -> None:
    run_watched(code, tmp_path, documents_folder)


def test_telemetry_is_off_before_any_library_is_loaded(
    tmp_path: Path, documents_folder: Path
) -> None:
    code = """
import os
from assistant.cli import main
try:
    main(["articles", "--json"])
except SystemExit as stop:
    assert stop.code == 0
expected = {
    "GRADIO_ANALYTICS_ENABLED": "False",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HF_HUB_OFFLINE": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "LANGSMITH_TRACING": "false",
    "LANGCHAIN_TRACING_V2": "false",
}
assert {name: os.environ.get(name) for name in expected} == expected
"""
    run_watched(code, tmp_path, documents_folder)
