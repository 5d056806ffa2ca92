// Small pictures of the pages at the side, which come when they are seen.
const WIDE = matchMedia("(width >= 64rem)");

export class Thumbs {
  constructor(reader, { closed }) {
    this.reader = reader;
    this.nav = document.getElementById("reader-thumbs");
    this.button = document.getElementById("reader-thumbs-button");
    this.links = [];
    this.button.addEventListener("click", () => this.open(this.nav.hidden));
    this.open(WIDE.matches && reader.count > 1 && !closed);
  }

  open(is_open) {
    this.nav.hidden = !is_open;
    this.button.setAttribute("aria-expanded", String(is_open));
    if (is_open && !this.links.length) {
      this.build();
    }
    this.show(this.reader.pages.current);
  }

  build() {
    const [width] = this.reader.told.widths;
    for (let number = 1; number <= this.reader.count; number += 1) {
      const item = document.createElement("li");
      const link = document.createElement("a");
      const image = document.createElement("img");
      const count = document.createElement("b");
      link.href = `#page-${number}`;
      link.dataset.page = number;
      image.alt = "";
      image.loading = "lazy";
      image.width = width;
      image.height = Math.round(width * this.reader.told.tall[number - 1]);
      image.src = this.reader.address("picture", { page: number, width });
      link.append(image, this.reader.pages.titled(number), count);
      item.append(link);
      this.nav.firstElementChild.append(item);
      this.links.push(link);
    }
  }

  show(number) {
    if (this.nav.hidden) {
      return;
    }
    for (const link of this.links) {
      link.removeAttribute("aria-current");
    }
    const link = this.links[number - 1];
    link.setAttribute("aria-current", "page");
    // Only the list moves, and not the page around it.
    const list = this.nav;
    const middle = link.offsetTop + link.offsetHeight / 2;
    list.scrollTop = middle - list.clientHeight / 2;
    list.scrollLeft = link.offsetLeft + link.offsetWidth / 2 - list.clientWidth / 2;
  }

  count(pages) {
    for (const link of this.links) {
      link.querySelector("b").textContent = "";
    }
    for (const [number, count] of pages) {
      const link = this.links[number - 1];
      if (link) {
        link.querySelector("b").textContent = count;
      }
    }
  }
}
