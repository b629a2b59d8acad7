// The dialog in which a record from elsewhere is pasted.

/**
 * @import { Feature } from "./schema.js"
 * @import { Row } from "./types.js"
 */

import { button, h, newId } from "./dom.js";
import { recordFrom } from "./record.js";

/**
 * Opens the dialog. It closes when the text has a record, which `use` gets; until then it says
 * what is wrong with the text.
 * @param {Feature[]} features
 * @param {(row: Row) => void} use
 */
export function openPaste(features, use) {
  const id = newId();
  const area = h("textarea", { id, rows: 9, spellcheck: "false", "aria-describedby": `${id}-why` });
  const why = h("p", { class: "why", id: `${id}-why`, role: "alert" });
  const apply = () => {
    const { row, refusal } = recordFrom(area.value, features);
    why.textContent = refusal ?? "";
    area.setAttribute("aria-invalid", String(Boolean(refusal)));
    if (!row) return area.focus();
    dialog.close();
    return use(row);
  };
  const dialog = h(
    "dialog",
    { "aria-labelledby": `${id}-title`, onclose: () => dialog.remove() },
    h("h2", { id: `${id}-title` }, "Paste a record"),
    h("label", { for: id }, "Paste one JSON object, or a CSV header line and one row"),
    area,
    why,
    h(
      "div",
      { class: "actions" },
      button("Fill the form", apply, { class: "primary" }),
      button("Cancel", () => dialog.close()),
    ),
  );
  document.body.append(dialog);
  dialog.showModal();
}
