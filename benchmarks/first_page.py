"""How soon the chat is usable after `assistant serve` has printed its address.

    python -m benchmarks.first_page [--runs 3]

Each run starts the command anew with an index that is already built, waits for
the printed address, opens the page in Debian's Chromium with an empty cache,
and stops the clock when the question box takes input; then one question is
asked and its time taken too.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Error

from tests.browser.chat_site import ask
from tests.browser.chromium import chromium

REPOSITORY = Path(__file__).resolve().parent.parent
PORT = 7899
QUESTION = "怎样加快产业绿色低碳转型？"


def run(data_dir: Path) -> tuple[float, float, float]:
    """Seconds from the start to the address, from the address to usable, and for one answer."""
    environment = {**os.environ, "ASSISTANT_DATA_DIR": str(data_dir)}
    command = [sys.executable, str(REPOSITORY / "app.py"), "--port", str(PORT)]
    with chromium() as browser:
        page = browser.new_page()
        started = time.perf_counter()
        server = subprocess.Popen(
            command, cwd=REPOSITORY, env=environment, stdout=subprocess.PIPE, text=True
        )
        try:
            assert server.stdout is not None
            while "http://" not in server.stdout.readline():
                if server.poll() is not None:
                    raise SystemExit(f"serve ended with {server.returncode}")
            printed = time.perf_counter()
            while True:
                try:
                    page.goto(f"http://127.0.0.1:{PORT}/")
                    break
                except Error:  # refused until uvicorn listens, a moment later
                    if time.perf_counter() - printed > 20:
                        raise
                    time.sleep(0.02)
            page.wait_for_selector("html[data-ready=yes]")
            usable = time.perf_counter()
            ask(page, QUESTION)
            answered = time.perf_counter()
        finally:
            server.terminate()
            server.wait(15)
    return printed - started, usable - printed, answered - usable


def main() -> None:
    """Print one line a run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        data_dir = Path(folder) / "data"
        run(data_dir)  # builds the index
        for number in range(1, runs + 1):
            start, first, answer = run(data_dir)
            print(
                f"run {number}: address after {start:.2f} s, page usable {first:.2f} s later,"
                f" first answer in {answer:.2f} s"
            )


if __name__ == "__main__":
    main()
