// "Back" closes what lies over the whole page on a narrow screen, instead of leaving the page.

const OVER = "youju-over"; // the mark of the entry in the history that "back" takes away
let closing = null; // closes what is open; null for nothing
let leaving = false; // our own step back is on its way

/** Something opened over the page: until `left(close)`, "back" calls `close`. */
export function entered(close) {
  if (!closing && !leaving) enter();
  closing = close;
}

/** What `close` closes was closed by other means, or never was open. */
export function left(close) {
  if (closing !== close) return;
  closing = null;
  leave();
}

function enter() {
  history.pushState(OVER, "");
}

function leave() {
  leaving = true;
  history.back();
}

window.addEventListener("popstate", () => {
  if (leaving) {
    leaving = false;
    if (closing) enter(); // opened again meanwhile
  } else if (closing) {
    const close = closing;
    closing = null;
    close();
  }
});
// After a reload nothing is open any more.
if (history.state === OVER) leave();
