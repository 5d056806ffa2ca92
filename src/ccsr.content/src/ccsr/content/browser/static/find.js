// What makes @@find quicker to use; everything works without it.
(function () {
  "use strict";
  var box = document.getElementById("find-q");
  var sort = document.getElementById("find-sort");

  // "/" goes to the box, unless the reader is typing somewhere.
  document.addEventListener("keydown", function (event) {
    var typing = event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    event.preventDefault();
    box.focus();
    box.select();
  });

  if (sort) {
    sort.addEventListener("change", function () {
      sort.form.requestSubmit();
    });
  }
})();
