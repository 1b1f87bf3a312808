// The line to our own service: the pass of the embedding page, questions and articles.
var YoujuService = (function () {
  "use strict";

  var HISTORY = 6;
  // Whose pass it is, and which articles alone are asked: set by embed.js once it knows who embeds us.
  var client = { origin: "", key: "", articles: [] };
  var pass = { token: "", until: 0 };

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
    return fetch("/embed/session", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ origin: client.origin || location.origin, key: client.key, articles: client.articles })
    }).then(checked, offline).then(function (response) { return response.json(); }).then(function (made) {
      pass = { token: made.token, until: Date.now() + made.expires_in * 1000 - 60000 };
      return made;
    });
  }

  function headers() {
    var made = { "Content-Type": "application/json" };
    if (pass.token) {
      made.Authorization = "Bearer " + pass.token;
      made["X-Embed-Origin"] = client.origin;
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

  function fetchAnswer(question, earlier, onStatement, signal) {
    var canStream = typeof TextDecoder === "function" && typeof ReadableStream === "function";
    var body = { question: question, history: earlier.slice(-HISTORY), articles: client.articles, stream: canStream };
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

  return {
    client: client,
    Failure: Failure,
    start: startSession,
    article: fetchArticle,
    answer: fetchAnswer
  };
})();
