// The code for a request, run by its own language: what arrives is the row, whatever it holds.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { predictPath } from "../page/api.js";
import { LANGUAGES } from "../page/snippets.js";
import { serve } from "./support/server.mjs";

const PROGRAMS = {
  curl: ["sh", "-c"],
  R: ["Rscript", "--vanilla", "-e"],
  Python: [fileURLToPath(new URL("../../../.venv/bin/python", import.meta.url)), "-c"],
};
const HOSTILE = {
  "a'b": 'it\'s `id` $(id) $HOME \\ \\n "quoted"',
  '"; stop("x") #': "line 1\nline 2\r\ttab",
  "%s {x} {{y}} <b>": "é 漢 😀 \u2028 \u007f \u0001f",
  "@file": "@/etc/passwd",
  if: 1,
  TRUE: true,
  None: false,
  _x: null,
  "a b": -1.5e-9,
  precise: 0.123456789012345,
  tiny: 1.5e-30,
  large: 900719925474099,
  "": undefined,
};

for (const language of Object.keys(LANGUAGES)) {
  test(`${language} sends the row as it is, with hostile names and values`, async (t) => {
    const request = await sent(t, language, HOSTILE);
    assert.deepEqual(JSON.parse(request.body), JSON.parse(JSON.stringify(HOSTILE)));
    assert.match(request.headers["content-type"], /^application\/json/);
  });

  test(`${language} sends a row for each step`, async (t) => {
    const steps = [HOSTILE, { "a'b": 1, z: null }];
    const request = await sent(t, language, steps);
    assert.deepEqual(JSON.parse(request.body), JSON.parse(JSON.stringify(steps)));
  });

  test(`${language} sends a record without a cell as an object`, async (t) => {
    assert.deepEqual(JSON.parse((await sent(t, language, {})).body), {});
  });

  test(`${language} asks the model of that name, with the options`, async (t) => {
    const path = predictPath("a b/c'd\"e$HOME&", { interval: "prediction", level: "0.9" });
    const request = await sent(t, language, { x: 1 }, { path });
    assert.equal(request.method, "POST");
    assert.equal(decodeURIComponent(request.path.slice(1)), decodeURIComponent(path));
  });

  test(`${language} takes the token from the environment`, async (t) => {
    const request = await sent(t, language, { x: 1 }, { needsToken: true });
    assert.equal(request.headers.authorization, "Bearer a.b.c");
    assert.equal((await sent(t, language, { x: 1 })).headers.authorization, undefined);
  });
}

// Helpers ----

/** The one request that the code makes. */
async function sent(t, language, row, { path = "predict", needsToken = false } = {}) {
  const { base, requests } = await serve(t, () => ({ predictions: [1] }));
  const code = LANGUAGES[language]({ url: base + path, row, needsToken });
  const [program, ...options] = PROGRAMS[language];
  const env = { ...process.env, TOKEN: "a.b.c", NO_PROXY: "*", no_proxy: "*", LC_ALL: "C.UTF-8" };
  await promisify(execFile)(program, [...options, code], { env });
  assert.equal(requests.length, 1);
  return requests[0];
}
