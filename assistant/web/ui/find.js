// Finding in the library: titles and outlines on the page itself, the articles' text on the server.

import { fill, h } from "./dom.js";

const PAUSE = 250; // milliseconds after the last key

/** Fill `place` with what the articles' text has of the words; `shown()` tells how many entries of the page fit. */
export function textFinder(place, shown) {
  let pause = 0;
  let asked = 0;
  const status = h("p", { class: "found-status", role: "status" });
  const list = h("div", {});
  place.append(status, list);

  async function find(words, own) {
    let found;
    try {
      const response = await fetch(`/library-search?q=${encodeURIComponent(words)}`);
      if (response.status === 401) throw new Error("登录已失效；请刷新页面，重新登录。");
      if (!response.ok) throw new Error("服务现在忙；请稍后再试。");
      found = await response.json();
    } catch (error) {
      const why = error instanceof TypeError ? "与服务的连接断了；请稍后再试。" : error.message;
      if (own === asked) status.textContent = `没有查成正文：${why}`;
      return;
    }
    if (own !== asked) return;
    fill(list, found.entries.map(entry));
    status.textContent = found.articles === 0
      ? shown() > 0 ? `正文里没有“${words}”；题名、提纲里有，见下面。` : `没有找到“${words}”：题名、提纲和正文里都没有。`
      : `正文里有“${words}”的 ${found.articles} 篇`
        + (found.articles > found.entries.length ? `，先列 ${found.entries.length} 篇` : "")
        + (shown() > 0 ? "；题名、提纲里有的，见下面。" : "。");
  }

  return (text) => {
    clearTimeout(pause);
    asked += 1;
    const own = asked;
    const words = text.trim();
    place.hidden = words === "";
    if (words === "") {
      fill(list);
      status.textContent = "";
      return;
    }
    pause = setTimeout(() => find(words, own), PAUSE);
  };
}

function entry({ title, href, count, found }) {
  return h("section", { class: "found-entry" },
    h("h2", {}, h("a", { href }, title), h("span", { class: "found-count" }, `${count} 处`)),
    h("ul", {}, found.map((one) => h("li", {},
      h("a", { href: one.href }, one.parts.map(([text, hit]) => hit ? h("mark", { class: "here" }, text) : text))))),
    count > found.length && h("p", { class: "aside" }, `另有 ${count - found.length} 处，在文中。`));
}
