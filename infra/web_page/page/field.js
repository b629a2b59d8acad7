// One feature as a labelled field: a number with its slider, a choice, a date or text.

/**
 * @import { Attributes } from "./dom.js"
 * @import { Feature } from "./schema.js"
 * @import { TrainingRange, Value } from "./types.js"
 */

import { h, newId } from "./dom.js";
import { hintOf, rounded, textOf, valueOf } from "./field_value.js";
import { isOutside } from "./schema.js";

/**
 * @typedef {object} Field
 * @property {HTMLElement} element
 * @property {HTMLInputElement | HTMLSelectElement} input
 * @property {(value: Value | undefined) => void} write
 * @property {() => Value | undefined} read undefined: left empty.
 * @property {(sentence: string) => void} complain An empty sentence: nothing is wrong with it.
 */

/**
 * @param {Feature} feature
 * @param {() => void} onchange Called when a person changes it; write() calls nothing.
 * @returns {Field}
 */
export function createField(feature, onchange) {
  const id = newId();
  const input = control(feature, id);
  const slider = feature.range && sliderOf(feature.name, feature.range);
  const hint = h("p", { class: "hint", id: `${id}-hint` }, hintOf(feature, undefined));
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
    read: () => valueOf(feature, input.value),
    write: (/** @type {Value | undefined} */ value) => {
      input.value = textOf(feature, value);
      follow();
    },
    complain: (/** @type {string} */ sentence) => {
      if (sentence) input.setAttribute("aria-invalid", "true");
      else input.removeAttribute("aria-invalid");
      element.classList.toggle("wrong", Boolean(sentence));
      hint.textContent = sentence || hintOf(feature, field.read());
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
  // Not datetime-local: that has no time zone, and the service needs one.
  const placeholder = feature.kind === "datetime" ? "2026-01-31T12:00:00Z" : null;
  return h("input", { ...common, type: "text", placeholder, spellcheck: "false" });
}

/** @param {Attributes} attributes @param {string[]} values @param {boolean} nullable */
function choice(attributes, values, nullable) {
  const options = values.map((value) => h("option", { value }, value));
  const none = h("option", { value: "", hidden: !nullable }, nullable ? "not known" : "");
  return h("select", attributes, none, ...options);
}

/** @param {string} name @param {TrainingRange} range */
function sliderOf(name, { minimum, maximum }) {
  return h("input", {
    type: "range",
    min: minimum,
    max: maximum,
    // Any place of the hand; rounded() makes a value of it.
    step: "any",
    "aria-label": `${name}, slider`,
  });
}
