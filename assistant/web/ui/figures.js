// The table of figures: finding, filtering, sorting, comparing; the server sent all rows, those that do not fit hidden.

function rowValue(row, index) {
  const cell = row.cells[index];
  const number = cell.dataset.number;
  return number === undefined || number === "" ? cell.textContent.trim() : Number(number);
}

function compare(a, b) {
  if (typeof a === "number" && typeof b === "number") return a - b;
  return String(a).localeCompare(String(b), "zh-CN");
}

/** Bring the form and the table inside `place` to life. */
export function enhanceFigures(place) {
  const table = place.querySelector("table");
  const form = place.querySelector("form");
  const count = place.querySelector("[data-count]");
  const download = place.querySelector("[data-download]");
  const body = table.tBodies[0];
  const rows = [...body.rows];

  function wanted() {
    return Object.fromEntries(new FormData(form));
  }

  function draw() {
    const { q, article, unit, year } = wanted();
    const looks = Boolean(q.trim() || article || unit || year);
    const words = q.trim().toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const row of rows) {
      const text = row.textContent.toLowerCase();
      const fits = words.every((word) => text.includes(word))
        && (!article || row.dataset.article === article)
        && (!unit || row.dataset.unit === unit)
        && (!year || row.dataset.year === year)
        && (looks || row.dataset.further === undefined);
      row.hidden = !fits;
      shown += fits ? 1 : 0;
    }
    const waiting = !looks && shown < rows.length ? "，长表格的其余数据查找时列出" : "";
    count.textContent = (shown === rows.length ? `共 ${shown} 个数据` : `${rows.length} 个数据中的 ${shown} 个`) + waiting;
    const query = new URLSearchParams(Object.entries(wanted()).filter(([, value]) => value));
    download.setAttribute("href", `/figures.xlsx${query.size > 0 ? `?${query}` : ""}`);
    group();
  }

  // A stronger line where the indicator changes, while sorted by it: like stands beside like.
  function group() {
    const sorted = table.querySelector("th[aria-sort]")?.dataset.key === "indicator";
    let last = null;
    for (const row of body.rows) {
      const name = row.dataset.indicator;
      row.classList.toggle("first-of-group", sorted && !row.hidden && last !== null && name !== last);
      if (!row.hidden) last = name;
    }
  }

  function sort(header) {
    const down = header.getAttribute("aria-sort") === "ascending";
    for (const other of table.querySelectorAll("th[aria-sort]")) other.removeAttribute("aria-sort");
    header.setAttribute("aria-sort", down ? "descending" : "ascending");
    const index = header.cellIndex;
    const order = rows.map((row, at) => ({ row, at, value: rowValue(row, index) }));
    order.sort((a, b) => (down ? -1 : 1) * compare(a.value, b.value) || a.at - b.at);
    body.append(...order.map((item) => item.row));
    group();
  }

  for (const button of table.querySelectorAll("th button")) {
    button.addEventListener("click", () => sort(button.closest("th")));
  }
  // With too many rows for one page the server filters: the form is sent, as without this script.
  if (place.dataset.figures === "partial") return;
  form.addEventListener("input", draw);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.querySelector("button[type=submit]").hidden = true; // what is typed filters at once
  draw();
}
