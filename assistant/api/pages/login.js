// What follows "#" is never sent to the server: the form takes it to the page that was wanted.
(function () {
  "use strict";
  var next = document.querySelector("input[name=next]");
  // A reload may keep the field as it was filled in before.
  if (next.value.indexOf("#") < 0) next.value += location.hash;
})();
