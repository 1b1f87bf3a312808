/* 有据 widget. One file, no dependency; written for browsers from 2019 on (ES2019). */
(function () {
  "use strict";

  var VERSION = "1.0.0";
  var PROTOCOL = 1;
  // A frame that has not answered by then is blocked: by a header, a policy or the network.
  var HANDSHAKE_MS = 10000;
  // By then one that is not blocked has nearly always answered; whoever waits is told.
  var DOUBT_MS = 3000;
  // A frame that the browser would not fill is "loaded" at once and never says hello.
  var SILENCE_MS = 300;
  var EVENTS = ["ready", "open", "close", "answer", "error"];
  var CSS = "/*widget.css*/";

  if (window.Youju) {
    if (window.console) console.warn("有据：widget.js 在这个页面里出现了两次，第二次已忽略。");
    return;
  }
  var script = document.currentScript || document.querySelector('script[src*="widget.js"]');
  if (!script || !script.src) return;
  var base = script.src.replace(/widget\.js(?:[?#].*)?$/, "");
  var origin = new URL(base).origin;

  function option(name, fallback, allowed) {
    var value = script.getAttribute("data-" + name);
    if (value === null || value === "") return fallback;
    return !allowed || allowed.indexOf(value) >= 0 ? value : fallback;
  }

  var title = option("title", "政策问答").slice(0, 40);
  // Without the attribute: as the page itself is, which most are in one way only.
  var theme = option("theme", "page", ["page", "auto", "light", "dark"]);
  var position = option("position", "right", ["right", "left"]);
  var key = option("key", "");
  // Ids, file names or titles of the only articles to be asked, apart by commas.
  var articles = option("articles", "");
  var selects = option("select", "on", ["on", "off"]) === "on";

  var listeners = {};
  var waiting = [];
  var ui = null;
  var frame = null;
  var ready = false;
  var isOpen = false;
  var failure = "";
  var timer = 0;
  var doubting = 0;
  var greeted = false;

  function emit(name, detail) {
    (listeners[name] || []).slice().forEach(function (listener) {
      try {
        listener(detail);
      } catch (error) {
        // A page's own mistake must not stop the conversation; it is shown to the page's author.
        setTimeout(function () { throw error; }, 0);
      }
    });
  }

  function element(tag, className, text) {
    var node = document.createElement(tag);
    if (className) node.className = className;
    if (text) node.textContent = text;
    return node;
  }

  function icon() {
    var space = "http://www.w3.org/2000/svg";
    var svg = document.createElementNS(space, "svg");
    svg.setAttribute("viewBox", "0 0 24 24");
    svg.setAttribute("aria-hidden", "true");
    [
      ["M4 4h16v12H10l-4 4v-4H4z", "none"],
      ["M8 8.5h8M8 11.5h5", "none"]
    ].forEach(function (shape) {
      var path = document.createElementNS(space, "path");
      path.setAttribute("d", shape[0]);
      path.setAttribute("fill", shape[1]);
      path.setAttribute("stroke", "currentColor");
      path.setAttribute("stroke-width", "2");
      path.setAttribute("stroke-linejoin", "round");
      path.setAttribute("stroke-linecap", "round");
      svg.appendChild(path);
    });
    return svg;
  }

  // Constructed style sheets are not inline styles: a strict style-src does not stop them.
  // Where a browser has none, a <link> to our host does the same (style-src must name it).
  function addStyles(root) {
    try {
      var sheet = new CSSStyleSheet();
      sheet.replaceSync(CSS);
      root.adoptedStyleSheets = [sheet];
    } catch (error) {
      var link = document.createElement("link");
      link.rel = "stylesheet";
      link.href = base + "widget.css";
      root.appendChild(link);
    }
  }

  // The schemes that the page declares (CSS or <meta>), as "light", "dark" or "auto" for both.
  function pageTheme() {
    var said = getComputedStyle(document.documentElement).colorScheme || "";
    var meta = document.querySelector('meta[name="color-scheme"]');
    if (!/light|dark/.test(said) && meta) said = meta.content;
    var dark = /dark/.test(said);
    return dark && /light/.test(said) ? "auto" : dark ? "dark" : "light";
  }

  function scheme() {
    var wanted = theme === "page" ? pageTheme() : theme;
    if (wanted !== "auto") return wanted;
    return window.matchMedia && window.matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  }

  function applyScheme() {
    var now = scheme();
    if (ui.host.getAttribute("data-scheme") === now) return;
    ui.host.setAttribute("data-scheme", now);
    if (ready) post({ type: "theme", theme: now });
  }

  function build() {
    var host = document.createElement("youju-widget");
    host.setAttribute("data-scheme", scheme());
    var root = host.attachShadow({ mode: "open" });
    addStyles(root);
    var box = element("div", position);
    var bubble = element("button", "bubble");
    bubble.type = "button";
    bubble.setAttribute("aria-haspopup", "dialog");
    bubble.setAttribute("aria-expanded", "false");
    bubble.appendChild(icon());
    var label = element("span", "", title);
    bubble.appendChild(label);
    bubble.addEventListener("click", function () { toggle(); });
    var panel = element("div", "panel");
    panel.setAttribute("role", "dialog");
    panel.setAttribute("aria-label", title);
    panel.hidden = true;
    var notice = element("div", "notice");
    notice.setAttribute("role", "status");
    panel.appendChild(notice);
    // The conversation has its own close button, but not before it has come.
    var shut = element("button", "shut", "✕");
    shut.type = "button";
    shut.setAttribute("aria-label", "关闭对话");
    shut.addEventListener("click", close);
    panel.appendChild(shut);
    var cite = element("button", "cite", "查政策依据");
    cite.type = "button";
    cite.title = "查所选文字的政策依据（Alt+Shift+Y）";
    cite.hidden = true;
    // Pressing must not clear the selection that it asks about.
    cite.addEventListener("mousedown", function (event) { event.preventDefault(); });
    cite.addEventListener("click", citeSelection);
    box.appendChild(panel);
    box.appendChild(bubble);
    box.appendChild(cite);
    box.addEventListener("keydown", function (event) {
      if (event.key === "Escape" && isOpen) close();
    });
    root.appendChild(box);
    // Beside <body>, so that a transform, a filter or display:none on it cannot carry us away.
    document.documentElement.appendChild(host);
    // In the top layer, where there is one, neither a transform on <html> nor a z-index reaches us.
    if (typeof host.showPopover === "function") {
      host.setAttribute("popover", "manual");
      host.showPopover();
    }
    ui = { host: host, box: box, bubble: bubble, label: label, panel: panel, notice: notice, shut: shut, cite: cite };
    if (window.matchMedia) {
      var media = window.matchMedia("(prefers-color-scheme: dark)");
      if (media.addEventListener) media.addEventListener("change", applyScheme);
    }
    if (selects) watchSelection();
  }

  function showWaiting() {
    ui.notice.textContent = "";
    ui.notice.appendChild(element("p", "waiting", "正在打开对话…"));
    ui.notice.hidden = ui.shut.hidden = false;
  }

  function stopTimers() {
    clearTimeout(timer);
    clearTimeout(doubting);
  }

  function showDoubt() {
    if (ready || failure) return;
    ui.notice.appendChild(element("p", "doubt", greeted
      ? "服务有回应，还在准备，请稍候。"
      : "3 秒还没有回应。可能是网络慢或服务没有运行，也可能是这个页面的来源没有被允许嵌入；再等几秒。"));
  }

  // Our host tells any page one thing: whether that page's origin may embed us. Where a policy
  // (connect-src) forbids the page to ask, the clock goes on as before.
  function askWhetherAllowed() {
    if (greeted || ready || failure || !window.fetch) return;
    var asked = frame;
    fetch(base + "embed/origin", { credentials: "omit" }).then(function (response) {
      return response.json();
    }).then(function (told) {
      if (told.allowed !== false || asked !== frame || greeted || ready || failure) return;
      showFailure(
        "这个网页的来源 " + location.origin + " 不在 ALLOWED_ORIGINS 之列，浏览器因此没有打开对话。" +
        "请管理员把它加进去，再重新启动服务。"
      );
    }).catch(function () { /* not to be asked; what can be said is said by the clock */ });
  }

  function showFailure(detail) {
    failure = detail;
    if (!ui) return;
    stopTimers();
    ui.notice.textContent = "";
    ui.notice.appendChild(element("h2", "", "对话窗口没有打开"));
    ui.notice.appendChild(element("p", "", detail));
    var line = element("p");
    var link = element("a", "", "检查这个页面的设置");
    link.href = base + "embed/doctor#page=" + encodeURIComponent(location.href.split("#")[0]);
    link.target = "_blank";
    link.rel = "noopener";
    line.appendChild(link);
    ui.notice.appendChild(line);
    var again = element("button", "", "重试");
    again.type = "button";
    again.addEventListener("click", function () {
      dropFrame();
      makeFrame();
      focusPanel();
    });
    ui.notice.appendChild(again);
    ui.notice.hidden = ui.shut.hidden = false;
    emit("error", { detail: detail });
  }

  function showFrame() {
    stopTimers();
    ui.notice.hidden = ui.shut.hidden = true;
    if (isOpen) focusPanel();
  }

  // While the notice covers the frame, keys (Esc above all) must reach us and not the frame.
  function focusPanel() {
    if (!ui.shut.hidden) {
      ui.shut.focus();
      return;
    }
    frame.focus();
    post({ type: "focus" });
  }

  function dropFrame() {
    if (frame) frame.parentNode.removeChild(frame);
    frame = null;
    ready = greeted = false;
    failure = "";
  }

  function makeFrame() {
    showWaiting();
    frame = document.createElement("iframe");
    frame.title = title;
    frame.setAttribute("allow", "clipboard-write");
    frame.setAttribute("referrerpolicy", "strict-origin");
    frame.src = base + "embed";
    frame.addEventListener("load", function () { setTimeout(askWhetherAllowed, SILENCE_MS); });
    ui.panel.insertBefore(frame, ui.notice);
    stopTimers();
    doubting = setTimeout(showDoubt, DOUBT_MS);
    timer = setTimeout(function () {
      if (!ready && !failure) {
        showFailure("等了 10 秒没有回应。可能是服务没有运行，或这个页面的来源没有被允许嵌入。");
      }
    }, HANDSHAKE_MS);
  }

  function post(message) {
    message.youju = PROTOCOL;
    frame.contentWindow.postMessage(message, origin);
  }

  function send(message) {
    if (ready) post(message);
    else waiting.push(message);
  }

  function open() {
    if (!ui) {
      waiting.push(null);
      return;
    }
    if (isOpen) return;
    isOpen = true;
    ui.panel.hidden = false;
    ui.box.classList.add("open");
    ui.bubble.setAttribute("aria-expanded", "true");
    ui.bubble.setAttribute("aria-label", "收起" + title);
    ui.label.textContent = "收起";
    hideCite();
    applyScheme(); // the page may have changed its own meanwhile
    if (!frame) makeFrame();
    focusPanel();
    emit("open");
  }

  function close() {
    if (!ui || !isOpen) return;
    isOpen = false;
    ui.panel.hidden = true;
    ui.box.classList.remove("open");
    ui.bubble.setAttribute("aria-expanded", "false");
    ui.bubble.removeAttribute("aria-label");
    ui.label.textContent = title;
    ui.bubble.focus();
    emit("close");
  }

  function toggle() {
    if (isOpen) close();
    else open();
  }

  function ask(question) {
    var text = String(question === undefined || question === null ? "" : question).trim();
    if (!text) return;
    send({ type: "ask", question: text });
    open();
  }

  function on(name, listener) {
    if (EVENTS.indexOf(name) < 0 || typeof listener !== "function") {
      throw new TypeError("Youju.on(name, listener): name is one of " + EVENTS.join(", "));
    }
    var all = (listeners[name] = listeners[name] || []);
    all.push(listener);
    return function () {
      var place = all.indexOf(listener);
      if (place >= 0) all.splice(place, 1);
    };
  }

  window.addEventListener("message", function (event) {
    // Our frame and our origin, exactly; every other message is somebody else's.
    if (!frame || event.source !== frame.contentWindow || event.origin !== origin) return;
    var message = event.data;
    if (!message || message.youju !== PROTOCOL) return;
    if (message.type === "hello") {
      greeted = true;
      post({ type: "welcome", key: key, title: title, theme: scheme(), articles: articles });
    } else if (message.type === "ready") {
      ready = true;
      waiting.splice(0).forEach(function (one) { if (one) post(one); });
      showFrame();
      emit("ready");
    } else if (message.type === "refused") {
      showFrame();
      emit("error", { detail: String(message.detail) });
    } else if (message.type === "close") {
      close();
    } else if (message.type === "answer") {
      emit("answer", message.answer);
    } else if (message.type === "error") {
      emit("error", { detail: String(message.detail) });
    }
  });

  document.addEventListener("securitypolicyviolation", function (event) {
    var uri = String(event.blockedURI || "");
    if (!frame || ready || event.effectiveDirective === "connect-src" || (uri !== origin && uri.indexOf(base) !== 0)) return;
    showFailure(
      "这个页面的内容安全策略（CSP）挡住了对话窗口：" + event.effectiveDirective +
      " 里没有 " + origin + "。请在该指令里加上它。"
    );
  });

  // Selected words on the page: 查政策依据 asks about them.

  function selectedText() {
    var selection = window.getSelection && window.getSelection();
    if (!selection || selection.isCollapsed || !selection.rangeCount) return "";
    var node = selection.anchorNode;
    var place = node && (node.nodeType === 1 ? node : node.parentElement);
    if (!place || (place.closest && place.closest("input,textarea,[contenteditable],[data-youju-ignore]"))) {
      return "";
    }
    var text = selection.toString().replace(/\s+/g, " ").trim();
    return text.length >= 2 && text.length <= 200 ? text : "";
  }

  function hideCite() {
    if (ui) ui.cite.hidden = true;
  }

  function showCite() {
    if (isOpen || !selectedText()) {
      hideCite();
      return;
    }
    var range = window.getSelection().getRangeAt(0);
    var boxes = range.getClientRects();
    var last = boxes.length ? boxes[boxes.length - 1] : range.getBoundingClientRect();
    ui.cite.hidden = false;
    var width = ui.cite.offsetWidth;
    var left = Math.max(8, Math.min(last.right - width / 2, window.innerWidth - width - 8));
    var below = last.bottom + 8;
    var top = below + 40 < window.innerHeight ? below : Math.max(8, last.top - 44);
    ui.cite.style.left = left + "px";
    ui.cite.style.top = top + "px";
  }

  function citeSelection() {
    var text = selectedText();
    hideCite();
    if (!text) return;
    send({ type: "cite", text: text });
    open();
  }

  function watchSelection() {
    var pause = 0;
    document.addEventListener("selectionchange", function () {
      clearTimeout(pause);
      pause = setTimeout(showCite, 300);
    });
    window.addEventListener("scroll", hideCite, { passive: true, capture: true });
    document.addEventListener("keydown", function (event) {
      if (event.altKey && event.shiftKey && event.code === "KeyY" && selectedText()) {
        event.preventDefault();
        citeSelection();
      }
    });
  }

  var api = Object.freeze({
    version: VERSION,
    api: PROTOCOL,
    open: open,
    close: close,
    toggle: toggle,
    ask: ask,
    on: on
  });
  Object.defineProperty(window, "Youju", { value: api, enumerable: true });

  function start() {
    build();
    if (waiting.length) open();
  }
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
