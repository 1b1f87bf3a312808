// The left column: pages, and the conversations kept in this browser.

import { entered, left } from "./back.js";
import { fill, h, keepFocus, keepTabInside, setModal } from "./dom.js";
import { canLeave, personName } from "./person.js";
import { MAX_TITLE, conversations, matches, titleOf } from "./store.js";

function when(time) {
  const date = new Date(time);
  const today = new Date().toDateString() === date.toDateString();
  return today
    ? date.toLocaleTimeString("zh-CN", { hour: "2-digit", minute: "2-digit" })
    : date.toLocaleDateString("zh-CN", { month: "numeric", day: "numeric" });
}

/** Make the column in `place`; `act` has openConversation(id), create(), rename(c, title), remove(c), exportAll(). */
export function sideColumn(place, act) {
  const search = h("input", {
    type: "search", id: "yj-search", placeholder: "找会话", "aria-label": "在会话里查找", autocomplete: "off",
    oninput: () => draw(),
  });
  const list = h("ul", { class: "conversations" });
  const appearance = h("div", { class: "appearance", role: "group", "aria-label": "显示" });
  let currentId = "";
  let renaming = "";

  fill(place, h("nav", { class: "side", "aria-label": "会话与页面" },
    h("a", { class: "brand", href: "/" }, h("span", { class: "seal", "aria-hidden": "true" }, "据"), "有据"),
    h("button", { type: "button", class: "plain new", onclick: () => { toggle(false); act.create(); } }, "新会话"),
    h("ul", { class: "pages" },
      h("li", {}, h("a", { href: "/library" }, "文库")),
      h("li", {}, h("a", { href: "/figures" }, "数据速查"))),
    h("div", { class: "side-head" }, h("h2", {}, "会话"), search),
    list,
    h("div", { class: "side-foot" }, appearance,
      h("button", { type: "button", class: "quiet", onclick: () => act.exportAll() }, "导出本会话"),
      h("p", { class: "aside" }, personName ? "只存在这个浏览器里，各人看各人的。" : "会话只存在这个浏览器里。"),
      personName && h("div", { class: "side-person" },
        h("span", { class: "person", title: `登录的用户：${personName}` }, personName),
        canLeave && h("form", { method: "post", action: "/logout" }, h("button", { type: "submit", class: "quiet" }, "退出"))))),
  h("div", { class: "scrim", onclick: () => toggle(false) }));
  appearance.append(...window.youjuAppearance.tools());

  const shut = () => toggle(false);
  let opener = null;
  function toggle(open) {
    const was = document.documentElement.dataset.side === "open";
    document.documentElement.dataset.side = open ? "open" : "";
    setModal(place, open, "会话与页面");
    if (open) entered(shut);
    else left(shut);
    if (open) {
      opener = document.activeElement;
      place.querySelector(".new").focus();
    } else if (was) opener?.focus();
  }

  place.addEventListener("keydown", (event) => {
    if (event.key === "Tab" && place.getAttribute("role") === "dialog") keepTabInside(place, event);
  });
  window.matchMedia("(min-width: 1180px)").addEventListener("change", () => toggle(false));
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && !renaming) toggle(false); });

  function item(conversation) {
    const title = titleOf(conversation);
    if (renaming === conversation.id) return renameField(conversation, title);
    return h("li", { class: conversation.id === currentId ? "current" : "", dataset: { id: conversation.id } },
      h("button", {
        type: "button", class: "open", "aria-current": conversation.id === currentId ? "true" : null,
        onclick: () => { act.openConversation(conversation.id); toggle(false); },
      }, h("span", { class: "name" }, title), h("span", { class: "when" }, when(conversation.updated))),
      h("span", { class: "item-tools" },
        h("button", { type: "button", class: "quiet", "aria-label": `改名：${title}`, onclick: () => { renaming = conversation.id; draw(); list.querySelector("input")?.select(); } }, "改名"),
        h("button", { type: "button", class: "quiet", "aria-label": `删除：${title}`, onclick: (e) => confirmRemove(conversation, e.currentTarget) }, "删除")));
  }

  function renameField(conversation, title) {
    const done = (keep) => {
      if (renaming !== conversation.id) return;
      renaming = "";
      if (keep && input.value.trim()) act.rename(conversation, input.value.trim().slice(0, MAX_TITLE));
      draw();
    };
    // Left by a key, the field gives the focus back to its conversation.
    const leave = (event, keep) => {
      event.stopPropagation(); // the same Escape closes neither the drawer nor an article
      done(keep);
      list.querySelector(`li[data-id="${conversation.id}"] .open`)?.focus();
    };
    const input = h("input", {
      type: "text", class: "rename", value: title.slice(0, MAX_TITLE), maxlength: String(MAX_TITLE), "aria-label": "会话名称",
      onkeydown: (event) => {
        if (event.isComposing) return;
        if (event.key === "Enter") leave(event, true);
        else if (event.key === "Escape") leave(event, false);
      },
      onblur: () => done(true),
    });
    return h("li", {}, input);
  }

  // Deleting asks once, in place: the button itself becomes the question.
  function confirmRemove(conversation, button) {
    if (button.dataset.sure) {
      act.remove(conversation);
      return;
    }
    const name = button.getAttribute("aria-label");
    const ask = (sure) => {
      if (sure) button.dataset.sure = "1";
      else delete button.dataset.sure;
      button.textContent = sure ? "确定删除" : "删除";
      button.setAttribute("aria-label", sure ? `确定${name}` : name);
      button.classList.toggle("danger", sure);
    };
    const calm = () => {
      clearTimeout(timer);
      button.removeEventListener("keydown", escape);
      ask(false);
    };
    const escape = (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation(); // it takes the question back, and closes nothing
      calm();
    };
    ask(true);
    const timer = setTimeout(calm, 4000);
    button.addEventListener("keydown", escape);
    button.addEventListener("blur", calm, { once: true });
  }

  function draw(id = currentId) {
    currentId = id;
    const found = conversations().filter((c) => matches(c, search.value));
    keepFocus(list, () => fill(list, found.length > 0 ? found.map(item)
      : h("li", { class: "none" }, search.value.trim() ? "没有找到这样的会话。" : "还没有会话。")), search);
  }

  window.addEventListener("storage", () => draw());
  return { draw, toggle };
}
