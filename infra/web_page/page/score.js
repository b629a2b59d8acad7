// Score a whole file: parts go one after another, and what failed can be sent again.

import { writeCsv } from "./csv.js";
import { ServiceError } from "./problems.js";

/**
 * @typedef {import("./csv.js").Line} Line
 * @typedef {{line: number, reason: string}} Bad
 * @typedef {object} Scoring
 * @property {number} done Rows that have their answer.
 * @property {number} total
 * @property {Map<number, string>} reasons Why a row has none, by its place.
 * @property {(signal: AbortSignal, onpart: () => void) => Promise<void>} run Goes on where it stopped.
 * @property {() => Bad[]} bad
 * @property {() => string} csv The file's columns and the prediction's.
 */

const PART = 2000;
// Of so many bad rows the reason is asked for; there is a bound to what anybody reads.
const EXPLAINED = 500;
const NO_VALUE = "The model gives no finite value for this row.";

/** A sentence where the file lacks what the model wants. @param {string[]} header @param {string[]} wanted */
export function headerProblem(header, wanted) {
  const missing = wanted.filter((name) => !header.includes(name));
  if (missing.length === 0) return "";
  const columns = missing.length === 1 ? "column" : "columns";
  return `The file lacks the ${columns} ${missing.join(", ")}: its header has ${header.join(", ")}.`;
}

/**
 * @param {import("./api.js").Api} api
 * @param {string} model
 * @param {{header: string[], rows: Line[]}} table
 * @param {string[]} columns Those that are sent.
 * @returns {Scoring}
 */
export function createScoring(api, model, { header, rows }, columns) {
  const places = columns.map((name) => header.indexOf(name));
  /** @type {any[]} */
  const predictions = [];
  const reasons = /** @type {Map<number, string>} */ (new Map());
  const ask = (/** @type {number[]} */ at, /** @type {AbortSignal} */ signal) => {
    const cells = at.map((row) => places.map((place) => rows[row].cells[place]));
    const options = { signal, query: { on_error: "null" }, type: "text/csv" };
    return api.predict(model, writeCsv([columns, ...cells]), options);
  };
  const run = async (/** @type {AbortSignal} */ signal, /** @type {() => void} */ onpart) => {
    let size = PART;
    while (predictions.length < rows.length) {
      const at = range(predictions.length, Math.min(predictions.length + size, rows.length));
      try {
        const answer = await ask(at, signal);
        await explainAll(answer, at, (again) => ask(again, signal), reasons);
        predictions.push(...answer.predictions);
      } catch (error) {
        if (!tooLarge(error) || size === 1) throw error;
        size = Math.ceil(size / 4);
      }
      onpart();
    }
  };
  return {
    get done() {
      return predictions.length;
    },
    total: rows.length,
    reasons,
    run,
    bad: () => [...reasons].map(([row, reason]) => ({ line: rows[row].line, reason })),
    csv: () => withPredictions(header, rows, predictions, reasons),
  };
}

// Helpers ----

/** @param {number} from @param {number} to */
function range(from, to) {
  return Array.from({ length: to - from }, (_, i) => from + i);
}

/** @param {unknown} error */
function tooLarge(error) {
  return error instanceof ServiceError && error.reason === 413;
}

/**
 * The reason of every row without a prediction. An answer lists its first 100 errors: the rows
 * that it leaves out are asked for again, until all or enough are told.
 * @param {any} answer @param {number[]} at @param {(at: number[]) => Promise<any>} ask
 * @param {Map<number, string>} reasons
 */
async function explainAll(answer, at, ask, reasons) {
  let [current, rows] = [answer, at];
  for (;;) {
    const told = reasonsOf(current);
    const open = rows.filter((_, i) => current.predictions[i] === null && !told.has(i));
    for (const [i, reason] of told) reasons.set(rows[i], reason);
    const all = (current.error_count ?? 0) <= (current.errors ?? []).length;
    if (all || told.size === 0 || reasons.size >= EXPLAINED) {
      for (const row of open) reasons.set(row, all ? NO_VALUE : "Its values do not fit.");
      return;
    }
    if (open.length === 0) return;
    rows = open;
    current = await ask(open);
  }
}

/** Sentences by the row in the request. @param {any} answer */
function reasonsOf({ errors = [] }) {
  const told = /** @type {Map<number, string>} */ (new Map());
  for (const { pointer, detail } of errors) {
    const row = Number(/^#\/(\d+)/.exec(pointer)?.[1]);
    told.set(row, [told.get(row), detail].filter(Boolean).join(" "));
  }
  return told;
}

/**
 * @param {string[]} header @param {Line[]} rows @param {any[]} predictions
 * @param {Map<number, string>} reasons
 */
function withPredictions(header, rows, predictions, reasons) {
  const columns = predictions.map(columnsOf);
  const names = [...new Set(columns.flatMap(Object.keys))];
  if (names.length === 0) names.push("prediction");
  const added = [...names, ...(reasons.size > 0 ? ["error"] : [])];
  const taken = (/** @type {string} */ name) =>
    header.includes(name) ? `predicted_${name}` : name;
  const lines = predictions.map((_, i) => {
    const cells = names.map((name) => columns[i][name] ?? null);
    return [...rows[i].cells, ...cells, ...(reasons.size > 0 ? [reasons.get(i) ?? null] : [])];
  });
  return writeCsv([[...header, ...added.map(taken)], ...lines]);
}

/** The columns that the service itself would write. @param {any} prediction @returns {Record<string, any>} */
function columnsOf(prediction) {
  if (prediction === null) return {};
  if (typeof prediction !== "object") return { prediction };
  const { probabilities = {}, ...plain } = prediction;
  const own = Object.entries(plain).map(([name, value]) => [name, plainCell(value)]);
  const each = Object.entries(probabilities).map(([label, p]) => [`probability_${label}`, p]);
  return Object.fromEntries([...own, ...each]);
}

/** A member's classification as its label. @param {any} value */
function plainCell(value) {
  return value !== null && typeof value === "object" ? (value.label ?? null) : value;
}
