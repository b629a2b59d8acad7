// CSV as RFC 4180 has it, and as spreadsheets write it: a mark at the start, semicolons, tabs.

/**
 * @typedef {{line: number, cells: string[]}} Line `line` is where it starts in the file, from 1.
 * @typedef {{header: string[], rows: Line[], problem?: string}} Table
 */

/** @param {string} text @returns {Table} */
export function parseCsv(text) {
  const plain = text.replace(/^\uFEFF/, "");
  const { lines, open } = split(plain, separatorOf(plain));
  const [first, ...rows] = lines.filter(({ cells }) => cells.length > 1 || cells[0] !== "");
  const header = (first?.cells ?? []).map((name) => name.trim());
  return { header, rows, problem: problemOf(header, rows, open) };
}

/** @param {(string | number | boolean | null)[][]} rows */
export function writeCsv(rows) {
  return rows.map((cells) => `${cells.map(quote).join(",")}\r\n`).join("");
}

// Helpers ----

/** The one that stands most often in the first line. @param {string} text */
function separatorOf(text) {
  const end = text.search(/[\r\n]/);
  const line = end < 0 ? text : text.slice(0, end);
  const count = (/** @type {string} */ mark) => line.split(mark).length;
  return [",", ";", "\t"].reduce((best, mark) => (count(mark) > count(best) ? mark : best));
}

/** @param {string} text @param {string} separator */
function split(text, separator) {
  const cell = new RegExp(
    `"([^"]*(?:""[^"]*)*)"([^${separator}\\r\\n]*)|([^${separator}\\r\\n]*)`,
    "y",
  );
  /** @type {Line[]} */
  const lines = [];
  let [at, line, cells] = [0, 1, /** @type {string[]} */ ([])];
  let start = line;
  while (at < text.length || cells.length > 0) {
    if (text[at] === '"' && !closes(text, at)) return { lines, open: line };
    cell.lastIndex = at;
    const [whole, quoted, rest, bare] = /** @type {RegExpExecArray} */ (cell.exec(text));
    cells.push(bare ?? quoted.replaceAll('""', '"') + rest);
    line += newlines(whole);
    at += whole.length;
    if (text[at] === separator) {
      at += 1;
      if (at < text.length) continue;
      cells.push("");
    }
    lines.push({ line: start, cells });
    cells = [];
    if (at < text.length) at += text.startsWith("\r\n", at) ? 2 : 1;
    line += 1;
    start = line;
  }
  return { lines, open: 0 };
}

/** Whether the quoted cell at `start` has an end. @param {string} text @param {number} start */
function closes(text, start) {
  for (let at = text.indexOf('"', start + 1); at >= 0; at = text.indexOf('"', at + 2)) {
    if (text[at + 1] !== '"') return true;
  }
  return false;
}

/** @param {string} text */
function newlines(text) {
  return text.includes("\n") || text.includes("\r") ? text.split(/\r\n|\r|\n/).length - 1 : 0;
}

/** @param {string[]} header @param {Line[]} rows @param {number} open */
function problemOf(header, rows, open) {
  if (open) return `A quote that opens in line ${open} is never closed: close it.`;
  if (header.length === 0) return "The file is empty: give a header line and rows.";
  const twice = header.find((name, at) => header.indexOf(name) !== at);
  if (twice !== undefined) return `The header names "${twice}" twice: name every column once.`;
  const odd = rows.find(({ cells }) => cells.length !== header.length);
  if (!odd) return undefined;
  return `Line ${odd.line} has ${odd.cells.length} cells, but the header has ${header.length}.`;
}

/** @param {string | number | boolean | null} value */
function quote(value) {
  const text = value === null ? "" : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
