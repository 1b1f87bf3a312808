// Which articles are asked: all of them, or those that the reader chose. A line above the question box.

import { doubt } from "./connection.js";
import { fill, h } from "./dom.js";

const MOST = 100; // as MAX_SELECTED in assistant/asked.py
const NAMED = 2; // titles written out; the rest are counted
const SETTLE = 200; // milliseconds after the last key before names are looked for

async function fetchList(parameters) {
  let response;
  try {
    response = await fetch(`/article-list?${new URLSearchParams(parameters)}`, { headers: { Accept: "application/json" } });
  } catch {
    doubt();
    throw new Error("与服务的连接断了，恢复后再试。");
  }
  if (!response.ok) throw new Error(`读不到文章目录（${response.status}），请再试一次。`);
  return response.json();
}

/** The articles with these ids, {articles: [{id, title}], examples}; those that are gone are left out. */
export async function chosenOf(ids) {
  const { articles, examples } = await fetchList(ids.map((id) => ["id", id]));
  return { articles: articles.map(({ id, title }) => ({ id, title })), examples };
}

/** 《甲》、《乙》等 3 篇; "" where none is chosen. */
export function scopeName(articles = []) {
  const titles = articles.slice(0, NAMED).map(({ title }) => `《${title}》`).join("、");
  return articles.length > NAMED ? `${titles}等 ${articles.length} 篇` : titles;
}

/** The line in `place` for a library of `total` articles; `act` has choose() and chooseAll(). */
export function scopeLine(place, total, act) {
  const line = h("div", { class: "scope", role: "group", "aria-label": "查哪些文章", hidden: total < 2 });
  place.append(line);
  const choose = (label) => h("button", { type: "button", class: "quiet", id: "yj-choose", onclick: () => act.choose() }, label);
  return function draw(articles = []) {
    const had = line.contains(document.activeElement);
    line.classList.toggle("narrowed", articles.length > 0);
    fill(line, articles.length === 0
      ? choose(`查全部 ${total} 篇 ▾`)
      : [h("span", { class: "scope-name", title: articles.map(({ title }) => `《${title}》`).join("\n") }, "只查", scopeName(articles)),
        choose("重选"),
        h("button", { type: "button", class: "quiet", onclick: () => act.chooseAll() }, "查全部")]);
    if (had) line.querySelector("#yj-choose").focus();
  };
}

/** Ask which articles to look at, beginning with `chosen`; resolves to those, [] for all, null when called off. */
export function chooseArticles(chosen) {
  return new Promise((resolve) => {
    const picked = new Map(chosen.map((one) => [one.id, one]));
    const search = h("input", {
      type: "search", id: "yj-pick", placeholder: "题名、作者、日期、文件名里的词", autocomplete: "off",
      oninput: () => { clearTimeout(timer); timer = setTimeout(list, SETTLE); },
      onkeydown: (event) => { if (event.key === "Enter") event.preventDefault(); }, // looks, sends nothing
    });
    const names = h("ul", { class: "picks", tabindex: "-1" });
    const note = h("p", { class: "aside", role: "status" });
    const only = h("button", { type: "submit", class: "primary", value: "only" }, "只查这些");
    let timer = 0;
    let asked = 0; // what comes for an earlier search is not drawn

    function count() {
      only.disabled = picked.size === 0;
      only.textContent = picked.size > 0 ? `只查这 ${picked.size} 篇` : "只查这些";
      for (const box of names.querySelectorAll("input")) box.disabled = picked.size >= MOST && !box.checked;
    }

    function pick(article, on) {
      if (on) picked.set(article.id, { id: article.id, title: article.title });
      else picked.delete(article.id);
      count();
    }

    function item(article) {
      const box = h("input", {
        type: "checkbox", checked: picked.has(article.id), onchange: () => pick(article, box.checked),
      });
      return h("li", {}, h("label", { class: "pick" }, box,
        h("span", {}, h("span", { class: "pick-title" }, article.title), h("span", { class: "card-meta" }, article.about))));
    }

    async function list() {
      const own = ++asked;
      try {
        const { total, articles } = await fetchList({ q: search.value });
        if (own !== asked) return;
        fill(names, articles.map(item));
        note.textContent = total === 0 ? "没有这样的文章。"
          : total > articles.length ? `共 ${total} 篇，列出前 ${articles.length} 篇；写几个字缩小范围。` : `共 ${total} 篇，最多选 ${MOST} 篇。`;
        count();
      } catch (error) {
        if (own === asked) note.textContent = error.message;
      }
    }

    const dialog = h("dialog", { class: "dialog choosing", "aria-labelledby": "yj-choosing" },
      h("form", { method: "dialog" },
        h("h2", { id: "yj-choosing" }, "只查选定的文章"),
        h("label", { class: "sr-only", for: search.id }, "找文章"), search, names, note,
        h("div", { class: "dialog-tools" },
          h("button", { type: "submit", class: "plain", value: "" }, "取消"),
          h("button", { type: "submit", class: "plain", value: "all" }, "查全部"), only)));
    dialog.addEventListener("close", () => {
      clearTimeout(timer);
      asked += 1;
      const how = dialog.returnValue;
      dialog.remove();
      resolve(how === "only" ? [...picked.values()] : how === "all" ? [] : null);
    });
    document.body.append(dialog);
    dialog.showModal();
    count();
    list();
  });
}
