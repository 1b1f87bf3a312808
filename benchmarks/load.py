"""Many clients asking one local server at once: failures, waiting times, memory.

    python -m benchmarks.load [--clients 50] [--seconds 120] [--pause 0]

Starts `assistant serve` on a free port over documents/ (or ASSISTANT_DOCUMENTS_DIR), without a
limit of questions a minute, lets every client ask one question after another, and prints one JSON
object. `--pause` is the time a client waits between an answer and its next question; 0 is the
worst case. The clients run in this process and share the machine with the server.
"""

import argparse
import asyncio
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

PROGRAM = Path(__file__).parents[1] / "app.py"
START_SECONDS = 180
MAX_SECONDS = 600
MAX_CLIENTS = 500
# Asked beside the library's own examples: answers, follow-up-like words, and what no text says.
QUESTIONS = (
    "双碳有哪些措施？",
    "三个万亿级产业是哪三个？",
    "有哪些文章？",
    "作者是谁？",
    "明年的房产税税率是多少？",
    "你好",
)


@dataclass
class Tally:
    """What the clients saw; times in seconds."""

    seconds: list[float] = field(default_factory=list)
    statuses: Counter[str] = field(default_factory=Counter)
    outcomes: Counter[str] = field(default_factory=Counter)
    memory_megabytes: list[float] = field(default_factory=list)
    server_processor_seconds: float = 0.0
    client_processor_seconds: float = 0.0


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def resident_megabytes(process_id: int) -> float:
    """The process's resident memory, from /proc."""
    for line in Path(f"/proc/{process_id}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0


def processor_seconds(process_id: int) -> float:
    """User and system time that the process has used, from /proc."""
    fields = Path(f"/proc/{process_id}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def questions_of(url: str) -> list[str]:
    """The fixed questions and the library's own examples."""
    made = httpx.post(f"{url}/embed/session", json={"origin": url}, timeout=60).json()
    return [*QUESTIONS, *made.get("examples", [])]


async def client(
    number: int, url: str, questions: list[str], until: float, pause: float, tally: Tally
) -> None:
    """Ask in turn until the time is over."""
    async with httpx.AsyncClient(base_url=url, timeout=60) as http:
        place = number
        while time.monotonic() < until:
            started = time.perf_counter()
            try:
                response = await http.post(
                    "/api/v1/ask", json={"question": questions[place % len(questions)]}
                )
                tally.statuses[str(response.status_code)] += 1
                if response.status_code == 200:
                    tally.outcomes[response.json()["outcome"]] += 1
            except httpx.HTTPError as error:
                tally.statuses[type(error).__name__] += 1
            tally.seconds.append(time.perf_counter() - started)
            place += 7
            await asyncio.sleep(pause)


async def watch_memory(process_id: int, until: float, tally: Tally) -> None:
    """Note the server's memory twenty times."""
    step = max(0.5, (until - time.monotonic()) / 20)
    while time.monotonic() < until:
        tally.memory_megabytes.append(resident_megabytes(process_id))
        await asyncio.sleep(step)


async def load(url: str, process_id: int, options: argparse.Namespace) -> Tally:
    """All clients at once."""
    tally = Tally()
    questions = questions_of(url)
    # Once round before the clock: the first question loads the encoder and the answerer.
    async with httpx.AsyncClient(base_url=url, timeout=120) as http:
        for question in questions:
            await http.post("/api/v1/ask", json={"question": question})
    used, own = processor_seconds(process_id), time.process_time()
    until = time.monotonic() + min(options.seconds, MAX_SECONDS)
    clients = [
        client(number, url, questions, until, options.pause, tally)
        for number in range(min(options.clients, MAX_CLIENTS))
    ]
    await asyncio.gather(watch_memory(process_id, until, tally), *clients)
    tally.memory_megabytes.append(resident_megabytes(process_id))
    tally.server_processor_seconds = processor_seconds(process_id) - used
    tally.client_processor_seconds = time.process_time() - own
    return tally


def report(tally: Tally, options: argparse.Namespace) -> dict[str, Any]:
    """The figures as one object."""
    hundredths = statistics.quantiles(tally.seconds, n=100)
    memory = tally.memory_megabytes
    done = len(tally.seconds)
    return {
        "clients": options.clients,
        "seconds": options.seconds,
        "pause_seconds": options.pause,
        "questions": done,
        "questions_per_second": round(done / options.seconds, 1),
        "statuses": dict(tally.statuses),
        "failures": done - tally.statuses["200"],
        "outcomes": dict(tally.outcomes),
        "p50_seconds": round(hundredths[49], 3),
        "p95_seconds": round(hundredths[94], 3),
        "p99_seconds": round(hundredths[98], 3),
        "max_seconds": round(max(tally.seconds), 3),
        # Independent of what else runs on the machine, unlike the times above.
        "server_processor_ms_per_question": round(1000 * tally.server_processor_seconds / done, 2),
        "client_processor_ms_per_question": round(1000 * tally.client_processor_seconds / done, 2),
        "memory_megabytes": {
            "start": round(memory[0], 1),
            "quarter": round(memory[len(memory) // 4], 1),
            "half": round(memory[len(memory) // 2], 1),
            "end": round(memory[-1], 1),
        },
        "cores": os.cpu_count(),
        "load_average": [round(value, 1) for value in os.getloadavg()],
    }


def main() -> None:
    """Start a server, load it, print the figures, stop it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clients", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--pause", type=float, default=0.0)
    options = parser.parse_args()
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {
            "ASSISTANT_DATA_DIR": folder,
            "ASSISTANT_QUESTIONS_PER_MINUTE": "0",
            "ASSISTANT_REQUESTS_PER_MINUTE": "0",
        }
        command = [sys.executable, str(PROGRAM), "--port", str(port)]
        with (
            open(Path(folder) / "server.log", "wb") as log,
            subprocess.Popen(command, env=environment, stdout=log, stderr=log) as server,
        ):
            try:
                wait_until_ready(url, server)
                tally = asyncio.run(load(url, server.pid, options))
            finally:
                server.terminate()
        print(json.dumps(report(tally, options), ensure_ascii=False, indent=2))


def wait_until_ready(url: str, server: "subprocess.Popen[bytes]") -> None:
    """Wait for the first answer of /api/v1/ready."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            if httpx.get(f"{url}/api/v1/ready", timeout=5).status_code == 200:
                return
        except httpx.HTTPError:
            pass
        time.sleep(0.2)
    raise SystemExit(f"the server did not become ready (exit code {server.poll()})")


if __name__ == "__main__":
    main()
