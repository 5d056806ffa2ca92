/* Forms and pages of the register. Everything works without this file too. */
(() => {
    "use strict";

    const fill = (select, choices, keep) => {
        const chosen = select.value;
        const known = choices.some(([value]) => value === chosen);
        const kept = !known && keep && chosen ? select.selectedOptions[0] : null;
        select.replaceChildren(new Option("–", ""));
        choices.forEach(([value, title]) => select.add(new Option(title, value)));
        if (kept) {
            select.add(kept);
        }
        select.value = known || kept ? chosen : "";
    };

    /* Offers the themes and grades of the chosen framework, one row a theme.
       What was chosen from another framework is kept on the first look, so
       that the sentence beside it makes sense. */
    const narrow = (grid, scale, first) => {
        const rows = [...grid.querySelectorAll("tbody tr")].map((element) => ({
            element,
            theme: element.querySelector("[data-part=theme]"),
            grade: element.querySelector("[data-part=grade]"),
        }));
        const used = (row) => row.theme.value || row.grade.value;
        rows.forEach((row) => {
            fill(row.theme, scale.themes, first && row.grade.value);
            fill(row.grade, scale.grades, first);
            if (!row.theme.value && !first) {
                row.grade.value = "";
            }
        });
        const taken = new Set(rows.map((row) => row.theme.value));
        const open = scale.themes.map(([value]) => value).filter((value) => !taken.has(value));
        rows.filter((row) => !row.theme.value && !row.grade.value).forEach((row) => {
            row.theme.value = open.shift() || "";
        });
        rows.forEach((row) => {
            row.element.hidden = !used(row);
        });
    };

    const watchFramework = (grid) => {
        const framework = document.querySelector("[name^='form.widgets.framework']");
        const scales = JSON.parse(grid.dataset.scales);
        if (!framework) {
            return;
        }
        const look = (first) => {
            const scale = scales[framework.value];
            if (scale) {
                narrow(grid, scale, first);
            }
        };
        framework.addEventListener("change", () => look(false));
        look(true);
    };

    /* Of the empty rows of a list one is shown, and a button shows the next. When all
       are in use the last is copied, and the hidden count says so. */
    const growRows = (list) => {
        const body = list.querySelector("tbody");
        const count = list.querySelector("input[name$='.count']");
        const rename = (row, number) => {
            const next = (text) => text.replace(/([.-])\d+([.-][^.-]+)$/, `$1${number}$2`);
            row.querySelectorAll("[name]").forEach((input) => {
                input.name = next(input.name);
                input.id = next(input.id);
            });
            row.querySelectorAll("[data-move] .visually-hidden").forEach((said) => {
                said.textContent = said.textContent.replace(/\d+/, number + 1);
            });
            row.setAttribute("aria-label", number + 1);
        };
        const empty = (row) => {
            row.querySelectorAll("input, select, textarea").forEach((input) => {
                input.checked = false;
                input.value = input.type === "checkbox" ? "1" : "";
            });
        };
        const limit = () => {
            const rows = [...body.rows];
            const last = rows.filter((row) => !row.hidden).length - 1;
            rows.forEach((row, place) => {
                row.querySelectorAll("[data-move]").forEach((button) => {
                    button.disabled = place === 0 && button.dataset.move === "up"
                        || place >= last && button.dataset.move === "down";
                });
            });
        };
        const move = (event) => {
            const button = event.target.closest("[data-move]");
            if (!button) {
                return;
            }
            event.preventDefault();
            const row = button.closest("tr");
            const isUp = button.dataset.move === "up";
            const other = isUp ? row.previousElementSibling : row.nextElementSibling;
            if (!other || other.hidden) {
                return;
            }
            other[isUp ? "before" : "after"](row);
            [...body.rows].forEach(rename);
            limit();
            const both = [button, ...row.querySelectorAll("[data-move]")];
            both.find((one) => !one.disabled)?.focus();
        };
        body.addEventListener("click", move);
        const open = () => {
            let row = body.querySelector("tr[hidden]");
            if (!row) {
                const number = body.rows.length;
                row = body.rows[number - 1].cloneNode(true);
                empty(row);
                rename(row, number);
                body.append(row);
                count.value = number + 1;
            }
            row.hidden = false;
            limit();
            row.querySelector("input, select, textarea").focus();
        };
        [...body.querySelectorAll("tr[data-blank]")].slice(1).forEach((row) => {
            row.hidden = true;
        });
        limit();
        const button = document.createElement("button");
        button.type = "button";
        button.className = "btn btn-outline-secondary btn-sm";
        button.textContent = list.dataset.add;
        button.addEventListener("click", open);
        list.querySelector("table").after(button);
    };

    /* A link to a page of a document's text opens the text first. */
    const openTarget = () => {
        const target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
        const closed = target && target.closest("details:not([open])");
        if (closed) {
            closed.open = true;
            target.scrollIntoView();
        }
    };

    const start = () => {
        document.querySelectorAll("[data-scales]").forEach(watchFramework);
        document.querySelectorAll(".ccsr-rows-input[data-add]").forEach(growRows);
        const problems = document.querySelector(".ccsr-problems");
        if (problems) {
            problems.focus();
        }
        openTarget();
        window.addEventListener("hashchange", openTarget);
    };

    if (document.readyState === "loading") {
        document.addEventListener("DOMContentLoaded", start);
    } else {
        start();
    }
})();
