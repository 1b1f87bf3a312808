// The question box: its draft outlives a reload, and a question too long is told before it is sent.

import { h } from "./dom.js";
import { keepInTab, keptInTab } from "./tab.js";

const COUNT_FROM = 0.9; // of the longest question; until there nobody needs the count

/** Watch Gradio's box; `place` gets the line above it, `say` speaks to screen readers. */
export function questionBox(place, maxChars, say) {
  const line = h("p", { class: "limit", id: "yj-limit", hidden: true });
  place.append(line);

  function area() {
    return document.querySelector("#yj-box textarea");
  }

  /** What is wrong with the length of `text`, and what to do; "" where it may be sent. */
  function tooLong(text) {
    const chars = length(text);
    return chars > maxChars
      ? `这一问有 ${chars} 字，最多 ${maxChars} 字；请删去 ${chars - maxChars} 字，或者分成几问。` : "";
  }

  function measure(text) {
    const problem = tooLong(text);
    if (problem && !line.classList.contains("over")) say(problem);
    line.textContent = problem || `已写 ${length(text)} 字，最多 ${maxChars} 字。`;
    line.classList.toggle("over", problem !== "");
    line.hidden = length(text) < maxChars * COUNT_FROM;
    area()?.setAttribute("aria-invalid", String(problem !== ""));
  }

  /** Write `text` into the box, as if it were typed. */
  function put(text) {
    const box = area();
    if (!box) return;
    box.value = text;
    fit();
  }

  /** Make Gradio measure its box again: it does so on input alone. */
  function fit() {
    area()?.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function changed(text) {
    keepInTab("draft", text);
    measure(text);
  }

  document.addEventListener("input", (event) => { if (event.target === area()) changed(event.target.value); });
  area()?.setAttribute("aria-label", "问题");
  area()?.setAttribute("aria-describedby", line.id);
  if (!area()?.value) put(keptInTab("draft"));
  return { tooLong, put, fit, value: () => area()?.value ?? "", sent: () => changed(""), focus: () => area()?.focus() };
}

// As the server counts: characters, not JavaScript's units.
function length(text) {
  return Array.from(text.trim()).length;
}
