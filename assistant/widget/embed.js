// The chat of /embed: asks /api/v1/ask, draws answers with textContent only, never with HTML.
(function () {
  "use strict";

  var PROTOCOL = 1;
  var HISTORY = 6;
  // A bare <iframe> has no widget that says welcome; after this we ask the browser who embeds us.
  var WELCOME_MS = 1500;
  var SLOW_MS = 8000;
  var FINDING = "正在查找原文…";

  var byId = function (id) { return document.getElementById(id); };
  var log = byId("log");
  var input = byId("question");
  var framed = window.parent !== window;
  var parentOrigin = "";
  var key = "";
  var pass = { token: "", until: 0 };
  var earlier = [];
  var running = null;
  // Turns asked while another was being answered, oldest first.
  var queue = [];
  var sessionReady = null;

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

  function announce(text) {
    byId("status").textContent = text;
  }

  // Talking to the page that embeds us: to its exact origin, or not at all.

  function tell(message) {
    if (!framed || !parentOrigin) return;
    message.youju = PROTOCOL;
    window.parent.postMessage(message, parentOrigin);
  }

  function setTheme(theme) {
    var dark = window.matchMedia && window.matchMedia("(prefers-color-scheme: dark)");
    function apply() {
      var isDark = theme === "dark" || (theme !== "light" && dark && dark.matches);
      document.documentElement.setAttribute("data-scheme", isDark ? "dark" : "light");
    }
    apply();
    if (dark && dark.addEventListener) dark.addEventListener("change", apply);
  }

  function Failure(detail, status, retryAfter, code, requestId) {
    this.detail = detail;
    this.status = status;
    this.retryAfter = retryAfter;
    this.code = code;
    this.requestId = requestId;
  }

  function failureOf(response) {
    var wait = parseInt(response.headers.get("Retry-After") || "0", 10);
    return response.json().then(function (problem) {
      return new Failure(problem.detail, response.status, wait, problem.code, problem.request_id);
    }, function () {
      return new Failure("服务没有正常回应。", response.status, wait, "", "");
    });
  }

  function checked(response) {
    if (response.ok) return response;
    return failureOf(response).then(function (failure) { throw failure; });
  }

  function offline(error) {
    if (error instanceof Failure || (error && error.name === "AbortError")) throw error;
    throw new Failure("连不上服务，请看看网络，或稍后再试。", 0, 0, "offline", "");
  }

  function startSession() {
    var body = JSON.stringify({ origin: framed ? parentOrigin : location.origin, key: key });
    return fetch("/embed/session", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: body
    }).then(checked, offline).then(function (response) { return response.json(); }).then(function (made) {
      pass = { token: made.token, until: Date.now() + made.expires_in * 1000 - 60000 };
      return made;
    });
  }

  function headers() {
    var made = { "Content-Type": "application/json" };
    if (pass.token) {
      made.Authorization = "Bearer " + pass.token;
      made["X-Embed-Origin"] = parentOrigin;
    }
    return made;
  }

  // Renews the pass before it runs out, and once more where the server says that it did.
  function request(path, options, isRetry) {
    var fresh = Date.now() < pass.until ? Promise.resolve() : startSession();
    return fresh.then(function () {
      return fetch(path, Object.assign({ headers: headers() }, options));
    }).then(checked, offline).catch(function (error) {
      if (error.code !== "pass_expired" || isRetry) throw error;
      pass.until = 0;
      return request(path, options, true);
    });
  }

  function fetchArticle(id) {
    var path = "/api/v1/articles/" + id.split("/").map(encodeURIComponent).join("/");
    return request(path, {}).then(function (response) { return response.json(); });
  }

  // Drawing an answer.

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
      if (place >= 0) YoujuReader.open(citations, place, fetchArticle);
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
      var by = [citation.author, citation.published].filter(Boolean).join("，");
      var name = citation.number + "．《" + citation.title + "》" + (by ? " " + by : "");
      box.appendChild(sourceButton(name, citation.quote, function () {
        YoujuReader.open(citations, place, fetchArticle);
      }));
    });
    turn.appendChild(box);
  }

  function drawSuggestions(place, questions, heading) {
    if (!questions.length) return;
    if (heading) place.appendChild(make("p", "reason", heading));
    var row = make("div", "suggestions");
    questions.forEach(function (question) {
      row.appendChild(button("", question, function () { ask(question); }));
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
        YoujuReader.open([citation], 0, fetchArticle);
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

  function drawAnswer(turn, answer) {
    turn.body.remove();
    if (answer.standalone_question && answer.standalone_question !== answer.question) {
      turn.node.appendChild(make("p", "understood", "按这样理解：" + answer.standalone_question));
    }
    if (answer.outcome === "abstained") {
      drawAbstention(turn.node, answer);
      announce("没有回答：" + answer.reason);
    } else {
      var box = make("div", "answer");
      drawStatements(box, answer.statements, answer.citations);
      turn.node.appendChild(box);
      if (answer.reason) turn.node.appendChild(make("p", "reason", answer.reason));
      drawSources(turn.node, answer.citations);
      announce("回答：" + answer.statements.map(function (one) { return one.text; }).join(""));
    }
    tell({
      type: "answer",
      answer: {
        question: answer.question,
        outcome: answer.outcome,
        text: answer.answer,
        citations: answer.citations.map(function (one) {
          return { number: one.number, title: one.title, author: one.author, quote: one.quote };
        })
      }
    });
  }

  function drawFailure(turn, failure) {
    turn.body.remove();
    var box = make("div", "box failed");
    box.appendChild(make("h2", "", "这一问没有答成"));
    box.appendChild(make("p", "", failure.detail || "服务没有正常回应。"));
    var again = button("action", "再问一次", function () {
      turn.node.remove();
      ask(turn.question);
    });
    if (failure.retryAfter > 0) countDown(again, Math.min(failure.retryAfter, 3600));
    box.appendChild(again);
    if (failure.requestId) {
      var line = make("p");
      line.appendChild(make("small", "", "报修时请给出编号 " + failure.requestId));
      box.appendChild(line);
    }
    turn.node.appendChild(box);
    announce("这一问没有答成：" + failure.detail);
    tell({ type: "error", detail: failure.detail });
  }

  function countDown(node, seconds) {
    node.disabled = seconds > 0;
    node.textContent = seconds > 0 ? seconds + " 秒后可以再问" : "再问一次";
    if (seconds > 0) setTimeout(function () { countDown(node, seconds - 1); }, 1000);
  }

  // scrollIntoView and focus would scroll the page that embeds us, too.
  function scrollToTurn(node) {
    log.scrollTop += node.getBoundingClientRect().top - log.getBoundingClientRect().top;
  }

  // Asking.

  function readEvents(response, onEvent) {
    var reader = response.body.getReader();
    var decoder = new TextDecoder();
    var buffer = "";
    function pump() {
      return reader.read().then(function (part) {
        if (part.done) return undefined;
        buffer += decoder.decode(part.value, { stream: true });
        var blocks = buffer.split("\n\n");
        buffer = blocks.pop();
        blocks.forEach(function (block) {
          var lines = block.split("\n");
          onEvent(lines[0].slice("event: ".length), JSON.parse(lines[1].slice("data: ".length)));
        });
        return pump();
      });
    }
    return pump();
  }

  function fetchAnswer(question, onStatement, signal) {
    var canStream = typeof TextDecoder === "function" && typeof ReadableStream === "function";
    var body = { question: question, history: earlier.slice(-HISTORY), stream: canStream };
    var options = { method: "POST", body: JSON.stringify(body), signal: signal };
    return request("/api/v1/ask", options).then(function (response) {
      if (!canStream || !response.body) return response.json();
      var answer = null;
      return readEvents(response, function (name, data) {
        if (name === "statement") onStatement(data);
        else if (name === "answer") answer = data;
        else throw new Failure(data.detail, data.status, 0, data.code, data.request_id);
      }).then(function () {
        if (!answer) throw new Failure("回答没有传完，请再问一次。", 0, 0, "cut", "");
        return answer;
      }, offline);
    });
  }

  function setBusy(controller) {
    running = controller;
    byId("send").textContent = controller ? "停止" : "发送";
    log.setAttribute("aria-busy", controller ? "true" : "false");
  }

  function newTurn(question, state) {
    byId("welcome").hidden = true;
    byId("restart").hidden = false;
    var node = make("section", "turn");
    node.setAttribute("aria-label", "问：" + question);
    node.appendChild(make("h2", "asked", question));
    var body = make("div", "answer");
    body.appendChild(make("p", "waiting", state));
    node.appendChild(body);
    log.appendChild(node);
    log.scrollTop = log.scrollHeight;
    return { node: node, body: body, question: question };
  }

  function ask(question) {
    var text = question.trim();
    if (!text) return;
    if (running) {
      queue.push(newTurn(text, "前面一问答完，就答这一问。"));
      announce("已记下，前面一问答完就答：" + text);
      return;
    }
    answer(newTurn(text, FINDING));
  }

  function answerNext() {
    var turn = queue.shift();
    if (!turn) return;
    turn.body.firstChild.textContent = FINDING;
    answer(turn);
  }

  function answer(turn) {
    var statements = [];
    var controller = typeof AbortController === "function" ? new AbortController() : { abort: function () {} };
    var slow = setTimeout(function () {
      if (!statements.length) turn.body.firstChild.textContent = "比平时慢，仍在查找…";
    }, SLOW_MS);
    setBusy(controller);
    announce("正在回答");
    fetchAnswer(turn.question, function (statement) {
      statements.push(statement);
      drawStatements(turn.body, statements, []);
      log.scrollTop = log.scrollHeight;
    }, controller.signal).then(function (found) {
      earlier.push(turn.question);
      drawAnswer(turn, found);
    }).catch(function (error) {
      if (error && error.name === "AbortError") {
        turn.body.textContent = "";
        turn.body.appendChild(make("p", "waiting", "已停止。"));
        announce("已停止");
      } else {
        drawFailure(turn, error instanceof Failure ? error : new Failure("页面出了差错，请刷新后再问。"));
        if (!(error instanceof Failure)) setTimeout(function () { throw error; }, 0);
      }
    }).then(function () {
      clearTimeout(slow);
      setBusy(null);
      scrollToTurn(turn.node);
      answerNext();
    });
  }

  // The words that staff selected are what is looked for; the quotation marks say so to the reader.
  function cite(text) {
    ask(text);
  }

  function whenReady(action) {
    if (sessionReady) sessionReady.then(action, function () { /* the refusal is on the screen */ });
  }

  function refuse(error) {
    byId("composer").hidden = true;
    byId("welcome").textContent = "";
    var box = make("div", "box failed");
    box.appendChild(make("h2", "", "这个页面不能使用问答"));
    box.appendChild(make("p", "", error.detail));
    var link = make("a", "", error.code === "sign_in_required" ? "去登录" : "检查这个页面的设置");
    link.href = error.code === "sign_in_required" ? "/login?next=/embed" : "/embed/doctor#page=" + encodeURIComponent(parentOrigin);
    link.target = "_blank";
    link.rel = "noopener";
    box.appendChild(link);
    byId("welcome").appendChild(box);
    tell({ type: "refused", detail: error.detail });
  }

  function begin() {
    if (sessionReady) return;
    sessionReady = startSession().then(function (made) {
      drawSuggestions(byId("examples"), made.examples || [], "");
      tell({ type: "ready" });
    });
    sessionReady.catch(refuse);
  }

  function whoEmbeds() {
    var ancestors = location.ancestorOrigins;
    if (ancestors && ancestors.length) return ancestors[0];
    try {
      return document.referrer ? new URL(document.referrer).origin : "";
    } catch (error) {
      return "";
    }
  }

  window.addEventListener("message", function (event) {
    if (!framed || event.source !== window.parent) return;
    var message = event.data;
    if (!message || message.youju !== PROTOCOL) return;
    if (message.type === "welcome" && !parentOrigin) {
      // The browser, not the message, says where it came from.
      parentOrigin = event.origin;
      key = String(message.key || "");
      if (message.title) {
        byId("title").textContent = String(message.title).slice(0, 40);
        document.title = byId("title").textContent;
      }
      setTheme(message.theme);
      byId("close").hidden = false;
      begin();
      return;
    }
    if (!parentOrigin || event.origin !== parentOrigin) return;
    if (message.type === "ask") whenReady(function () { ask(String(message.question)); });
    else if (message.type === "cite") whenReady(function () { cite(String(message.text)); });
    else if (message.type === "focus") input.focus();
  });

  byId("composer").addEventListener("submit", function (event) {
    event.preventDefault();
    if (running) {
      running.abort();
      return;
    }
    ask(input.value);
    input.value = "";
    grow();
  });

  function grow() {
    input.style.height = "auto";
    input.style.height = Math.min(input.scrollHeight + 2, 136) + "px";
  }

  input.addEventListener("input", grow);
  input.addEventListener("keydown", function (event) {
    // 229: an input method is composing; its Enter chooses a word.
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    if (!running && input.value.trim()) {
      ask(input.value);
      input.value = "";
      grow();
    }
  });

  byId("restart").addEventListener("click", function () {
    queue = [];
    if (running) running.abort();
    earlier = [];
    Array.prototype.forEach.call(log.querySelectorAll(".turn"), function (turn) { turn.remove(); });
    byId("welcome").hidden = false;
    byId("restart").hidden = true;
    input.focus();
  });
  byId("close").addEventListener("click", function () { tell({ type: "close" }); });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && !YoujuReader.isOpen()) tell({ type: "close" });
  });
  window.addEventListener("offline", function () { byId("offline").hidden = false; });
  window.addEventListener("online", function () { byId("offline").hidden = true; });

  setTheme("auto");
  if (!framed) {
    begin();
    input.focus();
  } else {
    // Says only that we are here; what is worth anything goes to the exact origin later.
    window.parent.postMessage({ youju: PROTOCOL, type: "hello" }, "*");
    setTimeout(function () {
      if (parentOrigin) return;
      parentOrigin = whoEmbeds();
      if (parentOrigin) begin();
      else refuse(new Failure("浏览器没有告知是哪个网站嵌入了这个窗口；请去掉 iframe 上的 referrerpolicy=no-referrer，或改用 widget.js。"));
    }, WELCOME_MS);
  }
})();
