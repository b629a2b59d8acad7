// The features that a card's schema describes, and what their fields give back.

import assert from "node:assert/strict";
import { test } from "node:test";

import { textOf, valueOf } from "../page/field_value.js";
import { captionOf, exampleRow, featuresOf, isOutside } from "../page/schema.js";
import { cards, feature } from "./support/cards.mjs";
import { forAll } from "./support/random.mjs";

// As input_schema() of modelservice writes them.
const COLUMNS = {
  number: [{ type: "number" }, "number"],
  "a number or null": [{ type: ["number", "null"] }, "number"],
  "a whole number": [{ type: "integer" }, "number"],
  "a whole number or null": [{ type: ["integer", "null"] }, "number"],
  boolean: [{ type: "boolean" }, "boolean"],
  factor: [{ type: "string", enum: ["S", "M"] }, "level"],
  "a factor of numbers": [{ type: ["string", "number"], enum: ["1", "2", 1, 2] }, "level"],
  "a factor or null": [{ type: ["string", "null"], enum: ["S", "M", null] }, "level"],
  "a factor that takes any level": [{ type: "string", pattern: "^[^\\u0000]*$" }, "text"],
  date: [{ type: "string", format: "date" }, "date"],
  "a time": [{ type: ["string", "null"], format: "date-time" }, "datetime"],
  text: [{ type: "string" }, "text"],
};
for (const [name, [column, kind]] of Object.entries(COLUMNS)) {
  test(`${name} has a field of kind ${kind}`, () => {
    assert.equal(featureOf(column).kind, kind);
  });

  test(`${name}: every choice is one that the schema allows`, () => {
    const { levels } = featureOf(column);
    assert.ok(levels.every((level) => allows(column, level)));
    assert.equal(new Set(levels.map(String)).size, levels.length);
    assert.ok(levels.every((level) => typeof level === "string"));
  });

  test(`${name}: an empty field is null where the schema allows null, else missing`, () => {
    const empty = valueOf(featureOf(column), "");
    assert.equal(empty, allows(column, null) ? null : undefined);
  });
}

test("there are cards to look at", () => {
  assert.ok(cards().length >= 5);
});

for (const card of cards()) {
  const features = featuresOf(card);

  test(`${card.name}: the form holds every column, in the schema's order`, () => {
    assert.deepEqual(
      features.map(({ name }) => name),
      card.input_schema.required,
    );
  });

  test(`${card.name}: the example goes through the fields unchanged and is allowed`, () => {
    const row = exampleRow(features, card.example);
    for (const it of features) {
      const value = valueOf(it, textOf(it, row[it.name]));
      assert.deepEqual(value, card.example[it.name]);
      assert.ok(allows(card.input_schema.properties[it.name], value));
    }
  });
}

test("a value survives its field, whatever its kind", () => {
  const text = ["a", "é", '"', " ", "1", "😀"];
  forAll((random) => {
    const number = random.between(-1, 1) * 10 ** random.whole(-20, 20);
    assert.equal(throughField({ kind: "number" }, number), number);
    assert.equal(throughField({ kind: "boolean" }, number > 0), number > 0);
    const note = `x${random.text(text, 5)}`;
    assert.equal(throughField({ kind: "text" }, note), note);
  });
});

test("null survives a field that may be empty", () => {
  assert.equal(throughField({ kind: "number", nullable: true }, null), null);
  assert.equal(throughField({ kind: "boolean", nullable: true }, null), null);
});

test("TRUE, as R and spreadsheets write it, is true", () => {
  assert.equal(throughField({ kind: "boolean" }, "TRUE"), true);
});

test("whole columns have no decimals, others as many as a hundredth of their range", () => {
  const decimals = (minimum, maximum, example) =>
    featureOf({ type: "number", "x-training-range": { minimum, maximum } }, example).decimals;
  assert.equal(decimals(0, 10, 3), 0);
  assert.equal(decimals(0, 100, 3.5), 0);
  assert.equal(decimals(0, 10, 3.5), 1);
  assert.equal(decimals(0.385, 0.871, 0.5), 3);
  assert.equal(decimals(0, 1e-20, 0), 12);
});

test("a column that takes no fractions says so, and has no decimals whatever its example", () => {
  const range = { minimum: 0, maximum: 10 };
  const { whole, decimals } = featureOf({ type: "integer", "x-training-range": range }, 3.5);
  assert.deepEqual([whole, decimals], [true, 0]);
  assert.equal(featureOf({ type: "number", "x-training-range": range }, 3).whole, false);
});

test("a column of one value has no range, and so no slider", () => {
  const range = { minimum: 4, maximum: 4 };
  assert.equal(featureOf({ type: "number", "x-training-range": range }, 4).range, null);
});

test("the ends of the training range are within it", () => {
  const it = feature({ range: { minimum: 1, maximum: 2 } });
  assert.deepEqual(
    [1, 2, 0.99, 2.01].map((x) => isOutside(it, x)),
    [false, false, true, true],
  );
  assert.equal(isOutside(feature({}), 1e300), false);
});

test("an example gives the features alone, and what it lacks is undefined", () => {
  assert.deepEqual(exampleRow([feature({ name: "a" })], { b: 1 }), { a: undefined });
  assert.deepEqual(exampleRow([feature({ name: "a" })]), { a: undefined });
});

test("a column is called what the schema calls it, beside its name", () => {
  const words = { title: "rooms per dwelling", description: "On average.", "x-unit": "rooms" };
  const { title, help, unit } = featureOf({ type: "number", ...words });
  assert.deepEqual([title, help, unit], ["rooms per dwelling", "On average.", "rooms"]);
  assert.equal(captionOf(feature({ name: "rm", title })), "rooms per dwelling (rm)");
  assert.equal(captionOf(feature({ name: "rm" })), "rm");
});

test("a column that is not required is optional, and its default fills what an example lacks", () => {
  const properties = { a: { type: "number" }, b: { type: "number", default: 5 } };
  const features = featuresOf({ input_schema: { properties, required: ["a"] } });
  assert.deepEqual(
    features.map(({ optional }) => optional),
    [false, true],
  );
  assert.deepEqual(exampleRow(features, { a: 1 }), { a: 1, b: 5 });
  assert.deepEqual(exampleRow(features, { a: 1, b: 2 }), { a: 1, b: 2 });
});

for (const card of cards()) {
  test(`${card.name}: every column has a title`, () => {
    assert.ok(featuresOf(card).every(({ title }) => title !== ""));
  });
}

// Helpers ----

function featureOf(column, example) {
  return featuresOf({ input_schema: { properties: { x: column } }, example: { x: example } })[0];
}

function throughField(parts, value) {
  return valueOf(feature(parts), textOf(feature(parts), value));
}

/** JSON Schema's `type` and `enum`, which decide what a column may hold. */
function allows({ type, enum: values }, value) {
  const isTyped = [type].flat().includes(value === null ? "null" : typeof value);
  return isTyped && (!values || values.includes(value));
}
