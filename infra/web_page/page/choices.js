// What a request may choose, as data: the forms of the answer, of which a request has one, and the
// query that chooses it.

/** @import { Card, Choice } from "./types.js" */

import { isFree, numbersIn, valuesOf } from "./numbers.js";
import { labelsOf } from "./types.js";

/**
 * What is chosen, by the name of a field; `answer` is the id of a form. Numbers are as people wrote
 * them.
 * @typedef {Record<string, string>} Chosen
 *
 * @typedef {{id: string, text: string}} Form
 */

/** A query's options that are not together in one request: each makes another form. */
const SHAPES = ["interval", "se", "times", "quantiles"];
// Where neither the model nor its user chose any: the middle, and four of five outcomes around it.
const QUANTILES = "0.1, 0.5, 0.9";

/**
 * The options of the card, but those that are a column, too, such as the steps of a forecast: the
 * form has a field for that. R writes an empty named list as [].
 * @param {Card} card
 * @returns {Record<string, Choice>}
 */
export function choicesOf({ choices = {}, input_schema }) {
  const columns = input_schema?.properties ?? {};
  return Object.fromEntries(Object.entries(choices).filter(([name]) => !(name in columns)));
}

/**
 * The forms that the model's answers may have, its own first; one or none: there is nothing to
 * choose.
 * @param {Card} card
 * @returns {Form[]}
 */
export function formsOf(card) {
  const { interval, se, times, quantiles, type } = choicesOf(card);
  const own = ownShape(card);
  const forms = [
    ...(times ? [{ id: "times", text: "survival at times" }] : []),
    ...(quantiles ? [{ id: "quantiles", text: "quantiles" }] : []),
    // Without one of these no request could ask a model that has a form of its own for a number.
    ...(!own || type || interval ? [plainForm(card)] : []),
    ...valuesOf(interval)
      .filter((kind) => kind !== "none")
      .map((kind) => ({ id: kind, text: isIntervalOnly(card) ? kind : `${kind} interval` })),
    ...(se ? [{ id: "se", text: "standard error" }] : []),
  ];
  const first = own || "value";
  return forms.sort((a, b) => Number(b.id === first) - Number(a.id === first));
}

/** What the field of the forms is called. @param {Card} card */
export function formsLabel(card) {
  return isIntervalOnly(card) ? "interval" : "answer";
}

/**
 * What is chosen before anybody chose. With an interval where the model gives one and has no form
 * of its own: that of the row's own outcome, for that of the mean is narrower and read as if it
 * were this one.
 * @param {Card} card
 * @returns {Chosen}
 */
export function initiallyChosen(card) {
  const ids = formsOf(card).map(({ id }) => id);
  const answer = !ownShape(card) && ids.includes("prediction") ? "prediction" : (ids[0] ?? "");
  const fields = Object.entries(choicesOf(card)).map(([name, choice]) => [name, presetOf(choice)]);
  // The service's own level is 95 %.
  const level = answer === "prediction" ? "0.9" : "0.95";
  const chosen = { level, ...Object.fromEntries(fields), answer };
  return { ...chosen, quantiles: chosen.quantiles || QUANTILES };
}

/**
 * The fields that count for the form that is chosen, besides `answer`.
 * @param {Card} card
 * @param {Chosen} chosen
 */
export function fieldsOf(card, { answer }) {
  const names = Object.keys(choicesOf(card)).filter((name) => !SHAPES.includes(name));
  const isCurve = answer === "times" || answer === "quantiles";
  // The service refuses `type` beside a curve, for that has one scale.
  const others = isCurve ? names.filter((name) => name !== "type") : names;
  return isCurve ? [answer, ...others] : others;
}

/**
 * The query. It names what differs from the model's own answer, and the options that decide the
 * form.
 * @param {Card} card
 * @param {Chosen} chosen
 * @returns {Record<string, string>}
 */
export function queryOf(card, chosen) {
  const choices = choicesOf(card);
  const { answer, level } = chosen;
  const given = fieldsOf(card, chosen).map((name) => [name, textOf(chosen[name], choices[name])]);
  const changed = given.filter(([name, text]) => {
    return text !== "" && text !== textOf(presetOf(choices[name]), choices[name]);
  });
  const query = Object.fromEntries(changed);
  if (answer === "se") return { ...query, se: "true" };
  if (answer === "value") return { ...asNumber(card), ...query };
  // The service refuses a level without an interval.
  const isInterval = valuesOf(choices.interval).includes(answer);
  return isInterval ? { ...query, interval: answer, ...(choices.level ? {} : { level }) } : query;
}

/**
 * The query of a whole file: what the page shows of one row, where that may be a curve. A file that
 * is scored by a model of numbers or labels comes back with these alone.
 * @param {Card} card
 * @param {Record<string, string>} options Of the page's own request.
 */
export function fileQuery(card, options) {
  const { se, times, quantiles } = choicesOf(card);
  return se || times || quantiles ? options : {};
}

/**
 * Whether the model's own answer is a curve, and how many numbers stand below it or a fan.
 * @param {Card} card
 * @param {Record<string, string>} query One that asks for another form has neither.
 */
export function ownNumbers(card, query) {
  const isOther = ["type", "interval", "se"].some((name) => name in query);
  const own = isOther ? "" : ownShape(card);
  const choice = choicesOf(card)[own];
  const rows = isFree(choice) ? [choice.default ?? []].flat().length : 0;
  return { curve: own === "times", rows };
}

// Helpers ----


/** What asks for a number where the model has a form of its own. @param {Card} card */
function asNumber(card) {
  const { type, interval } = choicesOf(card);
  if (!ownShape(card)) return {};
  return interval ? { interval: "none" } : { type: valuesOf(type)[0] };
}

/** "times" or "quantiles" where the model answers so by itself, else "". @param {Card} card */
function ownShape(card) {
  const { times, quantiles } = choicesOf(card);
  const own = Object.entries({ times, quantiles }).find(([, it]) => isFree(it) && it.default);
  return own ? own[0] : "";
}

/** An interval or none: then the field says so. @param {Card} card */
function isIntervalOnly(card) {
  const { interval, se, times, quantiles } = choicesOf(card);
  return Boolean(interval) && !se && !times && !quantiles;
}

/** @param {Card} card @returns {Form} */
function plainForm(card) {
  if (isIntervalOnly(card)) return { id: "value", text: "none" };
  return { id: "value", text: labelsOf(card).length > 0 ? "label" : "number" };
}

/** @param {Choice} choice */
function presetOf(choice) {
  if (!isFree(choice)) return valuesOf(choice)[0];
  return [choice.default ?? []].flat().join(", ");
}

/** A text as the query has it. @param {string} text @param {Choice} [choice] */
function textOf(text, choice) {
  return choice === undefined || isFree(choice) ? numbersIn(text).join() : text;
}
