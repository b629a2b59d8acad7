// Curves and fans as data, and what they say in words.

import assert from "node:assert/strict";
import { test } from "node:test";

import { curveOf, sentence as forecastSentence } from "../page/answer_forecast.js";
import { sentence as quantileSentence } from "../page/answer_quantiles.js";
import { sentence as survivalSentence } from "../page/answer_survival.js";
import { fanOf, spread, survivalCurve } from "../page/shapes.js";
import { forAll } from "./support/random.mjs";

test("a fan is the middle and the pairs around it, the widest first", () => {
  assert.deepEqual(fanOf([0.1, 0.25, 0.5, 0.75, 0.9]), { middle: 2, pairs: [[0, 4], [1, 3]] });
  assert.deepEqual(fanOf([0.1, 0.9]), { middle: 0, pairs: [[0, 1]] });
  assert.deepEqual(fanOf([0.5]), { middle: 0, pairs: [] });
});

test("whatever the quantiles are, each band holds the middle and the next band", () => {
  forAll((random) => {
    const shares = random.times(random.whole(1, 9), () => random.between(0, 1)).sort();
    const { middle, pairs } = fanOf(shares);
    let [outerLow, outerHigh] = [-1, shares.length];
    for (const [low, high] of pairs) {
      assert.ok(outerLow < low && low <= middle && middle <= high && high < outerHigh);
      [outerLow, outerHigh] = [low, high];
    }
  });
});

test("a survival curve starts with everybody and has its median among its points", () => {
  const { times, shares } = survivalCurve({ median: 310, survival: { 365: 0.28, 100: 0.83 } });
  assert.deepEqual(times, [0, 100, 310, 365]);
  assert.deepEqual(shares, [1, 0.83, 0.5, 0.28]);
});

test("a survival curve without a median has the times alone, and none of them twice", () => {
  const survival = { 0: 1, 100: null, 365: 0.6 };
  assert.deepEqual(survivalCurve({ median: null, survival }).times, [0, 100, 365]);
  assert.deepEqual(survivalCurve({ median: 100, survival }).times, [0, 100, 365]);
});

test("a survival curve never rises where its answer does not", () => {
  forAll((random) => {
    const rate = random.between(0.001, 1);
    const median = Math.log(2) / rate;
    const times = random.times(random.whole(1, 8), () => random.between(0, 5 / rate));
    const survival = Object.fromEntries(times.map((time) => [time, Math.exp(-rate * time)]));
    const { shares } = survivalCurve({ median, survival });
    assert.deepEqual(
      shares,
      shares.toSorted((a, b) => b - a),
    );
  });
});

test("survival is told in words", () => {
  assert.equal(
    survivalSentence({ median: 310, survival: { 100: 0.83, 365: 0.28 } }),
    "Of 100 cases like this one, half survive beyond 310. The probability to survive 365 is 28 %.",
  );
});

test("a median that is never reached is told as such, and an unknown share is not told", () => {
  const text = "The model's curve does not fall to 50 %, so that there is no median.";
  assert.equal(survivalSentence({ median: null, survival: { 100: null } }), text);
});

test("quantiles are told in words", () => {
  assert.equal(
    quantileSentence({ quantiles: { 0.9: 26, 0.1: 17.2, 0.5: 21.1 } }),
    "50 % of outcomes for cases like this one are below 21.1, and 80 % are between 17.2 and 26.",
  );
  assert.equal(
    quantileSentence({ quantiles: { 0.95: 26 } }),
    "95 % of outcomes for cases like this one are below 26.",
  );
});

test("many values are thinned evenly, with both ends", () => {
  assert.deepEqual(spread([1, 2, 3], 6), [1, 2, 3]);
  assert.deepEqual(spread([1, 2, 3, 4, 5, 6, 7], 3), [1, 4, 7]);
});

const STEPS = [
  { time: "1961-01", value: 450, lower: 420, upper: 480 },
  { time: "1961-02", value: 432.5, lower: 400, upper: null },
];

test("a forecast is told in words", () => {
  assert.equal(
    forecastSentence(STEPS, "0.95"),
    "This is the forecast for 1961-01. The 95 % interval is 420 to 480." +
      " After 2 steps, for 1961-02, it is 432.5.",
  );
});

test("a forecast of one step without bounds says that alone", () => {
  assert.equal(forecastSentence([{ time: 1961.5, value: 1 }], "0.8"), "This is the forecast for 1961.5.");
});

test("a forecast is a line over its steps, with its band and the steps' times", () => {
  const { values, labels, series } = curveOf(STEPS, "0.8");
  assert.deepEqual(values, [1, 2]);
  assert.deepEqual(labels, ["1961-01", "1961-02"]);
  const bands = [{ label: "80 %", low: [420, 400], high: [480, null] }];
  assert.deepEqual(series, [{ label: "forecast", values: [450, 432.5], bands }]);
  assert.equal(curveOf([{ time: 1, value: 2 }], "0.8").series[0].bands, undefined);
});
