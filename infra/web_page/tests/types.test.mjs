// How the forms of an answer are told apart by the card's output schema.

import assert from "node:assert/strict";
import { test } from "node:test";

import { labelsOf, outcomesOf } from "../page/types.js";

const NUMBER = { type: ["number", "null"] };
const CLASSES = {
  type: ["object", "null"],
  properties: { label: { type: "string", enum: ["no", "yes"] }, probability: NUMBER },
};
const INTERVAL = { type: "object", properties: { value: NUMBER, lower: NUMBER, upper: NUMBER } };
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
  "no schema": [undefined, [], []],
};
for (const [name, [output_schema, labels, outcomes]] of Object.entries(FORMS)) {
  test(`the labels and outcomes of a card whose answer is ${name}`, () => {
    assert.deepEqual(labelsOf({ output_schema }), labels);
    assert.deepEqual(outcomesOf({ output_schema }), outcomes);
  });
}
