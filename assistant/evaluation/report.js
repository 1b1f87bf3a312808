"use strict";
// The table of questions: sort, filter, expand. Without it everything is shown, in order.
(() => {
  const PAGE = 200;
  const table = document.getElementById("table");
  const rows = [...table.querySelectorAll("tbody.q")];
  const find = document.getElementById("find");
  const selects = ["verdict", "kind", "change", "nearest"]
    .map((id) => document.getElementById(id))
    .filter(Boolean);
  const count = document.getElementById("count");
  const more = document.getElementById("more");
  const expand = document.getElementById("expand");
  const texts = new Map(rows.map((row) => [row, row.textContent.toLowerCase()]));
  const VERDICTS = ["failed", "over", "wrong", "refused", "part", "right"];
  let shown = PAGE;
  let sorted = rows;

  document.documentElement.classList.add("scripted");

  function open(row, wanted) {
    row.querySelector("tr.detail").hidden = !wanted;
    row.querySelector("button.open").setAttribute("aria-expanded", String(wanted));
  }

  function wantedBySelect(row, select) {
    const wanted = select.value;
    if (!wanted) return true;
    const value = row.dataset[select.id];
    return wanted.startsWith("!") ? value !== wanted.slice(1) : value === wanted;
  }

  function apply() {
    const words = find.value.toLowerCase().split(/\s+/).filter(Boolean);
    let matching = 0;
    for (const row of sorted) {
      const keep =
        selects.every((select) => wantedBySelect(row, select)) &&
        words.every((word) => texts.get(row).includes(word));
      if (keep) matching += 1;
      row.hidden = !keep || matching > shown;
    }
    more.hidden = matching <= shown;
    more.textContent = `再显示 ${Math.min(PAGE, matching - shown)} 题`;
    count.textContent =
      matching > shown ? `${matching} 题，已显示 ${shown} 题` : `${matching} 题`;
  }

  function valueOf(row, name) {
    const value = row.dataset[name];
    if (name === "verdict") return VERDICTS.indexOf(value);
    if (name === "kind" || name === "question") return value;
    return value === "" ? null : Number(value);
  }

  function compare(a, b) {
    return typeof a === "string" ? a.localeCompare(b, "zh-CN") : a - b;
  }

  for (const heading of table.querySelectorAll("th[data-sort]")) {
    heading.querySelector("button").addEventListener("click", () => {
      const down = heading.getAttribute("aria-sort") === "ascending";
      table.querySelectorAll("th[aria-sort]").forEach((th) => th.removeAttribute("aria-sort"));
      heading.setAttribute("aria-sort", down ? "descending" : "ascending");
      const name = heading.dataset.sort;
      sorted = [...rows].sort((first, second) => {
        const a = valueOf(first, name);
        const b = valueOf(second, name);
        // What does not apply comes last, whichever way.
        if (a === null || b === null) return (a === null) - (b === null);
        return down ? compare(b, a) : compare(a, b);
      });
      table.append(...sorted);
      apply();
    });
  }

  for (const row of rows) {
    open(row, false);
    row.querySelector("tr.line").addEventListener("click", (event) => {
      if (event.target.closest("a") || String(window.getSelection())) return;
      open(row, row.querySelector("tr.detail").hidden);
    });
  }

  expand.addEventListener("click", () => {
    const wanted = expand.getAttribute("aria-pressed") !== "true";
    expand.setAttribute("aria-pressed", String(wanted));
    expand.textContent = wanted ? "全部收起" : "全部展开";
    rows.forEach((row) => open(row, wanted));
  });
  more.addEventListener("click", () => {
    shown += PAGE;
    apply();
  });
  find.addEventListener("input", () => {
    shown = PAGE;
    apply();
  });
  selects.forEach((select) =>
    select.addEventListener("change", () => {
      shown = PAGE;
      apply();
    }),
  );
  apply();
})();
