// Small means for drawing. Data only ever becomes text nodes or attributes, never markup.

/** Make an element: h("a", {href, class, onclick}, child, …); null and false children are skipped. */
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "dataset") Object.assign(element.dataset, value);
    else if (name === "href") element.setAttribute("href", ownAddress(value));
    else element.setAttribute(name === "className" ? "class" : name, value === true ? "" : value);
  }
  element.append(...children.flat(Infinity).filter((c) => c !== null && c !== undefined && c !== false));
  return element;
}

/** Only addresses of this server: "javascript:" and other hosts become "#". */
export function ownAddress(value) {
  const text = String(value);
  return (text.startsWith("/") && !text.startsWith("//")) || text.startsWith("#") ? text : "#";
}

/** Replace what is inside `place`. */
export function fill(place, ...children) {
  place.replaceChildren(...children.flat(Infinity).filter((c) => c !== null && c !== undefined && c !== false));
}

const STOPS = "a[href],button:not([disabled]),input,summary";

/** Tell screen readers whether `place` stands before everything else, named `label`. */
export function setModal(place, modal, label) {
  for (const [name, value] of [["role", "dialog"], ["aria-modal", "true"], ["aria-label", label]]) {
    if (modal) place.setAttribute(name, value);
    else place.removeAttribute(name);
  }
}

/** On Tab: go round inside `place`, as in a modal dialog. */
export function keepTabInside(place, event) {
  const stops = [...place.querySelectorAll(STOPS)].filter((stop) => stop.checkVisibility());
  const edge = event.shiftKey ? stops[0] : stops[stops.length - 1];
  if (document.activeElement !== edge && place.contains(document.activeElement) && document.activeElement !== place) return;
  event.preventDefault();
  (event.shiftKey ? stops[stops.length - 1] : stops[0])?.focus();
}

/** Call `draw`, which draws `place` anew: whoever stood on a control in it stands on the same again, or on `otherwise`. */
export function keepFocus(place, draw, otherwise = null) {
  const at = document.activeElement;
  if (!place.contains(at)) {
    draw();
    return;
  }
  const { id } = at.closest("[id]");
  const nth = alike(document.getElementById(id), at).indexOf(at);
  draw();
  if (at.isConnected) return;
  const again = document.getElementById(id);
  const same = again && (at.id ? again : alike(again, at)[nth]);
  (same ?? otherwise)?.focus({ preventScroll: true });
}

// The controls inside `place` that are named as `control` is.
function alike(place, control) {
  const name = (one) => one.getAttribute("aria-label") ?? one.textContent;
  return [...place.querySelectorAll(STOPS)].filter((one) => name(one) === name(control));
}

/** Cut by code points, as the server counts; JavaScript itself counts UTF-16 units. */
export function cut(text, start, end) {
  // A text without surrogates (nearly all) needs no copying.
  return /[\ud800-\udfff]/.test(text) ? Array.from(text).slice(start, end).join("") : text.slice(start, end);
}

/** The number of UTF-16 units before code point `offset` of `text`. */
export function units(text, offset) {
  return cut(text, 0, offset).length;
}

/** Text with `spans` ([start, end] in code points, in order) in <strong>. */
export function emphasised(text, spans) {
  const parts = [];
  let at = 0;
  for (const [start, end] of spans) {
    if (start < at || end <= start) continue;
    parts.push(cut(text, at, start), h("strong", {}, cut(text, start, end)));
    at = end;
  }
  parts.push(cut(text, at, undefined));
  return parts;
}

export async function copyText(plain, html = null) {
  if (html !== null && window.ClipboardItem && navigator.clipboard?.write) {
    const item = new ClipboardItem({
      "text/plain": new Blob([plain], { type: "text/plain" }),
      "text/html": new Blob([html], { type: "text/html" }),
    });
    await navigator.clipboard.write([item]);
  } else if (navigator.clipboard?.writeText) {
    await navigator.clipboard.writeText(plain);
  } else {
    copyBySelection(plain, html);
  }
}

// Intranet pages are often plain http, where browsers offer no clipboard object.
function copyBySelection(plain, html) {
  const listener = (event) => {
    event.preventDefault();
    event.clipboardData.setData("text/plain", plain);
    if (html !== null) event.clipboardData.setData("text/html", html);
  };
  document.addEventListener("copy", listener, { once: true });
  const done = document.execCommand("copy");
  document.removeEventListener("copy", listener);
  if (!done) throw new Error("copy refused");
}

/** Hand `blob` to the browser as a download called `name`. */
export function download(blob, name) {
  const address = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** A file name without what file systems refuse. */
export function fileName(text, extension) {
  const clean = text.replace(/[\\/:*?"<>|\u0000-\u001f]/g, " ").trim().slice(0, 40) || "有据";
  return `${clean}.${extension}`;
}
