// Requests to the service: what is sent, and the one kind of error that every failure becomes.

import assert from "node:assert/strict";
import { test } from "node:test";

import { createApi, isAbort, predictPath } from "../page/api.js";
import { ServiceError } from "../page/problems.js";
import { Refusal, serve, TORN } from "./support/server.mjs";

test("a prediction is a POST of the body to the model, with its options", async (t) => {
  const { base, requests } = await serve(t, () => ({ predictions: [1] }));
  const query = { interval: "prediction", level: "0.9" };
  const answer = await createApi(base, () => "").predict("a/b c", "{}", { query });
  assert.deepEqual(answer, { predictions: [1] });
  const [{ method, path, headers, body }] = requests;
  assert.deepEqual(
    [method, path],
    ["POST", "/models/a%2Fb%20c/predict?interval=prediction&level=0.9"],
  );
  assert.deepEqual([headers["content-type"], body], ["application/json", "{}"]);
});

test("without options the path has no question mark", () => {
  assert.equal(predictPath("m", {}), "models/m/predict");
});

test("the token of the moment is sent with each request", async (t) => {
  const { base, requests } = await serve(t, () => ({}));
  let token = "first";
  const api = createApi(base, () => token);
  await api.models();
  token = "second";
  await api.card("m");
  const sent = requests.map(({ headers }) => headers.authorization);
  assert.deepEqual(sent, ["Bearer first", "Bearer second"]);
});

test("a refusal has its status, its sentence and its errors", async (t) => {
  const problem = {
    detail: "Two do not fit.",
    errors: [{ pointer: "#/0/x", code: "type", detail: "A." }],
  };
  const { base } = await serve(t, () => new Refusal(422, problem));
  const error = await failure(createApi(base, () => "").predict("m", "{}"));
  assert.deepEqual(
    [error.reason, error.detail, error.errors],
    [422, problem.detail, problem.errors],
  );
});

for (const body of [
  "<html>Bad gateway</html>",
  "null",
  '"text"',
  "",
  '{"message":"Unauthorized"}',
]) {
  test(`a refusal with the body ${JSON.stringify(body)} is its status alone`, async (t) => {
    const { base } = await serve(t, () => new Refusal(502, body));
    const error = await failure(createApi(base, () => "").models());
    assert.deepEqual([error.reason, error.detail, error.errors], [502, "", []]);
  });
}

test("a service that went away is a network error", async (t) => {
  const { base, close } = await serve(t, () => ({}));
  await close();
  const error = await failure(createApi(base, () => "").models());
  assert.equal(error.reason, "network");
});

test("an answer that breaks off in its middle is a network error", async (t) => {
  const { base } = await serve(t, () => TORN);
  const error = await failure(createApi(base, () => "").models());
  assert.equal(error.reason, "network");
});

test("a request that we end ourselves is not a failure", async (t) => {
  const aborter = new AbortController();
  const { base } = await serve(t, () => aborter.abort());
  const error = await createApi(base, () => "")
    .models(aborter.signal)
    .catch((it) => it);
  assert.ok(isAbort(error));
  assert.ok(!isAbort(new ServiceError("network")));
});

// Helpers ----

async function failure(promise) {
  const error = await promise.then(
    () => assert.fail("It succeeded."),
    (it) => it,
  );
  assert.ok(error instanceof ServiceError, String(error));
  return error;
}
