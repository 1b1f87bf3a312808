// Conversations, kept in this browser only: one localStorage entry each, apart for each signed-in reader.

import { ownKeys } from "./person.js";

const PREFIX = `${ownKeys}conversation.`;
const MAX_CONVERSATIONS = 100; // a browser gives about 5 MB; an answer takes a few kB
export const MAX_TITLE = 60;

function parse(text) {
  try {
    const value = JSON.parse(text);
    return value && typeof value.id === "string" && Array.isArray(value.turns) ? value : null;
  } catch {
    return null;
  }
}

/** All conversations, the latest first; unreadable entries are passed over. */
export function conversations() {
  const found = [];
  try {
    for (let i = 0; i < localStorage.length; i += 1) {
      const key = localStorage.key(i);
      if (key.startsWith(PREFIX)) {
        const value = parse(localStorage.getItem(key));
        if (value) found.push(value);
      }
    }
  } catch {
    return []; // storage refused: conversations then last as long as the page
  }
  return found.sort((a, b) => b.updated - a.updated);
}

export function newConversation() {
  const id = crypto.randomUUID ? crypto.randomUUID() : `${Date.now()}-${Math.random().toString(36).slice(2)}`;
  return { id, title: "", created: Date.now(), updated: Date.now(), turns: [] };
}

/** The conversation as it is kept now, or null. */
export function kept(id) {
  try {
    return parse(localStorage.getItem(PREFIX + id));
  } catch {
    return null;
  }
}

function settled(turn) {
  return ["done", "failed", "stopped"].includes(turn.state);
}

// As a turn is kept while it waits: should this page close now, the question stays and can be asked again.
function keepable(turn) {
  if (settled(turn)) return turn;
  const { id, question, at, articles } = turn;
  return { id, question, at, articles, state: "failed", message: "这一问没有等到回答（页面关掉了，或者还在另一个页面里回答）；可以再问一次。" };
}

/** The turns of both in the order of asking; of one that both have `first`'s, unless only the other is answered. */
function merged(first, second) {
  const byId = new Map(second.map((turn) => [turn.id, turn]));
  for (const turn of first) {
    const other = byId.get(turn.id);
    if (turn.state === "done" || other?.state !== "done") byId.set(turn.id, turn);
  }
  return [...byId.values()].sort((a, b) => a.at - b.at);
}

/** Take over what another page of this browser kept of the same conversation. */
export function absorb(conversation, other) {
  conversation.title = other.title;
  const working = conversation.turns.filter((turn) => !settled(turn));
  conversation.turns = merged(working, merged(other.turns, conversation.turns));
}

/** Call `changed(other)` when another page writes conversation `id()`, other being null when it deletes it. */
export function onChangedElsewhere(id, changed) {
  window.addEventListener("storage", (event) => {
    if (event.key === PREFIX + id() || event.key === null) changed(kept(id()));
  });
}

/**
 * Write one conversation, with the turns that other pages wrote to it meanwhile;
 * drops the oldest when the browser's space is used up. Returns success.
 */
export function save(conversation) {
  conversation.updated = Date.now();
  const turns = merged(conversation.turns.map(keepable), kept(conversation.id)?.turns ?? []);
  const all = conversations();
  const spare = all.filter((other) => other.id !== conversation.id);
  while (spare.length >= MAX_CONVERSATIONS) remove(spare.pop().id);
  const text = JSON.stringify({ ...conversation, turns });
  for (;;) {
    try {
      localStorage.setItem(PREFIX + conversation.id, text);
      return true;
    } catch {
      if (spare.length === 0) return false;
      remove(spare.pop().id);
    }
  }
}

export function remove(id) {
  try {
    localStorage.removeItem(PREFIX + id);
  } catch {
    // nothing was kept
  }
}

/** The given title, or the first question. */
export function titleOf(conversation) {
  return conversation.title || conversation.turns[0]?.question || "新会话";
}

/** Whether a conversation holds `words` in its title, questions or answers. */
export function matches(conversation, words) {
  const wanted = words.trim().toLowerCase();
  if (!wanted) return true;
  const texts = [titleOf(conversation)];
  for (const turn of conversation.turns) {
    texts.push(turn.question);
    for (const statement of turn.answer?.statements ?? []) texts.push(statement.text);
  }
  return texts.some((text) => text.toLowerCase().includes(wanted));
}
