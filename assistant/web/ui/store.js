// Conversations, kept in this browser only: one localStorage entry each.

const PREFIX = "youju.conversation.";
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

/** Write one conversation; drops the oldest when the browser's space is used up. Returns success. */
export function save(conversation) {
  conversation.updated = Date.now();
  const all = conversations();
  const spare = all.filter((other) => other.id !== conversation.id);
  while (spare.length >= MAX_CONVERSATIONS) remove(spare.pop().id);
  const text = JSON.stringify(conversation);
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
