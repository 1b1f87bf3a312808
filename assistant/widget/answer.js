// Draws answers, refusals and failures into a turn: with textContent only, never with HTML.
var YoujuAnswer = (function () {
  "use strict";

  var LOOK_FIRST = "依据不够直接，引用前请先看原文。";
  // Filled in by embed.js: what a press does, and from which confidence on no notice is needed.
  var act = { ask: null, fetchArticle: null, lookFirstBelow: 0 };

  function make(tag, className, text) {
    var node = document.createElement(tag);
    if (className) node.className = className;
    if (text !== undefined) node.textContent = text;
    return node;
  }

  function button(className, text, action) {
    var node = make("button", className, text);
    node.type = "button";
    node.addEventListener("click", action);
    return node;
  }

  function withEmphasis(place, statement) {
    var points = YoujuReader.codePoints(statement.text);
    var from = 0;
    (statement.emphasis || []).forEach(function (span) {
      // What stands out from nothing is no emphasis.
      if (span[0] === 0 && span[1] === points.length) return;
      if (span[0] < from || span[1] > points.length) return;
      place.appendChild(document.createTextNode(points.slice(from, span[0]).join("")));
      place.appendChild(make("strong", "", points.slice(span[0], span[1]).join("")));
      from = span[1];
    });
    place.appendChild(document.createTextNode(points.slice(from).join("")));
  }

  function citeButton(number, citations) {
    var place = citations.findIndex(function (one) { return one.number === number; });
    var node = button("mark", String(number), function () {
      if (place >= 0) YoujuReader.open(citations, place, act.fetchArticle);
    });
    if (place >= 0) {
      node.setAttribute("aria-label", "出处 " + number + "：《" + citations[place].title + "》");
      node.title = citations[place].quote;
    }
    return node;
  }

  function drawStatements(box, statements, citations) {
    box.textContent = "";
    var list = null;
    var group = "";
    statements.forEach(function (statement) {
      if (statement.group && statement.group !== group) {
        group = statement.group;
        box.appendChild(make("h3", "", group));
        list = null;
      }
      var item;
      if (statements.length > 1) {
        if (!list) box.appendChild(list = make("ul"));
        list.appendChild(item = make("li"));
      } else {
        box.appendChild(item = make("p"));
      }
      withEmphasis(item, statement);
      statement.citations.forEach(function (number) { item.appendChild(citeButton(number, citations)); });
    });
  }

  function sourceButton(name, quote, action) {
    var node = button("source", undefined, action);
    node.appendChild(make("span", "quote", quote));
    node.appendChild(make("span", "name", name));
    return node;
  }

  function drawSources(turn, citations) {
    if (!citations.length) return;
    var box = make("details");
    box.appendChild(make("summary", "", "出处（" + citations.length + "）"));
    citations.forEach(function (citation, place) {
      var page = citation.page ? "第 " + citation.page + " 页" + (citation.recognised ? "（扫描识别）" : "") : "";
      var by = [citation.author, citation.published, page].filter(Boolean).join("，");
      var name = citation.number + "．《" + citation.title + "》" + (by ? " " + by : "");
      box.appendChild(sourceButton(name, citation.quote, function () {
        YoujuReader.open(citations, place, act.fetchArticle);
      }));
    });
    turn.appendChild(box);
  }

  function drawSuggestions(place, questions, heading) {
    if (!questions.length) return;
    if (heading) place.appendChild(make("p", "reason", heading));
    var row = make("div", "suggestions");
    questions.forEach(function (question) {
      row.appendChild(button("", question, function () { act.ask(question); }));
    });
    place.appendChild(row);
  }

  function drawNear(box, hits) {
    if (!hits.length) return;
    var near = make("details");
    near.appendChild(make("summary", "", "文中相近的内容（不是答案）"));
    hits.slice(0, 3).forEach(function (hit) {
      var text = hit.text || "";
      var points = YoujuReader.codePoints(text);
      var excerpt = points.length > 90 ? points.slice(0, 90).join("") + "…" : text;
      var citation = { article_id: hit.article_id, start: hit.start, end: hit.end, quote: text, number: 0 };
      near.appendChild(sourceButton("《" + hit.title + "》", excerpt, function () {
        YoujuReader.open([citation], 0, act.fetchArticle);
      }));
    });
    box.appendChild(near);
  }

  function drawAbstention(turn, answer) {
    var kind = answer.refusal ? answer.refusal.kind : "no_evidence";
    if (kind === "small_talk" || kind === "out_of_scope") {
      turn.appendChild(make("p", "", answer.reason));
    } else {
      var box = make("div", "box none");
      var empty = kind === "empty_library";
      box.appendChild(make("h2", "", empty ? "资料库里还没有文章" : "文中没有依据，不作回答"));
      box.appendChild(make("p", "", answer.reason));
      drawNear(box, answer.hits);
      turn.appendChild(box);
    }
    drawSuggestions(turn, answer.suggestions, "可以这样问：");
  }

  function said(statements) {
    return statements.map(function (one) { return one.text; }).join("");
  }

  // No answer that is claimed: in a frame of its own, with what is to be checked under it.
  function drawNearest(turn, answer, statements) {
    var frame = make("div", "only-nearest");
    frame.appendChild(statements);
    frame.appendChild(make("p", "caution", answer.reason));
    turn.node.appendChild(frame);
    drawSources(turn.node, answer.citations);
    return "不能肯定，意思最接近的原文是：" + said(answer.statements) + answer.reason;
  }

  // Draws the whole answer; returns what a screen reader is to say.
  function drawAnswer(turn, answer) {
    turn.body.remove();
    if (answer.standalone_question && answer.standalone_question !== answer.question) {
      turn.node.appendChild(make("p", "understood", "按这样理解：" + answer.standalone_question));
    }
    if (answer.outcome === "abstained") {
      drawAbstention(turn.node, answer);
      return "没有回答：" + answer.reason;
    }
    var box = make("div", "answer");
    drawStatements(box, answer.statements, answer.citations);
    if (answer.only_nearest) return drawNearest(turn, answer, box);
    turn.node.appendChild(box);
    if (answer.reason) turn.node.appendChild(make("p", "reason", answer.reason));
    var caution = answer.confidence < act.lookFirstBelow ? LOOK_FIRST : "";
    if (caution) turn.node.appendChild(make("p", "caution", caution));
    drawSources(turn.node, answer.citations);
    return "回答：" + said(answer.statements) + caution;
  }

  function drawFailure(turn, failure) {
    turn.body.remove();
    var box = make("div", "box failed");
    box.appendChild(make("h2", "", "这一问没有答成"));
    box.appendChild(make("p", "", failure.detail || "服务没有正常回应。"));
    var again = button("action", "再问一次", function () {
      turn.node.remove();
      act.ask(turn.question);
    });
    if (failure.retryAfter > 0) countDown(again, Math.min(failure.retryAfter, 3600));
    box.appendChild(again);
    if (failure.requestId) {
      var line = make("p");
      line.appendChild(make("small", "", "报修时请给出编号 " + failure.requestId));
      box.appendChild(line);
    }
    turn.node.appendChild(box);
  }

  function countDown(node, seconds) {
    node.disabled = seconds > 0;
    node.textContent = seconds > 0 ? seconds + " 秒后可以再问" : "再问一次";
    if (seconds > 0) setTimeout(function () { countDown(node, seconds - 1); }, 1000);
  }

  return {
    act: act,
    make: make,
    answer: drawAnswer,
    failure: drawFailure,
    statements: drawStatements,
    suggestions: drawSuggestions
  };
})();
