// The findings: a filter over what is known of all of them, and a list that
// grows on demand.

const PAGE = 50;
const MOST_PRINTED = 2000;
const index = data("findings");
const total = index.lint.length;
let matching = Array.from({ length: total }, (_, i) => i);
let drawn = 0;

function finding(i) {
  const block = Math.floor(i / index.block);
  return data(`findings-${block}`)[i - block * index.block];
}

/** Where a finding stands, in words. */
function where(i) {
  const found = finding(i);
  const place = say(words.at_line, { name: files[index.file[i]], line: found.line });
  return found.page === undefined ? place : `${place}  ${say(words.on_page, { page: found.page })}`;
}

function level(i) {
  const [name, title] = LEVELS[index.level[i]];
  return make("span", { class: `level ${name}` }, title);
}

/** What is said of a finding, without its head. */
function body(i, heading) {
  const found = finding(i);
  const related = (found.related || []).map((r) => make("li", {},
    `${r.message}: `,
    make("a", { href: address(r.file, r.start, r.end) }, say(words.at_line, { name: files[r.file], line: r.line })),
    r.words ? make("bdi", { class: "words" }, ` ${r.words}`) : ""));
  return [
    heading ? make("blockquote", {}, make("bdi", {}, found.before, make("mark", { class: LEVELS[index.level[i]][0] }, found.marked || "‸"), found.after)) : "",
    found.help ? make("p", { class: "help" }, found.help) : "",
    found.fix ? make("p", { class: "fix" }, say(words.fix, { title: found.fix })) : "",
    related.length ? make("ul", { class: "related", "aria-label": words.related }, related) : "",
  ];
}

/** The way to the page of a finding's lint. */
function why(i) {
  return make("a", { class: "why", href: `#guide/${index.lint[i]}` }, words.why, " ", make("code", {}, lints[index.lint[i]][0]));
}

function card(i) {
  return make("li", { class: `finding ${LEVELS[index.level[i]][0]}`, id: `finding-${i}`, "data-finding": i },
    make("h4", {}, level(i), " ", finding(i).message),
    body(i, true),
    make("p", { class: "where" },
      make("a", { class: "open", href: `#finding/${i}` }, where(i)),
      why(i)));
}

/** Draws more of the list; the first of the new ones. */
function draw(more) {
  const list = byId("list");
  list.querySelectorAll(".more").forEach((old) => old.remove());
  const end = Math.min(matching.length, drawn + more);
  let group = list.lastElementChild;
  let first = null;
  for (; drawn < end; drawn += 1) {
    const i = matching[drawn];
    const file = String(index.file[i]);
    if (!group || group.dataset.file !== file) {
      group = make("section", { class: "group", "data-file": file }, make("h3", {}, make("bdi", {}, files[file])), make("ol", {}));
      list.append(group);
    }
    const item = card(i);
    first = first || item;
    group.lastElementChild.append(item);
  }
  const left = matching.length - drawn;
  if (left > 0) {
    const button = make("button", { type: "button" }, say(words.more, { count: Math.min(PAGE, left) }));
    button.addEventListener("click", () => draw(PAGE)?.querySelector("a").focus());
    list.append(make("p", { class: "more" }, button, " ", make("span", { class: "print-only" }, say(words.print_more, { count: left }))));
  }
  if (!matching.length) list.append(make("p", { class: "empty" }, words.no_match));
  return first;
}

const texts = [];
/** All words of a finding, for the filter. */
function haystack(i) {
  if (texts[i] === undefined) {
    const { message, before, marked, after, help = "" } = finding(i);
    texts[i] = folded([files[index.file[i]], ...lints[index.lint[i]], message, before + marked + after, help].join("\n"));
  }
  return texts[i];
}

function filter() {
  const form = new FormData(byId("filter"));
  const levels = new Set(form.getAll("level").map(Number));
  const lint = form.get("lint");
  const file = form.get("file");
  const asked = folded(form.get("words")).split(/\s+/).filter(Boolean);
  const fits = (i) => levels.has(index.level[i]) && (lint === "" || index.lint[i] === Number(lint))
    && (file === "" || index.file[i] === Number(file)) && asked.every((word) => haystack(i).includes(word));
  matching = Array.from({ length: total }, (_, i) => i).filter(fits);
  byId("list").replaceChildren();
  drawn = 0;
  draw(PAGE);
  byId("status").textContent = say(words.shown_count, { shown: matching.length, all: total });
}

/** Sets the filter to one lint, level or file. */
function only(name, value) {
  const form = byId("filter");
  form.reset();
  if (name === "level") form.querySelectorAll("[name=level]").forEach((box) => { box.checked = box.value === String(value); });
  else form.elements[name].value = String(value);
  filter();
  const title = byId("findings-title");
  title.scrollIntoView({ block: "start" });
  title.focus({ preventScroll: true });
}

function startFindings() {
  const form = byId("filter");
  if (!form) return;
  let timer;
  form.addEventListener("input", (event) => {
    clearTimeout(timer);
    timer = setTimeout(filter, event.target.name === "words" ? 150 : 0);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(filter));
  filter();
}
