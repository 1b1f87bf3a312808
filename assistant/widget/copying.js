// What is copied with the mouse: the numbers of the citations as ①②③, never glued to the words.
(function () {
  "use strict";

  var CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳";

  function noteMark(number) {
    return CIRCLED.charAt(number - 1) || "[" + number + "]";
  }

  // The browser's own text of the selection, while the marks hold what is to be copied.
  function withMarks(selection, marks) {
    var anchor = [selection.anchorNode, selection.anchorOffset];
    var focus = [selection.focusNode, selection.focusOffset];
    var range = selection.getRangeAt(0).cloneRange();
    var atStart = range.startOffset === 0;
    var atEnd = range.endOffset > 0;
    // An end inside a mark would be moved by the change of its text: it goes to the side that it means.
    var inside = function (node) { return marks.find(function (mark) { return mark.contains(node); }); };
    var first = inside(range.startContainer);
    var last = inside(range.endContainer);
    if (first) range[atStart ? "setStartBefore" : "setStartAfter"](first);
    if (last) range[atEnd ? "setEndAfter" : "setEndBefore"](last);
    var numbers = marks.map(function (mark) { return mark.textContent; });
    marks.forEach(function (mark, place) { mark.firstChild.data = noteMark(Number(numbers[place])); });
    selection.removeAllRanges();
    selection.addRange(range);
    var text = selection.toString();
    marks.forEach(function (mark, place) { mark.firstChild.data = numbers[place]; });
    selection.setBaseAndExtent(anchor[0], anchor[1], focus[0], focus[1]);
    return text;
  }

  document.addEventListener("copy", function (event) {
    var selection = window.getSelection();
    if (selection.isCollapsed || (event.target.closest && event.target.closest("input, textarea"))) return;
    var marks = Array.from(document.querySelectorAll(".mark")).filter(function (mark) {
      return selection.containsNode(mark, true);
    });
    if (!marks.length) return;
    event.clipboardData.setData("text/plain", withMarks(selection, marks));
    event.preventDefault();
  });
})();
