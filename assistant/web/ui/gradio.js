// Gradio's own requests for a question, watched: it tells of a refused one only in a passing English
// notice, and cancels one that the server has not yet numbered by the number null.

import { doubt } from "./connection.js";

const LEAVING = 3_000; // milliseconds; who is asked whether to leave may stay
const LAST_WORDS = 500; // milliseconds; what came just before the line broke is still drawn
const BROKEN = "与服务的连接断了；恢复后请再问一次。";

/** Watch them; `fail(message)` hears why a question was not taken or the line broke. */
export function watchGradio(fail) {
  const plainFetch = window.fetch;
  let left = -LEAVING;
  // A page that is left or loaded again breaks its own requests off.
  window.addEventListener("beforeunload", () => { left = performance.now(); });
  let numbered = Promise.resolve(null); // the server's number of the last question; null for none
  let questions = 0; // how many were sent
  let cancelled = Promise.resolve();

  async function watched(args) {
    try {
      const response = await plainFetch.apply(window, args);
      if (!response.ok) fail(refusal(response));
      return response;
    } catch (error) {
      if (error.name !== "AbortError" && performance.now() - left > LEAVING) {
        doubt();
        fail(BROKEN);
      }
      throw error;
    }
  }

  // A line that breaks under an answer breaks its body, when the request itself has long succeeded.
  async function listen(response) {
    const reader = response.body?.getReader();
    try {
      while (reader && !(await reader.read()).done);
    } catch (error) {
      if (error.name === "AbortError" || performance.now() - left <= LEAVING) return;
      doubt();
      const broken = questions; // not one that is asked meanwhile, over a new line
      setTimeout(() => broken === questions && fail(BROKEN), LAST_WORDS);
    }
  }

  async function stream(args) {
    const response = await watched(args);
    listen(response.clone());
    return response;
  }

  async function numberOf(joining) {
    try {
      return (await (await joining).clone().json()).event_id ?? null;
    } catch {
      return null; // not taken, as `watched` has told
    }
  }

  function join(args) {
    // A cancel stops every question of this page, also one that overtook it.
    questions += 1;
    const joining = cancelled.then(() => watched(args));
    numbered = numberOf(joining);
    return joining;
  }

  async function cancel(address, options, number) {
    const body = JSON.parse(options.body);
    const event_id = body.event_id ?? await number;
    if (event_id === null) return new Response("{}"); // it never came to the server
    return plainFetch.call(window, address, { ...options, body: JSON.stringify({ ...body, event_id }) });
  }

  window.fetch = (...args) => {
    const address = String(args[0]?.url ?? args[0]);
    if (address.includes("/gradio_api/queue/join")) return join(args);
    if (address.includes("/gradio_api/queue/data")) return stream(args);
    if (address.includes("/gradio_api/queue/")) return watched(args);
    // A reset does nothing on the server but check its body: the cancel before it did it all.
    if (address.includes("/gradio_api/reset")) return Promise.resolve(new Response("{}"));
    if (!address.includes("/gradio_api/cancel")) return plainFetch.apply(window, args);
    const sent = cancel(args[0], args[1], numbered);
    cancelled = Promise.allSettled([cancelled, sent]);
    return sent;
  };
}

function refusal(response) {
  const seconds = Number(response.headers.get("Retry-After")) || 5;
  if (response.status === 429 || response.status === 503) return `现在问的人太多；请等 ${seconds} 秒再问一次。`;
  if (response.status === 401 || response.status === 403) return "登录已失效；请刷新页面，重新登录后再问。";
  if (response.status === 413) return "内容太长，服务没有接收；请缩短后再问。";
  return `服务没有接收这一问（${response.status}）；请再问一次，或告诉管理员。`;
}
