// Finds what keeps the widget from a page, from the page's address, snippet and headers alone.
(function () {
  "use strict";

  var byId = function (id) { return document.getElementById(id); };
  var ours = location.origin;

  function result(state, name, detail) {
    return { state: state, name: name, detail: detail };
  }

  // Header lines (or a <meta> tag) to {name: [values]}; names in lower case. Browsers that copy a
  // name and its value as two lines are understood; an HTTP/2 name such as ":status" is no header.
  function parseHeaders(text) {
    var found = {};
    var name = "";
    function keep(value) {
      if (value) (found[name] = found[name] || []).push(value);
    }
    text.split(/\r?\n/).forEach(function (line) {
      var meta = /http-equiv\s*=\s*["']?content-security-policy["']?[^>]*content\s*=\s*"([^"]*)"/i.exec(line);
      var pair = meta ? ["", "content-security-policy", meta[1]] : /^\s*([A-Za-z][A-Za-z0-9-]*)\s*:(?!\/\/)(.*)$/.exec(line);
      if (pair) {
        name = pair[1].toLowerCase();
        keep(pair[2].trim());
      } else if (name && !found[name]) {
        keep(line.trim());
      }
    });
    return found;
  }

  function parsePolicy(policy) {
    var directives = {};
    policy.split(";").forEach(function (part) {
      var words = part.trim().split(/\s+/);
      var name = words.shift().toLowerCase();
      if (name && !(name in directives)) directives[name] = words;
    });
    return directives;
  }

  // The first directive of the chain that is present, as the browser falls back; null for none.
  function effective(directives, chain) {
    var name = chain.find(function (one) { return one in directives; });
    return name ? { name: name, sources: directives[name] } : null;
  }

  function sourceMatches(source, page) {
    var text = source.toLowerCase();
    var host = new URL(ours);
    if (text === "*") return true;
    if (text === "'self'") return page && page.origin === ours;
    if (/^[a-z][a-z0-9+.-]*:$/.test(text)) return text === host.protocol || (text === "http:" && host.protocol === "https:");
    var parts = /^(?:([a-z]+):\/\/)?(\*\.)?([^:/*]+|\*)(?::(\d+|\*))?(?:\/.*)?$/.exec(text);
    if (!parts) return false;
    var scheme = parts[1] ? parts[1] + ":" : page ? page.protocol : host.protocol;
    if (scheme !== host.protocol && !(scheme === "http:" && host.protocol === "https:")) return false;
    var name = parts[3];
    var hostMatches = parts[2] ? host.hostname.slice(-name.length - 1) === "." + name : name === "*" || name === host.hostname;
    var port = host.port || (host.protocol === "https:" ? "443" : "80");
    var wanted = parts[4] || (scheme === "https:" ? "443" : "80");
    return hostMatches && (wanted === "*" || wanted === port);
  }

  function hasNonce(snippet) {
    return /\snonce\s*=/.test(snippet);
  }

  function checkDirective(directives, chain, label, use, page, snippet) {
    var found = effective(directives, chain);
    var name = "CSP " + label + (found && found.name !== label ? "（沿用 " + found.name + "）" : "");
    if (!found) return result("good", name, "策略里没有限制" + use + "。");
    var open = found.sources.some(function (source) { return sourceMatches(source, page); });
    var strict = label === "script-src" && found.sources.indexOf("'strict-dynamic'") >= 0;
    var nonced = label === "script-src" && hasNonce(snippet) &&
      found.sources.some(function (source) { return /^'nonce-/i.test(source); });
    if (nonced) return result("good", name, "脚本带有 nonce；请确认它每次都与响应头里的一致。");
    if (strict) {
      return result("bad", name, "有 'strict-dynamic'，写主机名没有用：请给 <script> 加上与响应头一致的 nonce。");
    }
    if (open) return result("good", name, "允许从 " + ours + " " + use + "。");
    return result("bad", name, "挡住了" + use + "：请在 " + label + " 里加上 " + ours + "。");
  }

  function checkPolicies(headers, page, snippet, isFrame) {
    var policies = headers["content-security-policy"] || [];
    if (!Object.keys(headers).length) {
      return [result("unread", "网页的响应头", byId("headers").value.trim()
        ? "贴的内容里没有看出响应头，因此不知道网页有没有 CSP；响应头形如 Content-Type: text/html，一行一个，请全部复制过来再查。"
        : "没有贴响应头，因此不知道网页有没有 CSP；请照上面说的复制过来再查。")];
    }
    if (!policies.length) return [result("good", "内容安全策略（CSP）", "响应头里没有 CSP，不会挡。")];
    var checks = [];
    policies.forEach(function (policy) {
      var directives = parsePolicy(policy);
      if (!isFrame) {
        checks.push(checkDirective(directives, ["script-src-elem", "script-src", "default-src"], "script-src", "加载 widget.js", page, snippet));
        var style = checkDirective(directives, ["style-src-elem", "style-src", "default-src"], "style-src", "加载样式", page, snippet);
        if (style.state === "bad") {
          style = result("unknown", style.name, "2023 年以后的浏览器不受影响；要照顾更早的火狐和 Safari，请在 style-src 里加上 " + ours + "。");
        }
        checks.push(style);
      }
      checks.push(checkDirective(directives, ["frame-src", "child-src", "default-src"], "frame-src", "打开对话窗口（iframe）", page, snippet));
      if ("sandbox" in directives && directives.sandbox.indexOf("allow-scripts") < 0) {
        checks.push(result("bad", "CSP sandbox", "网页被放进沙箱，不许运行脚本：请加上 allow-scripts，或去掉 sandbox。"));
      }
      if ("require-trusted-types-for" in directives) {
        checks.push(result("good", "CSP require-trusted-types-for", "小窗不写 HTML，不受影响。"));
      }
    });
    if (policies.length > 1) {
      checks.push(result("unknown", "CSP 有 " + policies.length + " 份", "几份策略同时生效，每一份都要放行。"));
    }
    return checks;
  }

  function checkOthers(headers) {
    var checks = [];
    var embedder = (headers["cross-origin-embedder-policy"] || []).join(" ").toLowerCase();
    if (/require-corp|credentialless/.test(embedder)) {
      checks.push(result("bad", "Cross-Origin-Embedder-Policy", "网页要求嵌入的窗口也声明 COEP，对话窗口会打不开：请在这个网页上去掉 " + embedder + "。"));
    }
    var referrer = (headers["referrer-policy"] || []).join(" ").toLowerCase();
    if (/no-referrer\s*$|same-origin\s*$/.test(referrer)) {
      checks.push(result("unknown", "Referrer-Policy", "用 widget.js 不受影响；用 <iframe> 时火狐得不到来源，请给 iframe 加 referrerpolicy=\"strict-origin\"。"));
    }
    return checks;
  }

  function attribute(snippet, name) {
    var found = new RegExp("\\s" + name + "\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)'|([^\\s>]+))", "i").exec(snippet);
    return found ? found[1] || found[2] || found[3] || "" : "";
  }

  function checkSnippet(snippet, page, isFrame) {
    var checks = [];
    if (!snippet) return [result("unread", "代码", "没有贴代码，因此没有查；可以在“嵌入演示”页生成。")];
    var source = attribute(snippet, "src");
    var address = null;
    try {
      address = new URL(source, page ? page.href : ours);
    } catch (error) {
      return [result("bad", "代码", "src 不是有效的地址：" + source)];
    }
    var path = isFrame ? "/embed" : "/widget.js";
    if (address.origin !== ours) {
      checks.push(result("bad", "代码里的地址", "src 指向 " + address.origin + "，而本服务是 " + ours + "。"));
    } else if (address.pathname !== path) {
      checks.push(result("bad", "代码里的地址", "src 的路径是 " + address.pathname + "，应为 " + path + "。"));
    } else {
      checks.push(result("good", "代码里的地址", "指向本服务。"));
    }
    var count = (snippet.match(/widget\.js/g) || []).length;
    if (count > 1) checks.push(result("unknown", "重复引用", "widget.js 出现了 " + count + " 次，只有第一次有效。"));
    if (isFrame && /\ssandbox/i.test(snippet) &&
        !(/allow-scripts/.test(snippet) && /allow-same-origin/.test(snippet))) {
      checks.push(result("bad", "iframe sandbox", "沙箱里要有 allow-scripts 和 allow-same-origin，否则窗口不能运行。"));
    }
    return checks;
  }

  function checkScheme(page) {
    if (page.protocol === "https:" && location.protocol === "http:") {
      var local = /^(localhost|127\.0\.0\.1|\[::1\])$/.test(location.hostname);
      return local
        ? result("unknown", "混合内容", "网页是 https，本服务是本机的 http：只在这台电脑上能打开。")
        : result("bad", "混合内容", "网页是 https，本服务是 http，浏览器会拦下：请给本服务配上 https（例如放在反向代理之后）。");
    }
    return result("good", "混合内容", "网页与本服务的协议相容。");
  }

  function askServer(page, key) {
    return fetch("/embed/check", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ origin: page.origin, key: key })
    }).then(function (response) { return response.json(); }).then(function (said) {
      if (typeof said.allowed !== "boolean") {
        return [result("unread", "来源和密钥", "服务没有回答这一问：" + (said.detail || "请稍后重试。"))];
      }
      var checks = [];
      if (said.allowed) {
        checks.push(result("good", "来源和密钥", "服务允许 " + page.origin + " 嵌入。"));
      } else {
        var name = said.code === "key_unknown" ? "嵌入密钥" : "来源";
        checks.push(result("bad", name, said.detail || "服务拒绝了这个来源。"));
      }
      if (said.loopback && !/^(localhost|127\.0\.0\.1|\[::1\])$/.test(page.hostname)) {
        checks.push(result("unknown", "监听地址", "本服务只在本机监听，别的电脑上的浏览器连不到它。"));
      }
      return checks;
    }, function () {
      return [result("unread", "来源和密钥", "没有问到服务，请稍后重试。")];
    });
  }

  function named(checks, state) {
    return checks.filter(function (check) { return check.state === state; }).map(function (check) { return check.name; });
  }

  // What was not looked at is never called fine.
  function verdict(bad, unread) {
    var rest = unread.join("、");
    if (bad.length) {
      return "找到 " + bad.length + " 处挡住它的地方：" + bad.join("、") + (rest ? "；还没有查到" + rest + "，可能不止这些" : "");
    }
    return rest ? "还不能下结论：没有查到" + rest + "；查过的几项没有挡住它" : "没有找到挡住它的地方";
  }

  function draw(checks) {
    var place = byId("checks");
    place.textContent = "";
    checks.forEach(function (check) {
      var item = document.createElement("li");
      item.className = check.state;
      var head = document.createElement("b");
      head.textContent = { good: "通过　", bad: "不行　", unknown: "留意　", unread: "没查　" }[check.state] + check.name;
      var text = document.createElement("p");
      text.textContent = check.detail;
      item.appendChild(head);
      item.appendChild(text);
      place.appendChild(item);
    });
    byId("verdict").textContent = verdict(named(checks, "bad"), named(checks, "unread"));
  }

  function run() {
    var page = null;
    try {
      page = new URL(byId("page").value.trim());
      if (!/^https?:$/.test(page.protocol)) page = null;
    } catch (error) {
      page = null;
    }
    if (!page) {
      draw([result("bad", "网页地址", "请填以 http:// 或 https:// 开头的完整地址。")]);
      return;
    }
    var snippet = byId("snippet").value.trim();
    var isFrame = /<iframe/i.test(snippet);
    var headers = parseHeaders(byId("headers").value);
    var checks = [checkScheme(page)].concat(
      checkSnippet(snippet, page, isFrame),
      checkPolicies(headers, page, snippet, isFrame),
      checkOthers(headers)
    );
    askServer(page, attribute(snippet, "data-key")).then(function (said) { draw(said.concat(checks)); });
  }

  byId("form").addEventListener("submit", function (event) {
    event.preventDefault();
    run();
  });
  var given = /[#&]page=([^&]*)/.exec(location.hash);
  if (given) {
    try {
      byId("page").value = decodeURIComponent(given[1]);
    } catch (error) {
      byId("page").value = "";
    }
  }
})();
