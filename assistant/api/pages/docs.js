// Shows /openapi.json as a page: every operation, its fields, a command to copy, and a try-out.
(function () {
  "use strict";

  function make(tag, text, className) {
    var node = document.createElement(tag);
    if (text !== undefined) node.textContent = text;
    if (className) node.className = className;
    return node;
  }

  function resolve(schema, spec) {
    if (schema && schema.$ref) {
      return spec.components.schemas[schema.$ref.split("/").pop()];
    }
    return schema || {};
  }

  function kindOf(schema, spec) {
    var kinds = { string: "文字", integer: "整数", number: "数", boolean: "是否", object: "对象" };
    if (schema.anyOf) {
      return schema.anyOf.map(function (one) { return kindOf(one, spec); }).join(" 或 ");
    }
    if (schema.enum) return schema.enum.join(" / ");
    if (schema.type === "array") return kindOf(resolve(schema.items, spec), spec) + "的列表";
    if (schema.type === "null") return "空";
    return kinds[schema.type] || "对象";
  }

  function example(schema, spec) {
    var made = {};
    var properties = schema.properties || {};
    Object.keys(properties).forEach(function (name) {
      if (name === "question") made[name] = "双碳有哪些措施？";
      else if (name === "query") made[name] = "碳达峰";
      else if (name === "model") made[name] = "youju";
      else if (name === "messages") made[name] = [{ role: "user", content: "双碳有哪些措施？" }];
      else if (name === "stream") made[name] = false;
    });
    return JSON.stringify(made, null, 2);
  }

  function fieldTable(schema, spec) {
    var table = make("table");
    var head = make("tr");
    ["字段", "类型", "说明"].forEach(function (text) { head.appendChild(make("th", text)); });
    table.appendChild(head);
    Object.keys(schema.properties || {}).forEach(function (name) {
      var field = schema.properties[name];
      var row = make("tr");
      var must = (schema.required || []).indexOf(name) >= 0;
      var label = make("td");
      label.appendChild(make("code", name));
      if (must) label.appendChild(document.createTextNode(" 必填"));
      row.appendChild(label);
      row.appendChild(make("td", kindOf(resolve(field, spec), spec)));
      row.appendChild(make("td", field.description || ""));
      table.appendChild(row);
    });
    return table;
  }

  function parameterTable(parameters, spec) {
    var properties = {};
    var required = [];
    parameters.forEach(function (one) {
      properties[one.name] = Object.assign({}, one.schema, { description: one.description });
      if (one.required) required.push(one.name);
    });
    return fieldTable({ properties: properties, required: required }, spec);
  }

  function curl(method, path, body) {
    var line = "curl -X " + method + " '" + location.origin + path + "'";
    if (body) {
      line += " \\\n  -H 'Content-Type: application/json' \\\n  -d '" + body.replace(/\s+/g, " ") + "'";
    }
    return line;
  }

  function tryOut(method, path, body) {
    var box = make("div");
    var pathInput = make("input");
    pathInput.value = path;
    pathInput.setAttribute("aria-label", "请求地址");
    box.appendChild(pathInput);
    var bodyInput = null;
    if (body) {
      bodyInput = make("textarea");
      bodyInput.value = body;
      bodyInput.setAttribute("aria-label", "请求体");
      box.appendChild(bodyInput);
    }
    var button = make("button", "试一试");
    var result = make("pre", "");
    result.hidden = true;
    button.addEventListener("click", function () {
      var headers = {};
      var key = document.getElementById("key").value;
      if (key) headers.Authorization = "Bearer " + key;
      if (bodyInput) headers["Content-Type"] = "application/json";
      result.hidden = false;
      result.textContent = "…";
      // Only our own host: the path is resolved against this page and checked.
      var url = new URL(pathInput.value, location.origin);
      if (url.origin !== location.origin) {
        result.textContent = "只能请求本站的地址。";
        return;
      }
      fetch(url.href, { method: method, headers: headers, body: bodyInput ? bodyInput.value : undefined })
        .then(function (response) {
          return response.text().then(function (text) {
            try { text = JSON.stringify(JSON.parse(text), null, 2); } catch (error) { /* not JSON: shown as it is */ }
            result.textContent = response.status + "\n" + text;
          });
        })
        .catch(function () { result.textContent = "连不上服务。"; });
    });
    box.appendChild(button);
    box.appendChild(result);
    return box;
  }

  function operation(method, path, spec, described) {
    var box = make("details", undefined, "card");
    var summary = make("summary");
    summary.appendChild(make("span", method.toUpperCase(), "method"));
    summary.appendChild(make("code", path));
    summary.appendChild(document.createTextNode("　" + (described.summary || "")));
    box.appendChild(summary);
    if (described.description) box.appendChild(make("p", described.description.replace(/`/g, "")));
    if (described.parameters && described.parameters.length) {
      box.appendChild(parameterTable(described.parameters, spec));
    }
    var body = "";
    if (described.requestBody) {
      var schema = resolve(described.requestBody.content["application/json"].schema, spec);
      box.appendChild(fieldTable(schema, spec));
      body = example(schema, spec);
    }
    box.appendChild(make("pre", curl(method.toUpperCase(), path, body)));
    box.appendChild(tryOut(method.toUpperCase(), path, body));
    return box;
  }

  function show(spec) {
    var place = document.getElementById("operations");
    var groups = {};
    Object.keys(spec.paths).forEach(function (path) {
      Object.keys(spec.paths[path]).forEach(function (method) {
        var described = spec.paths[path][method];
        var tag = (described.tags && described.tags[described.tags.length - 1]) || "其他";
        (groups[tag] = groups[tag] || []).push(operation(method, path, spec, described));
      });
    });
    place.textContent = "";
    Object.keys(groups).forEach(function (tag) {
      place.appendChild(make("h2", tag));
      groups[tag].forEach(function (node) { place.appendChild(node); });
    });
  }

  document.getElementById("key-form").addEventListener("submit", function (event) {
    event.preventDefault();
  });
  fetch("/openapi.json")
    .then(function (response) { return response.json(); })
    .then(show)
    .catch(function () {
      document.getElementById("operations").textContent = "接口描述读不出来，请刷新重试。";
    });
})();
