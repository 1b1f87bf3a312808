// The line to the server: sends a question through Gradio's queue and tells what became of it.

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

  function fail(message) {
    const turn = waiting?.turn;
    settle();
    if (turn) report(turn, { state: "failed", message });
  }

  function send(turn, question, history) {
    settle();
    waiting = {
      turn,
      slow: setTimeout(() => report(turn, { slow: true }), SLOW_AFTER),
      end: setTimeout(() => fail("等了两分钟没有收到回答；请再问一次，或告诉管理员。"), GIVE_UP_AFTER),
    };
    trigger("ask", { turn, question, history });
  }

  /** A value of the stream component. */
  function receive(value) {
    if (!value || !waiting || value.turn !== waiting.turn) return;
    const { turn } = waiting;
    if (value.state === "done" || value.state === "failed") settle();
    report(turn, value);
  }

  function stop() {
    fail("已经停止。");
  }

  // Gradio tells of a refused question only in a passing English notice, so its requests are watched.
  const plainFetch = window.fetch;
  window.fetch = async (...args) => {
    const address = String(args[0]?.url ?? args[0]);
    const ours = address.includes("/gradio_api/queue/");
    try {
      const response = await plainFetch.apply(window, args);
      if (ours && !response.ok) fail(refusal(response));
      return response;
    } catch (error) {
      if (ours && error.name !== "AbortError") fail("与服务的连接断了；恢复后请再问一次。");
      throw error;
    }
  };

  return { send, receive, stop, busy: () => waiting !== null };
}

function refusal(response) {
  const seconds = Number(response.headers.get("Retry-After")) || 5;
  if (response.status === 429 || response.status === 503) return `现在问的人太多；请等 ${seconds} 秒再问一次。`;
  if (response.status === 401 || response.status === 403) return "登录已失效；请刷新页面，重新登录后再问。";
  if (response.status === 413) return "内容太长，服务没有接收；请缩短后再问。";
  return `服务没有接收这一问（${response.status}）；请再问一次，或告诉管理员。`;
}
