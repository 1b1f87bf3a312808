// The question box: it grows with its text, and a question too long is told before it is sent.
var YoujuBox = (function () {
  "use strict";

  var COUNT_FROM = 0.9; // of the longest question; until there nobody needs the count
  var byId = function (id) { return document.getElementById(id); };
  var input = byId("question");
  var line = byId("limit");
  // The longest question that the service takes; 0 until it has said so.
  var most = 0;

  // As the server counts: characters, not JavaScript's units.
  function length(text) {
    return Array.from(text.trim()).length;
  }

  // What is wrong with the length of `text`, and what to do; "" where it may be sent.
  function tooLong(text) {
    var chars = length(text);
    if (!most || chars <= most) return "";
    return "这一问有 " + chars + " 字，最多 " + most + " 字；请删去 " + (chars - most) + " 字，或者分成几问。";
  }

  function measure() {
    input.style.height = "auto";
    input.style.height = Math.min(input.scrollHeight + 2, 136) + "px";
    var problem = tooLong(input.value);
    var isNew = problem && !line.classList.contains("over");
    line.textContent = problem || "已写 " + length(input.value) + " 字，最多 " + most + " 字。";
    line.hidden = !most || length(input.value) < most * COUNT_FROM;
    line.classList.toggle("over", problem !== "");
    input.setAttribute("aria-invalid", String(problem !== ""));
    if (isNew) byId("status").textContent = problem;
  }

  function put(text) {
    input.value = text;
    measure();
  }

  input.addEventListener("input", measure);

  return {
    tooLong: tooLong,
    put: put,
    // Puts `text` into the box without losing what was being typed there.
    add: function (text) { put(input.value.trim() ? input.value + "\n" + text : text); },
    value: function () { return input.value; },
    focus: function () { input.focus(); },
    limit: function (chars) {
      most = chars;
      measure();
    }
  };
})();
