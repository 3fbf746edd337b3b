// The lists: drawn when their view is opened, a few hundred rows at a time.

const ROWS = 200;

function cell(value) {
  if (typeof value === "string") return make("td", {}, make("bdi", {}, value));
  if (typeof value === "number") return make("td", { class: "number" }, String(value));
  const text = make("bdi", {}, value.text);
  const inside = value.file === undefined ? text : make("a", { href: address(value.file, value.start, value.end) }, text);
  return make("td", { class: value.bad ? "bad" : undefined }, inside);
}

function drawList(place, most) {
  const { columns, rows, none } = data(place.dataset.list);
  if (!place.firstChild) {
    if (!rows.length) {
      place.append(make("p", { class: "empty" }, none));
      return;
    }
    const title = place.parentElement.querySelector("h3");
    const head = make("tr", {}, columns.map((name, n) => make("th", { scope: "col", class: typeof rows[0][n] === "number" ? "number" : undefined }, name)));
    place.append(make("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": place.previousElementSibling?.textContent || title?.textContent || "" },
      make("table", {}, make("thead", {}, head), make("tbody", {}))));
  }
  const table = place.querySelector("tbody");
  if (!table) return;
  place.querySelector(".more")?.remove();
  const from = table.children.length;
  rows.slice(from, from + most).forEach((row) => table.append(make("tr", {}, row.map(cell))));
  const left = rows.length - table.children.length;
  if (left <= 0) return;
  const button = make("button", { type: "button" }, say(words.more, { count: Math.min(ROWS, left) }));
  button.addEventListener("click", () => { drawList(place, ROWS); table.children[from + most]?.querySelector("a")?.focus(); });
  place.append(make("p", { class: "more" }, button, " ", make("span", { class: "print-only" }, say(words.print_more, { count: left }))));
}

function openLists(view) {
  view.querySelectorAll("[data-list]").forEach((place) => { if (!place.firstChild) drawList(place, ROWS); });
}

/** A chapter that is pointed at shows its own arcs. */
function startMap() {
  for (const map of document.querySelectorAll("svg.map")) {
    const light = (chapter) => {
      map.classList.toggle("lit", chapter !== undefined);
      map.querySelectorAll(".arc").forEach((arc) => arc.classList.toggle("own", arc.dataset.from === chapter || arc.dataset.to === chapter));
    };
    const of = (event) => event.target.closest?.(".chapter")?.dataset.chapter;
    for (const name of ["pointerover", "focusin"]) map.addEventListener(name, (event) => light(of(event)));
    for (const name of ["pointerleave", "focusout"]) map.addEventListener(name, () => light(undefined));
  }
}
