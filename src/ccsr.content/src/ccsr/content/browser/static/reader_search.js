// Words that are looked for: how often they stand where, and the way from place to place.
export class Search {
  constructor(reader, thumbs) {
    this.reader = reader;
    this.thumbs = thumbs;
    this.form = document.getElementById("reader-search");
    this.field = document.getElementById("reader-q");
    this.panel = document.getElementById("reader-hits");
    this.shown = document.getElementById("reader-hit");
    this.pages = [];
    this.total = 0;
    this.at = null;
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.look(this.field.value.trim());
    });
    this.field.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && this.total && this.field.value.trim() === reader.query) {
        event.preventDefault();
        this.go(event.shiftKey ? -1 : 1);
      }
    });
    document.getElementById("reader-hit-next").addEventListener("click", () => this.go(1));
    document.getElementById("reader-hit-previous").addEventListener("click", () => this.go(-1));
  }

  // What the address asks for is marked when the page comes.
  async begin() {
    if (this.reader.query) {
      await this.count();
      await this.enter(this.reader.pages.current, true);
    }
    if (this.reader.told.box) {
      const section = this.reader.pages.sections.get(this.reader.told.page);
      await this.reader.pages.words(section);
      this.reader.pages.scroll(section.marks[0], "center");
    }
  }

  async look(query) {
    const list = document.getElementById("reader-found");
    if (list) {
      list.remove();
    }
    this.reader.query = query;
    this.at = null;
    this.shown.textContent = "";
    for (const section of this.reader.pages.sections.values()) {
      if (section.is_near) {
        this.reader.pages.words(section);
      }
    }
    this.reader.pages.came(this.reader.pages.current);
    await this.count();
    await this.enter(this.reader.pages.current, false);
  }

  async count() {
    const query = this.reader.query;
    try {
      const found = query
        ? await this.reader.ask(this.reader.told.find, { q: query })
        : { pages: [], total: 0 };
      if (query !== this.reader.query) {
        return;
      }
      this.pages = found.pages;
      this.total = found.total;
    } catch (error) {
      this.pages = [];
      this.total = 0;
      this.reader.tell(this.reader.say("no_answer", {}));
      console.warn("ccsr-reader", error);
    }
    this.panel.hidden = !query;
    this.thumbs.count(this.pages);
    if (!this.total) {
      this.shown.textContent = this.reader.say("none", {});
      this.reader.tell(query ? this.shown.textContent : "");
    }
  }

  // The first place on this page or after it; where that would leave the page, only if wanted.
  async enter(number, stay) {
    const next = this.pages.find(([one]) => one >= number) || this.pages[0];
    if (!next) {
      return;
    }
    if (stay && next[0] !== number) {
      this.shown.textContent = this.reader.say("found", { place: 0, count: this.total });
      return;
    }
    await this.show(next[0], 0);
  }

  async go(by) {
    if (!this.total) {
      return;
    }
    if (!this.at) {
      await this.enter(this.reader.pages.current, false);
      return;
    }
    const section = this.reader.pages.sections.get(this.at.number);
    const place = this.at.place + by;
    if (place >= 0 && place < this.found(section).length) {
      await this.show(this.at.number, place);
      return;
    }
    const index = this.pages.findIndex(([number]) => number === this.at.number);
    const next = this.pages[(index + by + this.pages.length) % this.pages.length];
    await this.show(next[0], by > 0 ? 0 : -1);
  }

  // The marks of words; a box that was asked for stands before them.
  found(section) {
    const has_box = section.number === this.reader.told.page && this.reader.told.box;
    return section.marks.slice(has_box ? 1 : 0);
  }

  async show(number, wanted) {
    const { pages, say, tell } = this.reader;
    const section = pages.sections.get(number);
    await pages.words(section);
    const marks = this.found(section);
    const place = Math.max(wanted < 0 ? marks.length - 1 : wanted, 0);
    this.at = { number, place };
    for (const one of this.reader.root.querySelectorAll(".reader-marks .is-current")) {
      one.classList.remove("is-current");
    }
    if (marks[place]) {
      marks[place].classList.add("is-current");
      pages.scroll(marks[place].firstChild, "center");
    } else {
      pages.scroll(section, "start");
    }
    pages.moved(number);
    const before = this.pages.filter(([one]) => one < number);
    const nth = before.reduce((sum, [, count]) => sum + count, 0) + place + 1;
    const values = { place: Math.min(nth, this.total), count: this.total, number };
    this.shown.textContent = say("found", values);
    tell(say("found_on", values));
  }
}
