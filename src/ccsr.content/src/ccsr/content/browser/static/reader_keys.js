// Keys of the reader; single letters can be switched off (WCAG 2.1.4) until the page is left:
// nothing is kept in the browser.
export function followKeys(reader, { search, turn, enlarge, print, field }) {
  const help = document.getElementById("reader-help");
  const choice = document.getElementById("reader-keys");
  const button = document.getElementById("reader-help-button");
  const keys = {
    ArrowLeft: () => turn(-1),
    ArrowRight: () => turn(1),
    Home: () => reader.pages.go(1),
    End: () => reader.pages.go(reader.count),
  };
  const letters = {
    "/": () => {
      search.field.focus();
      search.field.select();
    },
    n: () => search.go(1),
    p: () => search.go(-1),
    g: () => field.focus(),
    "+": () => enlarge(1),
    "=": () => enlarge(1),
    "-": () => enlarge(-1),
    0: () => enlarge(0),
    "?": () => help.showModal(),
  };

  choice.checked = true;
  button.addEventListener("click", () => help.showModal());

  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key === "p" && !event.shiftKey) {
      // The browser would print the pages that happen to be there.
      event.preventDefault();
      print();
      return;
    }
    const target = event.target;
    const typing = target.closest("input, textarea, select, [contenteditable]");
    if (typing && event.key === "Escape") {
      target.blur();
    }
    if (typing || help.open || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const act = keys[event.key] || (choice.checked && letters[event.key]);
    if (act) {
      event.preventDefault();
      act();
    }
  });
}
