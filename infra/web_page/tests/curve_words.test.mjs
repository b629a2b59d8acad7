// A curve in words.

import assert from "node:assert/strict";
import { test } from "node:test";

import { heightAt, readoutAt, summaryOf } from "../page/curve_words.js";

const CURVE = {
  feature: { name: "x" },
  values: [0, 10, 20],
  series: [{ label: "prediction", values: [1, 3, 2] }],
  isShare: false,
  now: 5,
};

test("a line's height is straight between its points, and theirs at them", () => {
  const heights = [0, 5, 10, 15, 20].map((x) => heightAt(CURVE.values, [1, 3, 2], x));
  assert.deepEqual(heights, [1, 2, 3, 2.5, 2]);
});

test("beside a point without an answer a line has no height", () => {
  assert.equal(heightAt(CURVE.values, [1, null, 2], 5), null);
});

test("a curve of one point has its height everywhere", () => {
  assert.equal(heightAt([5], [1], 5), 1);
});

test("the readout is the form's own place, or that of the pointer", () => {
  assert.equal(readoutAt(CURVE, null), "x = 5: prediction 2");
  assert.equal(readoutAt(CURVE, 1), "x = 10: prediction 3");
});

test("an empty field and one outside the curve say so", () => {
  assert.equal(readoutAt({ ...CURVE, now: undefined }, null), "x is empty");
  assert.equal(readoutAt({ ...CURVE, now: 21 }, null), "x = 21 is outside the curve");
});

test("probabilities are read as percentages, and a gap as no value", () => {
  const series = [{ label: "yes", values: [0.5, 0.5, null] }];
  const curve = { ...CURVE, isShare: true, series };
  assert.equal(readoutAt(curve, 0), "x = 0: yes 50 %");
  assert.equal(readoutAt(curve, 2), "x = 20: yes no value");
});

test("the summary says where each line starts, ends and how far it goes", () => {
  const course = "As x goes from 0 to 20: prediction goes from 1 to 2, between 1 and 3.";
  assert.equal(summaryOf(CURVE), `${course} Now x = 5: prediction 2.`);
});

test("bands with a label are read out, and a label that ends in a number has a colon", () => {
  const bands = [
    { label: "0.1 to 0.9", low: [0, 1, 1], high: [2, 5, 3] },
    { low: [0, 0, 0], high: [9, 9, 9] },
  ];
  const series = [{ label: "quantile 0.5", values: [1, 3, 2], bands }];
  const text = "x = 10: quantile 0.5: 3, 0.1 to 0.9: 1 to 5";
  assert.equal(readoutAt({ ...CURVE, series }, 1), text);
});

test("a curve that is not about a form's value says what it is about", () => {
  const curve = { ...CURVE, now: null, rest: "The median is 5." };
  assert.equal(readoutAt(curve, null), "The median is 5.");
  assert.equal(readoutAt(curve, 1), "x = 10: prediction 3");
  assert.match(summaryOf(curve), / between 1 and 3\. The median is 5\.$/);
});

test("places that have names are called by them", () => {
  const curve = { ...CURVE, labels: ["Jan", "Feb", "Mar"], rest: "" };
  assert.equal(readoutAt(curve, 1), "x = Feb: prediction 3");
  assert.match(summaryOf(curve), /^As x goes from Jan to Mar: /);
});
