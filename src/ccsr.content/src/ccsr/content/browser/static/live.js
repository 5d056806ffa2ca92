/* Renews parts of a page from the page itself, as long as they carry data-live (milliseconds).
   What has the focus keeps it, by its id; while somebody chooses in a list nothing is renewed.
   Another script has a part renewed at once by the event ccsr:renew. */
(function () {
  "use strict";
  function renew(part, fresh) {
    var focused = part.contains(document.activeElement) ? document.activeElement.id : "";
    part.replaceWith(fresh);
    var found = focused && document.getElementById(focused);
    if (found) found.focus();
    wait(fresh);
    fresh.dispatchEvent(new CustomEvent("ccsr:renewed", { bubbles: true }));
  }
  function ask(part) {
    if (!part.isConnected) return;
    if (document.hidden) {
      // What happened meanwhile is there as soon as somebody looks again.
      if (part.dataset.unseen) return;
      part.dataset.unseen = "true";
      document.addEventListener("visibilitychange", function () {
        delete part.dataset.unseen;
        ask(part);
      }, { once: true });
      return;
    }
    if (part.querySelector("select:focus, input:focus, details[open]")) {
      wait(part);
      return;
    }
    fetch(window.location.href, { credentials: "same-origin", headers: { Accept: "text/html" } })
      .then(function (answer) {
        if (!answer.ok || answer.redirected) throw new Error(answer.status);
        return answer.text();
      })
      .then(function (text) {
        var page = new DOMParser().parseFromString(text, "text/html");
        var fresh = page.getElementById(part.id);
        if (fresh) renew(part, document.adoptNode(fresh));
      })
      .catch(function () {
        window.setTimeout(ask, 10000, part);
      });
  }
  function wait(part) {
    var pause = Number(part.dataset.live);
    if (pause) window.setTimeout(ask, pause, part);
  }
  document.addEventListener("ccsr:renew", function (event) {
    ask(event.target);
  });
  document.querySelectorAll("[data-live]").forEach(wait);
})();
