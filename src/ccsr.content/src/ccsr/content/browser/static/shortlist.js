// A note that was typed and not saved is not lost by a link: the browser asks first.
(function () {
  "use strict";
  var form = document.getElementById("shortlist-form");
  var sent = false;
  if (!form) {
    return;
  }
  form.addEventListener("submit", function () {
    sent = true;
  });
  window.addEventListener("pageshow", function () {
    sent = false;
  });
  window.addEventListener("beforeunload", function (event) {
    var typed = Array.prototype.some.call(form.querySelectorAll("textarea"), function (one) {
      return one.value !== one.defaultValue || one.classList.contains("is-invalid");
    });
    if (typed && !sent) {
      event.preventDefault();
    }
  });
})();
