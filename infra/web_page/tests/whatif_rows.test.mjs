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
    bands: [{ low: [0, null], high: [2, null] }],
  });
});

test("standard errors are a band of one on each side", () => {
  const predictions = [{ value: 1, se: 0.25 }, null, { value: 2, se: null }];
  const [{ values, bands }] = seriesOf(REGRESSION, { predictions });
  assert.deepEqual(values, [1, null, 2]);
  assert.deepEqual(bands, [
    { label: "± 1 se", low: [0.75, null, null], high: [1.25, null, null] },
  ]);
});

test("survival has a line for each time, in their order, which are probabilities", () => {
  const predictions = [null, { median: 9, survival: { "90.5": 0.7, 365: 0.5, 7: 0.9 } }];
  const lines = seriesOf({ task: "survival" }, { predictions });
  assert.deepEqual(lines, [
    { label: "survival at 7", values: [null, 0.9] },
    { label: "survival at 90.5", values: [null, 0.7] },
    { label: "survival at 365", values: [null, 0.5] },
  ]);
  assert.equal(isShares({ predictions }), true);
});

test("of many times six are drawn, the first and the last among them", () => {
  const times = Array.from({ length: 100 }, (_, i) => [`${i + 1}`, 1]);
  const predictions = [{ median: null, survival: Object.fromEntries(times) }];
  const labels = seriesOf({ task: "survival" }, { predictions }).map(({ label }) => label);
  assert.equal(labels.length, 6);
  assert.deepEqual([labels[0], labels[5]], ["survival at 1", "survival at 100"]);
});

test("quantiles are the middle one and a band for each pair around it", () => {
  const predictions = [{ quantiles: { 0.9: 5, 0.5: 3, 0.1: 1 } }, null];
  const [series] = seriesOf(REGRESSION, { predictions });
  assert.deepEqual(series, {
    label: "quantile 0.5",
    values: [3, null],
    bands: [{ label: "0.1 to 0.9", low: [1, null], high: [5, null] }],
  });
});

test("a column of whole numbers is asked for whole numbers alone", () => {
  forAll((random) => {
    const minimum = random.whole(-50, 50);
    const range = { minimum, maximum: minimum + random.whole(1, 500) };
    const values = valuesOf(feature({ range, whole: true }), minimum + 0.5);
    assert.ok(values.every(Number.isInteger));
    assert.deepEqual([values[0], values.at(-1)], [range.minimum, range.maximum]);
    assert.equal(new Set(values).size, Math.min(POINTS, range.maximum - minimum + 1));
  });
});

test("the steps of a forecast have no what-if", () => {
  const features = [feature({ kind: "boolean" })];
  assert.deepEqual(drawable(features, { task: "forecast" }), []);
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
