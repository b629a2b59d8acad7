// A binary prediction in words.

import assert from "node:assert/strict";
import { test } from "node:test";

import { chance } from "../page/answer_classes.js";

const WORDS = {
  0.99: "Almost certainly",
  0.9: "Very likely",
  0.73: "Likely",
  0.47: "Perhaps",
  0.2: "Unlikely",
  0.1: "Very unlikely",
  0.01: "Almost certainly not",
};
for (const [share, words] of Object.entries(WORDS)) {
  test(`a probability of ${share} is called ${words.toLowerCase()}`, () => {
    assert.ok(headline(Number(share)).startsWith(`${words} admitted, `));
  });
}

test("of a hundred cases all are counted once", () => {
  const { sentence } = chance([
    ["rejected", 0.27],
    ["admitted", 0.73],
  ]);
  const text = "Of 100 cases like this one, about 73 would be admitted and 27 rejected.";
  assert.equal(sentence, text);
});

test("a label that is not a word stands in quotes", () => {
  assert.match(
    chance([
      ["0", 0.5],
      ["1", 0.5],
    ]).headline,
    /“1”/,
  );
  assert.match(
    chance([
      ["no", 0.5],
      ["São Paulo", 0.5],
    ]).headline,
    / São Paulo,/,
  );
});

// Helpers ----

function headline(share) {
  return chance([
    ["rejected", 1 - share],
    ["admitted", share],
  ]).headline;
}
