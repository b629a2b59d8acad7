// The request of the form in three languages, to paste and to run.

import { queryText } from "./api.js";

/**
 * @typedef {import("./schema.js").Row} Row
 * @typedef {{url: string, row: Row, needsToken: boolean}} Request
 */

/** @param {string} base @param {string} model @param {Record<string, string>} query */
export function predictUrl(base, model, query) {
  return `${base}models/${encodeURIComponent(model)}/predict${queryText(query)}`;
}

/** By the name that stands on their button. @type {Record<string, (request: Request) => string>} */
export const LANGUAGES = { curl, R: r, Python: python };

// Helpers ----

/** @param {Request} request */
function curl({ url, row, needsToken }) {
  const token = needsToken ? `  -H "authorization: Bearer $TOKEN" \\\n` : "";
  const type = `  -H "content-type: application/json" \\\n`;
  return `curl ${shell(url)} \\\n${type}${token}  --data-raw ${shell(JSON.stringify(row))}\n`;
}

/** @param {Request} request */
function r({ url, row, needsToken }) {
  const cells = pairs(row).map(
    ([name, value]) => `    ${tick(name)} = ${value === null ? "NULL" : rValue(value)}`,
  );
  const token = needsToken ? `  req_auth_bearer_token(Sys.getenv("TOKEN")) |>\n` : "";
  return `library(httr2)

answer <- request(${text(url)}) |>
${token}  req_body_json(list(
${cells.join(",\n")}
  ), digits = NA) |>
  req_perform() |>
  resp_body_json()
str(answer$predictions)
`;
}

/** @param {Request} request */
function python({ url, row, needsToken }) {
  const cells = pairs(row).map(([name, value]) => `    ${text(name)}: ${pythonValue(value)},`);
  const token = needsToken ? `headers = {"authorization": f"Bearer {os.environ['TOKEN']}"}\n` : "";
  return `${needsToken ? "import os\n\n" : ""}import requests

${token}record = {
${cells.join("\n")}
}
response = requests.post(
    ${text(url)},
    json=record,${needsToken ? "\n    headers=headers," : ""}
    timeout=30,
)
response.raise_for_status()
print(response.json()["predictions"])
`;
}

/** @param {Row} row */
function pairs(row) {
  return Object.entries(row).filter(([, value]) => value !== undefined);
}

/** @param {string} value */
function shell(value) {
  return `'${value.replaceAll("'", `'\\''`)}'`;
}

/** As JSON has it, which R and Python read, too. @param {string} value */
function text(value) {
  return JSON.stringify(value);
}

/** @param {string} name */
function tick(name) {
  return /^[A-Za-z][A-Za-z0-9_.]*$/.test(name) ? name : text(name);
}

/** @param {any} value */
function rValue(value) {
  return typeof value === "boolean" ? String(value).toUpperCase() : JSON.stringify(value);
}

/** @param {any} value */
function pythonValue(value) {
  if (value === null) return "None";
  return typeof value === "boolean" ? (value ? "True" : "False") : JSON.stringify(value);
}
