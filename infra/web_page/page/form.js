// The form of a model: its fields, the example, a pasted record; the service's errors land here.

import { button, h } from "./dom.js";
import { createField } from "./field.js";
import { looksLikeRecord, openPaste, recordFrom } from "./paste.js";
import { exampleRow } from "./schema.js";

/** @typedef {import("./field.js").Field} Field */

/**
 * @param {HTMLElement} root
 * @param {import("./session.js").Session} session
 */
export function mountForm(root, session) {
  const { store, features } = session;
  /** @type {Map<string, Field>} */
  const fields = new Map(
    features.map((feature) => [feature.name, createField(feature, () => session.edit(read()))]),
  );
  const read = () => Object.fromEntries([...fields].map(([name, field]) => [name, field.read()]));
  const fill = (/** @type {import("./schema.js").Row} */ row) => {
    for (const [name, value] of Object.entries(row)) fields.get(name)?.write(value);
    session.edit(read());
  };
  const example = () => fill(exampleRow(features, session.card.example));
  const form = h(
    "form",
    { novalidate: true, "aria-label": "The model's input" },
    h(
      "div",
      { class: features.length > 6 ? "fields" : "fields few" },
      ...[...fields.values()].map((field) => field.element),
    ),
    actions(example, () => openPaste(features, fill)),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    session.submit(read());
  });
  form.addEventListener("paste", (event) => takeRecord(event, features, fill));
  root.replaceChildren(form);
  store.watch(["errors"], ({ errors, submitted }) => show(fields, errors, submitted));
  example();
}

// Helpers ----

/** @param {() => void} example @param {() => void} paste */
function actions(example, paste) {
  return h(
    "div",
    { class: "actions" },
    h("button", { type: "submit", class: "primary" }, "Predict"),
    button("Example", example),
    button("Paste a record", paste),
  );
}

/**
 * Each error at its field; the first one gets the focus when the form was submitted.
 * @param {Map<string, Field>} fields
 * @param {Map<string, string>} errors
 * @param {boolean} submitted
 */
function show(fields, errors, submitted) {
  for (const [name, field] of fields) field.complain(errors.get(name) ?? "");
  const first = [...fields].find(([name]) => errors.has(name));
  if (first && submitted) first[1].input.focus();
}

/**
 * A whole record that is pasted into any field fills them all.
 * @param {ClipboardEvent} event
 * @param {import("./schema.js").Feature[]} features
 * @param {(row: import("./schema.js").Row) => void} fill
 */
function takeRecord(event, features, fill) {
  const text = event.clipboardData?.getData("text/plain") ?? "";
  if (!looksLikeRecord(text)) return;
  const { row } = recordFrom(text, features);
  if (!row) return;
  event.preventDefault();
  fill(row);
}
