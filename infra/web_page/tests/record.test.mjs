// A pasted record: JSON or CSV, and a sentence where it is neither.

import assert from "node:assert/strict";
import { test } from "node:test";

import { writeCsv } from "../page/csv.js";
import { looksLikeRecord, recordFrom, recordsFrom } from "../page/record.js";
import { feature } from "./support/cards.mjs";
import { forAll } from "./support/random.mjs";

const FEATURES = ["a", "b"].map((name) => feature({ name }));

test("any record comes through JSON and through CSV", () => {
  forAll((random) => {
    const row = { a: random.text(['"', ",", ";", "\n", "é", "1"], 5), b: "x" };
    assert.deepEqual(recordFrom(JSON.stringify(row), FEATURES), { row });
    assert.deepEqual(recordFrom(JSON.stringify([row, {}], null, 2), FEATURES), { row });
    const csv = writeCsv([Object.keys(row), Object.values(row)]);
    assert.deepEqual(recordFrom(csv, FEATURES), { row });
    assert.ok(looksLikeRecord(csv) && looksLikeRecord(JSON.stringify(row)));
  });
});

test("JSON keeps its types, and fields that the model does not have are left out", () => {
  const { row } = recordFrom(' {"b": null, "a": 1.5, "other": {}}', FEATURES);
  assert.deepEqual(row, { a: 1.5, b: null });
});

test("a field that every object inherits is not a field of the record", () => {
  const { refusal } = recordFrom("{}", [feature({ name: "constructor" })]);
  assert.match(refusal, /^The record has none of the model's fields/);
});

const REFUSED = {
  '{"a": ': /^This is not JSON: .*\.$/,
  "[1]": /^This JSON is not a record: give an object\.$/,
  "[]": /^This JSON is not a record: give an object\.$/,
  "c,d\n1,2": /^The record has none of the model's fields: a, b\.$/,
  "a,b": /^Give a header line, and a row below it\.$/,
  'a,b\n1,"2': /^A quote that opens in line 2 is never closed: close it\.$/,
};
for (const [text, sentence] of Object.entries(REFUSED)) {
  test(`${JSON.stringify(text)} is refused with a sentence`, () => {
    const { row, refusal } = recordFrom(text, FEATURES);
    assert.equal(row, undefined);
    assert.match(refusal, sentence);
  });
}

test("a single value is not a record", () => {
  assert.ok(!["6.5", "many words, here", "2026-01-31", "6.5\n"].some(looksLikeRecord));
});

const STEP_FEATURES = [
  feature({ name: "x" }),
  feature({ name: "n", nullable: true }),
  feature({ name: "b", kind: "boolean" }),
];

test("each line of a CSV is a step, its cells as the form's fields would give them", () => {
  const { rows } = recordsFrom("b,other,x,n\nTRUE,1,2.5,\nfalse,1,3,NA\n", STEP_FEATURES);
  assert.deepEqual(rows, [
    { x: 2.5, n: null, b: true },
    { x: 3, n: null, b: false },
  ]);
});

test("what is not a number goes to the service as it is, also where null may stand", () => {
  const { rows } = recordsFrom("x,n\nmany,few\n", STEP_FEATURES);
  assert.deepEqual(rows, [{ x: "many", n: "few" }]);
});

test("steps are a list of JSON objects, too", () => {
  assert.deepEqual(recordsFrom('[{"x":1},{"x":2}]', STEP_FEATURES).rows, [{ x: 1 }, { x: 2 }]);
  assert.match(recordsFrom("[1]", STEP_FEATURES).refusal, /give an array of objects/);
  assert.match(recordsFrom("[", STEP_FEATURES).refusal, /^This is not JSON/);
  assert.match(recordsFrom("x\n", STEP_FEATURES).refusal, /a row below it for each step/);
});
