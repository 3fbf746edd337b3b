// Addresses, the theme, printing.

const VIEWS = ["findings", "text", "map", "lists", "guide"];

function view(name) {
  for (const other of VIEWS) byId(`view-${other}`).hidden = other !== name;
  document.querySelectorAll("header nav a").forEach((link) => {
    if (link.getAttribute("href") === `#${name}`) link.setAttribute("aria-current", "page"); else link.removeAttribute("aria-current");
  });
  document.body.dataset.view = name;
}

/** Shows what the address says: a view, and a place in it. All parts of an
 * address are numbers. */
function route(event) {
  const [, name, first, second, third] = /^#?([a-z]*)(?:\/(\d+))?(?:\/(\d+)-(\d+))?$/.exec(location.hash) || [];
  const number = first === undefined ? -1 : Number(first);
  if ((name === "finding" || name === "text") && document.readyState === "loading") {
    view("text");
    addEventListener("DOMContentLoaded", route, { once: true });
  } else if (name === "finding") {
    view("text");
    goToFinding(number);
  } else if (name === "text") {
    view("text");
    const file = Math.min(number < 0 ? Math.max(0, shown.file) : number, files.length - 1);
    if (second !== undefined) goTo(file, Number(second), Number(third));
    else if (file >= 0) openFile(file);
    if (second === undefined && event) byId("text-title").focus();
  } else if (name === "map" || name === "lists" || name === "guide") {
    view(name);
    if (name !== "guide") openLists(byId(`view-${name}`));
    const title = byId(name === "guide" && number >= 0 ? `lint-${number}-title` : `${name}-title`);
    if (event) title?.focus();
    title?.scrollIntoView({ block: "start" });
  } else if (["lint", "level", "file"].includes(name) && number >= 0 && byId("filter")) {
    view("findings");
    only(name, number);
    // so that the same address can be followed again
    history.replaceState(null, "", "#findings");
  } else if (name !== "main") {
    view("findings");
    if (event) scrollTo(0, 0);
  }
}

function startTheme() {
  const choice = byId("theme");
  const apply = (theme) => {
    if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
    else delete document.documentElement.dataset.theme;
  };
  try {
    choice.value = localStorage.getItem("hakusho-theme") || "auto";
  } catch {
    // a file that may not keep anything
  }
  apply(choice.value);
  choice.addEventListener("change", () => {
    apply(choice.value);
    try {
      localStorage.setItem("hakusho-theme", choice.value);
    } catch {
      // as above
    }
  });
}

/** On paper there is all that fits the filter, up to a limit that is told. */
function startPrint() {
  addEventListener("beforeprint", () => {
    if (byId("list")) draw(Math.max(0, MOST_PRINTED - drawn));
    for (const name of ["map", "lists"]) {
      byId(`view-${name}`).querySelectorAll("[data-list]").forEach((place) => drawList(place, place.firstChild ? MOST_PRINTED - ROWS : MOST_PRINTED));
    }
  });
}

startTheme();
startFindings();
startText();
startMap();
startPrint();
addEventListener("hashchange", route);
document.querySelector(".skip").addEventListener("click", (event) => {
  event.preventDefault();
  byId("main").focus();
});
route();
document.documentElement.dataset.ready = "yes";
