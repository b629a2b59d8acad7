// One feature as a labelled field: a number with its slider, a choice, a date or text.

import { h, newId } from "./dom.js";
import { number } from "./format.js";
import { isOutside } from "./schema.js";

/**
 * @typedef {import("./schema.js").Feature} Feature
 * @typedef {import("./schema.js").Value} Value
 * @typedef {object} Field
 * @property {HTMLElement} element
 * @property {HTMLInputElement | HTMLSelectElement} input
 * @property {(value: Value | undefined) => void} write
 * @property {() => Value | undefined} read undefined: left empty.
 * @property {(sentence: string) => void} complain An empty sentence: it fits.
 */

/**
 * @param {Feature} feature
 * @param {() => void} onchange
 * @returns {Field}
 */
export function createField(feature, onchange) {
  const id = newId();
  const input = control(feature, id);
  const slider = feature.kind === "number" && feature.range ? sliderOf(feature) : null;
  const hint = h("p", { class: "hint", id: `${id}-hint` }, remark(feature, undefined));
  const element = h(
    "div",
    { class: `field field-${feature.kind}` },
    h("label", { for: id }, feature.name),
    h("div", { class: "controls" }, slider, input),
    hint,
  );
  const field = {
    element,
    input,
    read: () => given(feature, input),
    write: (/** @type {Value | undefined} */ value) => {
      input.value = textOf(feature, value);
      follow();
    },
    complain: (/** @type {string} */ sentence) => {
      input.toggleAttribute("aria-invalid", Boolean(sentence));
      if (sentence) input.setAttribute("aria-invalid", "true");
      element.classList.toggle("wrong", Boolean(sentence));
      hint.textContent = sentence || remark(feature, field.read());
    },
  };
  const follow = () => {
    const value = field.read();
    if (slider && typeof value === "number") slider.value = String(value);
    element.classList.toggle("outside", typeof value === "number" && isOutside(feature, value));
    field.complain("");
  };
  input.addEventListener("input", () => {
    follow();
    onchange();
  });
  slider?.addEventListener("input", () => {
    field.write(rounded(feature, Number(slider.value)));
    onchange();
  });
  return field;
}

// Helpers ----

/** @param {Feature} feature @param {string} id */
function control(feature, id) {
  const common = { id, "aria-describedby": `${id}-hint`, autocomplete: "off" };
  if (feature.kind === "level") return choice(common, feature.levels, feature.nullable);
  if (feature.kind === "boolean") return choice(common, ["true", "false"], feature.nullable);
  const step = feature.range ? 10 ** -feature.decimals : "any";
  if (feature.kind === "number") return h("input", { ...common, type: "number", step });
  if (feature.kind === "date") return h("input", { ...common, type: "date" });
  const placeholder = feature.kind === "datetime" ? "2026-01-31T12:00:00Z" : null;
  return h("input", { ...common, type: "text", placeholder, spellcheck: "false" });
}

/** @param {Record<string, string>} attributes @param {string[]} values @param {boolean} nullable */
function choice(attributes, values, nullable) {
  const options = values.map((value) => h("option", { value }, value));
  const none = h("option", { value: "", hidden: !nullable }, nullable ? "not known" : "");
  return h("select", attributes, none, ...options);
}

/** @param {Feature} feature */
function sliderOf(feature) {
  const { minimum, maximum } = /** @type {{minimum: number, maximum: number}} */ (feature.range);
  const label = `${feature.name}, slider`;
  return h("input", {
    type: "range",
    min: minimum,
    max: maximum,
    step: "any",
    "aria-label": label,
  });
}

/** @param {Feature} feature @param {Value | undefined} value */
function textOf(feature, value) {
  const text = value === null || value === undefined ? "" : String(value);
  return feature.kind === "boolean" ? text.toLowerCase() : text;
}

/** The ends of the range exactly; between them no more digits than make a difference. */
function rounded(/** @type {Feature} */ { range, decimals }, /** @type {number} */ value) {
  if (value === range?.minimum || value === range?.maximum) return value;
  return Number(value.toFixed(decimals));
}

/** @param {Feature} feature @param {HTMLInputElement | HTMLSelectElement} input */
function given(feature, input) {
  const text = input.value;
  if (text === "") return feature.nullable ? null : undefined;
  if (feature.kind === "number") return Number(text);
  return feature.kind === "boolean" ? text === "true" : text;
}

/** @param {Feature} feature @param {Value | undefined} value */
function remark(feature, value) {
  const { range, nullable } = feature;
  if (range) {
    const text = `${number(range.minimum)} to ${number(range.maximum)}`;
    const outside = typeof value === "number" && isOutside(feature, value);
    return outside ? `outside the training range ${text}` : text;
  }
  return nullable ? "may be left empty" : "";
}
