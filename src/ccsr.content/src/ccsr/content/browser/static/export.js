// Links a.ccsr-export save a list: with progress, and with a way to stop it.
// Without this script they are plain downloads.
(function () {
  "use strict";
  var NEWLINE = 10;

  // The style comes along, so that a page names one file.
  var style = document.createElement("link");
  style.rel = "stylesheet";
  style.href = document.currentScript.src.replace(/export\.js/, "export.css");
  document.head.append(style);

  document.addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest("a.ccsr-export");
    var plain = event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
    if (!link || plain || event.defaultPrevented) {
      return;
    }
    event.preventDefault();
    if (!link.hasAttribute("aria-disabled")) {
      save(link);
    }
  });

  async function save(link) {
    var stop = new AbortController();
    var panel = panelAt(link, stop);
    link.setAttribute("aria-disabled", "true");
    try {
      await follow(await ask(link, stop.signal), panel);
    } catch (error) {
      if (!panel.words) {
        // The page that the link leads to says what is wrong.
        panel.remove();
        if (!stop.signal.aborted) {
          location.assign(link.href);
        }
      } else {
        panel.end(stop.signal.aborted ? panel.words.cancelled : panel.words.broken);
        console.warn("ccsr-export", error);
      }
    } finally {
      link.removeAttribute("aria-disabled");
    }
  }

  async function ask(link, signal) {
    var address = new URL(link.href);
    address.searchParams.set("progress", "1");
    var answer = await fetch(address, { signal: signal, credentials: "same-origin" });
    var kind = answer.headers.get("Content-Type") || "";
    if (!answer.ok || !kind.startsWith("application/octet-stream")) {
      throw new Error("not a list: " + answer.status);
    }
    return answer.body.getReader();
  }

  // First come lines of JSON; the one with "file" tells how many bytes follow it.
  async function follow(reader, panel) {
    var file = null;
    var line = [];
    var parts = [];
    var length = 0;
    for (;;) {
      var step = await reader.read();
      if (step.done) {
        break;
      }
      var bytes = step.value;
      while (!file && bytes.length) {
        var end = bytes.indexOf(NEWLINE);
        line.push(end < 0 ? bytes : bytes.subarray(0, end));
        bytes = end < 0 ? bytes.subarray(bytes.length) : bytes.subarray(end + 1);
        if (end >= 0) {
          var told = JSON.parse(await new Blob(line).text());
          line = [];
          file = panel.tell(told);
        }
      }
      parts.push(bytes);
      length += bytes.length;
    }
    if (!file || length !== file.file) {
      throw new Error("cut short");
    }
    keep(new Blob(parts, { type: file.type }), file.name);
    panel.end(file.say);
  }

  function keep(blob, name) {
    var address = URL.createObjectURL(blob);
    var link = document.createElement("a");
    link.href = address;
    link.download = name;
    document.body.append(link);
    link.click();
    link.remove();
    // The browser reads the blob after this function has returned.
    setTimeout(function () {
      URL.revokeObjectURL(address);
    }, 60000);
  }

  function panelAt(link, stop) {
    var box = made("div", "ccsr-export-panel");
    var status = made("p", "ccsr-export-status");
    var bar = made("progress", "ccsr-export-bar");
    var count = made("p", "ccsr-export-count");
    var button = made("button", "btn btn-outline-secondary btn-sm");
    var panel = { words: null };
    // Announced are start and end; the numbers between are there to be looked at.
    status.setAttribute("role", "status");
    button.type = "button";
    button.hidden = true;
    button.addEventListener("click", function () {
      stop.abort();
    });
    box.append(status, bar, count, button);
    // Behind the link, so that the Tab key leads to the button.
    link.insertAdjacentElement("afterend", box);

    panel.remove = function () {
      box.remove();
    };

    panel.tell = function (told) {
      // The part of the page that held the link may be another by now.
      if (!box.isConnected) {
        document.body.append(box);
      }
      if (told.cancel) {
        panel.words = told;
        bar.max = Math.max(told.of, 1);
        bar.value = 0;
        bar.setAttribute("aria-label", told.say);
        button.textContent = told.cancel;
        button.hidden = false;
        status.textContent = told.say;
      } else if (told.file === undefined) {
        bar.value = told.rows;
        count.textContent = told.say;
      }
      return told.file === undefined ? null : told;
    };

    panel.end = function (sentence) {
      var close = made("button", "btn btn-outline-secondary btn-sm");
      var focused = document.activeElement === button;
      close.type = "button";
      close.textContent = panel.words.close;
      close.addEventListener("click", function () {
        box.remove();
        link.focus();
      });
      bar.remove();
      count.remove();
      button.replaceWith(close);
      if (focused) {
        close.focus();
      }
      status.textContent = sentence;
    };
    return panel;
  }

  function made(name, classes) {
    var element = document.createElement(name);
    element.className = classes;
    return element;
  }
})();
