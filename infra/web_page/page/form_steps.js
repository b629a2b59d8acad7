// The form of a forecast with regressors: a row for each step, as CSV or JSON.

/** @import { Session } from "./session.js" */

import { writeCsv } from "./csv.js";
import { button, h, newId } from "./dom.js";
import { recordsFrom } from "./record.js";
import { captionOf, exampleRow } from "./schema.js";

// Steps of the example, which gives one row: enough to see where the series goes.
const STEPS = 12;

/**
 * @param {HTMLElement} root
 * @param {Session} session
 */
export function mountSteps(root, session) {
  const { store, features, card } = session;
  const id = newId();
  const area = h("textarea", {
    id,
    rows: 14,
    spellcheck: "false",
    "aria-describedby": `${id}-why ${id}-hint`,
  });
  const why = h("p", { id: `${id}-why`, class: "why" });
  const columns = features.map(captionOf).join(", ");
  const complain = (/** @type {string} */ text) => {
    why.textContent = text;
    area.setAttribute("aria-invalid", String(text !== ""));
  };
  const read = () => {
    const { rows, refusal } = recordsFrom(area.value, features);
    complain(refusal ?? "");
    return rows;
  };
  const edit = () => {
    const rows = read();
    if (rows) session.step(rows);
  };
  const example = () => {
    const row = exampleRow(features, card.example);
    const cells = features.map(({ name }) => row[name] ?? null);
    area.value = writeCsv([features.map(({ name }) => name), ...Array(STEPS).fill(cells)]);
    edit();
  };
  const form = h(
    "form",
    { novalidate: true, "aria-label": "The model's input" },
    h(
      "div",
      { class: "field" },
      h("label", { for: id }, "One row for each step, as CSV with a header line or as JSON"),
      area,
      why,
      h("p", { class: "hint", id: `${id}-hint` }, `The columns are ${columns}.`),
    ),
    h(
      "div",
      { class: "actions" },
      h("button", { type: "submit", class: "primary" }, "Predict"),
      button("Example", example),
    ),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (read()) session.submit(store.get().values);
    else area.focus();
  });
  area.addEventListener("input", edit);
  root.replaceChildren(form);
  store.watch(["errors"], ({ errors }) => {
    // A text that was not sent has errors of its own, which a late answer must not take away.
    const { refusal } = recordsFrom(area.value, features);
    complain(refusal ?? [...errors.values()].join(" "));
  });
  example();
}
