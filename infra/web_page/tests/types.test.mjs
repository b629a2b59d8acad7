// How the forms of an answer are told apart by the card's output schema.

import assert from "node:assert/strict";
import { test } from "node:test";

import { isInterval, isQuantiles, isSurvival, isWithError, pointsOf } from "../page/prediction.js";
import { hasStepRows, labelsOf, outcomesOf } from "../page/types.js";

const NUMBER = { type: ["number", "null"] };
const CLASSES = {
  type: ["object", "null"],
  properties: { label: { type: "string", enum: ["no", "yes"] }, probability: NUMBER },
};
const INTERVAL = { type: "object", properties: { value: NUMBER, lower: NUMBER, upper: NUMBER } };
const NESTED = { type: "object", additionalProperties: NUMBER };
const SURVIVAL = { type: ["object", "null"], properties: { median: NUMBER, survival: NESTED } };
const QUANTILES = { type: ["object", "null"], properties: { quantiles: NESTED } };
const OUTCOMES = { type: ["object", "null"], properties: { mpg: NUMBER, label: NUMBER } };

// As output_schema() of modelservice writes them: the labels and the outcomes of each.
const FORMS = {
  "a number": [NUMBER, [], []],
  "a number or an interval": [{ anyOf: [NUMBER, INTERVAL] }, [], []],
  "a label": [CLASSES, ["no", "yes"], []],
  "a label, or a number on the scale of the link": [
    { anyOf: [CLASSES, NUMBER] },
    ["no", "yes"],
    [],
  ],
  "several outcomes, one of them called label": [OUTCOMES, [], ["mpg", "label"]],
  "members side by side": [{ type: ["object", "null"] }, [], []],
  "survival at times": [SURVIVAL, [], []],
  "quantiles, always": [QUANTILES, [], []],
  "outcomes that are called like survival": [
    { type: ["object", "null"], properties: { median: NUMBER, survival: NUMBER } },
    [],
    ["median", "survival"],
  ],
  "no schema": [undefined, [], []],
};
for (const [name, [output_schema, labels, outcomes]] of Object.entries(FORMS)) {
  test(`the labels and outcomes of a card whose answer is ${name}`, () => {
    assert.deepEqual(labelsOf({ output_schema }), labels);
    assert.deepEqual(outcomesOf({ output_schema }), outcomes);
  });
}

test("a forecast takes a row for each step, unless its one column is their number", () => {
  const card = (task, column) => ({ task, input_schema: { properties: { [column]: {} } } });
  assert.equal(hasStepRows(card("forecast", "x")), true);
  assert.equal(hasStepRows(card("forecast", "h")), false);
  assert.equal(hasStepRows(card("regression", "x")), false);
});

test("a step of a forecast is no outcome, whatever its schema", () => {
  const output_schema = { properties: { time: { type: "string" }, value: NUMBER } };
  assert.deepEqual(outcomesOf({ task: "forecast", output_schema }), []);
});

// Elements of `predictions`, and the one question that each answers with yes.
const ELEMENTS = {
  interval: [{ value: 1, lower: 0, upper: 2 }, isInterval],
  "standard error": [{ value: 1, se: 0.5 }, isWithError],
  survival: [{ median: null, survival: { 100: 0.8 } }, isSurvival],
  quantiles: [{ quantiles: { 0.5: 3 } }, isQuantiles],
  number: [1, null],
  gap: [null, null],
  members: [{ survival: 1, quantiles: 2, se: 3 }, null],
};
for (const [name, [element, question]] of Object.entries(ELEMENTS)) {
  test(`an element that is ${name} is taken for nothing else`, () => {
    const questions = [isInterval, isWithError, isSurvival, isQuantiles];
    const yes = questions.filter((ask) => ask(element));
    assert.deepEqual(yes, question ? [question] : []);
  });
}

test("numbers by a number are in the order of those, which keep their text", () => {
  assert.deepEqual(pointsOf({ "1e+05": 0.1, 365: 0.2, 0.5: 0.9 }), [
    { name: "0.5", at: 0.5, value: 0.9 },
    { name: "365", at: 365, value: 0.2 },
    { name: "1e+05", at: 100000, value: 0.1 },
  ]);
});
