// Draws one question with its answer, in each of its states.

import { emphasised, h } from "./dom.js";
import { noteText } from "./official.js";
import { scopeName } from "./scope.js";

export function turnView(turn, act) {
  const heading = `q-${turn.id}`;
  const view = h("article", { class: `turn ${turn.state}`, id: `turn-${turn.id}`, "aria-labelledby": heading });
  view.append(...question(turn, heading));
  if (turn.articles?.length > 0) view.append(h("p", { class: "rewritten" }, `只查${scopeName(turn.articles)}`));
  if (turn.state === "working") view.append(...waiting(turn, act));
  else if (turn.state === "streaming") view.append(statementsView(turn, turn.statements, act));
  else if (turn.state === "stopped") view.append(...stopped(turn, act));
  else if (turn.state === "failed") view.append(failure(turn, act));
  else view.append(...answered(turn, act));
  return view;
}

const unfolded = new Set(); // ids of turns whose long question is shown whole

// A long question is cut to a few lines by the style sheet: it must not push its answer off the screen.
function question(turn, id) {
  const text = h("h2", { class: "question", id, tabindex: "-1" }, turn.question);
  const toggle = h("button", { type: "button", class: "quiet whole", "aria-controls": id, hidden: true, onclick: () => {
    if (!unfolded.delete(turn.id)) unfolded.add(turn.id);
    fold();
  } });
  function fold() {
    const whole = unfolded.has(turn.id);
    text.classList.toggle("unfolded", whole);
    toggle.setAttribute("aria-expanded", String(whole));
    toggle.textContent = whole ? "收起问题" : "展开问题";
    toggle.hidden = !whole && text.scrollHeight <= text.clientHeight + 1;
  }
  new ResizeObserver(fold).observe(text);
  return [text, toggle];
}

function waiting(turn) {
  return [
    h("p", { class: "waiting" }, turn.slow ? "比平时慢，仍在查找…" : "正在查找原文…"),
    h("div", { class: "skeleton", "aria-hidden": "true" }, h("i"), h("i"), h("i")),
  ];
}

function answered(turn, act) {
  const { answer } = turn;
  const parts = [];
  const asked = answer.standalone_question;
  if (asked && asked !== turn.question) {
    parts.push(h("p", { class: "rewritten" }, "按这个意思查找：", h("q", {}, asked)));
  }
  if (answer.outcome === "answered") {
    const said = statementsView(turn, answer.statements, act);
    if (answer.only_nearest) {
      parts.push(h("div", { class: "only-nearest" }, said, h("p", { class: "notice partial" }, answer.reason)));
    } else {
      parts.push(said);
      if (answer.reason) parts.push(h("p", { class: "notice partial" }, answer.reason));
    }
    if (!answer.only_nearest && answer.confidence < act.lookFirstBelow) {
      parts.push(h("p", { class: "notice" }, "依据不够直接，引用前请先看原文。"));
    }
    if (answer.statements.some((s) => s.check === "model")) {
      parts.push(h("p", { class: "aside" }, "文字经语言模型整理，每句都已与原文核对。"));
    }
    parts.push(inlineSources(turn, act), ...tools(turn, act));
  } else {
    parts.push(refused(turn, act));
    if (!isTalk(answer)) parts.push(...tools(turn, act));
  }
  return parts;
}

function isTalk(answer) {
  return ["small_talk", "out_of_scope"].includes(answer.refusal?.kind);
}

function statementsView(turn, statements, act) {
  const groups = [];
  for (const statement of statements) {
    const last = groups[groups.length - 1];
    if (last && last.name === statement.group) last.items.push(statement);
    else groups.push({ name: statement.group, items: [statement] });
  }
  return h("div", { class: "statements" }, groups.map((group) => {
    const list = isList(group.items);
    const items = group.items.map((s) => h(list ? "li" : "p", { class: "statement" },
      emphasised(s.text, s.emphasis), marks(turn, s, act)));
    return [group.name && h("h3", {}, group.name), list ? h("ul", {}, items) : items];
  }));
}

// Two full sentences are prose; three of anything, or two fragments, are a list.
function isList(items) {
  return items.length > 2 || (items.length === 2 && items.every((s) => !/[。！？]$/.test(s.text)));
}

function marks(turn, statement, act) {
  return statement.citations.map((number) => {
    const citation = turn.answer?.citations.find((c) => c.number === number);
    if (!citation) return h("span", { class: "cite pending" }, String(number));
    return h("a", {
      class: "cite",
      href: citation.href,
      "aria-label": `出处 ${number}：${citation.title}`,
      dataset: { number: String(number) },
      onclick: (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return; // a new tab, as with any link
        event.preventDefault();
        act.open(turn, number, event.currentTarget);
      },
      // A finger does not point: it opens the source, and the quote would only lie over the page after.
      onpointerenter: (event) => event.pointerType !== "touch" && act.peek(turn, citation, event.currentTarget),
      onpointerleave: () => act.unpeek(),
      onfocus: (event) => event.currentTarget.matches(":focus-visible") && act.peek(turn, citation, event.currentTarget),
      onblur: () => act.unpeek(),
    }, String(number));
  });
}

// On narrow screens and on paper the sources stand under the answer; folded on screens.
function inlineSources(turn, act) {
  const { citations } = turn.answer;
  const list = h("ol", { class: "folded", id: `sources-${turn.id}` }, citations.map((c) => h("li", {},
    h("button", { type: "button", class: "source-line", onclick: (e) => act.open(turn, c.number, e.currentTarget) },
      h("span", { class: "cite" }, String(c.number)), h("span", {}, noteText(c))))));
  const toggle = h("button", {
    type: "button", class: "quiet unfold", "aria-expanded": "false", "aria-controls": list.id,
    onclick: () => {
      const folded = list.classList.toggle("folded");
      toggle.setAttribute("aria-expanded", String(!folded));
    },
  }, `出处 ${citations.length} 处`);
  return h("div", { class: "inline-sources" }, toggle, list);
}

function refused(turn, act) {
  const { answer } = turn;
  const { kind, missing_terms: missing, failed_constraint: failed } = answer.refusal ?? { kind: "no_evidence", missing_terms: [], failed_constraint: "" };
  const suggestions = answer.suggestions.length > 0 && h("div", { class: "suggestions" },
    h("h3", {}, "可以这样问"),
    h("ul", {}, answer.suggestions.map((q) => h("li", {},
      h("button", { type: "button", class: "suggestion", onclick: () => act.ask(q) }, q)))));
  if (kind === "small_talk" || kind === "out_of_scope") {
    return h("div", { class: "talk" }, h("p", {}, answer.reason), suggestions);
  }
  if (kind === "empty_library") {
    return h("div", { class: "abstained" }, h("h3", {}, "文库里还没有文章"), h("p", {}, answer.reason));
  }
  const narrowed = turn.articles?.length > 0;
  return h("div", { class: "abstained" },
    h("h3", {}, narrowed ? "选定的文章里没有依据，不作回答" : "文中没有依据，不作回答"),
    h("p", {}, answer.reason),
    failed && !answer.reason.includes(failed.replace(/。$/, "")) && h("p", { class: "failed-constraint" }, failed),
    missing.length > 0 && h("p", { class: "missing" }, narrowed ? "选定的文章里没有出现的词：" : "文库里没有出现的词：",
      missing.map((term) => h("span", { class: "term" }, term))),
    answer.nearest.length > 0 && h("details", { class: "nearest" },
      h("summary", {}, `文中相近的内容 ${answer.nearest.length} 处（不是答案）`),
      h("ul", {}, answer.nearest.map((hit, index) => h("li", {},
        h("button", { type: "button", class: "source-line", onclick: (e) => act.openHit(turn, index, e.currentTarget) },
          h("span", { class: "from" }, `《${hit.title}》`), h("span", { class: "said" }, hit.text)))))),
    narrowed && h("p", {}, h("button", { type: "button", class: "plain", onclick: () => act.askAll(turn) }, "在全部文章里再问")),
    suggestions);
}

// No failure: it was wished. What was shown by then stays, though its sources never came.
function stopped(turn, act) {
  const shown = turn.statements ?? [];
  return [
    shown.length > 0 && statementsView(turn, shown, act),
    h("div", { class: "stopped-line" },
      h("p", {}, shown.length > 0 ? "已停止。以上是停止前找到的话，没有答完，出处也还没有列出。" : "已停止。"),
      h("button", { type: "button", class: "plain", onclick: () => act.again(turn) }, "再问一次")),
  ].filter(Boolean);
}

function failure(turn, act) {
  return h("div", { class: "failed-box", role: "alert" },
    h("h3", {}, "这一问没有答成"),
    h("p", {}, turn.message),
    h("button", { type: "button", class: "plain", onclick: () => act.again(turn) }, "再问一次"));
}

function tools(turn, act) {
  const button = (label, name, title) => h("button", {
    type: "button", class: "quiet", title, onclick: (event) => act[name](turn, event.currentTarget),
  }, label);
  const verdict = turn.verdict;
  return [h("div", { class: "tools" },
    button("复制", "copy", "连同出处一起复制，粘贴到公文里"),
    button("Word", "word", "下载 .docx，出处为脚注"),
    button("Markdown", "markdown", "下载 .md"),
    verdict === "useless" && button("存为测试题", "draft", "下载一个文件：这一问写成一道题，补上正确答案后可用 assistant evaluate 运行"),
    h("span", { class: "gap" }),
    h("span", { class: "verdicts", role: "group", "aria-label": "这个回答" },
      h("button", { type: "button", class: "quiet", "aria-pressed": String(verdict === "useful"), onclick: () => act.judge(turn, "useful") }, "有用"),
      h("button", { type: "button", class: "quiet", "aria-pressed": String(verdict === "useless"), onclick: () => act.judge(turn, "useless") }, "没用"))),
  verdict === "useless" && h("p", { class: "aside draft-note" },
    "“存为测试题”：下载成一道题，补上正确答案交给管理员，以后的改进都拿它检验。")].filter(Boolean);
}
