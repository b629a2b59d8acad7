// The cards of the demonstration models, as save_model() wrote them, and features by hand.

import { readdirSync, readFileSync } from "node:fs";

const MODELS = new URL("../../../../models/dist/", import.meta.url);

/** Every card that `make models` has written; `tools/setup` does so before the tests. */
export function cards() {
  const folders = readdirSync(MODELS, { withFileTypes: true }).filter((it) => it.isDirectory());
  return folders.map(({ name }) => JSON.parse(readFileSync(new URL(`${name}/model.json`, MODELS))));
}

/** A feature with the parts that a test is about. */
export function feature(parts) {
  const words = { name: "x", title: "", help: "", unit: "" };
  const cell = { kind: "number", levels: [], nullable: false, optional: false, whole: false };
  return { ...words, ...cell, preset: undefined, range: null, decimals: 0, ...parts };
}
