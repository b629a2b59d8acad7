// A failure as a sentence and a way on; errors at their fields.

import assert from "node:assert/strict";
import { test } from "node:test";

import { errorsByField, errorsByStep, explain, ServiceError } from "../page/problems.js";
import { forAll } from "./support/random.mjs";

for (const reason of [
  "network",
  "timeout",
  400,
  401,
  403,
  404,
  413,
  415,
  422,
  429,
  500,
  502,
  503,
]) {
  test(`${reason} has a heading, and says in a sentence what to do`, () => {
    const { title, advice } = explain(new ServiceError(reason));
    assert.match(title, /^[A-Z][^.]+$/);
    assert.match(advice, /^[A-Z].*\.$/);
  });
}

test("every failure of the server says so, whatever its status", () => {
  assert.equal(explain(new ServiceError(599)).title, "The service failed");
  assert.match(explain(new ServiceError(418)).advice, /418/);
});

test("what the service says comes before the advice", () => {
  const { advice } = explain(new ServiceError(404, { detail: "There is no model x." }));
  assert.equal(advice, "There is no model x. Choose another one from the list.");
});

test("an error of the page itself says that it is one", () => {
  const { title, advice } = explain(new TypeError("x is not a function"));
  assert.equal(title, "The page failed");
  assert.match(advice, /x is not a function/);
});

test("an error finds its field, whatever the name of the column", () => {
  forAll((random) => {
    const name = random.text(["~", "/", "~0", "~1", "%", "%20", '"', "é", "#", " ", "a"], 6);
    const [[found, sentence]] = errorsByField([errorAt(name, "It is missing.")]);
    assert.deepEqual([found, sentence], [name, "It is missing."]);
  });
});

test("of several errors of one field the first one is shown", () => {
  const errors = errorsByField([
    errorAt("a", "One."),
    errorAt("b", "Two."),
    errorAt("a", "Three."),
  ]);
  assert.deepEqual(Object.fromEntries(errors), { a: "One.", b: "Two." });
});

// Helpers ----

/** As modelservice writes it: a JSON Pointer (RFC 6901) in a URL fragment. */
function errorAt(name, detail) {
  const token = name.replaceAll("~", "~0").replaceAll("/", "~1");
  return { pointer: `#/0/${encodeURIComponent(token)}`, code: "missing", detail };
}

test("the errors of several rows say which row each is about", () => {
  const errors = [
    { pointer: "#/0/x", code: "type", detail: "`x` must be a number." },
    { pointer: "#/11/x", code: "missing", detail: "`x` is missing." },
  ];
  assert.deepEqual(
    [...errorsByStep(errors).values()],
    ["Row 1: `x` must be a number.", "Row 12: `x` is missing."],
  );
});
