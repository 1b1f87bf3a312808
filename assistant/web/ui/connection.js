// Whether the service can be reached: the browser knows of a lost network, not of a stopped service.

const CALM = 30_000; // milliseconds between looks while all is well and the page is seen
const ANXIOUS = 3_000; // the same while it is lost
const PATIENCE = 10_000; // a look without an answer by then has failed

let look = () => {};

/** A request got no answer: look whether the service is there. */
export function doubt() {
  look();
}

/** Call `show(lost)` whenever the service is lost or found again. */
export function watchConnection(show) {
  let lost = false;
  let timer = 0;
  let looking = false;

  function plan() {
    clearTimeout(timer);
    timer = setTimeout(() => look(), lost ? ANXIOUS : CALM);
  }

  function found(is) {
    if (lost === is) show(!is);
    lost = !is;
    plan();
  }

  look = async () => {
    if (looking) return;
    if (!navigator.onLine) found(false);
    else if (document.hidden) plan();
    else {
      looking = true;
      const there = await reached();
      looking = false;
      found(there);
    }
  };

  window.addEventListener("offline", () => found(false));
  window.addEventListener("online", () => look());
  document.addEventListener("visibilitychange", () => look());
  plan();
}

// A proxy before a service that is gone answers 502, 503 or 504 in its stead.
async function reached() {
  const given = new AbortController();
  const timer = setTimeout(() => given.abort(), PATIENCE);
  try {
    const response = await fetch("/api/v1/health", { cache: "no-store", redirect: "manual", signal: given.signal });
    return response.status < 500; // a redirect to somebody's sign-in page is an answer, too
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}
