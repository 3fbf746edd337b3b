// The texts: chunks that are drawn when they come near, to be read or to be
// compared with what was extracted.

const TAGS = { p: "p", l: "p", n: "p", c: "p", r: "p", t: "pre", k: "pre", q: "blockquote", "+": "p" };
const NEAR = "1500px";
const LEADS = ["reference", "nowhere", "outside", "to-note"];

const shown = { file: -1, mode: "", current: -1, place: null };
let watcher = null;

const isComparing = () => byId("tools").elements.mode.value === "compare";
const chunkAt = (at) => Math.max(0, below(data(`text-${shown.file}`).chunks, at));

/** The findings in a part of a file, by place. */
const byFile = new Map();
function findingsIn(file, start, end) {
  if (!byFile.has(file)) {
    const list = [];
    for (let i = 0; i < total; i += 1) if (index.file[i] === file) list.push(i);
    list.sort((a, b) => index.start[a] - index.start[b] || a - b);
    byFile.set(file, { list, starts: list.map((i) => index.start[i]) });
  }
  const { list, starts } = byFile.get(file);
  const from = below(starts, start - 1) + 1;
  return list.slice(from, below(starts, end - 1) + 1);
}

/** Shows a file in the chosen way, without drawing more than is near. */
function openFile(file) {
  const mode = isComparing() ? "compare" : "read";
  byId("tools").dataset.mode = mode;
  if (shown.file === file && shown.mode === mode) return;
  Object.assign(shown, { file, mode });
  byId("tools").elements.file.value = String(file);
  const head = data(`text-${file}`);
  byId("changes").textContent = say(words.changes_count, { count: head.changes });
  const text = byId("text");
  watcher?.disconnect();
  text.className = mode;
  text.lang = words.lang;
  text.replaceChildren();
  if (mode === "compare") {
    text.append(make("div", { class: "pair heads" }, make("h3", {}, words.extracted), make("h3", {}, words.cleaned)));
  }
  watcher = new IntersectionObserver((seen) => seen.filter((s) => s.isIntersecting).forEach((s) => fill(s.target)), { rootMargin: NEAR });
  head.chunks.forEach((start, n) => {
    const size = (head.chunks[n + 1] ?? head.end) - start;
    const chunk = make("div", { class: "chunk", "data-chunk": n });
    chunk.style.minHeight = `${Math.round(size * (mode === "compare" ? 1.6 : 1))}px`;
    text.append(chunk);
    watcher.observe(chunk);
  });
  outline(head);
}

const MOST_HEADINGS = 400;
function outline(head) {
  const list = byId("outline");
  list.replaceChildren();
  const row = ([depth, title, start]) => make("li", { class: `depth-${Math.min(depth, 4)}` }, make("a", { href: address(shown.file, start, start) }, title));
  const draw = (from) => {
    head.outline.slice(from, from + MOST_HEADINGS).forEach((h) => list.append(row(h)));
    const left = head.outline.length - from - MOST_HEADINGS;
    if (left <= 0) return;
    const more = make("button", { type: "button" }, say(words.more, { count: Math.min(MOST_HEADINGS, left) }));
    more.addEventListener("click", () => { more.parentElement.remove(); draw(from + MOST_HEADINGS); });
    list.append(make("li", {}, more));
  };
  draw(0);
  list.parentElement.hidden = !head.outline.length;
}

/** Draws a chunk. */
function fill(chunk) {
  if (chunk.dataset.done) return;
  chunk.dataset.done = "yes";
  watcher.unobserve(chunk);
  const { rows, links } = data(`text-${shown.file}-${chunk.dataset.chunk}`);
  const causes = data(`text-${shown.file}`).causes;
  const paint = painter(rows, links, Number(chunk.dataset.chunk));
  const only = byId("tools").elements.only.checked;
  let skipped = 0;
  const gap = () => {
    if (skipped) chunk.append(make("p", { class: "gap" }, say(words.unchanged, { count: skipped })));
    skipped = 0;
  };
  for (const row of rows) {
    if (shown.mode === "read") {
      chunk.append(reading(row, paint));
    } else if (only && !row[4].some(Array.isArray)) {
      skipped += 1;
    } else {
      gap();
      chunk.append(comparison(row, causes));
    }
  }
  gap();
  chunk.style.minHeight = "";
}

const outputOf = (parts) => parts.map((part) => (Array.isArray(part) ? part[1] : typeof part === "string" ? part : "")).join("");

/** A block of the cleaned text. */
function reading([kind, start, skip, line, parts], paint) {
  const depth = kind[0] === "h" && kind.length > 1 ? Number(kind[1]) : 0;
  const element = make(depth ? `h${Math.min(6, depth + 2)}` : TAGS[kind] || "p", { class: `block ${depth ? "h" : kind === "+" ? "more" : kind}`, "data-at": start, "data-line": line || undefined });
  element.append(...paint(outputOf(parts), start, skip));
  return element;
}

/** Text with its findings marked, its references followed, and the place that
 * was asked for. */
function painter(rows, links, n) {
  const last = rows[rows.length - 1];
  const end = last[1] + outputOf(last[4]).length;
  const found = findingsIn(shown.file, rows[0][1], end + 1);
  // a finding over several blocks has its sign where it begins
  const begun = new Set(found.some((i) => index.start[i] < rows[0][1]) ? found.filter((i) => index.start[i] < before(n)) : []);
  return (text, start, skip) => {
    const stop = start + text.length;
    const ranges = [];
    for (const i of found) {
      const from = Math.max(index.start[i], start);
      const to = Math.min(Math.max(index.end[i], index.start[i]), stop);
      if (index.start[i] <= stop && (to > from || (index.start[i] >= start && index.start[i] === index.end[i]))) ranges.push({ from, to, finding: i });
    }
    for (const [from, to, leads, file, target] of links) if (from >= start && from < stop) ranges.push({ from, to: Math.min(to, stop), leads, file, target });
    if (shown.place && shown.place[0] < stop && shown.place[1] > start) {
      ranges.push({ from: Math.max(shown.place[0], start), to: Math.min(shown.place[1], stop), place: true });
    }
    const cuts = [...new Set([start + skip, stop, ...ranges.flatMap((r) => [Math.max(r.from, start + skip), Math.max(r.to, start + skip)])])].sort((a, b) => a - b);
    const nodes = [];
    cuts.forEach((from, n) => {
      const to = cuts[n + 1] ?? from;
      const own = ranges.filter((r) => r.from <= from && (r.to >= to && to > from || (r.to === r.from && r.from === from)));
      for (const r of own.filter((o) => o.finding !== undefined && !begun.has(o.finding))) {
        begun.add(r.finding);
        nodes.push(badge(r.finding));
      }
      if (to > from) nodes.push(piece(visible(text.slice(from - start, to - start)), own));
    });
    return nodes;
  };
}

/** Where the text of the chunk before ends. */
function before(n) {
  const row = n > 0 ? data(`text-${shown.file}-${n - 1}`).rows.at(-1) : undefined;
  return row ? row[1] + outputOf(row[4]).length : 0;
}

function piece(text, ranges) {
  let node = document.createTextNode(text);
  const link = ranges.find((r) => r.leads !== undefined);
  if (link) {
    const kind = LEADS[link.leads];
    const title = link.leads === 1 ? words.missing_ref : link.leads === 2 ? words.outside_ref : undefined;
    node = link.leads === 1 || link.leads === 2
      ? make("span", { class: kind, title }, node)
      : make("a", { class: kind, href: address(link.file, link.target, link.target) }, node);
  }
  const found = ranges.filter((r) => r.finding !== undefined).map((r) => r.finding).sort((a, b) => index.level[a] - index.level[b]);
  if (found.length) node = make("mark", { class: LEVELS[index.level[found[0]]][0], "data-findings": found.join(" ") }, node);
  if (ranges.some((r) => r.place)) node = make("mark", { class: "place" }, node);
  return node;
}

/** The sign in front of a marked passage; leads to what is said of it. */
function badge(i) {
  const label = say(words.mark_of, { message: finding(i).message });
  return make("a", { class: `badge ${LEVELS[index.level[i]][0]}`, id: `mark-${i}`, href: `#finding/${i}`, "aria-label": label, title: finding(i).message }, "●");
}

/** A block of the cleaned text beside what it was made of, with the reasons. */
function comparison([kind, start, , line, parts], causes) {
  const left = make("div", { class: "side before" });
  const right = make("div", { class: "side after" });
  if (line) left.append(make("span", { class: "line" }, say(words.line, { line })), " ");
  const reasons = new Map();
  for (const part of parts) {
    if (typeof part === "string") {
      left.append(visible(part));
      right.append(visible(part));
    } else if (typeof part === "number") {
      if (part !== line) left.append(make("span", { class: "line" }, say(words.moved, { line: part })), " ");
    } else {
      const [taken, written, cause] = part;
      const title = causes[cause];
      reasons.set(title, (reasons.get(title) || 0) + 1);
      if (taken) left.append(make("del", { title }, ends(taken)));
      right.append(written ? make("ins", { title }, ends(written)) : make("span", { class: "cut", title }));
    }
  }
  const why = [...reasons].map(([reason, count]) => make("li", {}, count > 1 ? `${reason} ×${count}` : reason));
  return make("div", { class: `pair ${kind[0] === "h" ? "heading" : ""} ${why.length ? "changed" : ""}`, "data-at": start }, left, right, why.length ? make("ul", { class: "reasons" }, why) : "");
}

/** Line ends as signs in front of themselves. */
const ends = (text) => visible(text.replace(/\r\n?/g, "\n")).replace(/\n/g, "⏎\n").replace(/\u240c/g, "␌");

/** Goes to a place of a file; the element there. */
function goTo(file, start, end, find) {
  shown.place = end > start ? [start, end] : null;
  if (shown.file === file) redraw(start);
  openFile(file);
  const chunks = [...byId("text").querySelectorAll(".chunk")];
  const n = chunkAt(start);
  [n - 1, n, n + 1].map((k) => chunks[k]).filter(Boolean).forEach(fill);
  const blocks = [...(chunks[n]?.querySelectorAll("[data-at]") || [])];
  const block = blocks[below(blocks.map((b) => Number(b.dataset.at)), start)] || blocks[0] || chunks[n];
  const target = find?.() || block?.querySelector("mark.place") || block;
  if (!target) return;
  if (!target.matches("a")) target.setAttribute("tabindex", "-1");
  const show = () => target.scrollIntoView({ block: "center" });
  show();
  target.focus({ preventScroll: true });
  // what is drawn above in the meantime must not push it away
  requestAnimationFrame(() => requestAnimationFrame(show));
}

/** Draws again what shows an old place, or will show the new one. */
function redraw(start) {
  const old = byId("text").querySelectorAll("mark.place");
  const chunks = new Set([...old].map((mark) => mark.closest(".chunk")));
  chunks.add(byId("text").querySelectorAll(".chunk")[chunkAt(start)]);
  for (const chunk of chunks) {
    if (!chunk?.dataset.done) continue;
    delete chunk.dataset.done;
    chunk.replaceChildren();
    fill(chunk);
  }
}

/** Goes to the mark of a finding and tells of it. */
function goToFinding(i) {
  if (!(i >= 0 && i < total)) return;
  byId("tools").elements.mode.value = "read";
  shown.current = i;
  goTo(index.file[i], index.start[i], index.start[i], () => byId(`mark-${i}`));
  byId("text").querySelectorAll(".current").forEach((old) => old.classList.remove("current"));
  byId("text").querySelectorAll(`#mark-${i}, mark[data-findings~="${i}"]`).forEach((mark) => mark.classList.add("current"));
  const at = matching.indexOf(i);
  const list = at < 0 ? Array.from({ length: total }, (_, n) => n) : matching;
  const place = at < 0 ? i : at;
  const step = (to, text, rel) => (list[to] === undefined ? "" : make("a", { href: `#finding/${list[to]}`, rel }, text));
  byId("panel").replaceChildren(
    make("p", { class: "steps" }, make("span", {}, say(words.finding_of, { n: place + 1, all: list.length })), step(place - 1, words.previous, "prev"), step(place + 1, words.next, "next")),
    make("h3", {}, level(i), " ", finding(i).message),
    ...body(i, false),
    make("p", { class: "where" }, make("span", {}, where(i)), why(i)));
}

function startText() {
  const tools = byId("tools");
  tools.addEventListener("submit", (event) => event.preventDefault());
  tools.elements.file.addEventListener("change", () => { location.hash = `#text/${Number(tools.elements.file.value)}`; });
  tools.addEventListener("change", (event) => {
    if (event.target.name === "file") return;
    const file = Math.max(0, shown.file);
    shown.file = -1;
    openFile(file);
  });
}
