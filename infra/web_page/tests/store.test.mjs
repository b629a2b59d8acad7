// The state of a model, and work that waits until the hand rests.

import assert from "node:assert/strict";
import { test } from "node:test";

import { whenSettled } from "../page/debounce.js";
import { createStore } from "../page/store.js";

test("who watches a part is called at once, and when that part is set", () => {
  const store = createStore({ a: 1, b: 1 });
  const seen = [];
  store.watch(["a"], ({ a }) => seen.push(a));
  store.set({ a: 2 });
  store.set({ b: 5 });
  assert.deepEqual(seen, [1, 2]);
  assert.deepEqual(store.get(), { a: 2, b: 5 });
});

test("of several calls the work is done once, after the last", async () => {
  let count = 0;
  const { later } = whenSettled(() => (count += 1), 1, new AbortController().signal);
  for (let call = 0; call < 10; call += 1) later();
  await settled(1);
  assert.equal(count, 1);
});

test("what was cancelled, or ended with its model, is not done", async () => {
  const closed = new AbortController();
  const done = [];
  const work = (name) => whenSettled(() => done.push(name), 1, closed.signal);
  const [cancelled, ended, late] = ["cancelled", "ended", "late"].map(work);
  cancelled.later();
  cancelled.cancel();
  ended.later();
  closed.abort();
  late.later();
  await settled(1);
  assert.deepEqual(done, []);
});

// Helpers ----

/** Timers of one pause end in the order in which they were set, so this one is the last. */
function settled(pause) {
  return new Promise((resolve) => {
    whenSettled(resolve, pause, new AbortController().signal).later();
  });
}
