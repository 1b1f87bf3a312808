// What the page sends besides questions: verdicts, and conversations to be made into Word files.

import { doubt } from "./connection.js";
import { download, fileName, h } from "./dom.js";
import { scopeName } from "./scope.js";

async function post(address, body, alsoFine = []) {
  let response;
  try {
    response = await fetch(address, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
  } catch {
    doubt();
    throw new Error("与服务的连接断了，恢复后再试。");
  }
  if (!response.ok && !alsoFine.includes(response.status)) {
    const problem = await response.json().catch(() => ({}));
    throw new Error(problem.message ?? problem.detail ?? `没有做成（${response.status}）。`);
  }
  return response;
}

function plainTurn(turn) {
  const { answer } = turn;
  return {
    question: turn.question,
    scope: scopeName(turn.articles).slice(0, 500),
    outcome: answer.outcome,
    reason: answer.reason,
    statements: answer.statements.map(({ text, citations, group }) => ({ text, citations, group })),
    citations: answer.citations.map(({ number, article_id, start, end, quote, text_hash, title, author, column, published, source, page, recognised }) =>
      ({ number, article_id, start, end, quote, text_hash, title, author, column, published, source, page, recognised })),
  };
}

/** Fetch the turns as a .docx with footnotes and hand it over as a download. */
export async function docx(title, turns) {
  const response = await post("/export/docx", { title: title.slice(0, 200), turns: turns.map(plainTurn) });
  download(await response.blob(), fileName(title, "docx"));
}

/** Hand a verdict in; resolves to its receipt {id, token}. */
export async function sendVerdict(turn, verdict, given, history) {
  const { answer } = turn;
  const response = await post("/feedback", {
    verdict,
    reason: given.reason,
    note: given.note,
    question: turn.question,
    history,
    outcome: answer.outcome,
    answer: answer.statements.map((s) => s.text).join("\n") || answer.reason,
    articles: [...new Set(answer.citations.map((c) => c.title))],
  });
  return response.json();
}

/** Take the verdict of `receipt` back; one that the server no longer has counts as taken back. */
export async function withdrawVerdict(receipt) {
  await post("/feedback/withdraw", receipt, [404]);
}

/** One question of the question-set format, its facts left to be filled in; as in assistant/feedback.py. */
export function draftQuestion(turn, history) {
  const { answer } = turn;
  const missed = turn.why?.reason === "文中有，却说没有";
  const draft = {
    id: `draft-${turn.id.slice(0, 8)}`,
    kind: history.length > 0 ? "follow" : "",
    question: turn.question,
    facts: [],
    articles: [...new Set(answer.citations.map((c) => c.title))],
    history,
    answerable: answer.outcome === "answered" || missed,
    note: ["草稿，请补 facts", turn.articles?.length > 0 && `只查${scopeName(turn.articles)}`, turn.why?.reason, turn.why?.note].filter(Boolean).join("；"),
  };
  return new Blob([`${JSON.stringify(draft)}\n`], { type: "application/jsonl" });
}

const REASONS = ["答错了", "没答全", "答非所问", "文中有，却说没有", "出处不对", "其他"];

/** Ask why an answer was of no use; resolves to {reason, note}, or null when called off. */
export function askReason() {
  return new Promise((resolve) => {
    const note = h("textarea", { id: "yj-note", rows: "3", maxlength: "500" });
    // None is chosen beforehand: a reason that nobody gave would be counted as one.
    const choices = REASONS.map((text) => h("label", { class: "choice" },
      h("input", { type: "radio", name: "reason", value: text }), text));
    const dialog = h("dialog", { class: "dialog", "aria-labelledby": "yj-why" },
      h("form", { method: "dialog" },
        h("h2", { id: "yj-why" }, "哪里没用？（可不选）"),
        h("fieldset", {}, h("legend", { class: "sr-only" }, "原因"), choices),
        h("label", { for: "yj-note" }, "补充一句（可不填）"), note,
        h("p", { class: "aside" }, "问题、回答和这些话会交给管理员，作为改进的测试题。"),
        h("div", { class: "dialog-tools" },
          h("button", { type: "submit", class: "plain", value: "" }, "取消"),
          h("button", { type: "submit", class: "primary", value: "send" }, "交上去"))));
    dialog.addEventListener("close", () => {
      const reason = dialog.querySelector("input:checked")?.value ?? "";
      resolve(dialog.returnValue === "send" ? { reason, note: note.value.trim() } : null);
      dialog.remove();
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}
