// The request of the form in three languages, to paste and to run.

/** @import { Row, Value } from "./types.js" */

/**
 * `url` is where the model predicts, with the options; the token is read from the environment, so
 * that it is in nobody's shell history or repository. `row` may be several, each a step.
 * @typedef {{url: string, row: Row | Row[], needsToken: boolean}} Request
 */

/**
 * The code for a request, by the name that stands on its button. Names of columns and values may
 * hold anything: each language quotes them so that they stay data.
 * @type {Record<string, (request: Request) => string>}
 */
export const LANGUAGES = { curl, R: r, Python: python };

// Helpers ----

/** @param {Request} request */
function curl({ url, row, needsToken }) {
  const token = needsToken ? `  -H "authorization: Bearer $TOKEN" \\\n` : "";
  const type = `  -H "content-type: application/json" \\\n`;
  const body = shellWord(JSON.stringify(row));
  return `curl ${shellWord(url)} \\\n${type}${token}  --data-raw ${body}\n`;
}

/** @param {Request} request */
function r({ url, row, needsToken }) {
  const token = needsToken ? `  req_auth_bearer_token(Sys.getenv("TOKEN")) |>\n` : "";
  return `library(httr2)

answer <- request(${stringLiteral(url)}) |>
${token}  req_body_json(${rInput(row)}) |>
  req_perform() |>
  resp_body_json()
str(answer$predictions)
`;
}

/** @param {Request} request */
function python({ url, row, needsToken }) {
  const token = needsToken ? `headers = {"authorization": f"Bearer {os.environ['TOKEN']}"}\n` : "";
  return `${needsToken ? "import os\n\n" : ""}import requests

${token}${pythonInput(row)}
response = requests.post(
    ${stringLiteral(url)},
    json=${Array.isArray(row) ? "steps" : "record"},${needsToken ? "\n    headers=headers," : ""}
    timeout=30,
)
response.raise_for_status()
print(response.json()["predictions"])
`;
}

/** A list of one record, or of one for each step. @param {Row | Row[]} row */
function rInput(row) {
  if (Array.isArray(row)) {
    return `list(\n${row.map((step) => `    ${rStep(step)}`).join(",\n")}\n  )`;
  }
  const cells = given(row).map(([name, value]) => `    ${rName(name)} = ${rValue(value)}`);
  // list() without a name would be JSON's [].
  return cells.length > 0 ? `list(\n${cells.join(",\n")}\n  )` : "setNames(list(), character())";
}

/** @param {Row} row */
function rStep(row) {
  const cells = given(row).map(([name, value]) => `${rName(name)} = ${rValue(value)}`);
  return `list(${cells.join(", ")})`;
}

/** @param {Row | Row[]} row */
function pythonInput(row) {
  if (Array.isArray(row)) {
    return `steps = [\n${row.map((step) => `    ${pythonStep(step)},`).join("\n")}\n]`;
  }
  const cells = pythonCells(row).map((cell) => `    ${cell},`);
  return `record = {\n${cells.join("\n")}\n}`;
}

/** @param {Row} row */
function pythonStep(row) {
  return `{${pythonCells(row).join(", ")}}`;
}

/** @param {Row} row */
function pythonCells(row) {
  return given(row).map(([name, value]) => `${stringLiteral(name)}: ${pythonValue(value)}`);
}

/** The cells that JSON.stringify() would write, too. @param {Row} row */
function given(row) {
  return Object.entries(row).flatMap(([name, value]) =>
    value === undefined ? [] : [/** @type {[string, Value]} */ ([name, value])],
  );
}

/** Within ' ' a shell reads nothing but the next '. @param {string} text */
function shellWord(text) {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** As JSON writes it, which R and Python read as the same text. @param {string} text */
function stringLiteral(text) {
  return JSON.stringify(text);
}

// ?Reserved in R: names that list() does not take unquoted.
const RESERVED =
  /^(if|else|repeat|while|function|for|next|break|TRUE|FALSE|NULL|Inf|NaN|NA|NA_.*|in)$/;

/** @param {string} name */
function rName(name) {
  const isPlain = /^[A-Za-z][A-Za-z0-9_.]*$/.test(name) && !RESERVED.test(name);
  return isPlain ? name : stringLiteral(name);
}

/** @param {Value} value */
function rValue(value) {
  if (value === null) return "NULL";
  return typeof value === "boolean" ? String(value).toUpperCase() : JSON.stringify(value);
}

/** @param {Value} value */
function pythonValue(value) {
  if (value === null) return "None";
  return typeof value === "boolean" ? (value ? "True" : "False") : JSON.stringify(value);
}
