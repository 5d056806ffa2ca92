/* Two documents side by side scroll in step; differences are gone through by key.
   Everything can be read without this file too. */
(() => {
    "use strict";

    /* A place in a document: the page at the upper edge, and how far into it. */
    const placeOf = (pane) => {
        const pages = [...pane.querySelectorAll("[data-page]")];
        const index = Math.max(
            pages.findIndex((page) => page.offsetTop + page.offsetHeight > pane.scrollTop),
            0,
        );
        const page = pages[index];
        return page ? index + (pane.scrollTop - page.offsetTop) / page.offsetHeight : 0;
    };

    const goTo = (pane, place) => {
        const pages = pane.querySelectorAll("[data-page]");
        const page = pages[Math.min(Math.floor(Math.max(place, 0)), pages.length - 1)];
        if (page) {
            const into = Math.min(place - [...pages].indexOf(page), 1);
            pane.scrollTop = page.offsetTop + into * page.offsetHeight;
        }
    };

    const inStep = (root) => {
        const panes = [...root.querySelectorAll(".ccsr-compare-pages")];
        const choice = root.querySelector("[data-step]");
        const box = choice.querySelector("input");
        let leader = null;
        let place = 0;
        choice.hidden = false;
        const lead = (pane) => {
            leader = pane;
        };
        panes.forEach((pane) => {
            ["pointerdown", "pointerenter", "wheel", "touchstart", "keydown", "focus"].forEach(
                (name) => pane.addEventListener(name, () => lead(pane), { passive: true }),
            );
            pane.addEventListener("scroll", () => {
                if (pane !== leader && leader) {
                    return;
                }
                place = placeOf(pane);
                if (box.checked) {
                    panes.filter((one) => one !== pane).forEach((one) => goTo(one, place));
                }
            });
        });
        /* On a narrow screen the one that was not shown could not follow. */
        root.querySelectorAll(".ccsr-compare-switch input").forEach((input) => {
            input.addEventListener("change", () => {
                const pane = root.querySelector(`#side-${input.value} .ccsr-compare-pages`);
                if (box.checked) {
                    lead(pane);
                    goTo(pane, place);
                }
            });
        });
    };

    const throughDifferences = (bar) => {
        const region = document.querySelector(".ccsr-diff");
        const total = Number(bar.dataset.total);
        const said = bar.querySelector("output");
        let current = 0;
        const go = (step) => {
            current = Math.min(Math.max(current + step, 1), total);
            const row = document.getElementById(`d${current}`);
            row.scrollIntoView({ block: "start" });
            row.focus({ preventScroll: true });
            said.textContent = bar.dataset.said
                .replace("{number}", current)
                .replace("{total}", total);
        };
        bar.hidden = false;
        bar.querySelectorAll("[data-move]").forEach((button) => {
            button.addEventListener("click", () => go(Number(button.dataset.move)));
        });
        /* Only while the focus is in the text: single letters are keys of others elsewhere. */
        region.addEventListener("keydown", (event) => {
            const step = { n: 1, p: -1 }[event.key];
            if (step && !event.ctrlKey && !event.metaKey && !event.altKey) {
                event.preventDefault();
                go(step);
            }
        });
        region.addEventListener("focusin", (event) => {
            const row = event.target.closest("[id^=d]");
            if (row) {
                current = Number(row.id.slice(1));
            }
        });
    };

    document.querySelectorAll(".ccsr-compare").forEach(inStep);
    document.querySelectorAll(".ccsr-diff-bar").forEach(throughDifferences);
})();
