// The panel beside the answers: the sources of one answer, and the article with its characters marked.

import { entered, left } from "./back.js";
import { doubt } from "./connection.js";
import { copyText, cut, fill, h, keepTabInside, setModal } from "./dom.js";
import { clearMarks, drawLines, markSpan, reachTables, scrollWithin, showCell, within } from "./text.js";

const articles = new Map(); // article id → its data as last fetched

async function fetchArticle(id) {
  const response = await fetch(`/article-data?id=${encodeURIComponent(id)}`, { headers: { Accept: "application/json" } });
  const data = await response.json();
  if (!response.ok) throw new Error(data.message ?? "读不到这篇文章。");
  return data;
}

/** The article of `spot`; fetched again where the text at hand is not the one that was cited. */
async function articleOf(spot) {
  const known = articles.get(spot.article_id);
  if (known && (!spot.text_hash || spot.text_hash === known.text_hash)) return known;
  const article = await fetchArticle(spot.article_id);
  articles.set(spot.article_id, article);
  return article;
}

const LABEL = "出处与原文";

/** Make the panel in `place`; `say` speaks to screen readers, `hush` takes the floating quote away. */
export function sourcesPanel(place, say, hush) {
  const body = h("div", { class: "panel-body" });
  const panel = h("aside", { class: "panel", "aria-label": LABEL, tabindex: "-1" }, body);
  fill(place, panel, h("div", { class: "scrim", onclick: () => close() }));
  const wide = window.matchMedia("(min-width: 1180px)");
  let turn = null;
  let opener = null;
  let drawn; // what of `turn` is listed: its answer, or the state that it ended in
  let spots = [];
  let said = []; // the statements that rest on them
  let current = 0;
  let asked = 0; // counts the wishes to show something: what comes for an earlier one is not drawn

  function overlay(open) {
    document.documentElement.dataset.panel = open ? "open" : "";
    if (open && !wide.matches) entered(close);
    else left(close);
    if (wide.matches) return;
    setModal(place, open, LABEL);
  }

  function close() {
    // Whoever is typing meanwhile goes on typing.
    const back = panel.contains(document.activeElement) || document.activeElement === document.body ? opener : null;
    opener = null;
    list(turn);
    back?.focus();
    hush(); // the focus coming back would show the quote again, over the next marks
  }

  document.addEventListener("keydown", (event) => {
    const open = document.documentElement.dataset.panel === "open";
    if (event.key === "Escape" && open && !document.querySelector("dialog[open]")) close();
  });

  panel.addEventListener("keydown", (event) => {
    if (event.key === "ArrowRight" && spots.length > 1) step(1);
    else if (event.key === "ArrowLeft" && spots.length > 1) step(-1);
    else if (event.key === "Tab" && place.getAttribute("role") === "dialog") keepTabInside(panel, event);
  });

  /** Leave the article and show the sources of `next` as cards; null for none. */
  function list(next) {
    overlay(false);
    turn = next;
    drawn = outcome(turn);
    spots = [];
    asked += 1;
    const citations = turn?.answer?.citations ?? [];
    if (citations.length === 0) {
      fill(body, h("h2", { class: "panel-title" }, "出处"),
        h("p", { class: "panel-empty" }, emptyNote()));
      return;
    }
    fill(body, h("h2", { class: "panel-title" }, `出处 ${citations.length} 处`),
      h("ol", { class: "cards" }, citations.map((c) => h("li", {},
        h("button", {
          type: "button", class: "card", dataset: { number: String(c.number) },
          onclick: (event) => open(turn, c.number, event.currentTarget),
        },
        h("span", { class: "cite" }, String(c.number)),
        h("span", { class: "card-title" }, c.title || "（已移出文库）"),
        h("span", { class: "card-meta" }, [c.author, c.column, c.published, pageName(c)].filter(Boolean).join(" · ")),
        h("span", { class: "card-quote" }, c.quote))))));
  }

  function outcome(of) {
    return of?.answer ?? of?.state;
  }

  function emptyNote() {
    if (turn?.answer) return "这一问没有引用文中的话。";
    if (turn?.state === "stopped") return "这一问停下了，没有列出出处。";
    if (turn?.state === "failed") return "这一问没有答成，没有出处。";
    return "回答里的每句话都有出处，会列在这里。";
  }

  /** Show the sources of `next`; whoever reads an article reads on, and finds them on leaving it. */
  function follow(next) {
    if (spots.length > 0) turn = next;
    else if (turn?.id !== next.id || drawn !== outcome(next)) list(next);
  }

  /** Light up the card of citation `number` of `next` while its mark is pointed at. */
  function light(next, number) {
    if (spots.length > 0) return; // an article is being read
    follow(next);
    for (const card of body.querySelectorAll(".card")) {
      card.classList.toggle("lit", card.dataset.number === String(number));
    }
    const lit = body.querySelector(".card.lit");
    if (lit && !within(panel, lit)) scrollWithin(panel, lit);
  }

  function dim() {
    body.querySelector(".card.lit")?.classList.remove("lit");
  }

  /** Open the article of citation `number` of `next`, all its citations being the spots. */
  function open(next, number, from) {
    const citations = next.answer.citations;
    return read(next, citations, citations.findIndex((c) => c.number === number), from);
  }

  /** Open the nearest passage `index` of an answer that abstained. */
  function openHit(next, index, from) {
    const hits = next.answer.nearest.map((hit, place) =>
      ({ ...hit, quote: hit.text, number: place + 1, text_hash: hit.text_hash ?? "" })); // kept answers may have none
    return read(next, hits, index, from);
  }

  async function read(next, wanted, index, from) {
    turn = next;
    spots = wanted;
    said = next.answer.statements;
    current = Math.max(0, index);
    // Inside the panel the list is redrawn, so focus goes back to the mark in the answer.
    if (!panel.contains(from)) opener = from;
    overlay(true);
    await show(true);
  }

  async function step(by) {
    current = (current + by + spots.length) % spots.length;
    if (!(await show(false))) return;
    // The buttons were drawn anew: whoever stood on one stands on it again.
    (panel.querySelector(`[aria-label="${by > 0 ? "下" : "上"}一处"]`) ?? panel).focus({ preventScroll: true });
  }

  /** Show the current spot; false where something else was wanted before its article came. */
  async function show(focus) {
    const spot = spots[current];
    const own = ++asked;
    if (body.querySelector("[data-article]")?.dataset.article !== spot.article_id) {
      fill(body, h("p", { class: "panel-empty", role: "status" }, "正在打开原文…"));
    }
    let article;
    let found;
    try {
      article = await articleOf(spot);
      found = await locate(article, spot);
    } catch (error) {
      if (own !== asked) return false;
      if (error instanceof TypeError) doubt();
      fill(body, head(spot, null), h("div", { class: "failed-box" }, h("h3", {}, "打不开原文"),
        h("p", {}, error instanceof TypeError ? "与服务的连接断了，恢复后再试。" : error.message)), gone(spot));
      if (focus) panel.focus();
      return true;
    }
    if (own !== asked) return false;
    point(article, spot, found);
    if (focus) panel.focus({ preventScroll: true });
    return true;
  }

  function draw(article) {
    fill(body, h("div", { class: "panel-head", "data-head": true }), h("div", { class: "notice", role: "status", hidden: true }),
      h("div", { class: "text", dataset: { article: article.id, hash: article.text_hash } },
        article.lines.some((line) => line[2] === "title") ? null : h("h3", { class: "line title" }, article.title),
        drawLines(article.lines)));
  }

  function head(spot, article) {
    const many = spots.length > 1;
    return [
      h("div", { class: "panel-row" },
        h("button", { type: "button", class: "quiet", onclick: () => close() }, wide.matches ? "‹ 出处" : "‹ 返回"),
        h("span", { class: "gap" }),
        many && h("button", { type: "button", class: "quiet", "aria-label": "上一处", onclick: () => step(-1) }, "↑"),
        many && h("span", { class: "count", role: "status" }, `第 ${current + 1} 处，共 ${spots.length} 处`),
        many && h("button", { type: "button", class: "quiet", "aria-label": "下一处", onclick: () => step(1) }, "↓")),
      h("div", { class: "panel-row links" },
        h("span", { class: "panel-from" }, h("b", {}, article?.title ?? spot.title),
          h("span", { class: "card-meta" }, [article?.author, article?.column, article?.published, pageName(spot)].filter(Boolean).join(" · "))),
        h("a", { href: spot.href, target: "_blank", rel: "noopener" }, "新页打开"),
        h("button", { type: "button", class: "quiet", onclick: () => copyLink(spot, article) }, "复制链接")),
    ];
  }

  async function copyLink(spot, article) {
    const hash = spot.text_hash || article?.text_hash;
    await copyText(new URL(hash ? `${spot.href};text=${hash}` : spot.href, location.href).href);
    say("链接已复制");
  }

  function point(article, spot, found) {
    const drawn = body.querySelector("[data-article]")?.dataset;
    if (drawn?.article !== article.id || drawn.hash !== article.text_hash) draw(article);
    const text = body.querySelector("[data-article]");
    fill(body.querySelector("[data-head]"), head(spot, article));
    clearMarks(text);
    const notice = body.querySelector(".notice");
    notice.hidden = found.state === "same" && !spot.recognised;
    notice.textContent = found.state === "same"
      ? "这一页是扫描件，文字由识别得来，可能有错字，引用前请核对原件。"
      : found.state === "moved"
      ? "原文已变更：引用之后文字有改动，下面标出的是同一句话现在的位置。"
      : found.state === "gone" ? `原文已变更：这句话已不在文中。引用时的原话是：“${spot.quote}”` : "";
    for (const other of spots) {
      if (other !== spot && other.article_id === spot.article_id && other.text_hash === article.text_hash) {
        markSpan(text, other.start, other.end, "also");
      }
    }
    if (found.state === "gone") return;
    const marks = markSpan(text, found.start, found.end, "here");
    reachTables(text);
    if (marks.length > 0) {
      showCell(marks.find((mark) => isSaid(mark.textContent, spot)) ?? marks[0]);
      scrollWithin(panel, marks[0]);
    }
    say(`《${article.title}》中引用的话：${spot.quote}`);
  }

  /** Whether `text`, a part of what was cited, is what the answer stresses: of a row, the cell that was asked for. */
  function isSaid(text, spot) {
    const own = said.filter((s) => s.citations.includes(spot.number));
    return own.some((s) => s.emphasis.some(([start, end]) => cut(s.text, start, end) === text.trim()));
  }

  function gone(spot) {
    return h("blockquote", { class: "card-quote" }, spot.quote);
  }

  wide.addEventListener("change", () => {
    setModal(place, false, LABEL);
    overlay(false);
  });
  list(null);
  return { list, follow, light, dim, open, openHit, close };
}

/** Where the quote stands now: {state: "same" | "moved" | "gone", start, end} in code points. */
async function locate(article, spot) {
  const own = { state: "same", start: spot.start, end: spot.end };
  if (!spot.text_hash || spot.text_hash === article.text_hash) return own;
  const { number, article_id, start, end, quote, text_hash } = spot;
  const response = await fetch("/article-place", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ number, article_id, start, end, quote, text_hash }),
  });
  return response.ok ? response.json() : { state: "gone" };
}

/** 第 3 页, where the quoted file has pages. */
function pageName(spot) {
  if (!spot.page) return "";
  return `第 ${spot.page} 页${spot.recognised ? "（扫描识别）" : ""}`;
}
