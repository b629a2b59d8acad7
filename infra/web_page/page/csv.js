// CSV as RFC 4180 has it, and as spreadsheets write it: a mark at the start, semicolons, tabs.

/**
 * A cell's text; null where it is NA without quotes, as R and the service write what is not known.
 * @typedef {string | null} Cell
 *
 * @typedef {{line: number, cells: Cell[]}} Line `line` is where it starts in the file, from 1.
 *
 * `rows` are without the header and without blank lines. `refusal` is a sentence that says why the
 * text cannot be used; without one every row has as many cells as the header.
 * @typedef {{header: string[], rows: Line[], refusal?: string}} Table
 */

const NA = "NA";
const SEPARATORS = [",", ";", "\t"];

/**
 * Reads a whole file. Cells are text, as they stand there; names of the header lose the space
 * around them.
 * @param {string} text
 * @returns {Table}
 */
export function parseCsv(text) {
  // Excel's "CSV UTF-8" starts with this mark, which would become a part of the first name.
  const plain = text.replace(/^\uFEFF/, "");
  const { lines, open } = split(plain, separatorOf(plain));
  const [first, ...rows] = lines;
  const header = (first?.cells ?? []).map((name) => (name ?? NA).trim());
  return { header, rows, refusal: refusalOf(header, rows, open) };
}

/**
 * The text of a file that parseCsv() reads back: commas, and CRLF after each line (RFC 4180).
 * @param {(string | number | boolean | null)[][]} rows The header first; null is NA.
 */
export function writeCsv(rows) {
  return rows.map((cells) => `${lineOf(cells.map(quote))}\r\n`).join("");
}

// Helpers ----

/**
 * The one that stands most often in the header, quoted names left out: a decimal comma in a row
 * must not decide it.
 * @param {string} text
 */
function separatorOf(text) {
  const counts = new Map(SEPARATORS.map((mark) => [mark, 0]));
  let isStart = true;
  for (let at = 0; at < text.length && !"\r\n".includes(text[at]); at += 1) {
    if (isStart && text[at] === '"') at = endOfQuote(text, at);
    const count = counts.get(text[at]);
    isStart = count !== undefined;
    if (count !== undefined) counts.set(text[at], count + 1);
  }
  return SEPARATORS.reduce((best, mark) =>
    Number(counts.get(mark)) > Number(counts.get(best)) ? mark : best,
  );
}

/**
 * One pass over the text with a sticky expression for a cell: files of many megabytes are common,
 * and a loop over characters is several times slower.
 * @param {string} text
 * @param {string} separator
 * @returns {{lines: Line[], open: number}} `open` is the line of a quote that has no end, or 0.
 */
function split(text, separator) {
  const cell = new RegExp(
    `"([^"]*(?:""[^"]*)*)"([^${separator}\\r\\n]*)|([^${separator}\\r\\n]*)`,
    "y",
  );
  /** @type {Line[]} */
  const lines = [];
  let [at, line, cells] = [0, 1, /** @type {Cell[]} */ ([])];
  let start = line;
  while (at < text.length || cells.length > 0) {
    if (text[at] === '"' && endOfQuote(text, at) === text.length) return { lines, open: line };
    cell.lastIndex = at;
    const [whole, quoted, rest, bare] = /** @type {RegExpExecArray} */ (cell.exec(text));
    cells.push(bare === NA ? null : (bare ?? quoted.replaceAll('""', '"') + rest));
    line += newlines(whole);
    at += whole.length;
    if (text[at] === separator) {
      at += 1;
      if (at < text.length) continue;
      cells.push("");
    }
    // A lone "" is a row with an empty cell; a line of nothing is the blank end of a file.
    if (cells.length > 1 || whole !== "") lines.push({ line: start, cells });
    cells = [];
    if (at < text.length) at += text.startsWith("\r\n", at) ? 2 : 1;
    line += 1;
    start = line;
  }
  return { lines, open: 0 };
}

/**
 * The place of the quote that ends the cell which a quote at `start` begins; the text's length
 * where none does.
 * @param {string} text
 * @param {number} start
 */
function endOfQuote(text, start) {
  for (let at = text.indexOf('"', start + 1); at >= 0; at = text.indexOf('"', at + 2)) {
    if (text[at + 1] !== '"') return at;
  }
  return text.length;
}

/** @param {string} text */
function newlines(text) {
  return text.includes("\n") || text.includes("\r") ? text.split(/\r\n|\r|\n/).length - 1 : 0;
}

/** @param {string[]} header @param {Line[]} rows @param {number} open */
function refusalOf(header, rows, open) {
  if (open) return `A quote that opens in line ${open} is never closed: close it.`;
  if (header.length === 0) return "The file is empty: give a header line and rows.";
  const twice = header.find((name, at) => header.indexOf(name) !== at);
  if (twice !== undefined) return `The header names "${twice}" twice: name every column once.`;
  const odd = rows.find(({ cells }) => cells.length !== header.length);
  if (!odd) return undefined;
  return `Line ${odd.line} has ${odd.cells.length} cells, but the header has ${header.length}.`;
}

/** @param {string[]} cells As they are written. */
function lineOf(cells) {
  return cells.length === 1 && cells[0] === "" ? '""' : cells.join(",");
}

/** Any separator is quoted, not only ours: who reads the file guesses which one it has. */
function quote(/** @type {string | number | boolean | null} */ value) {
  if (value === null) return NA;
  const text = String(value);
  return /[",;\t\r\n]/.test(text) || text === NA ? `"${text.replaceAll('"', '""')}"` : text;
}
