/* Choosing words and drawing boxes on the picture of a page. The list of words below it holds
   what is chosen, so that the form says the same with and without this script. */
(function () {
  "use strict";
  var picture = document.getElementById("redact-picture");
  var form = document.getElementById("redact-form");
  if (!picture || !form || !window.PointerEvent) return;
  var modes = document.getElementById("redact-modes");
  var clear = document.getElementById("redact-clear");
  var chosen = document.getElementById("redact-chosen");
  var SVG = "http://www.w3.org/2000/svg";
  var size = picture.viewBox.baseVal;
  var words = Array.prototype.slice.call(picture.querySelectorAll(".redact-word"));
  var ticks = {};
  var start = null;
  var drawn = null;
  form.querySelectorAll("input[name=at]").forEach(function (tick) {
    ticks[tick.value] = tick;
  });

  function mode() {
    return form.querySelector("input[name=mode]:checked").value;
  }
  function choose(word, is) {
    ticks[word.dataset.at].checked = is;
    word.classList.toggle("is-chosen", is);
  }
  function lines() {
    form.querySelectorAll("input[name=line]").forEach(function (line) {
      if (!line.checked) return;
      line.checked = false;
      line.closest(".redact-row").querySelectorAll("input[name=at]").forEach(function (tick) {
        tick.checked = true;
      });
    });
  }
  function tell() {
    var boxes = form.querySelectorAll("input[name=box]").length;
    var count = 0;
    words.forEach(function (word) {
      var is = ticks[word.dataset.at].checked;
      word.classList.toggle("is-chosen", is);
      if (is) count += 1;
    });
    var text = count || boxes ? chosen.dataset.some : chosen.dataset.none;
    chosen.textContent = text.replace("{words}", count).replace("{boxes}", boxes);
    clear.hidden = !(count || boxes);
    chosen.parentNode.classList.toggle("has-chosen", !clear.hidden);
  }
  function point(event) {
    var place = picture.getBoundingClientRect();
    return {
      x: Math.min(Math.max((event.clientX - place.left) / place.width, 0), 1) * size.width,
      y: Math.min(Math.max((event.clientY - place.top) / place.height, 0), 1) * size.height,
    };
  }
  function between(one, other) {
    return {
      left: Math.min(one.x, other.x),
      top: Math.min(one.y, other.y),
      right: Math.max(one.x, other.x),
      bottom: Math.max(one.y, other.y),
    };
  }
  function touches(word, box) {
    var x = word.x.baseVal.value;
    var y = word.y.baseVal.value;
    var right = x + word.width.baseVal.value;
    var bottom = y + word.height.baseVal.value;
    return x <= box.right && right >= box.left && y <= box.bottom && bottom >= box.top;
  }
  function outline(box) {
    drawn.setAttribute("x", box.left);
    drawn.setAttribute("y", box.top);
    drawn.setAttribute("width", box.right - box.left);
    drawn.setAttribute("height", box.bottom - box.top);
  }
  function add(box) {
    var input = document.createElement("input");
    input.type = "hidden";
    input.name = "box";
    input.value = [
      box.left / size.width,
      box.top / size.height,
      box.right / size.width,
      box.bottom / size.height,
    ]
      .map(function (one) {
        return one.toFixed(5);
      })
      .join(",");
    form.appendChild(input);
    drawn.input = input;
  }
  /* What was drawn before the portal asked for something that was missing. */
  function draw_again(input) {
    var at = input.value.split(",").map(Number);
    drawn = document.createElementNS(SVG, "rect");
    drawn.setAttribute("class", "redact-new");
    outline({
      left: at[0] * size.width,
      top: at[1] * size.height,
      right: at[2] * size.width,
      bottom: at[3] * size.height,
    });
    drawn.input = input;
    picture.appendChild(drawn);
    drawn = null;
  }
  function drop(rectangle) {
    rectangle.input.remove();
    rectangle.remove();
    tell();
  }

  picture.addEventListener("pointerdown", function (event) {
    if (mode() === "look" || event.button) return;
    if (event.target.input) {
      drop(event.target);
      return;
    }
    event.preventDefault();
    start = point(event);
    picture.setPointerCapture(event.pointerId);
    drawn = document.createElementNS(SVG, "rect");
    drawn.setAttribute("class", "redact-new");
    picture.appendChild(drawn);
  });
  picture.addEventListener("pointermove", function (event) {
    if (start) outline(between(start, point(event)));
  });
  picture.addEventListener("pointerup", function (event) {
    if (!start) return;
    var box = between(start, point(event));
    var is_click = box.right - box.left < 4 && box.bottom - box.top < 4;
    if (mode() === "box" && !is_click) {
      outline(box);
      add(box);
    } else {
      drawn.remove();
      var touched = words.filter(function (word) {
        return touches(word, box);
      });
      var all = touched.every(function (word) {
        return ticks[word.dataset.at].checked;
      });
      touched.forEach(function (word) {
        choose(word, !(is_click && all));
      });
    }
    start = drawn = null;
    tell();
  });
  picture.addEventListener("pointercancel", function () {
    if (drawn) drawn.remove();
    start = drawn = null;
  });
  clear.addEventListener("click", function () {
    words.forEach(function (word) {
      choose(word, false);
    });
    picture.querySelectorAll(".redact-new").forEach(drop);
    tell();
  });
  form.addEventListener("change", function (event) {
    picture.dataset.mode = mode();
    if (event.target.name === "line") lines();
    tell();
  });
  modes.hidden = false;
  form.querySelectorAll("input[name=box]").forEach(draw_again);
  picture.dataset.mode = mode();
  tell();
})();
