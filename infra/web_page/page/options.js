// What a request may choose: the form of the answer, its numbers, and the model's own options.

/**
 * @import { Session } from "./session.js"
 * @import { Chosen } from "./choices.js"
 * @import { Choice, NumberChoice, NumbersChoice } from "./types.js"
 *
 * @typedef {object} Option
 * @property {HTMLElement} element
 * @property {HTMLInputElement | HTMLSelectElement} input
 * @property {() => string} complain Marks what is wrong, and says it; "" where nothing is.
 */

import { choicesOf, fieldsOf, formsLabel, formsOf, initiallyChosen, queryOf } from "./choices.js";
import { h, newId } from "./dom.js";
import { words } from "./format.js";
import { isFree, refusalOf, valuesOf, wordsOf } from "./numbers.js";

const INTERVAL_LEVELS = ["0.8", "0.9", "0.95", "0.99"];

/**
 * One field for the form of the answer where there are several, and one for each other option of
 * the model's card; those that the form has no use for are hidden.
 * @param {HTMLElement} root
 * @param {Session} session
 */
export function mountOptions(root, session) {
  const { card } = session;
  const preset = initiallyChosen(card);
  const options = optionsOf(session, preset);
  const chosen = () =>
    /** @type {Chosen} */ ({
      ...preset,
      ...Object.fromEntries([...options].map(([name, { input }]) => [name, input.value])),
    });
  const follow = () => {
    const shown = ["answer", "level", ...fieldsOf(card, chosen())];
    for (const [name, { element }] of options) element.hidden = !shown.includes(name);
    const level = options.get("level");
    if (level && !isFree(card.choices?.level)) level.input.disabled = !hasLevel(session, chosen());
  };
  root.replaceChildren(...[...options.values()].map(({ element }) => element));
  root.addEventListener("input", () => {
    follow();
    const shown = [...options.values()].filter(({ element }) => !element.hidden);
    const refusals = shown.map(({ complain }) => complain());
    if (refusals.every((refusal) => refusal === "")) session.choose(queryOf(card, chosen()));
  });
  follow();
}

// Helpers ----

/** @param {Session} session @param {Chosen} chosen @returns {Map<string, Option>} */
function optionsOf({ card }, chosen) {
  const forms = formsOf(card);
  const choices = Object.entries(choicesOf(card));
  const isShape = (/** @type {string} */ name) => name === "se" || name === "interval";
  const others = choices.filter(([name]) => !isShape(name));
  const hasInterval = choices.some(([name]) => name === "interval");
  const hasOwnLevel = choices.some(([name]) => name === "level");
  const answer = selection(formsLabel(card), forms.map(({ id, text }) => [id, text]), chosen.answer);
  const level = selection(
    "level",
    INTERVAL_LEVELS.map((text) => [text, `${Number(text) * 100} %`]),
    chosen.level,
  );
  return new Map([
    ...others.filter(([name]) => name === "type").map(([name, it]) => option(name, it, chosen)),
    .../** @type {[string, Option][]} */ (forms.length > 1 ? [["answer", answer]] : []),
    ...others.filter(([name]) => name !== "type").map(([name, it]) => option(name, it, chosen)),
    .../** @type {[string, Option][]} */ (hasInterval && !hasOwnLevel ? [["level", level]] : []),
  ]);
}

/** @param {string} name @param {Choice} choice @param {Chosen} chosen @returns {[string, Option]} */
function option(name, choice, chosen) {
  if (isFree(choice)) return [name, numbers(name, choice, chosen[name])];
  return [name, selection(name, valuesOf(choice).map((it) => [it, words(it)]), chosen[name])];
}

/**
 * A labelled selection of one value.
 * @param {string} name
 * @param {string[][]} values Each with its text.
 * @param {string} current
 * @returns {Option}
 */
function selection(name, values, current) {
  const id = newId();
  const options = values.map(([value, text]) =>
    h("option", { value, selected: value === current }, text),
  );
  const input = h("select", { id }, ...options);
  const element = h("div", {}, h("label", { for: id }, words(name)), input);
  return { element, input, complain: () => "" };
}

/**
 * A labelled text of one number or several.
 * @param {string} name
 * @param {NumberChoice | NumbersChoice} choice
 * @param {string} current
 * @returns {Option}
 */
function numbers(name, choice, current) {
  const id = newId();
  const input = h("input", {
    id,
    type: "text",
    value: current,
    autocomplete: "off",
    "aria-describedby": `${id}-hint`,
  });
  const usual = `${wordsOf(choice)}`;
  const hint = h("p", { class: "hint", id: `${id}-hint` }, usual);
  const element = h("div", { class: "numbers" }, h("label", { for: id }, words(name)), input, hint);
  const complain = () => {
    const refusal = refusalOf(input.value, choice);
    if (refusal) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
    element.classList.toggle("wrong", refusal !== "");
    hint.textContent = refusal || usual;
    return refusal;
  };
  return { element, input, complain };
}

/** @param {Session} session @param {Chosen} chosen */
function hasLevel({ card }, { answer }) {
  return valuesOf(card.choices?.interval).includes(answer);
}
