// A slider's place as a value, and what stands below a field.

import assert from "node:assert/strict";
import { test } from "node:test";

import { hintOf, rounded, valueOf } from "../page/field_value.js";
import { featuresOf } from "../page/schema.js";
import { feature } from "./support/cards.mjs";
import { forAll } from "./support/random.mjs";

test("a slider never leaves the training range, and its value is near its place", () => {
  forAll((random) => {
    const minimum = random.between(-1000, 1000);
    const range = { minimum, maximum: minimum + 10 ** random.between(-3, 3) };
    const it = numeric(range);
    const inset = (range.maximum - range.minimum) * 10 ** -random.between(0, 9);
    const place = random.pick([minimum + inset, range.maximum - inset]);
    const value = rounded(it, place);
    assert.ok(value >= range.minimum && value <= range.maximum);
    assert.ok(Math.abs(value - place) <= (range.maximum - range.minimum) / 10);
  });
});

test("the ends of a slider are the ends of the range, with all their digits", () => {
  const range = { minimum: 0.00632, maximum: 88.9762 };
  const ends = [range.minimum, range.maximum].map((place) => rounded(numeric(range), place));
  assert.deepEqual(ends, [0.00632, 88.9762]);
});

test("between the ends a value has no more digits than make a difference", () => {
  assert.equal(rounded(numeric({ minimum: 0.00632, maximum: 88.9762 }), 12.3456789), 12.3);
});

test("the hint is the range, and a sentence where the value is outside it", () => {
  const it = feature({ range: { minimum: 2.26, maximum: 4 } });
  assert.equal(hintOf(it, 3), "2.26 to 4");
  assert.equal(hintOf(it, undefined), "2.26 to 4");
  assert.equal(hintOf(it, 5), "This is outside the training range, 2.26 to 4.");
});

test("a field without a range says only whether it may be empty", () => {
  assert.equal(hintOf(feature({ kind: "text", nullable: true }), "a"), "You may leave this empty.");
  assert.equal(hintOf(feature({ kind: "text" }), "a"), "");
});

test("a field with a range says, too, that it may be empty", () => {
  const it = feature({ nullable: true, range: { minimum: 0, maximum: 9 } });
  assert.equal(hintOf(it, 5), "0 to 9. You may leave this empty.");
  assert.equal(valueOf(it, ""), null);
});

test("an optional field may be left out, and says what it is then", () => {
  const it = feature({ optional: true, nullable: true, preset: 5 });
  assert.equal(valueOf(it, ""), undefined);
  assert.equal(hintOf(it, undefined), "If you leave this empty, it is 5.");
  const ranged = { ...it, range: { minimum: 0, maximum: 9 } };
  assert.equal(hintOf(ranged, 5), "0 to 9. If you leave this empty, it is 5.");
});

// Helpers ----

function numeric(range) {
  const properties = { x: { type: "number", "x-training-range": range } };
  return featuresOf({ input_schema: { properties } })[0];
}
