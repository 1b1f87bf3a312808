// Who is signed in, and what the browser keeps for whom: on one computer several may sign in by turns.

const { name, tag, leaves } = JSON.parse(document.getElementById("yj-person")?.textContent ?? "{}");
const HERE = "youju.person"; // the tag of whoever opened a page last

/** The signed-in reader's name; "" where nobody signs in. */
export const personName = name ?? "";
/** Whether there is a session of ours to leave. */
export const canLeave = leaves ?? false;
/** What begins every key of this reader's own things in the browser's storage. */
export const ownKeys = tag ? `youju.of.${tag}.` : "youju.";

/** Let the pages that another reader left open in this browser begin anew as the one who is here now. */
export function watchPerson() {
  try {
    localStorage.setItem(HERE, tag ?? "");
  } catch {
    // Storage refused: then nothing is kept that could be seen.
  }
  window.addEventListener("storage", (event) => {
    if (event.key === HERE && event.newValue !== null && event.newValue !== (tag ?? "")) location.reload();
  });
  // As it was left, a page would show what its reader has signed out of.
  window.addEventListener("pageshow", (event) => { if (event.persisted && tag) location.reload(); });
}
