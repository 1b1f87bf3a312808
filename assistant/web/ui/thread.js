// The middle column: the welcome of a new conversation, or its questions with their answers.

import { fill, h, keepFocus } from "./dom.js";
import { turnView } from "./answer.js";
import { scrollWithin } from "./text.js";

const HUSH = 500; // milliseconds
const SHOWN = 30; // turns drawn at once; a day's conversation is longer than a page should be

/** Make the column in `place`; `boot` has examples, articles. */
export function threadColumn(place, boot, act) {
  const banner = h("div", { class: "banner", role: "alert", hidden: true }, "与服务的连接断了，恢复后可以继续。");
  const status = h("div", { class: "sr-only", role: "status", "aria-live": "polite" });
  const tip = h("div", { class: "tip", role: "tooltip", id: "yj-tip", hidden: true });
  const feed = h("div", { class: "feed" });
  const scroller = h("section", { class: "thread", "aria-label": "问答", tabindex: "0" }, feed);
  fill(place,
    h("header", { class: "topbar" },
      h("button", { type: "button", class: "quiet menu", onclick: () => act.menu() }, "会话"),
      h("a", { class: "brand", href: "/" }, "有据"),
      h("button", { type: "button", class: "quiet", onclick: () => act.create() }, "新会话")),
    banner, scroller, status);
  const note = h("div", { class: "toast", hidden: true, "aria-hidden": "true" });
  document.body.append(note, tip); // above every column, whatever they clip
  let all = false;

  function welcome({ articles = [], examples }) {
    const empty = boot.articles === 0;
    const within = articles.length > 0 ? `只查选定的 ${articles.length} 篇文章` : `现在能查 ${boot.articles} 篇文章`;
    const questions = articles.length > 0 ? examples ?? [] : boot.examples;
    return h("section", { class: "welcome" },
      h("h1", {}, "问文件里的事，", h("br"), "每句话都有", h("span", { class: "evidence" }, "出处"), "。"),
      empty
        ? h("div", { class: "abstained" }, h("h3", {}, "文库里还没有文章"),
          h("p", {}, "把文件放进文档文件夹，再运行 assistant index，然后刷新本页。"))
        : [h("p", { class: "lead" }, `${within}。答案只用文中的话；文中没有的，会直说没有。`),
          questions.length > 0 && h("h2", {}, "可以这样问"),
          h("ul", { class: "examples" }, questions.map((q) => h("li", {},
            h("button", { type: "button", class: "suggestion", onclick: () => act.ask(q) }, q))))]);
  }

  /** Draw the whole conversation, at its last question. */
  function draw(conversation) {
    all = false;
    redraw(conversation);
    if (conversation.turns.length > 1) scrollWithin(scroller, feed.lastElementChild, "start", "auto");
  }

  /** Draw it again where it stands. */
  function redraw(conversation) {
    const { turns } = conversation;
    if (turns.length === 0) {
      fill(feed, welcome(conversation));
      return;
    }
    const hidden = all ? 0 : Math.max(0, turns.length - SHOWN);
    keepFocus(feed, () => fill(feed,
      hidden > 0 && h("button", { type: "button", class: "plain earlier", onclick: () => unfold(conversation) },
        `显示更早的 ${hidden} 问`),
      turns.slice(hidden).map((turn) => turnView(turn, act))));
  }

  function unfold(conversation) {
    all = true;
    redraw(conversation);
    feed.querySelector(".question").focus({ preventScroll: true });
  }

  /** Draw one turn again, or append it; `follow` brings it into view. */
  function update(turn, follow) {
    const old = document.getElementById(`turn-${turn.id}`);
    const view = turnView(turn, act);
    if (old) keepFocus(old, () => old.replaceWith(view));
    else {
      feed.querySelector(".welcome")?.remove();
      feed.append(view);
    }
    if (follow) bringIntoView(view);
    return view;
  }

  // The question goes to the top, so that a long answer is read from its beginning.
  function bringIntoView(view) {
    scrollWithin(scroller, view, "start");
  }

  function say(text) {
    status.textContent = "";
    requestAnimationFrame(() => { status.textContent = text; });
  }

  let hiding = 0;
  let hushed = -HUSH;
  function peek(citation, mark) {
    if (performance.now() - hushed < HUSH) return;
    clearTimeout(hiding);
    fill(tip, h("span", { class: "tip-from" }, `《${citation.title}》`, citation.author && ` ${citation.author}`, citation.page && ` 第 ${citation.page} 页`),
      h("span", { class: "tip-quote" }, citation.quote));
    tip.hidden = false;
    mark.setAttribute("aria-describedby", tip.id);
    const { left, top } = tipPlace(mark);
    tip.style.left = `${left}px`;
    tip.style.top = `${top}px`;
  }

  // Beside the mark and those that follow it on its line, else under it, else over it: where the
  // quote lies over the fewest marks and buttons, since these are what is pointed at next.
  function tipPlace(mark) {
    const at = mark.getBoundingClientRect();
    const { width, height } = tip.getBoundingClientRect();
    const boxes = (what) => [...feed.querySelectorAll(what)].filter((one) => one !== mark).map((one) => one.getBoundingClientRect());
    const others = boxes("a.cite, .turn button");
    const line = boxes("a.cite").filter((one) => one.left > at.left && Math.abs(one.top - at.top) < at.height);
    const right = Math.max(at.right, ...line.map((one) => one.right));
    const across = Math.min(Math.max(8, at.left - 24), window.innerWidth - width - 8);
    const places = [
      { left: right + 8, top: Math.max(8, Math.min(at.top - 8, window.innerHeight - height - 8)) },
      { left: right + 8, top: Math.max(8, at.bottom + 8 - height) },
      { left: across, top: at.bottom + 6 },
      { left: across, top: at.top - height - 6 },
    ].filter(({ left, top }) => left + width <= window.innerWidth - 8 && top >= 8 && top + height <= window.innerHeight - 8);
    const covers = ({ left, top }) => others.filter((one) =>
      one.right > left && one.left < left + width && one.bottom > top && one.top < top + height).length;
    places.sort((a, b) => covers(a) - covers(b)); // a stable sort: the first of the best
    return places[0] ?? { left: across, top: Math.max(8, at.top - height - 6) };
  }

  function unpeek() {
    clearTimeout(hiding);
    hiding = setTimeout(() => { tip.hidden = true; }, 160);
  }

  // The quote goes, and does not come back by itself: when the article that lay over the page has
  // closed, the browser tells of a pointer on the mark, though nobody moved it there.
  function hush() {
    hushed = performance.now();
    clearTimeout(hiding);
    tip.hidden = true;
  }

  // WCAG 1.4.13: what appears on hover can be pointed at, and dismissed.
  tip.addEventListener("mouseenter", () => clearTimeout(hiding));
  tip.addEventListener("mouseleave", unpeek);
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") hush(); });
  place.addEventListener("scroll", () => { tip.hidden = true; }, true);

  // At the foot of the answers: what is being typed is never covered.
  let toasted = 0;
  function toast(text) {
    clearTimeout(toasted);
    note.textContent = text;
    note.style.bottom = `${window.innerHeight - scroller.getBoundingClientRect().bottom + 12}px`;
    note.hidden = false;
    toasted = setTimeout(() => { note.hidden = true; }, 3500);
  }

  function offline(is) {
    banner.hidden = !is;
  }

  return { draw, redraw, update, say, toast, peek, unpeek, hush, offline };
}
