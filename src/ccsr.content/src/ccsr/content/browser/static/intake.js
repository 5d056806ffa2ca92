/* The upload page: files go to the portal in parts, several at a time, and again after a lost
   connection. Nothing of them is kept in the browser: after a reload the portal knows what has
   not arrived, and goes on in the middle of a file that is chosen again.
   Without this script the form does it. */
(function () {
"use strict";
/* One less than the portal does at a time, so that its pages stay quick. */
const AT_ONCE = 3;
const PART = 2 * 1024 * 1024;
const PAUSES = [0, 1000, 3000, 5000, 10000, 20000, 30000];
const JUNK = /(^|\/)(\.DS_Store|Thumbs\.db|desktop\.ini|\._[^/]*)$|(^|\/)__MACOSX\//;

const form = document.getElementById("intake-upload");
if (form) begin();

function begin() {
  const told = form.dataset;
  const sending = document.getElementById("intake-sending");
  const say = sending.dataset;
  const rows = document.getElementById("intake-rows");
  const shown = new Map();
  let batch = told.batch || "";
  let asked = null;

  for (const one of form.querySelectorAll("[data-with-script]")) one.hidden = false;
  for (const one of form.querySelectorAll("[data-without-script]")) one.hidden = true;

  const uppy = new CcsrUppy.Uppy({
    id: "intake",
    autoProceed: true,
    allowMultipleUploadBatches: true,
  });
  const nothing = {
    findAllUploads: async () => [],
    findUploadsByFingerprint: async () => [],
    removeUpload: async () => {},
    addUpload: async () => "",
  };
  uppy.use(CcsrUppy.Tus, {
    endpoint: told.area,
    limit: AT_ONCE,
    chunkSize: PART,
    retryDelays: PAUSES,
    storeFingerprintForResuming: false,
    urlStorage: nothing,
    headers: { Accept: "application/json" },
    allowedMetaFields: ["filename"],
  });

  /* -- what is chosen --------------------------------------------------------- */

  const files = document.getElementById("intake-files-input");
  const folder = document.getElementById("intake-folder-input");
  for (const input of [files, folder]) {
    input.addEventListener("change", function () {
      add(Array.from(input.files).map((file) => [file, file.webkitRelativePath || ""]));
      input.value = "";
    });
  }
  form.addEventListener("submit", (event) => event.preventDefault());

  for (const name of ["dragenter", "dragover"]) {
    document.addEventListener(name, function (event) {
      if (!event.dataTransfer || !event.dataTransfer.types.includes("Files")) return;
      event.preventDefault();
      form.classList.add("is-over");
    });
  }
  document.addEventListener("dragleave", function (event) {
    if (!event.relatedTarget) form.classList.remove("is-over");
  });
  document.addEventListener("drop", async function (event) {
    form.classList.remove("is-over");
    if (!event.dataTransfer || !event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    add(await dropped(event.dataTransfer));
  });

  async function add(found) {
    const chosen = found.filter(([file, path]) => !JUNK.test(path || file.name));
    const good = [];
    for (const [file, path] of chosen) {
      const why = refusal(file);
      if (why) refuse(path || file.name, why);
      else good.push([file, path]);
    }
    if (!good.length) return;
    let known;
    try {
      known = await place();
    } catch (error) {
      for (const [file] of good) refuse(file.name, say.sayFailed);
      return;
    }
    const is = (file) => (one) => one.name === file.name && one.size === file.size;
    const wanted = good.filter(([file]) => !known.files.some((one) => one.item && is(file)(one)));
    uppy.addFiles(
      wanted.map(([file, path]) => ({
        name: file.name,
        type: file.type,
        data: file,
        source: batch,
        meta: { filename: file.name, relativePath: path || null, place: known.begun.find(is(file)) },
      }))
    );
    expect();
  }

  function refusal(file) {
    const name = file.name.toLowerCase();
    const archive = name.endsWith(".zip");
    if (!archive && !name.endsWith(".pdf") && file.type !== "application/pdf") return told.sayNotPdf;
    if (!file.size) return told.sayEmpty;
    if (archive && file.size > Number(told.largestArchive)) return told.sayArchiveLarge;
    if (!archive && file.size > Number(told.largest)) return told.sayTooLarge;
    return "";
  }

  /* One drop for all that is added on this page; its address leads back to it.
     Answers with what is there of it. */
  async function place() {
    if (!batch) {
      asked = asked || ask("", "POST");
      try {
        batch = (await asked).batch;
      } finally {
        asked = null;
      }
      window.history.replaceState(null, "", told.area + "?batch=" + batch);
    }
    return ask("/" + batch, "GET");
  }

  async function ask(path, method, body) {
    const answer = await fetch(told.area + "/@intake" + path, {
      method: method,
      credentials: "same-origin",
      headers: { Accept: "application/json", "Content-Type": "application/json" },
      body: body && JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(answer.status);
    return answer.status === 204 ? null : answer.json();
  }

  /* The portal keeps what is still to come, for whoever opens the page again. */
  let expecting = 0;
  let settled = false;
  function expect() {
    window.clearTimeout(expecting);
    expecting = window.setTimeout(function () {
      const open = uppy.getFiles().filter((file) => !file.progress.uploadComplete);
      const files = open.map((file) => ({ name: file.name, size: file.size }));
      ask("/" + batch, "POST", { files: files }).then(settle, () => {});
    }, 200);
  }

  /* What is missing is shown when the portal has been told, and nothing is on its way. */
  function settle() {
    const busy = uppy.getFiles().some((file) => !file.progress.uploadComplete && !file.error);
    if (busy) return;
    settled = true;
    renew();
  }
  document.addEventListener("ccsr:renewed", function (event) {
    if (settled && event.target.id === "intake-chosen") form.classList.remove("is-sending");
  });

  /* -- what is shown ---------------------------------------------------------- */

  function row(id, name) {
    if (shown.has(id)) return shown.get(id);
    const made = document.getElementById("intake-row").content.firstElementChild.cloneNode(true);
    made.querySelector(".ccsr-drop-name").textContent = name;
    for (const button of made.querySelectorAll("[data-act]")) {
      const hidden = document.createElement("span");
      hidden.className = "visually-hidden";
      hidden.textContent = " " + name;
      button.append(hidden);
    }
    made.querySelector("[data-act=cancel]").addEventListener("click", () => give_up(id));
    made.querySelector("[data-act=retry]").addEventListener("click", () => uppy.retryUpload(id));
    rows.append(made);
    shown.set(id, made);
    sending.hidden = false;
    return made;
  }

  function put(id, name, percent, state) {
    const found = row(id, name);
    found.classList.remove("is-refused");
    found.querySelector("progress").hidden = false;
    found.querySelector("progress").value = percent;
    found.querySelector("[data-act=retry]").hidden = true;
    found.querySelector(".ccsr-drop-state").textContent = state;
  }

  function refuse(name, why, id) {
    const found = row(id || "refused-" + shown.size, name);
    found.classList.add("is-refused");
    found.querySelector("progress").hidden = true;
    found.querySelector(".ccsr-drop-state").textContent = why;
    found.querySelector("[data-act=retry]").hidden = !id;
    found.querySelector("[data-act=cancel]").firstChild.textContent = say.sayRemove;
    rows.prepend(found);
  }

  function drop_row(id) {
    const found = shown.get(id);
    if (found) found.remove();
    shown.delete(id);
    sending.hidden = !shown.size;
  }

  function give_up(id) {
    if (uppy.getFile(id)) uppy.removeFile(id);
    drop_row(id);
    total();
    expect();
  }

  let ended = 0;
  function total() {
    const open = uppy.getFiles().filter((file) => !file.progress.uploadComplete);
    const all = ended + open.length;
    const part = open.reduce((sum, file) => sum + (file.progress.percentage || 0) / 100, 0);
    document.getElementById("intake-total").value = all ? (100 * (ended + part)) / all : 0;
    document.getElementById("intake-total-text").textContent = say.sayTotal
      .replace("{done}", ended)
      .replace("{total}", all);
    document.getElementById("intake-cancel-all").hidden = !open.length;
    document.querySelector(".ccsr-drop-total").hidden = !all;
  }

  document.getElementById("intake-cancel-all").addEventListener("click", function () {
    for (const file of uppy.getFiles()) give_up(file.id);
    for (const id of Array.from(shown.keys())) drop_row(id);
    ended = 0;
    total();
  });

  /* What the portal says of the files is its own part of the page. */
  let renewing = 0;
  function renew() {
    if (renewing) return;
    renewing = window.setTimeout(function () {
      renewing = 0;
      for (const id of ["intake-chosen", "intake-drops"]) {
        const part = document.getElementById(id);
        part.dispatchEvent(new CustomEvent("ccsr:renew", { bubbles: true }));
      }
    }, 1500);
  }

  /* -- what happens ----------------------------------------------------------- */

  uppy.on("file-added", function (file) {
    const begun = file.meta.place;
    const endpoint = told.area + "/@intake-upload/" + batch;
    uppy.setFileState(file.id, {
      tus: begun ? { endpoint: endpoint, uploadUrl: begun.upload } : { endpoint: endpoint },
    });
    settled = false;
    form.classList.add("is-sending");
    put(file.id, file.name, 0, say.sayWaiting);
  });
  uppy.on("upload-progress", function (file, progress) {
    if (!file) return;
    const percent = progress.bytesTotal ? (100 * progress.bytesUploaded) / progress.bytesTotal : 0;
    const state = percent < 100 ? say.saySending : say.saySent;
    put(file.id, file.name, percent, navigator.onLine ? state : say.sayLost);
    total();
  });
  uppy.on("upload-success", function (file) {
    if (!file) return;
    ended += 1;
    drop_row(file.id);
    total();
    renew();
  });
  uppy.on("upload-error", function (file, error, response) {
    if (!file) return;
    refuse(file.name, reason(response), file.id);
    total();
  });
  uppy.on("upload-retry", (file) => file && put(file.id, file.name, 0, say.sayWaiting));
  uppy.on("complete", function () {
    for (const file of uppy.getFiles()) if (file.progress.uploadComplete) uppy.removeFile(file.id);
    if (!uppy.getFiles().length) ended = 0;
    expect();
    renew();
  });
  window.addEventListener("online", () => uppy.retryAll());

  function reason(response) {
    try {
      return JSON.parse(response.body.xhr.responseText).message || say.sayFailed;
    } catch (error) {
      return say.sayFailed;
    }
  }
}

/* -- folders that are dropped -------------------------------------------------- */

async function dropped(transfer) {
  const entries = Array.from(transfer.items || [], (item) =>
    item.webkitGetAsEntry ? item.webkitGetAsEntry() : null
  ).filter(Boolean);
  if (!entries.length) return Array.from(transfer.files, (file) => [file, ""]);
  const found = [];
  for (const entry of entries) await walk(entry, found);
  return found;
}

async function walk(entry, found) {
  if (entry.isFile) {
    const file = await new Promise((good, bad) => entry.file(good, bad));
    found.push([file, entry.fullPath.replace(/^\//, "")]);
    return;
  }
  const reader = entry.createReader();
  for (;;) {
    const some = await new Promise((good, bad) => reader.readEntries(good, bad));
    if (!some.length) return;
    for (const one of some) await walk(one, found);
  }
}
})();
