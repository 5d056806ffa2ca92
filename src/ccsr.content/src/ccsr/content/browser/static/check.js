// The check with the keyboard: rows, uncertain values, filing. The page is one form and
// works without this; here its answers replace the lines that have changed.
(function () {
  "use strict";
  var form = document.getElementById("check");
  if (!form) return;
  var lines = document.getElementById("lines");
  var paper = document.getElementById("paper");
  var help = document.getElementById("check-help");
  var letters = document.getElementById("check-letters");
  // In the address, where a bookmark keeps it: scripts here keep nothing.
  var LETTERS = "letters";
  var POLL = 3000;
  // The buttons, which are called `action`, hide the property.
  var address = form.getAttribute("action");
  var queue = Promise.resolve();

  // -- asking --------------------------------------------------------------

  function body(action, more) {
    var data = new FormData(form);
    data.set("action", action);
    data.set("fragment", "1");
    Object.keys(more || {}).forEach(function (name) {
      data.set(name, more[name]);
    });
    return data;
  }

  function read(answer) {
    if (!answer.ok || answer.redirected) throw new Error(answer.status);
    return answer.text();
  }

  // One after the other: each answer tells what the next question builds on.
  function ask(action, shown, more) {
    queue = queue
      .then(function () {
        var data = body(action, more);
        return fetch(address, { method: "POST", body: data, credentials: "same-origin" });
      })
      .then(read)
      .then(function (html) {
        shown(new DOMParser().parseFromString(html, "text/html"));
        count();
      })
      .catch(failed);
    return queue;
  }

  function failed() {
    var said = document.getElementById("check-said");
    var box = document.createElement("p");
    box.className = "alert alert-danger py-2";
    box.setAttribute("role", "alert");
    box.textContent = form.dataset.failed;
    said.replaceChildren(box);
  }

  // -- showing -------------------------------------------------------------

  function line(key) {
    return document.getElementById("line-" + key);
  }

  function opened() {
    return form.elements.row.value;
  }

  // All that has changed: lines, and the open row anew; with `all` what is not there is gone.
  function renew(found, all) {
    var editor = found.getElementById("editor");
    swap("check-said", found);
    var old = document.getElementById("editor");
    var was = opened();
    if (old) old.remove();
    document.querySelectorAll(".check-line[aria-current]").forEach(function (one) {
      one.removeAttribute("aria-current");
    });
    var now = editor ? editor.querySelector("[data-item]").dataset.item : "";
    var made = Array.from(found.querySelectorAll(".check-line"));
    lines.querySelectorAll(".check-line").forEach(function (one) {
      var stays = made.some(function (other) {
        return other.id === one.id;
      });
      if (!stays && (all || (one.id === "line-" + was && now !== was))) one.remove();
    });
    made.forEach(put);
    if (editor) line(now).after(editor);
    form.elements.row.value = now;
    if (now !== was) show(now);
  }

  // What was filed stands below what waits, the latest first.
  function put(made) {
    var known = document.getElementById(made.id);
    if (known) {
      known.replaceWith(made);
      return;
    }
    lines.insertBefore(made, lines.querySelector(".check-line:not(:has(.check-open))"));
  }

  // What is said of the open row, but not its controls: somebody types in them.
  function refresh(found) {
    var fresh = found.getElementById("editor");
    var here = document.getElementById("editor");
    if (!fresh || !here || names(fresh) !== names(here) || found.querySelector("[role=alert]")) {
      var name = focused();
      renew(found);
      focus(name);
      return;
    }
    Array.from(found.querySelectorAll(".check-line")).forEach(put);
    fresh.querySelectorAll("[data-live]").forEach(function (one) {
      swap(one.id, found);
    });
    fresh.querySelectorAll(".check-field").forEach(function (one) {
      document.getElementById(one.id).className = one.className;
    });
    swap("check-said", found);
  }

  function swap(id, found) {
    var fresh = found.getElementById(id);
    var here = document.getElementById(id);
    if (fresh && here) here.replaceWith(fresh);
  }

  function names(editor) {
    return Array.from(editor.querySelectorAll(".check-field, [name='value.service:list']"))
      .map(function (one) {
        return one.dataset.name || one.value;
      })
      .join(" ");
  }

  function show(key) {
    var holder = document.querySelector("#editor [data-paper]");
    if (paper) paper.hidden = !holder;
    if (paper && holder) paper.src = holder.dataset.paper;
    var url = new URL(location.href);
    url.searchParams.set("row", key);
    history.replaceState(null, "", url);
    var shown = line(key);
    if (shown) shown.scrollIntoView({ block: "start" });
    // Where nothing waits any more, what was filed last.
    var next = shown ? shown.querySelector(".check-open") : lines.querySelector("a");
    if (next) next.focus({ preventScroll: true });
  }

  function count() {
    document.querySelectorAll("[data-count]").forEach(function (one) {
      var found = lines.querySelectorAll("[data-state='" + one.dataset.count + "']").length;
      one.querySelector("strong").textContent = found;
      one.hidden = !found;
    });
  }

  // -- fields --------------------------------------------------------------

  function field(element) {
    return element && element.closest ? element.closest(".check-field") : null;
  }

  function focused() {
    var here = field(document.activeElement);
    return here ? here.dataset.name : "";
  }

  function focus(name) {
    var here = name && document.querySelector(".check-field[data-name='" + name + "']");
    if (!here) return;
    var control = here.querySelector("[name^='value.']") || here.querySelector("[type=search]");
    control.focus({ preventScroll: true });
    here.scrollIntoView({ block: "nearest" });
  }

  function uncertain() {
    return Array.from(document.querySelectorAll("#editor .check-field--uncertain"));
  }

  // What waits for an answer: uncertain, refused, or empty where sharing asks for it.
  function unanswered() {
    var wanted = ".check-field--uncertain, .check-field:has(.text-danger), ";
    return Array.from(
      document.querySelectorAll("#editor :is(" + wanted + ".check-field--empty:has(.check-wanted))"),
    );
  }

  // The next one in this row after the one with the focus, else in a row below.
  function next() {
    var all = unanswered();
    var here = field(document.activeElement);
    var after = all.find(function (one) {
      return here && here.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING;
    });
    var found = after || all[0];
    if (found && found !== here) {
      focus(found.dataset.name);
      open(found);
      return Promise.resolve();
    }
    var rows = Array.from(lines.querySelectorAll(".check-line[data-state=check]"));
    var current = line(opened());
    var below = rows.find(function (one) {
      return current.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING;
    });
    if (!below) return Promise.resolve();
    return go(below.dataset.row).then(function () {
      var first = unanswered()[0];
      if (first) {
        focus(first.dataset.name);
        open(first);
      }
    });
  }

  function open(here) {
    var link = here && here.querySelector(".check-place");
    if (link && paper) paper.src = link.href;
  }

  function accept() {
    var all = uncertain();
    var here = field(document.activeElement);
    var wanted = all.indexOf(here) >= 0 ? here : all[0];
    if (!wanted) return;
    var name = wanted.dataset.name;
    ask("accept:" + name, refresh).then(function () {
      focus(name);
      if (uncertain().length) next();
    });
  }

  // -- rows ----------------------------------------------------------------

  function go(key) {
    if (!key || key === opened()) return Promise.resolve();
    return ask("open:" + key, renew);
  }

  function step(by) {
    var rows = Array.from(lines.querySelectorAll(".check-line:has(.check-open)"));
    var place = rows.indexOf(line(opened())) + by;
    if (rows[place]) go(rows[place].dataset.row);
  }

  function press(name) {
    var button = form.querySelector(name);
    if (button) button.click();
  }

  var KEYS = {
    j: function () { step(1); },
    k: function () { step(-1); },
    n: next,
    a: accept,
    o: function () { open(field(document.activeElement) || uncertain()[0]); },
    e: function () { focus("type"); },
    s: function () { document.getElementById("service-search").focus(); },
    d: function () { press("[name='value.shareable_declared']"); },
    f: function () { press("#file-this"); },
    x: function () {
      var box = line(opened());
      if (box) box.querySelector("[type=checkbox]").click();
    },
    c: function () {
      var here = field(document.activeElement);
      if (here && here.querySelector(".check-copy")) here.querySelector(".check-copy").click();
    },
    z: function () { press("[value=undo]"); },
    "?": function () { help.showModal(); },
  };

  function types(element) {
    return element.matches("input:not([type=checkbox]), textarea, select");
  }

  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.isComposing || help.open) return;
    if (event.altKey && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      step(event.key === "ArrowDown" ? 1 : -1);
      return;
    }
    if (event.key === "Escape" && types(event.target) && form.contains(event.target)) {
      event.target.blur();
      return;
    }
    if (event.target.id === "service-search" && event.key === "Enter") {
      event.preventDefault();
      pick();
      return;
    }
    var key = event.altKey && /^Key/.test(event.code) ? event.code[3].toLowerCase() : event.key;
    if (!Object.hasOwn(KEYS, key)) return;
    if (!event.altKey && (types(event.target) || !letters.checked)) return;
    event.preventDefault();
    KEYS[key]();
  });

  // -- services ------------------------------------------------------------

  var WAIT = 250;
  var timer = null;

  function search() {
    return ask("find", function (found) {
      var fresh = found.querySelector("#editor .check-field--services");
      var here = document.querySelector("#editor .check-field--services");
      if (!fresh || !here) return;
      var typed = document.getElementById("service-search");
      var offers = fresh.querySelectorAll(".form-check");
      here.querySelectorAll(".form-check, p").forEach(function (one) {
        one.remove();
      });
      here.querySelector("legend").after.apply(here.querySelector("legend"), offers);
      var none = fresh.querySelector("p");
      if (none) typed.closest(".input-group").before(none);
    });
  }

  // The first that was found is ticked.
  function pick() {
    clearTimeout(timer);
    var typed = document.getElementById("service-search");
    if (!typed.value.trim()) return;
    search().then(function () {
      var first = document.querySelector("[data-found]:not(:checked)");
      if (!first) return;
      typed.value = "";
      first.checked = true;
      first.dispatchEvent(new Event("change", { bubbles: true }));
      first.focus();
    });
  }

  // -- events --------------------------------------------------------------

  form.addEventListener("input", function (event) {
    if (event.target.id !== "service-search") return;
    clearTimeout(timer);
    timer = setTimeout(search, WAIT);
  });

  form.addEventListener("change", function (event) {
    if (/^value\./.test(event.target.name || "")) ask("save", refresh);
  });

  form.addEventListener("submit", function (event) {
    var action = event.submitter ? event.submitter.value : "save";
    event.preventDefault();
    var name = focused();
    if (/^(file-|set|copy|undo|take-back)/.test(action)) {
      ask(action, renewAll, { show: keys() }).then(function () {
        focus(name);
      });
      return;
    }
    ask(action, renew).then(function () {
      if (action !== "file" && action.indexOf("open") !== 0) focus(name);
    });
  });

  function keys() {
    return Array.from(lines.querySelectorAll(".check-line"))
      .map(function (one) {
        return one.dataset.row;
      })
      .join(" ");
  }

  function renewAll(found) {
    renew(found, true);
  }

  document.addEventListener("click", function (event) {
    if (event.target.closest("#check-keys")) help.showModal();
  });

  if (letters) {
    letters.checked = new URL(location.href).searchParams.get(LETTERS) !== "off";
    letters.addEventListener("change", function () {
      var url = new URL(location.href);
      if (letters.checked) url.searchParams.delete(LETTERS);
      else url.searchParams.set(LETTERS, "off");
      history.replaceState(null, "", url);
    });
  }
  var button = document.getElementById("check-keys");
  if (button) button.hidden = false;

  // -- the document --------------------------------------------------------

  // Beside the rows it needs no way around the portal.
  if (paper) {
    paper.addEventListener("load", function () {
      var page = paper.contentDocument;
      var title = page && page.querySelector("h1");
      if (title) title.style.display = "none";
      var main = page && page.querySelector("main, #content-core, #content");
      for (var one = main; one && one !== page.body; one = one.parentElement) {
        Array.from(one.parentElement.children).forEach(function (other) {
          if (other !== one && !/^(SCRIPT|LINK|STYLE)$/.test(other.tagName)) {
            other.style.display = "none";
          }
        });
      }
    });
  }

  // -- what is still being read --------------------------------------------

  function waiting() {
    return Array.from(lines.querySelectorAll("[data-waits]")).map(function (one) {
      return one.dataset.row;
    });
  }

  function poll() {
    var keys = waiting();
    if (!keys.length) return;
    var url = new URL(address);
    url.searchParams.set("fragment", "1");
    url.searchParams.set("row", opened());
    url.searchParams.set("show", keys.join(" "));
    fetch(url, { credentials: "same-origin" })
      .then(read)
      .then(function (html) {
        var found = new DOMParser().parseFromString(html, "text/html");
        var isMine = keys.indexOf(opened()) >= 0;
        if (isMine && !field(document.activeElement)) renew(found);
        else refresh(found);
        count();
      })
      .catch(function () {})
      .then(function () {
        setTimeout(poll, POLL);
      });
  }
  if (waiting().length) setTimeout(poll, POLL);
})();
