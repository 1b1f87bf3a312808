// What one tab keeps through a reload (Gradio reloads by itself after a lost connection).

import { ownKeys } from "./person.js";

const PREFIX = `${ownKeys}tab.`;

export function keepInTab(name, text) {
  try {
    sessionStorage.setItem(PREFIX + name, text);
  } catch {
    // Storage refused: then it lasts as long as the page.
  }
}

/** What was kept under `name`; "" for nothing. */
export function keptInTab(name) {
  try {
    return sessionStorage.getItem(PREFIX + name) ?? "";
  } catch {
    return "";
  }
}
