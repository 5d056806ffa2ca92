// What makes @@find quicker to use; everything works without it.
//
// A link or form that leads to @@find again is fetched, and the parts of the
// page that depend on the search are exchanged. Whatever goes wrong ends in an
// ordinary page load.
(function () {
  "use strict";
  var form = document.getElementById("find-form");
  var box = document.getElementById("find-q");
  var said = document.getElementById("find-said");
  var PARTS = ["find-kept", "find-answer"];
  var asked = null;
  // The address shown, without the part that names a place on the page.
  var shown = location.pathname + location.search;

  function byId(id) {
    return id ? document.getElementById(id) : null;
  }

  function leadsHere(url) {
    return url.origin === location.origin && url.pathname === new URL(form.action).pathname;
  }

  // -- asking ---------------------------------------------------------------

  function addressOf(asking) {
    var url = new URL((asking || form).action);
    new FormData(asking || form).forEach(function (value, name) {
      if (value) {
        url.searchParams.append(name, value);
      }
    });
    return url;
  }

  function fetched(url) {
    if (asked) {
      asked.abort();
    }
    asked = new AbortController();
    return fetch(url, {
      credentials: "same-origin",
      headers: { "X-Requested-With": "XMLHttpRequest" },
      signal: asked.signal,
    }).then(function (response) {
      // Signed out meanwhile, or refused: the whole page says so better.
      if (!response.ok || response.redirected) {
        throw new Error(String(response.status));
      }
      return response.text();
    });
  }

  function show(url, done) {
    var answer = byId("find-answer");
    answer.setAttribute("aria-busy", "true");
    fetched(url).then(
      function (html) {
        asked = null;
        var fresh = new DOMParser().parseFromString(html, "text/html");
        if (!fresh.getElementById("find-answer")) {
          location.assign(url);
          return;
        }
        done(fresh);
      },
      function (error) {
        if (error.name !== "AbortError") {
          location.assign(url);
        }
      },
    );
  }

  // -- showing --------------------------------------------------------------

  function opened() {
    var states = {};
    document.querySelectorAll("#find-answer details[id]").forEach(function (one) {
      states[one.id] = one.open;
    });
    return states;
  }

  function exchange(fresh) {
    var states = opened();
    var focused = document.activeElement && document.activeElement.id;
    var status = fresh.querySelector("#find-answer [role=status]");
    var words = status ? status.textContent : "";
    if (status) {
      // What is put in as a whole is not read out everywhere; the line that stays is.
      status.removeAttribute("role");
    }
    // The map has an answer of its own: until that has come, the last one stays.
    var map = byId("find-map-shown");
    PARTS.forEach(function (id) {
      var now = fresh.getElementById(id);
      if (now) {
        byId(id).replaceWith(document.adoptNode(now));
      }
    });
    if (map && states["find-map"] && byId("find-map-place")) {
      byId("find-map-place").replaceChildren(map);
    }
    Object.keys(states).forEach(function (id) {
      if (byId(id)) {
        byId(id).open = states[id];
      }
    });
    said.textContent = words.replace(/\s+/g, " ").trim();
    document.dispatchEvent(new Event("find:shown"));
    return focused;
  }

  function languages() {
    document.querySelectorAll("a[hreflang]").forEach(function (link) {
      var url = new URL(location.href);
      url.hash = "";
      url.searchParams.set("set_language", link.hreflang);
      link.href = url.href;
    });
  }

  function settle() {
    shown = location.pathname + location.search;
    box.value = byId("find-answer").dataset.q || "";
    languages();
  }

  function remember() {
    history.replaceState({ scroll: window.scrollY }, "");
  }

  function go(url, fromBox) {
    remember();
    show(url, function (fresh) {
      var answer = fresh.getElementById("find-answer");
      if (fromBox && answer.dataset.exact) {
        location.assign(answer.dataset.exact);
        return;
      }
      var focused = exchange(fresh);
      history.pushState({ scroll: null }, "", answer.dataset.address);
      settle();
      place(focused);
    });
  }

  // The focus stays where it was; where that has gone, it goes to the results.
  function place(focused) {
    var results = byId("find-results");
    if (document.activeElement === box) {
      return;
    }
    if (byId(focused)) {
      byId(focused).focus({ preventScroll: true });
    } else if (results) {
      results.focus({ preventScroll: true });
      if (results.getBoundingClientRect().top < 0) {
        results.scrollIntoView();
      }
    }
  }

  // -- what happens ---------------------------------------------------------

  document.addEventListener("click", function (event) {
    var link = event.target.closest("#find-answer a[href]");
    var plain = event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey);
    if (!link || !plain || event.altKey || event.defaultPrevented || link.hasAttribute("target")) {
      return;
    }
    // A link in a picture has no address that is a text.
    var url = new URL(link.getAttribute("href"), document.baseURI);
    if (!leadsHere(url) || url.hash) {
      return;
    }
    event.preventDefault();
    link.focus();
    go(url, false);
  });

  // The form that asks for services is exchanged with the answer.
  document.addEventListener("submit", function (event) {
    if (event.target.dataset.find !== "services") {
      return;
    }
    event.preventDefault();
    go(addressOf(event.target), false);
  });

  form.addEventListener("submit", function (event) {
    var fromBox = !event.submitter || form.contains(event.submitter);
    event.preventDefault();
    go(addressOf(), fromBox);
  });

  document.addEventListener("change", function (event) {
    if (event.target.id === "find-sort") {
      go(addressOf(), false);
    }
  });

  window.addEventListener("popstate", function (event) {
    if (location.pathname + location.search === shown) {
      return;
    }
    var scroll = event.state && event.state.scroll;
    show(location.href, function (fresh) {
      exchange(fresh);
      settle();
      window.scrollTo(0, scroll || 0);
    });
  });

  window.addEventListener("pagehide", remember);

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

  languages();
})();
