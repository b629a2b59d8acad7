// The form of a model: its fields, the example, a pasted record; the service's errors land here.

/**
 * @import { Field } from "./field.js"
 * @import { Feature } from "./schema.js"
 * @import { Session } from "./session.js"
 * @import { Row } from "./types.js"
 */

import { button, h } from "./dom.js";
import { createField } from "./field.js";
import { openPaste } from "./paste.js";
import { looksLikeRecord, recordFrom } from "./record.js";
import { exampleRow } from "./schema.js";

/**
 * Fills `root` with the form, and the form with the card's example, which the model is asked at
 * once: a visitor sees an answer before doing anything.
 * @param {HTMLElement} root
 * @param {Session} session
 */
export function mountForm(root, session) {
  const { store, features } = session;
  /** @type {Map<string, Field>} */
  const fields = new Map(
    features.map((feature) => [feature.name, createField(feature, () => session.edit(read()))]),
  );
  const read = () => Object.fromEntries([...fields].map(([name, field]) => [name, field.read()]));
  const fill = (/** @type {Row} */ row) => {
    for (const [name, value] of Object.entries(row)) fields.get(name)?.write(value);
    session.edit(read());
  };
  const example = () => fill(exampleRow(features, session.card.example));
  const form = h(
    "form",
    // The service says what is wrong, for every field and in the same words as everywhere.
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
 * Each error at its field. The first one gets the focus when the form was submitted, and only
 * then: while somebody types, the focus stays where they type.
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
 * @param {Feature[]} features
 * @param {(row: Row) => void} fill
 */
function takeRecord(event, features, fill) {
  const text = event.clipboardData?.getData("text/plain") ?? "";
  if (!looksLikeRecord(text)) return;
  const { row } = recordFrom(text, features);
  if (!row) return;
  event.preventDefault();
  fill(row);
}
