// Says two minutes before a session ends that it does, and extends it on a click.
// Without this script the session ends just the same, and signing in leads back.
(() => {
  const WARN = 120;
  const own = document.getElementById("ccsr-session");
  if (!own) return;
  const text = own.dataset;
  let timer;
  let box;

  const plan = (seconds) => {
    clearTimeout(timer);
    timer = setTimeout(look, Math.max(1, seconds - WARN) * 1000);
  };

  const ask = async (page, method) => {
    try {
      const answer = await fetch(`${text.site}/@@${page}`, { method, redirect: "manual" });
      return answer.ok ? (await answer.json()).seconds : 0;
    } catch {
      return null; // no network: nothing is known
    }
  };

  // Another tab may have been used in the meantime.
  const look = async () => {
    const seconds = await ask("session-left", "GET");
    if (seconds === null) return plan(WARN + 30);
    if (seconds > WARN + 5) {
      hide();
      return plan(seconds);
    }
    if (seconds <= 0) return over();
    warn();
    clearTimeout(timer);
    timer = setTimeout(look, Math.min(seconds + 1, 30) * 1000);
  };

  const extend = async () => {
    const seconds = await ask("session-extend", "POST");
    if (seconds === 0) return over();
    if (seconds !== null && seconds > WARN) {
      hide();
      plan(seconds);
    }
  };

  const show = (sentence) => {
    if (!box) {
      box = document.createElement("div");
      box.className = "alert alert-warning ccsr-session";
      box.setAttribute("role", "alert");
      document.body.append(box);
    }
    if (box.dataset.said === sentence) return null;
    box.dataset.said = sentence;
    const said = document.createElement("p");
    said.textContent = sentence;
    box.replaceChildren(said);
    return box;
  };

  const hide = () => {
    box?.remove();
    box = undefined;
  };

  const warn = () => {
    const shown = show(text.soon);
    if (!shown) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn-primary";
    button.textContent = text.stay;
    button.addEventListener("click", extend);
    shown.append(button);
  };

  const over = () => {
    const shown = show(text.over);
    if (!shown) return;
    const link = document.createElement("a");
    link.href = `${text.site}/login`;
    link.target = "_blank";
    link.rel = "noopener";
    link.textContent = text.again;
    shown.append(link);
    clearTimeout(timer);
    timer = setTimeout(look, 30 * 1000);
  };

  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) look();
  });
  plan(Number(text.left));
})();
