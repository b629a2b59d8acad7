// A record from elsewhere, as text: a JSON object, or a CSV with its header line.

/**
 * @import { Feature } from "./schema.js"
 * @import { Row } from "./types.js"
 */

import { parseCsv } from "./csv.js";

/**
 * The fields of the model that the text gives; other fields are left out. Of several records the
 * first one counts.
 * @param {string} text
 * @param {Feature[]} features
 * @returns {{row: Row, refusal?: undefined} | {row?: undefined, refusal: string}} `refusal` is a
 *   sentence that says why there is no record in it.
 */
export function recordFrom(text, features) {
  const isJson = /^\s*[{[]/.test(text);
  const record = isJson ? fromJson(text) : fromCsv(text);
  if (typeof record === "string") return { refusal: record };
  const known = features.filter(({ name }) => Object.hasOwn(record, name));
  if (known.length === 0) {
    const names = features.map(({ name }) => name).join(", ");
    return { refusal: `The record has none of the model's fields: ${names}.` };
  }
  return { row: Object.fromEntries(known.map(({ name }) => [name, record[name]])) };
}

/**
 * Whether a paste into one field is meant for the whole form: a single value has neither braces
 * nor a second line.
 * @param {string} text
 */
export function looksLikeRecord(text) {
  return /^\s*[{[]/.test(text) || text.trim().includes("\n");
}

// Helpers ----

/** @param {string} text @returns {Row | string} The record, or why there is none. */
function fromJson(text) {
  try {
    const value = JSON.parse(text);
    const record = Array.isArray(value) ? value[0] : value;
    return record && typeof record === "object"
      ? record
      : "This JSON is not a record: give an object.";
  } catch (error) {
    return `This is not JSON: ${/** @type {Error} */ (error).message}.`;
  }
}

/** @param {string} text @returns {Row | string} The record, or why there is none. */
function fromCsv(text) {
  const { header, rows, refusal } = parseCsv(text);
  if (refusal) return refusal;
  if (rows.length === 0) return "Give a header line, and a row below it.";
  return Object.fromEntries(header.map((name, at) => [name, rows[0].cells[at]]));
}
