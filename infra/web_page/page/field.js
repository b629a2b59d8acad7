// One feature as a labelled field: a number with its slider, a choice, a date or text.

/**
 * @import { Attributes } from "./dom.js"
 * @import { Feature } from "./schema.js"
 * @import { TrainingRange, Value } from "./types.js"
 */

import { h, newId } from "./dom.js";
import { hintOf, rounded, textOf, valueOf } from "./field_value.js";
import { captionOf, isOutside } from "./schema.js";

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
  const slider = feature.range && sliderOf(feature, feature.range);
  const hint = h("p", { class: "hint", id: `${id}-hint` }, hintOf(feature, undefined));
  const element = h(
    "div",
    { class: `field field-${feature.kind}` },
    h("label", { for: id }, ...labelOf(feature)),
    h("div", { class: "controls" }, slider, input, unitOf(feature, id)),
    hint,
    feature.help && h("p", { class: "hint help", id: `${id}-help` }, feature.help),
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

/** The title, and the name that the column has in the data and in each request. */
function labelOf(/** @type {Feature} */ { name, title }) {
  return title ? [title, " ", h("code", {}, name)] : [name];
}

/** @param {Feature} feature @param {string} id Of the field. */
function unitOf({ unit }, id) {
  return unit && h("span", { class: "unit", id: `${id}-unit` }, unit);
}

/** @param {Feature} feature @param {string} id */
function control(feature, id) {
  // What is read aloud with the field, in this order: what is wrong comes first.
  const told = ["hint", feature.unit && "unit", feature.help && "help"].filter(Boolean);
  const describedBy = told.map((part) => `${id}-${part}`).join(" ");
  const common = { id, "aria-describedby": describedBy, autocomplete: "off" };
  if (feature.kind === "level") return choice(common, feature.levels, feature);
  if (feature.kind === "boolean") return choice(common, ["true", "false"], feature);
  const step = feature.range || feature.whole ? 10 ** -feature.decimals : "any";
  if (feature.kind === "number") return h("input", { ...common, type: "number", step });
  if (feature.kind === "date") return h("input", { ...common, type: "date" });
  // Not datetime-local: that has no time zone, and the service needs one.
  const placeholder = feature.kind === "datetime" ? "2026-01-31T12:00:00Z" : null;
  return h("input", { ...common, type: "text", placeholder, spellcheck: "false" });
}

/** @param {Attributes} attributes @param {string[]} values @param {Feature} feature */
function choice(attributes, values, { nullable, optional, preset }) {
  const options = values.map((value) => h("option", { value }, value));
  const text = optional ? `left empty: ${preset}` : nullable ? "not known" : "";
  const none = h("option", { value: "", hidden: !text }, text);
  return h("select", attributes, none, ...options);
}

/** @param {Feature} feature @param {TrainingRange} range */
function sliderOf(feature, { minimum, maximum }) {
  return h("input", {
    type: "range",
    min: minimum,
    max: maximum,
    // Any place of the hand; rounded() makes a value of it.
    step: "any",
    "aria-label": `${captionOf(feature)}, slider`,
  });
}
