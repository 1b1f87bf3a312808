// Answers as one would put them into an official paper: numbered notes under the text.

import { scopeName } from "./scope.js";

const CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳";

export function noteMark(number) {
  return CIRCLED[number - 1] ?? `[${number}]`;
}

// The file's name without folder and ending; "" where it only says the title again. As in conversation.py.
function paperOf({ source, title }) {
  const paper = (source ?? "").split("/").pop().replace(/\.[^.]*$/, "");
  const bare = (text) => (text ?? "").replace(/[\s《》_]/g, "");
  return bare(paper) === bare(title) ? "" : paper;
}

/** 《题名》，作者，报刊（栏目），日期，第3页：“引文” — the parts that are known. */
export function noteText(citation) {
  const paper = paperOf(citation);
  const column = citation.column ? (paper ? `${paper}（${citation.column}）` : citation.column) : paper;
  const parts = [`《${citation.title || "（已移出文库）"}》`, citation.author, column, citation.published,
    citation.page && `第${citation.page}页${citation.recognised ? "扫描件，文字由识别得来" : ""}`];
  return `${parts.filter(Boolean).join("，")}：“${citation.quote}”`;
}

function escapeHtml(text) {
  return text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
}

// An answer, and more so a refusal, holds for what was looked at.
function scopeNote({ articles }) {
  return articles?.length > 0 ? `（只查${scopeName(articles)}）` : "";
}

function groups(answer) {
  const result = [];
  for (const statement of answer.statements) {
    const last = result[result.length - 1];
    if (last && last.name === statement.group) last.statements.push(statement);
    else result.push({ name: statement.group, statements: [statement] });
  }
  return result;
}

export function asPlain(turn) {
  const { answer } = turn;
  const lines = [`问：${turn.question}${scopeNote(turn)}`, ""];
  if (answer.outcome !== "answered") return [...lines, answer.reason].join("\n");
  for (const group of groups(answer)) {
    if (group.name) lines.push(group.name);
    for (const s of group.statements) lines.push(s.text + s.citations.map(noteMark).join(""));
  }
  if (answer.reason) lines.push(answer.reason);
  lines.push("", "出处：", ...answer.citations.map((c) => `${noteMark(c.number)} ${noteText(c)}`));
  return lines.join("\n");
}

export function asHtml(turn) {
  const { answer } = turn;
  const out = [`<p><b>${escapeHtml(turn.question)}</b>${escapeHtml(scopeNote(turn))}</p>`];
  if (answer.outcome !== "answered") return `${out[0]}<p>${escapeHtml(answer.reason)}</p>`;
  for (const group of groups(answer)) {
    if (group.name) out.push(`<p><b>${escapeHtml(group.name)}</b></p>`);
    for (const s of group.statements) {
      const marks = s.citations.map((n) => `<sup>${noteMark(n)}</sup>`).join("");
      out.push(`<p>${escapeHtml(s.text)}${marks}</p>`);
    }
  }
  if (answer.reason) out.push(`<p>${escapeHtml(answer.reason)}</p>`);
  out.push("<hr>");
  for (const c of answer.citations) {
    out.push(`<p style="font-size:small">${noteMark(c.number)} ${escapeHtml(noteText(c))}</p>`);
  }
  return out.join("");
}

// Markdown treats these as its own; documents may hold them by chance or on purpose. As in
// assistant/api/markdown.py: signs, addresses that become links by themselves, what starts a list.
export function escapeMarkdown(text) {
  return text
    .trim()
    .replace(/\s*[\r\n]\s*/g, " ")
    .replace(/[\\`*_{}[\]<>#|~!&$@]/g, "\\$&")
    .replace(/([a-z])(?=:\/\/)|(www)(?=\.)/gi, "$&\\")
    .replace(/^(?=[-+=:])|^\d{1,9}(?=[.)](?:[ \t]|$))/, "$&\\");
}

export function asMarkdown(turns) {
  const out = [];
  const notes = [];
  for (const turn of turns) {
    out.push(`## ${escapeMarkdown(turn.question)}`, "");
    if (scopeNote(turn)) out.push(escapeMarkdown(scopeNote(turn)), "");
    const { answer } = turn;
    const first = notes.length;
    for (const group of answer.outcome === "answered" ? groups(answer) : []) {
      if (group.name) out.push(`### ${escapeMarkdown(group.name)}`, "");
      const bullet = group.statements.length > 1 ? "- " : "";
      for (const s of group.statements) {
        out.push(`${bullet}${escapeMarkdown(s.text)}${s.citations.map((n) => `[^${first + n}]`).join("")}`);
      }
      out.push("");
    }
    if (answer.reason) out.push(escapeMarkdown(answer.reason), "");
    for (const c of answer.citations) notes.push(`[^${first + c.number}]: ${escapeMarkdown(noteText(c))}`);
  }
  return `${[...out, ...notes].join("\n")}\n`;
}
