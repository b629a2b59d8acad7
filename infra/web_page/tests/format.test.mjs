// Numbers as people read them.

import assert from "node:assert/strict";
import { test } from "node:test";

import { bytes, number, percent, plural, words } from "../page/format.js";
import { forAll } from "./support/random.mjs";

const NUMBERS = {
  25.559: "25.56",
  12345.6: "12,346",
  0.0063: "0.0063",
  "1.2e-9": "1.20e-9",
  "2.5e12": "2.50e+12",
  0: "0",
  "-3.25": "-3.25",
  Infinity: "not a number",
  NaN: "not a number",
};
for (const [value, text] of Object.entries(NUMBERS)) {
  test(`${value} is read as ${text}`, () => {
    assert.equal(number(Number(value)), text);
  });
}

test("a number as it is read is within a hundredth of what it is", () => {
  forAll((random) => {
    const value = random.between(-1, 1) * 10 ** random.whole(-12, 12);
    const read = Number(number(value).replaceAll(",", ""));
    assert.ok(Math.abs(read - value) <= Math.abs(value) * 0.01, `${value} as ${read}`);
  });
});

test("only what is certain is 100 %, and only what is impossible is 0 %", () => {
  forAll((random) => {
    const share = 10 ** -random.between(0.1, 12);
    assert.ok(!["0 %", "100 %"].includes(percent(share)));
    assert.ok(!["0 %", "100 %"].includes(percent(1 - share)));
  });
  assert.deepEqual([0, 1].map(percent), ["0 %", "100 %"]);
});

test("a share has one decimal where it needs one", () => {
  assert.deepEqual([0.9776, 0.5, 0.0004, 0.9996].map(percent), [
    "97.8 %",
    "50 %",
    "< 0.1 %",
    "> 99.9 %",
  ]);
});

test("one row is not one rows", () => {
  assert.deepEqual(
    [0, 1, 2000].map((n) => plural(n, "row")),
    ["0 rows", "1 row", "2,000 rows"],
  );
});

test("a size has the unit that makes it short", () => {
  assert.deepEqual([0, 999, 904348, 2.5e6, 3e12].map(bytes), [
    "0 B",
    "999 B",
    "904 kB",
    "2.5 MB",
    "3,000 GB",
  ]);
});

test("a name is read with spaces", () => {
  assert.equal(words("test_mse_log"), "test mse log");
});
