// The reader (@@read): all pages under each other, where without script there is one.
// What it needs stands in data-reader of the page (ccsr.content.browser.reader.page).
import { followKeys } from "./reader_keys.js";
import { Pages } from "./reader_pages.js";
import { Search } from "./reader_search.js";
import { Thumbs } from "./reader_thumbs.js";

const ZOOMS = [0.5, 0.75, 1, 1.25, 1.5, 2, 3];
// A larger document is printed in the resolution that it is read in.
const FINE = 30;

const root = document.getElementById("reader");
const told = JSON.parse(root.dataset.reader);
const opening = root.dataset.opening;
const said = document.getElementById("reader-said");
const field = document.getElementById("reader-page");
const fit = document.getElementById("reader-fit");
const fitted = fit.textContent;
const turns = {
  previous: document.getElementById("reader-previous"),
  next: document.getElementById("reader-next"),
};

function say(name, values) {
  return told.say[name].replace(/\{(\w+)\}/g, (_whole, hole) => values[hole]);
}

function tell(sentence) {
  said.textContent = sentence;
}

async function ask(address, values) {
  const url = new URL(address);
  for (const [name, value] of Object.entries({ ...values, opening })) {
    url.searchParams.set(name, value);
  }
  const answer = await fetch(url, { credentials: "same-origin" });
  if (!answer.ok || answer.redirected) {
    throw new Error(`${answer.status} ${url.pathname}`);
  }
  return answer.json();
}

const reader = {
  root,
  told,
  say,
  tell,
  ask,
  count: told.tall.length,
  address(name, values) {
    const url = new URL(told[name]);
    for (const [key, value] of Object.entries({ ...values, opening })) {
      url.searchParams.set(key, value);
    }
    return url.href;
  },
  query: new URLSearchParams(location.search).get("q") || "",
};

root.classList.add("is-scripted");
// Beside a form that is filled in from it there is room for the document alone.
const framed = window.self !== window.top;
document.body.classList.toggle("reader-framed", framed);
for (const one of root.querySelectorAll(".reader-script")) {
  one.hidden = one.id === "reader-hits";
}

const pages = (reader.pages = new Pages(reader, came));
const thumbs = new Thumbs(reader, { closed: framed });
const search = new Search(reader, thumbs);

// -- where the reader is ------------------------------------------------------

let settled;

function came(number) {
  field.value = number;
  thumbs.show(number);
  for (const [name, target] of [
    ["previous", number - 1],
    ["next", number + 1],
  ]) {
    const exists = target >= 1 && target <= reader.count;
    turns[name].removeAttribute("aria-disabled");
    if (exists) {
      turns[name].href = addressOf(target);
    } else {
      turns[name].removeAttribute("href");
      turns[name].setAttribute("aria-disabled", "true");
    }
  }
  clearTimeout(settled);
  settled = setTimeout(() => {
    history.replaceState(history.state, "", addressOf(number));
    tell(say("page", { number, count: reader.count }));
  }, 250);
}

function addressOf(number) {
  const url = new URL(told.action);
  url.searchParams.set("page", number);
  if (reader.query) {
    url.searchParams.set("q", reader.query);
  }
  return url.href;
}

function turn(by) {
  pages.go(pages.current + by);
}

for (const [name, by] of [
  ["previous", -1],
  ["next", 1],
]) {
  turns[name].addEventListener("click", (event) => {
    event.preventDefault();
    turn(by);
  });
}

field.form.addEventListener("submit", (event) => {
  event.preventDefault();
  const number = parseInt(field.value, 10);
  if (number) {
    pages.go(number);
  }
  field.value = pages.current;
});
field.addEventListener("focus", () => field.select());

root.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-page]");
  if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    pages.go(Number(link.dataset.page));
  }
});

// -- how large ----------------------------------------------------------------

let zoom = ZOOMS.indexOf(1);

function enlarge(step) {
  zoom = step === 0 ? ZOOMS.indexOf(1) : Math.min(Math.max(zoom + step, 0), ZOOMS.length - 1);
  const factor = ZOOMS[zoom];
  const number = pages.current;
  root.style.setProperty("--reader-zoom", factor);
  pages.resized();
  pages.go(number, { quiet: true });
  fit.textContent = factor === 1 ? fitted : say("zoom", { percent: Math.round(factor * 100) });
  tell(fit.textContent);
}

document.getElementById("reader-smaller").addEventListener("click", () => enlarge(-1));
document.getElementById("reader-larger").addEventListener("click", () => enlarge(1));
fit.addEventListener("click", () => enlarge(0));
addEventListener("resize", () => pages.resized());

// -- on paper -----------------------------------------------------------------

const paper = document.getElementById("reader-print");

async function print() {
  paper.disabled = true;
  tell(say("printing", {}));
  await pages.ready(told.widths[reader.count <= FINE ? 2 : 1]);
  paper.disabled = false;
  window.print();
}

paper.addEventListener("click", print);

if (told.keep) {
  // Once the reader has what they came for.
  setTimeout(() => {
    const body = new URLSearchParams({ _authenticator: root.dataset.token, opening });
    fetch(told.keep, { method: "POST", body, credentials: "same-origin" }).catch(() => {});
  }, 3000);
}

came(pages.current);
followKeys(reader, { search, turn, enlarge, print, field });
search.begin();
