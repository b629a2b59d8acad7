// Where a value stands among the training's.

import assert from "node:assert/strict";
import { test } from "node:test";

import {
  drawnSpanOf,
  placeOf,
  quantilesOf,
  shareBelow,
  spanOf,
  widened,
} from "../page/distribution.js";
import { forAll } from "./support/random.mjs";

const SUMMARY = { quantiles: { "100%": 100, "0%": 0, "50%": 20, "25%": 10, "75%": 60 } };

test("at a quantile the share is that quantile's", () => {
  for (const { share, value } of quantilesOf(SUMMARY))
    assert.equal(shareBelow(SUMMARY, value), share);
});

test("the share grows with the value, from 0 to 1", () => {
  forAll((random) => {
    const [low, high] = [random.between(-10, 110), random.between(-10, 110)].sort((a, b) => a - b);
    const [below, above] = [low, high].map((value) => shareBelow(SUMMARY, value));
    assert.ok(0 <= below && below <= above && above <= 1);
  });
});

test("between two quantiles the share is straight", () => {
  assert.equal(shareBelow(SUMMARY, 40), 0.625);
});

test("quantiles that are equal do not divide by zero", () => {
  const summary = { quantiles: { "0%": 0, "50%": 0, "100%": 95 } };
  assert.deepEqual(
    [0, 47.5, 95].map((value) => shareBelow(summary, value)),
    [0, 0.75, 1],
  );
  const middle = { quantiles: { "0%": 0, "25%": 10, "50%": 10, "100%": 95 } };
  assert.equal(shareBelow(middle, 10), 0.5);
});

test("the place is the end of a sentence", () => {
  assert.match(placeOf(SUMMARY, 20), /^higher than about 50 % of the outcomes/);
  assert.match(placeOf(SUMMARY, -1), /^lower than every outcome/);
  assert.match(placeOf(SUMMARY, 101), /^higher than every outcome/);
});

test("a span holds every value that it is widened by", () => {
  assert.deepEqual(spanOf(SUMMARY), { low: 0, high: 100 });
  assert.deepEqual(widened({ low: 0, high: 1 }, 5, undefined, -2), { low: -2, high: 5 });
  const histogram = { breaks: [-5, 50, 105], counts: [1, 2] };
  assert.deepEqual(drawnSpanOf({ ...SUMMARY, histogram }), { low: -5, high: 105 });
});
