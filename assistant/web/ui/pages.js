// Behaviour of the server-rendered pages; each of them can be read without it.

import { copyText, h } from "./dom.js";
import { enhanceFigures } from "./figures.js";
import { textFinder } from "./find.js";
import { clearMarks, markSpan, parseFragment, reachTables, scrollWithin, showCell } from "./text.js";

// The reader: marks what the address names.
function enhanceReader(reader) {
  const text = reader.querySelector("[data-text]");
  const notice = reader.querySelector("[data-notice]");
  const tools = reader.querySelector("[data-tools]");

  function show() {
    const spot = parseFragment(location.hash);
    clearMarks(text);
    notice.hidden = true;
    tools.replaceChildren();
    if (!spot) return;
    const changed = spot.hash !== "" && spot.hash !== reader.dataset.hash;
    const [first] = markSpan(text, spot.start, spot.end, "here");
    notice.hidden = !changed && Boolean(first);
    notice.textContent = changed
      ? "原文已变更：这个链接做好之后，文章的文字有改动，下面标出的位置可能不准，请核对。"
      : "链接里的位置不在这篇文章里，可能复制得不完整。";
    if (!first) return;
    first.tabIndex = -1;
    showCell(first);
    scrollWithin(document.scrollingElement, first);
    first.focus({ preventScroll: true });
    const quote = [...text.querySelectorAll("mark.here")].map((mark) => mark.textContent).join("");
    const copy = (value) => async (event) => {
      const button = event.currentTarget;
      const label = button.textContent;
      await copyText(value);
      button.textContent = "已复制";
      setTimeout(() => { button.textContent = label; }, 1500);
    };
    tools.append(
      h("button", { type: "button", class: "quiet", onclick: copy(quote) }, "复制这段话"),
      h("button", { type: "button", class: "quiet", onclick: copy(linkHere(spot)) }, "复制链接"),
      h("button", { type: "button", class: "quiet", onclick: () => {
        showCell(first);
        scrollWithin(document.scrollingElement, first);
      } }, "回到标出处"),
    );
  }

  function linkHere(spot) {
    const address = new URL(location.href);
    address.hash = `char=${spot.start}-${spot.end};text=${reader.dataset.hash}`;
    return address.href;
  }

  window.addEventListener("hashchange", show);
  window.addEventListener("resize", () => reachTables(text));
  reachTables(text);
  show();
}

// The library: folding, a picture of the tree, and finding.
function enhanceLibrary(tools) {
  const main = tools.closest("main");
  const trees = [...main.querySelectorAll("[data-tree]")];
  for (const tree of trees) addFolds(tree);
  const shown = () => main.querySelectorAll("[data-entry]:not(.filtered-out)").length;
  const findInText = textFinder(main.querySelector("[data-found]"), shown);
  const search = h("input", { type: "search", id: "library-search", placeholder: "题名、提纲、正文里的词", oninput: () => {
    filter(main, search.value);
    findInText(search.value);
  } });
  const view = h("button", { type: "button", class: "plain", "aria-pressed": "false", onclick: () => {
    const map = main.dataset.view !== "map";
    main.dataset.view = map ? "map" : "tree";
    view.setAttribute("aria-pressed", String(map));
    view.textContent = map ? "看成提纲" : "看成脑图";
  } }, "看成脑图");
  tools.append(
    h("label", { class: "sr-only", for: "library-search" }, "在文库里查找"), search,
    h("button", { type: "button", class: "plain", onclick: () => foldAll(main, true) }, "全部展开"),
    h("button", { type: "button", class: "plain", onclick: () => foldAll(main, false) }, "全部收起"), view);
}

function addFolds(tree) {
  for (const item of tree.querySelectorAll("li")) {
    const node = item.querySelector(":scope > .node");
    const branch = item.querySelector(":scope > ul");
    if (!branch) {
      node.prepend(h("span", { class: "spacer" }));
      continue;
    }
    const depth = depthOf(item, tree);
    const button = h("button", {
      type: "button", class: "fold", "aria-label": `展开或收起：${node.textContent.replace("问这一点", "").trim()}`,
      onclick: () => setFold(item, button.getAttribute("aria-expanded") !== "true"),
    });
    node.prepend(button);
    if (item.classList.contains("root")) button.remove();
    setFold(item, depth < 2);
  }
}

function depthOf(item, tree) {
  let depth = 0;
  for (let up = item.parentElement.closest("li"); up && tree.contains(up); up = up.parentElement.closest("li")) depth += 1;
  return depth;
}

function setFold(item, open) {
  item.querySelector(":scope > .node > .fold")?.setAttribute("aria-expanded", String(open));
  const branch = item.querySelector(":scope > ul");
  if (branch) branch.hidden = !open;
}

function foldAll(main, open) {
  for (const item of main.querySelectorAll("[data-tree] li:not(.root)")) setFold(item, open);
}

function filter(main, words) {
  const wanted = words.trim().toLowerCase();
  for (const entry of main.querySelectorAll("[data-entry]")) {
    const named = entry.querySelector("h2").textContent.toLowerCase().includes(wanted);
    let any = named;
    for (const item of entry.querySelectorAll("[data-tree] li")) {
      const own = item.textContent.toLowerCase().includes(wanted);
      item.classList.toggle("filtered-out", !named && !own);
      if (own && !named && wanted) setFold(item, true);
      any ||= own;
    }
    entry.classList.toggle("filtered-out", !any);
  }
}

const reader = document.querySelector("main[data-article]");
if (reader) enhanceReader(reader);
const tools = document.querySelector("[data-library-tools]");
if (tools) enhanceLibrary(tools);
const figures = document.querySelector("[data-figures]:has(table)");
if (figures) enhanceFigures(figures);
