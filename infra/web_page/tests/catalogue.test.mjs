// Which model the address names, and the card of an ensemble.

import assert from "node:assert/strict";
import { test } from "node:test";

import { createApi } from "../page/api.js";
import { addressOf, nameInAddress, openCard } from "../page/catalogue.js";
import { forAll } from "./support/random.mjs";
import { serve } from "./support/server.mjs";

const CATALOGUE = { default: "first", models: [] };
const CARDS = {
  "/models/blend": { name: "blend", members: ["a", "b"], combine: "mean" },
  "/models/a": { name: "a", title: "A", training_summary: { x: { levels: { a: 1 } } } },
  "/models/b": {
    name: "b",
    training_summary: { x: { levels: { b: 1 } }, y: { levels: { b: 1 } } },
  },
};

test("the address names the model that it was made for", () => {
  forAll((random) => {
    const name = `m${random.text(["/", "#", "%", "%20", "é", " ", "a"], 5)}`;
    assert.equal(nameInAddress(addressOf(name), CATALOGUE), name);
  });
});

test("an address without a name is the default model's", () => {
  for (const hash of ["", "#", "#/"]) assert.equal(nameInAddress(hash, CATALOGUE), "first");
});

test("an address that people wrote by hand is read as it stands", () => {
  assert.equal(nameInAddress("#iris", CATALOGUE), "iris");
  assert.equal(nameInAddress("#/100%", CATALOGUE), "100%");
});

test("an ensemble's card has its members' columns, the first's where two have one", async (t) => {
  const card = await opened(t, "blend");
  const summary = { x: { levels: { a: 1 } }, y: { levels: { b: 1 } } };
  assert.deepEqual(card.training_summary, summary);
});

test("a card without a title has its name for one", async (t) => {
  const titles = await Promise.all(["blend", "a", "b"].map((name) => opened(t, name)));
  assert.deepEqual(
    titles.map(({ title }) => title),
    ["blend", "A", "b"],
  );
});

// Helpers ----

async function opened(t, name) {
  const { base } = await serve(t, ({ path }) => CARDS[path]);
  return openCard(
    createApi(base, () => ""),
    name,
    new AbortController().signal,
  );
}
