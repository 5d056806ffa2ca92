// The pages: pictures that come when they are near, with the text over them.
const SVG = "http://www.w3.org/2000/svg";
// Marks have coordinates in thousandths of the page's width, as on the server.
const ACROSS = 1000;
// A picture is enlarged by this much before the next larger one is asked for.
const BLUR = 1.15;
// Where on the screen the page that is read stands, from the top.
const LINE = 0.35;

export class Pages {
  constructor(reader, came) {
    this.reader = reader;
    this.came = came;
    this.holder = document.getElementById("reader-pages");
    this.current = reader.told.page;
    this.sections = new Map();
    this.build();
    this.watch();
    if (this.current > 1) {
      this.scroll(this.sections.get(this.current), "start");
    }
  }

  build() {
    const first = this.holder.querySelector(".reader-page");
    const title = first.querySelector(".reader-title").textContent.replace(/\s+/g, " ").trim();
    this.titled = (number) => title.replace(String(this.reader.told.page), String(number));
    for (let number = 1; number <= this.reader.count; number += 1) {
      const is_first = number === this.reader.told.page;
      const section = is_first ? first : this.made(number);
      section.classList.add("is-live");
      section.sheet = section.querySelector(".reader-sheet");
      section.sheet.style.aspectRatio = `1 / ${this.reader.told.tall[number - 1]}`;
      section.number = number;
      section.marks = [];
      this.sections.set(number, section);
      if (number < this.reader.told.page) {
        first.before(section);
      } else if (!is_first) {
        this.holder.append(section);
      }
    }
    const image = first.querySelector("img");
    image.wanted = this.reader.told.widths[1];
    image.coming = image.decode().catch(() => this.failed(first));
  }

  made(number) {
    const section = document.createElement("section");
    const title = document.createElement("h2");
    const sheet = document.createElement("div");
    section.className = "reader-page";
    section.id = `page-${number}`;
    section.dataset.page = number;
    title.className = "reader-title";
    title.id = `reader-title-${number}`;
    title.textContent = this.titled(number);
    section.setAttribute("aria-labelledby", title.id);
    sheet.className = "reader-sheet";
    section.append(title);
    const sure = this.reader.told.read[number];
    if (sure) {
      const note = document.createElement("p");
      note.className = "reader-note";
      note.textContent = sure;
      section.append(note);
    }
    section.append(sheet);
    return section;
  }

  watch() {
    const near = new IntersectionObserver(
      (entries) => {
        for (const entry of entries) {
          entry.target.is_near = entry.isIntersecting;
          if (entry.isIntersecting) {
            this.load(entry.target);
          }
        }
      },
      { rootMargin: "120% 0px" },
    );
    const at = `-${LINE * 100}% 0px -${(1 - LINE) * 100 - 1}% 0px`;
    const read = new IntersectionObserver(
      (entries) => {
        for (const entry of entries) {
          if (entry.isIntersecting && !this.going) {
            this.moved(entry.target.number);
          }
        }
      },
      { rootMargin: at },
    );
    for (const section of this.sections.values()) {
      near.observe(section);
      read.observe(section);
    }
  }

  moved(number) {
    if (number !== this.current) {
      this.current = number;
      this.came(number);
    }
  }

  // -- going ------------------------------------------------------------------

  go(number, { quiet = false } = {}) {
    const wanted = Math.min(Math.max(number, 1), this.reader.count);
    this.scroll(this.sections.get(wanted), "start");
    if (!quiet) {
      this.moved(wanted);
    }
  }

  scroll(element, block) {
    // What comes into view on the way there is not read.
    this.going = true;
    element.scrollIntoView({ block, inline: "nearest" });
    requestAnimationFrame(() => requestAnimationFrame(() => (this.going = false)));
  }

  // -- pictures ---------------------------------------------------------------

  width(section) {
    const pixels = section.clientWidth * (window.devicePixelRatio || 1);
    const [, ...widths] = this.reader.told.widths;
    return widths.find((one) => one * BLUR >= pixels) || widths[widths.length - 1];
  }

  load(section) {
    this.draw(section, this.reader.told.widths[1]);
    this.draw(section, this.width(section));
    this.words(section);
  }

  // A larger picture takes the place of a smaller one when it is there.
  draw(section, width) {
    const before = section.querySelector(".reader-sheet > img");
    if (before && before.wanted >= width) {
      return before.coming;
    }
    const image = new Image();
    image.alt = "";
    image.dataset.width = width;
    image.src = this.reader.address("picture", { page: section.number, width });
    if (!before) {
      image.addEventListener("error", () => this.failed(section), { once: true });
      section.sheet.prepend(image);
    }
    const shown = before || image;
    const came = () => before && before.isConnected && before.replaceWith(image);
    image.wanted = shown.wanted = width;
    image.coming = shown.coming = image.decode().then(came, () => {});
    return shown.coming;
  }

  failed(section) {
    if (section.classList.contains("has-no-picture")) {
      return;
    }
    section.classList.add("has-no-picture");
    const note = document.createElement("p");
    note.className = "reader-note";
    note.textContent = this.reader.say("no_picture", {});
    section.sheet.before(note);
  }

  resized() {
    for (const section of this.sections.values()) {
      if (section.is_near) {
        this.load(section);
      }
    }
  }

  // Every picture, for the printer.
  async ready(width) {
    const waiting = [...this.sections.values()];
    const next = async () => {
      for (let one = waiting.shift(); one; one = waiting.shift()) {
        await this.draw(one, width);
      }
    };
    await Promise.all([next(), next(), next()]);
  }

  // -- words ------------------------------------------------------------------

  words(section) {
    const query = this.reader.query;
    if (section.query === query) {
      return section.wording;
    }
    section.query = query;
    section.wording = this.reader
      .ask(this.reader.told.words, { page: section.number, q: query })
      .then((found) => {
        if (section.query === query) {
          this.lay(section, found.lines);
          this.mark(section, found.marks);
        }
      })
      .catch((error) => {
        section.query = null;
        console.warn("ccsr-reader", error);
      });
    return section.wording;
  }

  lay(section, lines) {
    if (section.sheet.querySelector(".reader-layer")) {
      return;
    }
    const layer = document.createElement("div");
    const tall = this.reader.told.tall[section.number - 1];
    layer.className = "reader-layer";
    const spans = lines.map((line) => this.line(layer, line, lines, tall));
    section.sheet.append(layer);
    stretch(layer, spans, lines);
  }

  // A line reaches to the lines around it, so that a selection finds it from its margin.
  line(layer, [text, left, top, right, bottom], lines, tall) {
    const box = document.createElement("div");
    const span = document.createElement("span");
    const beside = lines.filter((one) => one[2] < bottom && one[4] > top);
    const start = beside.some((one) => one[1] < left) ? left : 0;
    const end = Math.min(1, ...beside.filter((one) => one[1] > left).map((one) => one[1]));
    const below = lines.filter((one) => one[2] >= bottom && one[1] < right && one[3] > left);
    const floor = Math.min(bottom + (bottom - top), ...below.map((one) => one[2]));
    span.textContent = text;
    // What is copied has the lines of the page.
    box.append(span, "\n");
    box.style.left = percent(start);
    box.style.top = percent(top);
    box.style.width = percent(Math.max(end, right) - start);
    box.style.height = percent(Math.max(floor, bottom) - top);
    box.style.paddingLeft = percent(left - start);
    // 1cqw is a hundredth of the page's width, whatever the zoom.
    box.style.lineHeight = `${((bottom - top) * tall * 100).toFixed(3)}cqw`;
    box.style.fontSize = `${((bottom - top) * tall * 82).toFixed(3)}cqw`;
    layer.append(box);
    return span;
  }

  mark(section, marks) {
    const tall = this.reader.told.tall[section.number - 1];
    let svg = section.sheet.querySelector(".reader-marks");
    if (!svg) {
      svg = document.createElementNS(SVG, "svg");
      svg.setAttribute("class", "reader-marks");
      svg.setAttribute("aria-hidden", "true");
      svg.setAttribute("preserveAspectRatio", "none");
      section.sheet.append(svg);
    }
    svg.setAttribute("viewBox", `0 0 ${ACROSS} ${ACROSS * tall}`);
    const box = section.number === this.reader.told.page && this.reader.told.box;
    const drawn = [...(box ? [[box]] : []), ...marks].map((one) => this.rectangles(one, tall));
    svg.replaceChildren(...drawn);
    section.marks = drawn;
  }

  rectangles(boxes, tall) {
    const group = document.createElementNS(SVG, "g");
    for (const [left, top, right, bottom] of boxes) {
      const one = document.createElementNS(SVG, "rect");
      one.setAttribute("x", left * ACROSS);
      one.setAttribute("y", top * ACROSS * tall);
      one.setAttribute("width", (right - left) * ACROSS);
      one.setAttribute("height", (bottom - top) * ACROSS * tall);
      group.append(one);
    }
    return group;
  }
}

function percent(part) {
  return `${(part * 100).toFixed(3)}%`;
}

// The letters that lie over the picture are as wide as those on it.
function stretch(layer, spans, lines) {
  const across = layer.clientWidth;
  const widths = spans.map((span) => span.offsetWidth);
  spans.forEach((span, place) => {
    const [, left, , right] = lines[place];
    if (widths[place]) {
      span.style.transform = `scaleX(${((right - left) * across) / widths[place]})`;
    }
  });
}
