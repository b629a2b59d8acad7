// A token as people paste it.

import assert from "node:assert/strict";
import { test } from "node:test";

import { createApi } from "../page/api.js";
import { tokenIn } from "../page/bearer.js";
import { serve } from "./support/server.mjs";

const PASTED = [
  "a.b.c",
  " a.b.c\n",
  "Bearer a.b.c",
  "bearer a.b.c",
  "BEARER \t a.b.c ",
  "\n Bearer  a.b.c",
];
for (const pasted of PASTED) {
  test(`${JSON.stringify(pasted)} is the token a.b.c`, () => {
    assert.equal(tokenIn(pasted), "a.b.c");
  });

  test(`${JSON.stringify(pasted)} is sent as one bearer token`, async (t) => {
    const { base, requests } = await serve(t, () => ({}));
    await createApi(base, () => tokenIn(pasted)).models();
    assert.equal(requests[0].headers.authorization, "Bearer a.b.c");
  });
}

test("a token that only begins like the word is left whole", () => {
  assert.equal(tokenIn("Bearer1.b.c"), "Bearer1.b.c");
});

test("where nothing was pasted, no token is sent", async (t) => {
  const { base, requests } = await serve(t, () => ({}));
  await createApi(base, () => tokenIn("  ")).models();
  assert.equal(requests[0].headers.authorization, undefined);
});
