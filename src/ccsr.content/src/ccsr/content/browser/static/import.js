/* Shows how far an import is, and the page anew once it has got there. */
(function () {
  "use strict";
  var panel = document.getElementById("import-progress");
  if (!panel) return;
  var bar = document.getElementById("import-bar");
  function show(found) {
    if (!found.busy) {
      window.location.reload();
      return;
    }
    bar.max = found.total || 1;
    bar.value = found.done;
    document.getElementById("import-done").textContent = found.done;
    document.getElementById("import-total").textContent = found.total;
    later();
  }
  function ask() {
    fetch(panel.dataset.url, { credentials: "same-origin", headers: { Accept: "application/json" } })
      .then(function (answer) {
        if (!answer.ok) throw new Error(answer.status);
        return answer.json();
      })
      .then(show)
      .catch(function () {
        window.setTimeout(ask, 10000);
      });
  }
  function later() {
    window.setTimeout(ask, 1500);
  }
  later();
})();
