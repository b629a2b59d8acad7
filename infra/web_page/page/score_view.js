// Drop a CSV, see it scored, take the predictions home.

/**
 * @import { Bad, Scoring } from "./score.js"
 * @import { Session } from "./session.js"
 */

import { isAbort } from "./api.js";
import { fileQuery } from "./choices.js";
import { parseCsv } from "./csv.js";
import { button, h } from "./dom.js";
import { plural } from "./format.js";
import { notice } from "./notice.js";
import { createScoring, headerRefusal } from "./score.js";
import { isForecast } from "./types.js";

// Bad rows in the table on the page; the file has all of them.
const SHOWN = 100;

/**
 * The file never leaves the browser but for the model's columns, which go to the service.
 * @param {HTMLElement} root
 * @param {Session} session
 */
export function mountScore(root, session) {
  // The rows of a forecast are steps of one series, which cannot be scored in parts.
  root.hidden = isForecast(session.card);
  const result = h("div", { class: "score-result", "aria-live": "polite" });
  const input = h("input", { type: "file", id: "score-file", accept: ".csv,.tsv,text/csv" });
  let current = new AbortController();
  const take = async (/** @type {File | undefined} */ file) => {
    if (!file) return;
    current.abort();
    current = new AbortController();
    const { refusal, scoring } = await read(file, session);
    if (!scoring) return result.replaceChildren(h("p", { class: "why" }, refusal));
    await score(result, file.name, scoring, AbortSignal.any([current.signal, session.signal]));
  };
  // Emptied after it was read, or the same file, mended, could not be chosen again.
  input.addEventListener("change", () => take(input.files?.[0]).then(() => (input.value = "")));
  const drop = h(
    "div",
    { class: "drop" },
    h("label", { for: "score-file", class: "button" }, "Choose a CSV file"),
    input,
    h("span", {}, "or drop it here. Its header must name the model's columns; others are kept."),
  );
  acceptDrops(drop, take);
  root.replaceChildren(h("h2", {}, "Score a file"), drop, result);
}

// Helpers ----

/**
 * Without preventDefault() the browser would leave the page and show the file.
 * @param {HTMLElement} drop
 * @param {(file: File | undefined) => void} take
 */
function acceptDrops(drop, take) {
  for (const kind of ["dragenter", "dragover"]) {
    drop.addEventListener(kind, (event) => {
      event.preventDefault();
      drop.classList.add("over");
    });
  }
  for (const kind of ["dragleave", "drop"]) {
    drop.addEventListener(kind, () => drop.classList.remove("over"));
  }
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    take(event.dataTransfer?.files[0]);
  });
}

/**
 * The scoring of a file, or a sentence that says why it cannot be scored.
 * @param {File} file
 * @param {Session} session
 * @returns {Promise<{scoring?: Scoring, refusal?: string}>} One of the two.
 */
async function read(file, { api, card, features, store }) {
  const columns = features.map(({ name }) => name);
  const required = features.filter(({ optional }) => !optional).map(({ name }) => name);
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer());
    const table = parseCsv(text);
    const refusal = table.refusal ?? (headerRefusal(table.header, required) || none(table.rows));
    if (refusal !== undefined) return { refusal };
    const query = fileQuery(card, store.get().options);
    return { scoring: createScoring(api, card.name, table, columns, query) };
  } catch {
    // Only the decoder throws here: Excel's plain "CSV" is in the encoding of its machine.
    return { refusal: `${file.name} is not UTF-8 text: save it as "CSV UTF-8".` };
  }
}

/** @param {unknown[]} rows */
function none(rows) {
  return rows.length === 0 ? "The file has a header and no rows: give rows below it." : undefined;
}

/**
 * @param {HTMLElement} result
 * @param {string} name Of the file.
 * @param {Scoring} scoring
 * @param {AbortSignal} signal
 */
async function score(result, name, scoring, signal) {
  const bar = h("progress", {
    max: scoring.total,
    value: scoring.done,
    "aria-label": "Rows scored",
  });
  const count = h("p", { class: "count" });
  const update = () => {
    bar.value = scoring.done;
    const done = scoring.done.toLocaleString("en");
    count.textContent = `${done} of ${plural(scoring.total, "row")} are scored`;
  };
  update();
  result.replaceChildren(bar, count);
  try {
    await scoring.run(signal, update);
    result.replaceChildren(...outcome(name, scoring));
  } catch (error) {
    if (isAbort(error)) return;
    const again = () => score(result, name, scoring, signal);
    // What was scored before the failure can be taken home already.
    const kept = scoring.done > 0 ? outcome(name, scoring) : [count];
    result.replaceChildren(bar, notice(error, again), ...kept);
  }
}

/** @param {string} name @param {Scoring} scoring */
function outcome(name, scoring) {
  const bad = scoring.bad();
  const good = scoring.done - bad.length;
  const scored = `${plural(good, "row")} ${good === 1 ? "is" : "are"} scored`;
  const rest = `, ${plural(bad.length, "row")} ${bad.length === 1 ? "is" : "are"} not`;
  const save = button("Download the predictions", () => download(name, scoring.csv()), {
    class: "primary",
  });
  const count = h("p", { class: "count" }, bad.length > 0 ? scored + rest : scored);
  return bad.length > 0 ? [count, save, badRows(bad)] : [count, save];
}

/** @param {Bad[]} bad */
function badRows(bad) {
  const rows = bad
    .slice(0, SHOWN)
    .map(({ line, reason }) =>
      h("tr", {}, h("th", { scope: "row" }, String(line)), h("td", {}, reason)),
    );
  const more = bad.length - rows.length;
  return h(
    "div",
    { class: "scroll", tabindex: "0", role: "region", "aria-label": "Rows without a prediction" },
    h(
      "table",
      { class: "cells" },
      h(
        "caption",
        {},
        more > 0
          ? `These are the first ${SHOWN} rows without a prediction; the download has all of them`
          : "Rows without a prediction",
      ),
      h(
        "thead",
        {},
        h("tr", {}, h("th", { scope: "col" }, "Line"), h("th", { scope: "col" }, "Reason")),
      ),
      h("tbody", {}, ...rows),
    ),
  );
}

/** @param {string} name @param {string} text */
function download(name, text) {
  const href = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
  h("a", { href, download: `${name.replace(/\.[^.]*$/, "")}-predictions.csv` }).click();
  // Not at once: the browser starts to read it after this function.
  setTimeout(() => URL.revokeObjectURL(href), 10_000);
}
