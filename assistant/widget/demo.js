// Makes the snippet; what is typed is shown as text and escaped inside attributes.
(function () {
  "use strict";

  var fields = ["title", "theme", "position", "select", "key"];
  var defaults = { title: "", theme: "", position: "right", select: "on", key: "" };
  var byId = function (id) { return document.getElementById(id); };

  function escaped(text) {
    return text.replace(/&/g, "&amp;").replace(/"/g, "&quot;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
  }

  function update() {
    var attributes = fields.filter(function (name) {
      return byId("data-" + name).value !== defaults[name];
    }).map(function (name) {
      return ' data-' + name + '="' + escaped(byId("data-" + name).value) + '"';
    }).join("");
    byId("snippet").value = '<script src="' + location.origin + '/widget.js"' + attributes + " defer></script>";
    var theme = byId("data-theme").value;
    byId("plain").value = '<iframe src="' + location.origin + "/embed" + (theme && "?theme=" + theme) + '" title="' +
      escaped(byId("data-title").value || "政策问答") +
      '" width="400" height="640" referrerpolicy="strict-origin"></iframe>';
  }

  byId("policy").textContent = "script-src " + location.origin + "\nframe-src " + location.origin +
    "\nstyle-src " + location.origin + "   （只为 2023 年以前的火狐和 Safari）";
  byId("maker").addEventListener("input", update);
  byId("maker").addEventListener("submit", function (event) { event.preventDefault(); });
  Array.prototype.forEach.call(document.querySelectorAll("[data-copy]"), function (button) {
    var code = byId(button.getAttribute("data-copy"));
    var said = button.parentNode.querySelector("[role=status]");
    button.addEventListener("click", function () {
      var done = function () { said.textContent = "已复制"; };
      var select = function () {
        code.select();
        said.textContent = "请按 Ctrl+C 复制选中的代码";
      };
      if (navigator.clipboard) navigator.clipboard.writeText(code.value).then(done, select);
      else select();
    });
  });
  update();
})();
