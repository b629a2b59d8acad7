// Numbers with their names, as a small table.

import { h } from "./dom.js";

// Rows that stand on the page at once; a longer table scrolls.
const SHOWN = 8;

/**
 * @param {string[]} heads Of the columns.
 * @param {string[][]} rows The first cell of each is its name.
 * @param {string} caption What a longer table is called for those who do not see it.
 */
export function numberTable(heads, rows, caption) {
  const lines = rows.map(([name, ...cells]) =>
    h(
      "tr",
      {},
      h("th", { scope: "row" }, name),
      ...cells.map((text) => h("td", {}, text)),
    ),
  );
  const head = heads.map((text) => h("th", { scope: "col" }, text));
  const table = h(
    "table",
    { class: "cells outcomes", "aria-label": caption },
    h("thead", {}, h("tr", {}, ...head)),
    h("tbody", {}, ...lines),
  );
  if (rows.length <= SHOWN) return table;
  // What scrolls must have the keyboard's focus.
  return h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": caption }, table);
}
