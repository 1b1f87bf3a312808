// Sets light/dark and large type before the first paint; a classic script, so that it runs at once.
(function () {
  "use strict";
  var KEY = "youju.appearance";
  var media = window.matchMedia("(prefers-color-scheme: dark)");

  function read() {
    try {
      return JSON.parse(localStorage.getItem(KEY)) || {};
    } catch {
      return {};
    }
  }

  function apply() {
    var chosen = read();
    var dark = chosen.theme === "dark" || (chosen.theme !== "light" && media.matches);
    var root = document.documentElement;
    root.lang = "zh-CN";
    root.dataset.theme = dark ? "dark" : "light";
    root.dataset.type = chosen.large === true ? "large" : "normal";
    // Gradio's own components look for this class.
    if (document.body) document.body.classList.toggle("dark", dark);
    document.dispatchEvent(new Event("youju-appearance"));
  }

  function write(change) {
    try {
      localStorage.setItem(KEY, JSON.stringify(Object.assign(read(), change)));
    } catch {
      // Private windows may refuse storage; the choice then lasts for this page only.
    }
    apply();
  }

  function button(label, pressed, act) {
    var element = document.createElement("button");
    element.type = "button";
    element.className = "quiet";
    element.textContent = label;
    element.setAttribute("aria-pressed", String(pressed()));
    element.addEventListener("click", function () {
      act();
      element.setAttribute("aria-pressed", String(pressed()));
    });
    return element;
  }

  // The two buttons, for whoever has a place for them.
  function tools() {
    var root = document.documentElement;
    return [
      button("大字", function () { return root.dataset.type === "large"; }, function () {
        write({ large: root.dataset.type !== "large" });
      }),
      button("深色", function () { return root.dataset.theme === "dark"; }, function () {
        write({ theme: root.dataset.theme === "dark" ? "light" : "dark" });
      }),
    ];
  }

  media.addEventListener("change", apply);
  window.addEventListener("storage", apply);
  document.addEventListener("DOMContentLoaded", function () {
    apply();
    document.querySelectorAll("[data-appearance]").forEach(function (place) {
      tools().forEach(function (tool) { place.append(tool); });
    });
  });
  apply();
  window.youjuAppearance = { apply: apply, tools: tools };
})();
