// The line to the server: sends a question through Gradio's queue and tells what became of it.

import { watchGradio } from "./gradio.js";

const SLOW_AFTER = 8_000; // milliseconds, then the waiting text changes
const GIVE_UP_AFTER = 120_000; // a language model may take its time; nothing takes this long

/** `trigger` starts Gradio's event; `report(turn, state)` hears each state. */
export function questionLine(trigger, report) {
  let waiting = null;

  function settle() {
    clearTimeout(waiting?.slow);
    clearTimeout(waiting?.end);
    waiting = null;
  }

  function end(state) {
    const turn = waiting?.turn;
    settle();
    if (turn) report(turn, state);
  }

  function fail(message) {
    end({ state: "failed", message });
  }

  function send(turn, question, history, articles) {
    settle();
    waiting = {
      turn,
      slow: setTimeout(() => report(turn, { slow: true }), SLOW_AFTER),
      end: setTimeout(() => fail("等了两分钟没有收到回答；请再问一次，或告诉管理员。"), GIVE_UP_AFTER),
    };
    trigger("ask", { turn, question, history, articles });
  }

  /** A value of the stream component. */
  function receive(value) {
    if (!value || !waiting || value.turn !== waiting.turn) return;
    const { turn } = waiting;
    if (value.state === "done" || value.state === "failed") settle();
    report(turn, value);
  }

  function stop() {
    end({ state: "stopped" });
  }

  watchGradio(fail);
  return { send, receive, stop, busy: () => waiting !== null };
}
