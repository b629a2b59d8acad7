// A record from elsewhere: a JSON object, or a CSV with its header line.

import { parseCsv } from "./csv.js";
import { button, h, newId } from "./dom.js";

/**
 * @typedef {import("./schema.js").Feature} Feature
 * @typedef {import("./schema.js").Row} Row
 */

/**
 * The fields that the text gives, or a sentence that says why there are none.
 * @param {string} text
 * @param {Feature[]} features
 * @returns {{row?: Row, problem?: string}}
 */
export function recordFrom(text, features) {
  const record =
    text.trim().startsWith("{") || text.trim().startsWith("[") ? json(text) : csv(text);
  if (typeof record === "string") return { problem: record };
  const known = features.filter(({ name }) => Object.hasOwn(record, name));
  if (known.length === 0) {
    const names = features.map(({ name }) => name).join(", ");
    return { problem: `None of its fields is one of the model's: ${names}.` };
  }
  return { row: Object.fromEntries(known.map(({ name }) => [name, record[name]])) };
}

/** @param {string} text */
export function looksLikeRecord(text) {
  return /^\s*[{[]/.test(text) || text.trim().includes("\n");
}

/**
 * A dialog to paste into; `use` gets the record.
 * @param {Feature[]} features
 * @param {(row: Row) => void} use
 */
export function openPaste(features, use) {
  const id = newId();
  const area = h("textarea", { id, rows: 9, spellcheck: "false", "aria-describedby": `${id}-why` });
  const why = h("p", { class: "why", id: `${id}-why`, role: "alert" });
  const apply = () => {
    const { row, problem } = recordFrom(area.value, features);
    why.textContent = problem ?? "";
    area.setAttribute("aria-invalid", String(Boolean(problem)));
    if (!row) return area.focus();
    dialog.close();
    return use(row);
  };
  const dialog = h(
    "dialog",
    { "aria-labelledby": `${id}-title`, onclose: () => dialog.remove() },
    h("h2", { id: `${id}-title` }, "Paste a record"),
    h("label", { for: id }, "One JSON object, or a CSV header line and one row"),
    area,
    why,
    h(
      "div",
      { class: "actions" },
      button("Fill the form", apply, { class: "primary" }),
      button("Cancel", () => dialog.close()),
    ),
  );
  document.body.append(dialog);
  dialog.showModal();
}

// Helpers ----

/** @param {string} text @returns {any} */
function json(text) {
  try {
    const value = JSON.parse(text);
    const record = Array.isArray(value) ? value[0] : value;
    return record && typeof record === "object"
      ? record
      : "This JSON is no record: give an object.";
  } catch (error) {
    return `This is no JSON: ${/** @type {Error} */ (error).message}.`;
  }
}

/** @param {string} text @returns {any} */
function csv(text) {
  const { header, rows, problem } = parseCsv(text);
  if (problem) return problem;
  if (rows.length === 0) return "Give a header line, and a row below it.";
  return Object.fromEntries(header.map((name, at) => [name, rows[0].cells[at]]));
}
