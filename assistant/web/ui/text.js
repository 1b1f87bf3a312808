// An article's text with exact characters marked. Offsets are code points of the whole text.

import { h, units } from "./dom.js";

/** Draw lines [[start, text, role, page], …] into new elements; `page` where a page begins. */
export function drawLines(lines) {
  const drawn = [];
  let rows = null; // of the table that is being drawn
  for (const line of lines) {
    const role = line[2];
    if (role !== "row") rows = null;
    else if (!rows) drawn.push(rows = h("div", { class: "rows", role: "table", dataset: pageMark(line[3]) }));
    if (rows) rows.append(drawRow(line, rows.childElementCount > 0));
    else drawn.push(drawLine(line));
  }
  return drawn;
}

function drawLine([start, text, role, page]) {
  const tag = role === "title" ? "h3" : role === "heading" ? "h4" : "p";
  return h(tag, { class: `line ${role}`, dataset: { start: String(start), ...pageMark(page) } }, text);
}

const SHORT_CELL = 7; // characters, a letter or figure being half of one; as in article.py
const LONG_CELL = 40;

function cellClass(text) {
  let width = 0;
  for (const char of text) width += char.codePointAt(0) < 128 ? 0.5 : 1;
  return width <= SHORT_CELL ? "cell short" : width > LONG_CELL ? "cell long" : "cell";
}

// The bars between the cells are not seen, and are counted.
function drawRow([start, text, , page], below) {
  const parts = text.split(/( \|(?: |$))/);
  return h("p", { class: "line row", role: "row", dataset: { start: String(start) } },
    parts.map((part, place) => place % 2
      ? h("span", { class: "cell-bar" }, part)
      : h("span", { class: cellClass(part), role: "cell", dataset: place || !below ? {} : pageMark(page) }, part)));
}

/** Let the keyboard, too, reach the tables inside `container` that are wider than their box. */
export function reachTables(container) {
  for (const rows of container.querySelectorAll(".rows")) {
    if (rows.scrollWidth > rows.clientWidth) rows.tabIndex = 0;
    else rows.removeAttribute("tabindex");
  }
}

/** Scroll the table around `mark` sideways, where it has to be, until the whole cell is seen. */
export function showCell(mark) {
  const rows = mark.closest(".rows");
  if (!rows) return;
  const outer = rows.getBoundingClientRect();
  const cell = mark.closest(".cell").getBoundingClientRect();
  if (cell.left < outer.left) rows.scrollLeft += cell.left - outer.left;
  else if (cell.right > outer.right) rows.scrollLeft += Math.min(cell.left - outer.left, cell.right - outer.right);
}

function pageMark(page) {
  return page ? { page: `第 ${page} 页` } : {};
}

function lineLength(line) {
  return Array.from(line.textContent).length;
}

/** Mark `start:end` inside `container`; returns the <mark> elements made, in order. */
export function markSpan(container, start, end, className) {
  const made = [];
  for (const line of container.querySelectorAll("[data-start]")) {
    const from = Number(line.dataset.start);
    const to = from + lineLength(line);
    if (end <= from || start >= to) continue;
    made.push(...wrap(line, Math.max(start, from) - from, Math.min(end, to) - from, className));
  }
  return made;
}

// Wrap the code points start:end of a line, across marks that are there already.
function wrap(line, start, end, className) {
  const whole = line.textContent;
  let from = units(whole, start);
  let to = units(whole, end);
  const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
  const nodes = [];
  while (walker.nextNode()) nodes.push(walker.currentNode);
  const made = [];
  for (const node of nodes) {
    const length = node.data.length;
    if (from < length && to > 0) {
      const range = document.createRange();
      range.setStart(node, Math.max(0, from));
      range.setEnd(node, Math.min(length, to));
      const mark = h("mark", { class: className });
      range.surroundContents(mark);
      made.push(mark);
    }
    from -= length;
    to -= length;
  }
  return made;
}

export function clearMarks(container) {
  for (const mark of container.querySelectorAll("mark")) mark.replaceWith(...mark.childNodes);
  for (const line of container.querySelectorAll("[data-start]")) line.normalize();
}

/** "#char=120-168" (or "#char=120-168;text=<hash>") as {start, end, hash}; null for another fragment. */
export function parseFragment(fragment) {
  const found = /^#char=(\d{1,9})-(\d{1,9})(?:;text=([0-9a-f]{16}))?$/.exec(fragment);
  return found ? { start: Number(found[1]), end: Number(found[2]), hash: found[3] ?? "" } : null;
}

/** Whether all of `element` is to be seen in `scroller`. */
export function within(scroller, element) {
  const outer = scroller.getBoundingClientRect();
  const box = element.getBoundingClientRect();
  return box.top >= outer.top && box.bottom <= outer.bottom;
}

/** Scroll only `scroller` (scrollIntoView moves every ancestor, clipped ones too). */
export function scrollWithin(scroller, element, place = "center", behavior = "smooth") {
  const outer = scroller === document.scrollingElement ? 0 : scroller.getBoundingClientRect().top;
  const box = element.getBoundingClientRect();
  const height = scroller.clientHeight;
  const offset = place === "start" ? 16 : Math.max(64, (height - box.height) / 2);
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  scroller.scrollBy({ top: box.top - outer - offset, behavior: calm ? "auto" : behavior });
}
