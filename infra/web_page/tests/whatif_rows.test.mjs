// What-if as data: the rows that are asked for, and the answer as series.

import assert from "node:assert/strict";
import { test } from "node:test";

import { bodyOf, drawable, isShares, POINTS, seriesOf, valuesOf } from "../page/whatif_rows.js";
import { feature } from "./support/cards.mjs";
import { forAll } from "./support/random.mjs";

const REGRESSION = { task: "regression" };
const UNCOMBINED = { task: "regression", members: ["a", "b"], combine: "none" };

test("the values go in order across the whole range, the form's own among them", () => {
  forAll((random) => {
    const minimum = random.between(-100, 100);
    const range = { minimum, maximum: minimum + random.between(0.001, 1000) };
    const now = random.between(minimum - 1, range.maximum + 1);
    const values = valuesOf(feature({ range }), now);
    assert.equal(values.length, POINTS);
    assert.deepEqual([values[0], values.at(-1)], [range.minimum, range.maximum]);
    assert.deepEqual(
      values,
      values.toSorted((a, b) => a - b),
    );
    assert.equal(values.includes(now), now >= range.minimum && now <= range.maximum);
  });
});

test("a factor takes every level, and a boolean both values", () => {
  assert.deepEqual(valuesOf(feature({ kind: "level", levels: ["S", "M"] }), "M"), ["S", "M"]);
  assert.deepEqual(valuesOf(feature({ kind: "boolean" }), true), [false, true]);
});

test("text, dates and numbers without a range cannot be drawn", () => {
  const kinds = ["number", "level", "boolean", "date", "datetime", "text"];
  const drawn = drawable(kinds.map((kind) => feature({ kind })));
  assert.deepEqual(
    drawn.map(({ kind }) => kind),
    ["level", "boolean"],
  );
  assert.equal(drawable([feature({ range: { minimum: 0, maximum: 1 } })]).length, 1);
});

test("the request is columns of equal length, all as the form has them but one", () => {
  const body = bodyOf(
    { x: 1, y: "a", z: null, empty: undefined },
    feature({ name: "x" }),
    [1, 2, 3],
  );
  const inputs = { x: [1, 2, 3], y: ["a", "a", "a"], z: [null, null, null] };
  assert.deepEqual(JSON.parse(body), { inputs });
});

test("a feature that is empty in the form is asked for all the same", () => {
  assert.deepEqual(JSON.parse(bodyOf({ x: undefined }, feature({}), [1])), { inputs: { x: [1] } });
});

test("numbers are one line, with a gap where there is no answer", () => {
  const series = seriesOf(REGRESSION, { predictions: [1, null, 3] });
  assert.deepEqual(series, [{ label: "prediction", values: [1, null, 3] }]);
});

test("intervals are a line with its two ends", () => {
  const interval = { value: 1, lower: 0, upper: 2 };
  const [series] = seriesOf(REGRESSION, { predictions: [interval, null] });
  assert.deepEqual(series, {
    label: "prediction",
    values: [1, null],
    low: [0, null],
    high: [2, null],
  });
});

test("each label has its line, and of a binary model the event alone", () => {
  const predictions = [{ label: "b", probability: 0.7, probabilities: { a: 0.3, b: 0.7 } }, null];
  const both = seriesOf({ task: "classification" }, { predictions });
  assert.deepEqual(
    both.map(({ label, values }) => [label, values]),
    [
      ["a", [0.3, null]],
      ["b", [0.7, null]],
    ],
  );
  const event = seriesOf({ task: "binary" }, { predictions });
  assert.deepEqual(event, [{ label: "b", values: [0.7, null] }]);
});

test("each of several outcomes has its line, whatever its name", () => {
  const properties = { value: {}, label_: {}, upper: {} };
  const card = { task: "regression", output_schema: { type: "object", properties } };
  const predictions = [{ value: 1, label_: 2, upper: null }, null];
  const lines = seriesOf(card, { predictions }).map(({ label, values }) => [label, values]);
  assert.deepEqual(lines, [
    ["value", [1, null]],
    ["label_", [2, null]],
    ["upper", [null, null]],
  ]);
});

test("a classifier that was asked for type=link gives numbers, not shares", () => {
  const answer = { predictions: [-1.5, 2] };
  const [line] = seriesOf({ task: "binary" }, answer);
  assert.deepEqual(line, { label: "prediction", values: [-1.5, 2] });
  assert.equal(isShares(answer), false);
  assert.equal(isShares({ predictions: [null, { label: "a", probabilities: { a: 1 } }] }), true);
});

test("members that are not combined have a line each; one that failed has none", () => {
  const answer = { predictions: [{}, {}], members: { a: [1, 2], b: null } };
  assert.deepEqual(seriesOf(UNCOMBINED, answer), [{ label: "a", values: [1, 2] }]);
});

test("labels without probabilities, and no answers at all, give nothing to draw", () => {
  assert.deepEqual(seriesOf({ task: "classification" }, { predictions: [{ label: "a" }] }), []);
  assert.deepEqual(seriesOf(REGRESSION, { predictions: [null, null] }), []);
});
