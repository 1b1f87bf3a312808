// The source reader: an article with the exact characters of a citation highlighted.
// Offsets count code points, as the server's do; JavaScript strings count UTF-16 units.
var YoujuReader = (function () {
  "use strict";

  var BAR = /( \|(?: |$))/; // between the cells of a table's row
  // A cell's width in characters, a letter or figure being half of one; as in article.py.
  var SHORT_CELL = 7;
  var LONG_CELL = 40;
  var byId = function (id) { return document.getElementById(id); };
  var panel = byId("reader");
  var cache = {};
  var shown = { citations: [], place: 0, fetchArticle: null, from: null };

  function codePoints(text) {
    return Array.from(text);
  }

  // Where the quote stands now: as cited, or found again in a text that has changed since.
  function locate(points, article, citation) {
    var same = !citation.text_hash || citation.text_hash === article.text_hash;
    var quote = points.slice(citation.start, citation.end).join("");
    if (same && (!citation.quote || quote === citation.quote)) {
      return { start: citation.start, end: citation.end, note: "" };
    }
    var unit = citation.quote ? article.text.indexOf(citation.quote) : -1;
    if (unit < 0) {
      return { start: 0, end: 0, note: "原文已变更，引文现在找不到了。当时的引文是：“" + citation.quote + "”" };
    }
    var start = codePoints(article.text.slice(0, unit)).length;
    var length = codePoints(citation.quote).length;
    return { start: start, end: start + length, note: "原文已变更，下面标出的是引文现在的位置。" };
  }

  function make(tag, className, parent) {
    var element = document.createElement(tag);
    element.className = className;
    parent.appendChild(element);
    return element;
  }

  function cellClass(text) {
    var width = codePoints(text).reduce(function (sum, one) { return sum + (one < "\x80" ? 0.5 : 1); }, 0);
    return width <= SHORT_CELL ? "cell short" : width > LONG_CELL ? "cell long" : "cell";
  }

  // The whole text, marked from where.start to where.end; lines of cells under one another as a table.
  function draw(place, points, where) {
    function put(parent, from, to) {
      var start = Math.min(Math.max(where.start, from), to);
      var end = Math.max(start, Math.min(where.end, to));
      [[from, start], [start, end], [end, to]].forEach(function (span, part) {
        if (span[0] === span[1]) return;
        var inner = part === 1 ? make("mark", "", parent) : parent;
        if (part === 1) inner.tabIndex = -1;
        inner.appendChild(document.createTextNode(points.slice(span[0], span[1]).join("")));
      });
    }
    // The bars between the cells are not seen; each is counted and copied.
    function row(table, line) {
      var drawn = make("p", "row", table);
      var at = line.start;
      drawn.setAttribute("role", "row");
      line.text.split(BAR).forEach(function (part, number) {
        var length = codePoints(part).length;
        var cell = make("span", number % 2 ? "cell-bar" : cellClass(part), drawn);
        if (number % 2 === 0) cell.setAttribute("role", "cell");
        put(cell, at, at + length);
        at += length;
      });
    }
    var lines = linesOf(points);
    var plain = 0; // where the text begins that is not drawn yet
    lines.forEach(function (line, number) {
      var before = lines[number - 1];
      var after = lines[number + 1];
      if (!line.cells || !((before && before.cells) || (after && after.cells))) return;
      if (!(before && before.cells)) put(place, plain, line.start);
      var table = before && before.cells ? place.lastChild : make("div", "rows", place);
      table.setAttribute("role", "table");
      row(table, line);
      plain = Math.min(line.end + 1, points.length);
    });
    put(place, plain, points.length);
  }

  function linesOf(points) {
    var at = 0;
    return points.join("").split("\n").map(function (text) {
      var start = at;
      at += codePoints(text).length + 1;
      return { start: start, end: at - 1, text: text, cells: BAR.test(text) };
    });
  }

  function show(article, citation) {
    var points = codePoints(article.text);
    var where = locate(points, article, citation);
    byId("reader-title").textContent = article.title;
    // Most texts print their own title first; twice would be once too many.
    byId("reader-title").classList.toggle("visually-hidden", article.text.trim().indexOf(article.title) === 0);
    byId("reader-meta").textContent = [article.author, article.affiliation, article.column, article.published]
      .filter(Boolean).join(" · ");
    var path = article.id.split("/").map(encodeURIComponent).join("/");
    byId("reader-link").href = "/articles/" + path + "#char=" + where.start + "-" + where.end;
    byId("reader-more").hidden = false;
    byId("reader-note").textContent = where.note;
    byId("reader-note").hidden = !where.note;
    var text = byId("reader-text");
    text.textContent = "";
    draw(text, points, where);
    var target = text.querySelector("mark") || byId("reader-title");
    var box = byId("reader-body");
    var offset = target.getBoundingClientRect().top - box.getBoundingClientRect().top;
    box.scrollTop += offset - box.clientHeight / 3;
    Array.prototype.forEach.call(text.querySelectorAll(".rows"), function (rows) {
      if (rows.scrollWidth > rows.clientWidth) rows.tabIndex = 0; // for the keyboard, too
    });
  }

  function say(message) {
    byId("reader-title").textContent = message;
    byId("reader-title").classList.remove("visually-hidden");
    byId("reader-meta").textContent = "";
    byId("reader-text").textContent = "";
    byId("reader-note").hidden = true;
    byId("reader-more").hidden = true;
  }

  function update() {
    var citation = shown.citations[shown.place];
    var many = shown.citations.length > 1;
    byId("reader-place").textContent = citation.number
      ? "出处 " + citation.number + (many ? " / 共 " + shown.citations.length + " 处" : "")
      : "文中相近的内容";
    byId("reader-previous").hidden = byId("reader-next").hidden = !many;
    // Not `disabled`: a button that is loses the focus, and the keyboard its place.
    byId("reader-previous").setAttribute("aria-disabled", String(shown.place === 0));
    byId("reader-next").setAttribute("aria-disabled", String(shown.place === shown.citations.length - 1));
    var cached = cache[citation.article_id];
    // A document may have been read again since: what is cached must be what was cited.
    if (cached && (!citation.text_hash || citation.text_hash === cached.text_hash)) {
      show(cached, citation);
      return;
    }
    say("正在取原文…");
    shown.fetchArticle(citation.article_id).then(function (article) {
      cache[citation.article_id] = article;
      if (shown.citations[shown.place] === citation) show(article, citation);
    }, function (error) {
      say(error.detail || "原文没有取到，请返回后重试。");
    });
  }

  function open(citations, place, fetchArticle) {
    shown = { citations: citations, place: place, fetchArticle: fetchArticle, from: document.activeElement };
    panel.hidden = false;
    byId("app").setAttribute("aria-hidden", "true");
    update();
    byId("reader-back").focus({ preventScroll: true });
  }

  function close() {
    panel.hidden = true;
    byId("app").removeAttribute("aria-hidden");
    if (shown.from && shown.from.focus) shown.from.focus({ preventScroll: true });
  }

  function move(step) {
    var place = shown.place + step;
    if (place < 0 || place >= shown.citations.length) return;
    shown.place = place;
    update();
  }

  byId("reader-back").addEventListener("click", close);
  byId("reader-previous").addEventListener("click", function () { move(-1); });
  byId("reader-next").addEventListener("click", function () { move(1); });

  // What a key does while the reader is open; wherever the focus is, for it may be lost.
  function key(event) {
    if (event.key === "Escape") {
      close();
    } else if (event.key === "ArrowLeft") {
      move(-1);
    } else if (event.key === "ArrowRight") {
      move(1);
    } else if (event.key === "Tab") {
      // The dialog is modal: Tab goes round within it.
      var stops = Array.prototype.filter.call(panel.querySelectorAll("button, a[href], [tabindex='0']"), function (node) {
        return node.getClientRects().length > 0;
      });
      var at = stops.indexOf(document.activeElement);
      var leaving = at < 0 ? !panel.contains(document.activeElement) : at === (event.shiftKey ? 0 : stops.length - 1);
      if (leaving) {
        event.preventDefault();
        stops[event.shiftKey ? stops.length - 1 : 0].focus();
      }
    }
  }

  return {
    open: open,
    key: key,
    codePoints: codePoints,
    isOpen: function () { return !panel.hidden; }
  };
})();
