// Scoring a file: every row gets its prediction or its reason, however the requests went.

import assert from "node:assert/strict";
import { test } from "node:test";

import { createApi } from "../page/api.js";
import { parseCsv } from "../page/csv.js";
import { createScoring, headerRefusal } from "../page/score.js";
import { Refusal, serve } from "./support/server.mjs";

const NOTHING = new AbortController().signal;

test("a long file goes in parts, and its predictions keep their order", async (t) => {
  const { scoring, requests } = await scored(t, { file: numbers(4500) });
  assert.deepEqual(
    requests.map(({ body }) => rowsIn(body).length),
    [2000, 2000, 500],
  );
  assert.deepEqual(
    column(scoring, "prediction"),
    numbers(4500).map((x) => String(2 * x)),
  );
});

for (const most of [1, 2, 7, 60, 500]) {
  test(`where a request takes ${most} rows, no row is lost or changes its place`, async (t) => {
    const refuse = ({ body }) => rowsIn(body).length > most && new Refusal(413);
    const { scoring } = await scored(t, { file: numbers(80), refuse });
    assert.deepEqual(
      column(scoring, "prediction"),
      numbers(80).map((x) => String(2 * x)),
    );
  });
}

test("a row that is too large by itself is an error, not an endless loop", async (t) => {
  const { error } = await scored(t, { file: numbers(3), refuse: () => new Refusal(413) });
  assert.equal(error.reason, 413);
});

test("after a failure it goes on where it stopped", async (t) => {
  const refuse = (_, count) => count === 2 && new Refusal(503);
  const { scoring, error, requests } = await scored(t, { file: numbers(4500), refuse });
  assert.deepEqual([error.reason, scoring.done], [503, 2000]);
  await scoring.run(NOTHING, () => {});
  assert.equal(requests.length, 4);
  assert.deepEqual(
    column(scoring, "prediction"),
    numbers(4500).map((x) => String(2 * x)),
  );
});

test("progress is reported after each part", async (t) => {
  const { progress } = await scored(t, { file: numbers(4500) });
  assert.deepEqual(progress, [2000, 4000, 4500]);
});

test("every bad row has its reason and its line, though an answer lists a hundred", async (t) => {
  const file = numbers(300).map((x) => (x % 10 === 0 ? x : "many"));
  const { scoring } = await scored(t, { file });
  const bad = scoring.bad().sort((a, b) => a.line - b.line);
  assert.equal(bad.length, 270);
  assert.deepEqual(bad[0], { line: 3, reason: "`x` must be a number." });
  assert.deepEqual(
    column(scoring, "error").map(Boolean),
    file.map((x) => x === "many"),
  );
  assert.deepEqual(
    column(scoring, "prediction").map(Boolean),
    file.map((x) => x !== "many"),
  );
});

test("of very many bad rows not all reasons are asked for, and each has a sentence", async (t) => {
  const { scoring, requests } = await scored(t, { file: numbers(2000).map(() => "many") });
  assert.equal(scoring.bad().length, 2000);
  assert.ok(requests.length < 10);
  assert.ok(column(scoring, "error").includes("Its values do not fit."));
});

test("several errors of one row are given together", async (t) => {
  const errors = ["One.", "Two."].map((detail) => ({ pointer: "#/0/x", code: "type", detail }));
  const answer = { predictions: [null], errors, error_count: 2 };
  const { scoring } = await scored(t, { file: [1], refuse: () => answer });
  assert.deepEqual(scoring.bad(), [{ line: 2, reason: "One. Two." }]);
});

test("a row without a prediction and without an error has a reason, too", async (t) => {
  const { scoring } = await scored(t, { file: [1], refuse: () => ({ predictions: [null] }) });
  assert.match(scoring.bad()[0].reason, /no finite value/);
});

test("an answer of another number of rows is an error, not a shifted column", async (t) => {
  const { error } = await scored(t, { file: [1, 2], refuse: () => ({ predictions: [1] }) });
  assert.match(error.message, /1 predictions for 2 rows/);
});

test("only the model's columns leave the browser, in its order, whatever the file's", async (t) => {
  const { api, requests } = await service(t, () => ({ predictions: [5] }));
  const scoring = createScoring(api, "m", parseCsv("name;b;a\nEve;2;1\n"), ["a", "b"]);
  await scoring.run(NOTHING, () => {});
  assert.equal(requests[0].body, "a,b\r\n1,2\r\n");
  assert.equal(scoring.csv(), "name,b,a,prediction\r\nEve,2,1,5\r\n");
});

const SHAPES = {
  "a number": [7, "prediction", "7"],
  "an interval": [{ value: 1, lower: 0, upper: null }, "value,lower,upper", "1,0,NA"],
  "a label": [{ label: "yes" }, "label", "yes"],
  "a classification": [
    { label: "b", probability: 0.7, probabilities: { a: 0.3, b: 0.7 } },
    "label,probability,probability_a,probability_b",
    "b,0.7,0.3,0.7",
  ],
  "numbers of members side by side": [{ m1: 1, m2: null }, "m1,m2", "1,NA"],
  "labels of members side by side": [{ m1: { label: "a", probability: 1 } }, "m1", "a"],
};
for (const [name, [prediction, header, cells]] of Object.entries(SHAPES)) {
  test(`${name}: the file gets the columns that the service itself would write`, async (t) => {
    const refuse = () => ({ predictions: [prediction] });
    const { scoring } = await scored(t, { file: [3], refuse });
    assert.equal(scoring.csv(), `x,${header}\r\n3,${cells}\r\n`);
  });
}

test("a column of the file keeps its name, and the prediction gets another", async (t) => {
  const { api } = await service(t, () => ({ predictions: [5] }));
  const scoring = createScoring(api, "m", parseCsv("x,prediction\n1,old\n"), ["x"]);
  await scoring.run(NOTHING, () => {});
  assert.equal(scoring.csv(), "x,prediction,predicted_prediction\r\n1,old,5\r\n");
});

test("a column that the file lacks is not sent; NA and empty cells go as they are", async (t) => {
  const { api, requests } = await service(t, () => ({ predictions: [1, null] }));
  const table = parseCsv('note,x\n"NA",NA\nb,\n');
  const scoring = createScoring(api, "m", table, ["x", "optional"]);
  await scoring.run(NOTHING, () => {});
  assert.equal(requests[0].body, 'x\r\nNA\r\n""\r\n');
  const rows = ['"NA",NA,1,', `b,,NA,${"The model gives no finite value for this row."}`];
  assert.equal(scoring.csv(), `note,x,prediction,error\r\n${rows.join("\r\n")}\r\n`);
});

test("several outcomes are columns, and of a row without them each is NA", async (t) => {
  const predictions = [{ mpg: 20, hp: 110 }, null];
  const { api } = await service(t, () => ({ predictions }));
  const scoring = createScoring(api, "m", parseCsv("x,hp\n1,9\n2,9\n"), ["x"]);
  await scoring.run(NOTHING, () => {});
  const [header, first, second] = scoring.csv().split("\r\n");
  assert.equal(header, "x,hp,mpg,predicted_hp,error");
  assert.equal(first, "1,9,20,110,");
  assert.match(second, /^2,9,NA,NA,The model/);
});

test("a file is scored at the times of the page, with a column for each of them", async (t) => {
  const survival = { 365: 0.28, 90.5: 0.83, "1e+05": 0 };
  const predictions = [{ median: null, survival }, { median: 310, survival }, null];
  const { api, requests } = await service(t, () => ({ predictions }));
  const query = { times: "365,90.5,1e5" };
  const scoring = createScoring(api, "m", parseCsv("x\n1\n2\n3\n"), ["x"], query);
  await scoring.run(NOTHING, () => {});
  assert.equal(requests[0].path, "/models/m/predict?times=365%2C90.5%2C1e5&on_error=null");
  const [header, first, second, third] = scoring.csv().split("\r\n");
  assert.equal(header, "x,median,survival_90.5,survival_365,survival_1e+05,error");
  assert.equal(first, "1,NA,0.83,0.28,0,");
  assert.equal(second, "2,310,0.83,0.28,0,");
  assert.match(third, /^3,NA,NA,NA,NA,The model/);
});

test("quantiles and standard errors come back in columns of their own", async (t) => {
  const header = async (prediction) => {
    const { api } = await service(t, () => ({ predictions: [prediction] }));
    const scoring = createScoring(api, "m", parseCsv("x\n1\n"), ["x"]);
    await scoring.run(NOTHING, () => {});
    return scoring.csv().split("\r\n").slice(0, 2);
  };
  const quantiles = { 0.9: 3, 0.1: 1 };
  assert.deepEqual(await header({ quantiles }), ["x,quantile_0.1,quantile_0.9", "1,1,3"]);
  assert.deepEqual(await header({ value: 2, se: 0.5 }), ["x,value,se", "1,2,0.5"]);
});

test("a missing column is named, with what the header has", () => {
  assert.equal(headerRefusal(["a", "b"], ["b", "a"]), "");
  assert.equal(headerRefusal(["a"], ["a", "b"]), "The file lacks the column b: its header has a.");
  assert.match(headerRefusal(["c"], ["a", "b"]), /lacks the columns a, b: /);
});

// Helpers ----

/** A model of the one column x that predicts 2 x; `refuse` may answer in its place. */
async function scored(t, { file, refuse = () => false }) {
  let count = 0;
  const { api, requests } = await service(t, (request) => {
    count += 1;
    return refuse(request, count) || double(request);
  });
  const table = parseCsv(["x", ...file].join("\n"));
  const scoring = createScoring(api, "m", table, ["x"]);
  const progress = [];
  const error = await scoring.run(NOTHING, () => progress.push(scoring.done)).catch((it) => it);
  return { scoring, error, requests, progress };
}

async function service(t, answer) {
  const { base, requests } = await serve(t, answer);
  return { api: createApi(base, () => ""), requests };
}

/** As modelservice answers with on_error=null: bad rows are null, 100 errors are listed. */
function double({ path, body }) {
  assert.equal(path, "/models/m/predict?on_error=null");
  const predictions = rowsIn(body).map((cell) => (cell === "many" ? null : 2 * Number(cell)));
  const detail = "`x` must be a number.";
  const errors = predictions.flatMap((prediction, i) =>
    prediction === null ? [{ pointer: `#/${i}/x`, code: "type", detail }] : [],
  );
  return { predictions, errors: errors.slice(0, 100), error_count: errors.length };
}

function rowsIn(body) {
  return body.trimEnd().split("\r\n").slice(1);
}

function numbers(count) {
  return Array.from({ length: count }, (_, i) => i);
}

function column(scoring, name) {
  const { header, rows } = parseCsv(scoring.csv());
  return rows.map(({ cells }) => cells[header.indexOf(name)]);
}
