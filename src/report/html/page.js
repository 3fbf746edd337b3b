// What all views share. Texts become text nodes and nothing else; addresses
// are made of numbers.

const byId = (id) => document.getElementById(id);

/** The value in a block of data; read once, when it is first asked for. */
const kept = new Map();
function data(id) {
  if (!kept.has(id)) kept.set(id, JSON.parse(byId(id).textContent));
  return kept.get(id);
}

/** An element with attributes and children; strings become text nodes. */
function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value !== undefined && value !== null && value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}

const { words, files, lints } = data("facts");
const LEVELS = [["error", words.error], ["warning", words.warning], ["info", words.info]];

/** A text with its {placeholders} filled in. */
function say(text, values) {
  return text.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
}

/** A place of a text as an address of this page. */
function address(file, start, end) {
  return `#text/${Number(file)}/${Number(start)}-${Number(end)}`;
}

/** Control characters as signs, so that nothing is invisible. */
function visible(text) {
  return text.replace(/[\u0000-\u0008\u000b-\u001f]/g, (c) => String.fromCharCode(0x2400 + c.charCodeAt(0)))
    .replace(/[\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "\ufffd");
}

/** For comparing what is looked for. */
function folded(text) {
  return text.normalize("NFKC").toLowerCase();
}

/** The index of the last entry of a sorted list that is not above a value. */
function below(list, value) {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle] <= value) low = middle + 1; else high = middle;
  }
  return low - 1;
}
