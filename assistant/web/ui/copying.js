// What is copied with the mouse: the numbers of the citations as ①②③, never glued to the words.

import { noteMark } from "./official.js";

/** Watch copying; outside of `.cite` and in boxes it stays the browser's own. */
export function copyMarksApart() {
  document.addEventListener("copy", (event) => {
    const selection = window.getSelection();
    if (selection.isCollapsed || event.target.closest?.("input, textarea")) return;
    const marks = [...document.querySelectorAll(".cite")].filter((mark) => selection.containsNode(mark, true));
    if (marks.length === 0) return;
    event.clipboardData.setData("text/plain", withMarks(selection, marks));
    event.preventDefault();
  });
}

// The browser's own text of the selection, while the marks hold what is to be copied.
function withMarks(selection, marks) {
  const { anchorNode, anchorOffset, focusNode, focusOffset } = selection;
  const numbers = marks.map((mark) => mark.textContent);
  const range = selection.getRangeAt(0).cloneRange();
  // An end inside a mark would be moved by the change of its text: it goes to the side that it means.
  const inside = (node) => marks.find((mark) => mark.contains(node));
  const [first, last] = [inside(range.startContainer), inside(range.endContainer)];
  const { startOffset, endOffset } = range;
  if (first && startOffset === 0) range.setStartBefore(first);
  else if (first) range.setStartAfter(first);
  if (last && endOffset === 0) range.setEndBefore(last);
  else if (last) range.setEndAfter(last);
  marks.forEach((mark, place) => { mark.firstChild.data = noteMark(Number(numbers[place])); });
  selection.removeAllRanges();
  selection.addRange(range);
  const text = selection.toString();
  marks.forEach((mark, place) => { mark.firstChild.data = numbers[place]; });
  selection.setBaseAndExtent(anchorNode, anchorOffset, focusNode, focusOffset);
  return text;
}
