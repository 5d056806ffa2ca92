// The map beside the results of @@find; without this its link leads to a page.
//
// It is fetched when it is opened, and anew when other results are shown while it
// is open. A cookie keeps that it was left open, so that its place is kept from the start.
(function () {
  "use strict";
  var COOKIE = "ccsr-find-map";
  var asked = null;

  function byId(id) {
    return id ? document.getElementById(id) : null;
  }

  function put(place, html) {
    var fresh = new DOMParser().parseFromString(html, "text/html").getElementById("find-map-shown");
    var focused = document.activeElement && document.activeElement.id;
    var table = byId("find-map-table");
    var isOpen = table && table.open;
    place.replaceChildren(document.adoptNode(fresh));
    if (byId("find-map-table")) {
      byId("find-map-table").open = isOpen;
    }
    if (byId(focused) && place.contains(byId(focused))) {
      byId(focused).focus({ preventScroll: true });
    }
    place.dataset.shown = place.dataset.map;
  }

  function show() {
    var details = byId("find-map");
    var place = byId("find-map-place");
    if (asked) {
      asked.abort();
    }
    if (place) {
      place.removeAttribute("aria-busy");
    }
    if (!details || !details.open || place.dataset.shown === place.dataset.map) {
      return;
    }
    asked = new AbortController();
    place.setAttribute("aria-busy", "true");
    fetch(place.dataset.map, {
      credentials: "same-origin",
      headers: { "X-Requested-With": "XMLHttpRequest" },
      signal: asked.signal,
    })
      .then(function (response) {
        if (!response.ok || response.redirected) {
          throw new Error(String(response.status));
        }
        return response.text();
      })
      .then(function (html) {
        put(place, html);
        place.removeAttribute("aria-busy");
      })
      .catch(function (error) {
        // What was there is of another list; the link to the page stays.
        if (error.name !== "AbortError") {
          place.replaceChildren();
          place.removeAttribute("aria-busy");
        }
      });
  }

  // "toggle" does not rise, but can be caught on its way down.
  document.addEventListener(
    "toggle",
    function (event) {
      if (event.target.id === "find-map") {
        document.cookie =
          COOKIE + "=" + (event.target.open ? "open" : "; max-age=0") + "; path=/; samesite=lax";
        show();
      }
    },
    true,
  );

  document.addEventListener("find:shown", show);
  show();
})();
