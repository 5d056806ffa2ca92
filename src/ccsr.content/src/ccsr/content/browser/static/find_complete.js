// Completions while typing, for every form with data-complete: the combobox of
// the ARIA Authoring Practices. The form works without it.
(function () {
  "use strict";
  var WAIT = 120;
  var SHORTEST = 2;

  function Completion(form) {
    var box = form.querySelector("[name=q]");
    var words = form.dataset;
    var list = document.createElement("div");
    var said = document.createElement("p");
    var options = [];
    var active = -1;
    var timer = null;
    var asked = null;

    list.id = box.id + "-completions";
    list.className = "find-completions";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", words.completeLabel);
    list.hidden = true;
    said.className = "visually-hidden";
    said.setAttribute("role", "status");
    box.parentElement.classList.add("find-combobox");
    box.after(list, said);
    box.setAttribute("role", "combobox");
    box.setAttribute("aria-autocomplete", "list");
    box.setAttribute("aria-controls", list.id);
    box.setAttribute("aria-expanded", "false");
    box.setAttribute("autocomplete", "off");

    // -- the list -----------------------------------------------------------

    function element(name, className, text) {
      var made = document.createElement(name);
      made.className = className;
      made.textContent = text;
      return made;
    }

    function option(choose, parts) {
      var made = element("div", "find-completion", "");
      made.id = list.id + "-" + options.length;
      made.setAttribute("role", "option");
      made.setAttribute("aria-selected", "false");
      made.append.apply(made, parts);
      made.addEventListener("click", choose);
      options.push({ element: made, choose: choose });
      return made;
    }

    function group(title, entries) {
      var made = element("div", "find-completion-group", "");
      var heading = element("div", "find-completion-title", title);
      heading.setAttribute("role", "presentation");
      made.setAttribute("role", "group");
      made.setAttribute("aria-label", title);
      made.append.apply(made, [heading].concat(entries));
      list.append(made);
    }

    function entry(one) {
      var about = [one.kind, one.note].filter(Boolean).join(" · ");
      return option(
        function () {
          close();
          location.assign(one.url);
        },
        [element("span", "find-completion-name", one.title), " ", element("span", "ccsr-meta", about)],
      );
    }

    function word(one) {
      return option(
        function () {
          close();
          box.value = one.query;
          form.requestSubmit();
        },
        [element("span", "find-completion-name", one.title)],
      );
    }

    function fill(found) {
      list.replaceChildren();
      options = [];
      active = -1;
      box.removeAttribute("aria-activedescendant");
      if (found.items.length) {
        group(words.completeItems, found.items.map(entry));
      }
      if (found.words.length) {
        group(words.completeWords, found.words.map(word));
      }
      if (!options.length) {
        close();
        return;
      }
      list.hidden = false;
      box.setAttribute("aria-expanded", "true");
      said.textContent = words.completeSaid.replace("{count}", options.length);
    }

    function close() {
      clearTimeout(timer);
      if (asked) {
        asked.abort();
      }
      asked = null;
      active = -1;
      list.hidden = true;
      said.textContent = "";
      box.setAttribute("aria-expanded", "false");
      box.removeAttribute("aria-activedescendant");
    }

    function activate(number) {
      if (active >= 0) {
        options[active].element.setAttribute("aria-selected", "false");
      }
      active = number;
      if (active < 0) {
        box.removeAttribute("aria-activedescendant");
        return;
      }
      var made = options[active].element;
      made.setAttribute("aria-selected", "true");
      made.scrollIntoView({ block: "nearest" });
      box.setAttribute("aria-activedescendant", made.id);
    }

    // -- asking -------------------------------------------------------------

    function ask() {
      var url = new URL(words.complete);
      url.searchParams.set("q", box.value);
      asked = new AbortController();
      fetch(url, { credentials: "same-origin", signal: asked.signal })
        .then(function (response) {
          return response.ok && !response.redirected ? response.json() : null;
        })
        .then(function (found) {
          asked = null;
          if (found && document.activeElement === box) {
            fill(found);
          }
        })
        // No completions are no reason to disturb whoever types.
        .catch(function () {});
    }

    function typed(event) {
      clearTimeout(timer);
      if (asked) {
        asked.abort();
      }
      if (event.isComposing) {
        return;
      }
      if (box.value.trim().length < SHORTEST) {
        close();
        return;
      }
      timer = setTimeout(ask, WAIT);
    }

    // From the box over the options and back to the box.
    function step(by) {
      var places = options.length + 1;
      activate(((active + 1 + by + places) % places) - 1);
    }

    function pressed(event) {
      if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) {
        return;
      }
      if (list.hidden) {
        if (event.key === "ArrowDown" && box.value.trim().length >= SHORTEST) {
          event.preventDefault();
          ask();
        } else if (event.key === "Enter") {
          close();
        }
        return;
      }
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        step(event.key === "ArrowDown" ? 1 : -1);
      } else if (event.key === "Escape") {
        // The first closes the list, a second one empties the box.
        event.preventDefault();
        close();
      } else if (event.key === "Enter" && active >= 0) {
        event.preventDefault();
        options[active].choose();
      } else if (event.key === "Enter" || event.key === "Tab") {
        close();
      } else if (active >= 0 && (event.key === "Home" || event.key === "End")) {
        event.preventDefault();
        activate(event.key === "Home" ? 0 : options.length - 1);
      }
    }

    box.addEventListener("input", typed);
    box.addEventListener("keydown", pressed);
    box.addEventListener("blur", close);
    form.addEventListener("submit", close);
    // The box keeps the focus while something is picked or scrolled.
    list.addEventListener("mousedown", function (event) {
      event.preventDefault();
    });
  }

  document.querySelectorAll("form[data-complete]").forEach(Completion);
})();
