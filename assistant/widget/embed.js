// The chat of /embed: talks to the page that embeds it, takes questions, and answers them in turn.
(function () {
  "use strict";

  var PROTOCOL = 1;
  // A bare <iframe> has no widget that says welcome; after this we ask the browser who embeds us.
  var WELCOME_MS = 1500;
  var SLOW_MS = 8000;
  var TWICE_MS = 600; // a second click by then belongs to the first
  var FINDING = "正在查找原文…";

  var byId = function (id) { return document.getElementById(id); };
  var make = YoujuAnswer.make;
  var Failure = YoujuService.Failure;
  var client = YoujuService.client;
  var log = byId("log");
  var framed = window.parent !== window;
  var earlier = [];
  var running = null;
  var pressed = -TWICE_MS; // when "发送" was last clicked
  // Turns asked while another was being answered, oldest first.
  var queue = [];
  var begun = false;
  var letBegin = null;
  // Settled once the service has let us in or refused to.
  var session = new Promise(function (resolve) { letBegin = resolve; });

  function announce(text) {
    byId("status").textContent = text;
  }

  // Talking to the page that embeds us: to its exact origin, or not at all.

  function tell(message) {
    if (!framed || !client.origin) return;
    message.youju = PROTOCOL;
    window.parent.postMessage(message, client.origin);
  }

  // "light", "dark", or "auto" for the system's.
  var theme = "";
  var system = window.matchMedia && window.matchMedia("(prefers-color-scheme: dark)");

  function applyTheme() {
    var isDark = theme === "dark" || (theme === "auto" && system && system.matches);
    document.documentElement.setAttribute("data-scheme", isDark ? "dark" : "light");
  }

  function setTheme(wanted) {
    theme = wanted;
    applyTheme();
  }

  // Of a bare <iframe>: /embed?theme=auto; light where nothing is said, as most pages are.
  function askedTheme() {
    var found = /[?&]theme=(auto|light|dark)(?:&|$)/.exec(location.search);
    return found ? found[1] : framed ? "light" : "auto";
  }

  // Ids, file names or titles, apart by commas.
  function namesIn(list) {
    return String(list || "").split(",").map(function (name) { return name.trim(); }).filter(Boolean);
  }

  // Of a bare <iframe>: /embed?articles=方案.txt,细则.docx
  function askedArticles() {
    return namesIn(new URLSearchParams(location.search).get("articles"));
  }

  function tellScope(titles) {
    var named = titles.slice(0, 2).map(function (one) { return "《" + one + "》"; }).join("、");
    byId("scope").textContent = "这里只查" + named + (titles.length > 2 ? "等 " + titles.length + " 篇。" : "。");
    byId("scope").hidden = !titles.length;
  }

  // Asking.

  function setBusy(controller) {
    running = controller;
    byId("send").textContent = controller ? "停止" : "发送";
    log.setAttribute("aria-busy", controller ? "true" : "false");
  }

  // scrollIntoView and focus would scroll the page that embeds us, too.
  function scrollToTurn(node) {
    log.scrollTop += node.getBoundingClientRect().top - log.getBoundingClientRect().top;
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

  // Whether the question was taken; one that is too long is not, and whoever asks it is told why.
  function ask(question) {
    var text = question.trim();
    if (!text) return false;
    var problem = YoujuBox.tooLong(text);
    if (problem) {
      announce(problem);
      return false;
    }
    if (running) {
      queue.push(newTurn(text, "前面一问答完，就答这一问。"));
      announce("已记下，前面一问答完就答：" + text);
    } else {
      answer(newTurn(text, FINDING));
    }
    return true;
  }

  // What the page asks and we do not take stands in the box, to be made shorter.
  function askForPage(question) {
    if (ask(question) || !question.trim()) return;
    YoujuBox.add(question);
    YoujuBox.focus();
    tell({ type: "error", detail: YoujuBox.tooLong(question) });
  }

  function askFromBox() {
    whenReady(function () {
      var text = YoujuBox.value();
      if (text && !text.trim()) {
        YoujuBox.put("");
        announce("只有空格，没有问题；请写出要问的话。");
      } else if (!running && ask(text)) YoujuBox.put("");
    });
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
    YoujuService.answer(turn.question, earlier, function (statement) {
      statements.push(statement);
      YoujuAnswer.statements(turn.body, statements, []);
      log.scrollTop = log.scrollHeight;
    }, controller.signal).then(function (found) {
      earlier.push(turn.question);
      announce(YoujuAnswer.answer(turn, found));
      tell({ type: "answer", answer: forPage(found) });
    }).catch(function (error) {
      if (error && error.name === "AbortError") {
        turn.body.textContent = "";
        turn.body.appendChild(make("p", "waiting", "已停止。"));
        announce("已停止");
      } else {
        fail(turn, error instanceof Failure ? error : new Failure("页面出了差错，请刷新后再问。"));
        if (!(error instanceof Failure)) setTimeout(function () { throw error; }, 0);
      }
    }).then(function () {
      clearTimeout(slow);
      setBusy(null);
      scrollToTurn(turn.node);
      answerNext();
    });
  }

  function fail(turn, failure) {
    YoujuAnswer.failure(turn, failure);
    announce("这一问没有答成：" + failure.detail);
    tell({ type: "error", detail: failure.detail });
  }

  function forPage(found) {
    return {
      question: found.question,
      outcome: found.outcome,
      text: found.answer,
      citations: found.citations.map(function (one) {
        return { number: one.number, title: one.title, author: one.author, quote: one.quote };
      })
    };
  }

  // Coming in.

  function whenReady(action) {
    session.then(action, function () { /* the refusal is on the screen */ });
  }

  function refuse(error) {
    byId("composer").hidden = true;
    byId("welcome").textContent = "";
    var box = make("div", "box failed");
    box.appendChild(make("h2", "", "这个页面不能使用问答"));
    box.appendChild(make("p", "", error.detail));
    var link = make("a", "", error.code === "sign_in_required" ? "去登录" : "检查这个页面的设置");
    link.href = error.code === "sign_in_required" ? "/login?next=/embed" : "/embed/doctor#page=" + encodeURIComponent(client.origin);
    link.target = "_blank";
    link.rel = "noopener";
    box.appendChild(link);
    byId("welcome").appendChild(box);
    tell({ type: "refused", detail: error.detail });
  }

  function begin() {
    if (begun) return;
    begun = true;
    letBegin(YoujuService.start().then(function (made) {
      YoujuBox.limit(made.max_question_chars);
      YoujuAnswer.act.lookFirstBelow = made.look_first_below;
      tellScope(made.articles || []);
      YoujuAnswer.suggestions(byId("examples"), made.examples || [], "");
      tell({ type: "ready" });
    }));
    session.catch(refuse);
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
    if (message.type === "welcome" && !client.origin) {
      // The browser, not the message, says where it came from.
      client.origin = event.origin;
      client.key = String(message.key || "");
      if (message.articles) client.articles = namesIn(message.articles);
      if (message.title) {
        byId("title").textContent = String(message.title).slice(0, 40);
        document.title = byId("title").textContent;
      }
      setTheme(message.theme);
      byId("close").hidden = false;
      begin();
      return;
    }
    if (!client.origin || event.origin !== client.origin) return;
    if (message.type === "ask") whenReady(function () { askForPage(String(message.question)); });
    // The words that staff selected are what is looked for.
    else if (message.type === "cite") whenReady(function () { askForPage(String(message.text)); });
    else if (message.type === "theme") setTheme(message.theme);
    else if (message.type === "focus") YoujuBox.focus();
  });

  byId("composer").addEventListener("submit", function (event) {
    event.preventDefault();
    // The second click of a double click finds "停止" where "发送" was, and stops nothing.
    if (!running) {
      pressed = performance.now();
      askFromBox();
    } else if (performance.now() - pressed > TWICE_MS) running.abort();
  });
  byId("question").addEventListener("keydown", function (event) {
    // 229: an input method is composing; its Enter chooses a word.
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    askFromBox();
  });

  byId("restart").addEventListener("click", function () {
    queue = [];
    if (running) running.abort();
    earlier = [];
    Array.prototype.forEach.call(log.querySelectorAll(".turn"), function (turn) { turn.remove(); });
    byId("welcome").hidden = false;
    byId("restart").hidden = true;
    YoujuBox.focus();
  });
  byId("close").addEventListener("click", function () { tell({ type: "close" }); });
  // Every key of the frame comes by here, wherever the focus is: first to the reader, where it is open.
  document.addEventListener("keydown", function (event) {
    if (YoujuReader.isOpen()) YoujuReader.key(event);
    else if (event.key === "Escape") tell({ type: "close" });
  });
  window.addEventListener("offline", function () { byId("offline").hidden = false; });
  window.addEventListener("online", function () { byId("offline").hidden = true; });

  YoujuAnswer.act.ask = ask;
  YoujuAnswer.act.fetchArticle = YoujuService.article;
  if (system && system.addEventListener) system.addEventListener("change", applyTheme);
  setTheme(askedTheme());
  client.articles = askedArticles();
  if (!framed) {
    begin();
    YoujuBox.focus();
  } else {
    // Says only that we are here; what is worth anything goes to the exact origin later.
    window.parent.postMessage({ youju: PROTOCOL, type: "hello" }, "*");
    setTimeout(function () {
      if (client.origin) return;
      client.origin = whoEmbeds();
      if (client.origin) begin();
      else refuse(new Failure("浏览器没有告知是哪个网站嵌入了这个窗口；请去掉 iframe 上的 referrerpolicy=no-referrer，或改用 widget.js。"));
    }, WELCOME_MS);
  }
})();
