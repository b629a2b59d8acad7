// What a request may choose: the forms of an answer, and the query of each.

import assert from "node:assert/strict";
import { test } from "node:test";

import { fileQuery, formsOf, initiallyChosen, ownNumbers, queryOf } from "../page/choices.js";
import { refusalOf, wordsOf } from "../page/numbers.js";

const TIMES = { type: "array", items: { type: "number", minimum: 0 }, maxItems: 3 };
const SHARES = { type: "array", items: { type: "number", exclusiveMinimum: 0, exclusiveMaximum: 1 } };
const H = { type: "integer", minimum: 1, maximum: 120, default: 12 };
const INTERVALS = ["none", "confidence", "prediction"];

// As model_choices() of modelservice gives them.
const CARDS = {
  nothing: { choices: [] },
  linear: { choices: { interval: INTERVALS } },
  cox: { choices: { type: ["lp", "risk"], se: ["true"], times: TIMES } },
  saved_cox: {
    choices: { type: ["lp", "risk"], se: "true", times: { ...TIMES, default: [90, 365] } },
  },
  quantiles: { choices: { quantiles: { ...SHARES, default: [0.1, 0.9] } } },
  smooth: { choices: { type: ["response", "link"], interval: INTERVALS, se: ["true"] } },
  series: { task: "forecast", choices: { h: H, level: { type: "number", default: 0.95 } } },
};

// The ids of the forms, and the query of each with all else as it is at first.
const FORMS = {
  nothing: { value: {} },
  linear: {
    value: {},
    confidence: { interval: "confidence", level: "0.9" },
    prediction: { interval: "prediction", level: "0.9" },
  },
  cox: { value: {}, times: {}, se: { se: "true" } },
  saved_cox: { times: {}, value: { type: "lp" }, se: { se: "true" } },
  quantiles: { quantiles: {} },
  smooth: {
    value: {},
    confidence: { interval: "confidence", level: "0.9" },
    prediction: { interval: "prediction", level: "0.9" },
    se: { se: "true" },
  },
  series: { value: {} },
};
for (const [name, queries] of Object.entries(FORMS)) {
  test(`the forms of ${name}, its own first, and what asks for each`, () => {
    const card = CARDS[name];
    const chosen = initiallyChosen(card);
    const found = formsOf(card).map(({ id }) => [id, queryOf(card, { ...chosen, answer: id })]);
    assert.deepEqual(found, Object.entries(queries));
  });
}

test("a model is asked for its interval at first, but not where it has a form of its own", () => {
  const first = (card) => queryOf(card, initiallyChosen(card));
  assert.deepEqual(first(CARDS.linear), { interval: "prediction", level: "0.9" });
  const times = { ...TIMES, default: [1] };
  assert.deepEqual(first({ choices: { interval: INTERVALS, times } }), {});
});

test("numbers go as the service reads them, and what is the model's own is left out", () => {
  const card = CARDS.saved_cox;
  const chosen = initiallyChosen(card);
  assert.equal(chosen.times, "90, 365");
  assert.deepEqual(queryOf(card, { ...chosen, times: " 50;1e3 7" }), { times: "50,1000,7" });
  assert.deepEqual(queryOf(card, { ...chosen, times: "90,365" }), {});
});

test("options that do not go together are not sent together", () => {
  const chosen = { ...initiallyChosen(CARDS.saved_cox), type: "risk", times: "5" };
  const query = (answer) => queryOf(CARDS.saved_cox, { ...chosen, answer });
  assert.deepEqual(query("times"), { times: "5" });
  assert.deepEqual(query("se"), { type: "risk", se: "true" });
  assert.deepEqual(query("value"), { type: "risk" });
});

test("a number of one's own is an option of every form", () => {
  const chosen = { ...initiallyChosen(CARDS.series), h: "24", level: "0.8" };
  assert.deepEqual(queryOf(CARDS.series, chosen), { h: "24", level: "0.8" });
});

test("an option that is a column, too, is left to the form", () => {
  const { choices } = CARDS.series;
  const card = { task: "forecast", choices, input_schema: { properties: { h: {} } } };
  assert.deepEqual(queryOf(card, { ...initiallyChosen(card), h: "24" }), {});
});

test("room is kept for the model's own curve or fan, not where another form is asked for", () => {
  const { saved_cox, quantiles, linear } = CARDS;
  assert.deepEqual(ownNumbers(saved_cox, {}), { curve: true, rows: 2 });
  assert.deepEqual(ownNumbers(saved_cox, { se: "true" }), { curve: false, rows: 0 });
  assert.deepEqual(ownNumbers(quantiles, {}), { curve: false, rows: 2 });
  assert.deepEqual(ownNumbers(linear, {}), { curve: false, rows: 0 });
});

test("quantiles are suggested where the model has none of its own", () => {
  const card = { choices: { quantiles: SHARES } };
  const query = queryOf(card, { ...initiallyChosen(card), answer: "quantiles" });
  assert.deepEqual(query, { quantiles: "0.1,0.5,0.9" });
});

test("a file is asked for what the page shows, and a model of numbers for these alone", () => {
  const options = { interval: "prediction", level: "0.9" };
  assert.deepEqual(fileQuery(CARDS.linear, options), {});
  assert.deepEqual(fileQuery(CARDS.cox, { times: "5" }), { times: "5" });
});

const GOOD = [
  ["0, 90.5 1e3", TIMES],
  ["0.5", SHARES],
  ["12", H],
];
for (const [text, choice] of GOOD) {
  test(`"${text}" is taken`, () => assert.equal(refusalOf(text, choice), ""));
}

const BAD = [
  ["", TIMES, "Give numbers with commas between them, not below 0."],
  ["1, soon", TIMES, "Give numbers with commas between them, not below 0."],
  ["-1", TIMES, "Give numbers with commas between them, not below 0."],
  ["1,2,3,4", TIMES, "Give numbers with commas between them, not below 0."],
  ["1, 1.0", TIMES, "Give each number once."],
  ["1", SHARES, "Give numbers with commas between them, above 0, below 1."],
  ["1.5", H, "Give a whole number, not below 1, not above 120."],
  ["1, 2", H, "Give a whole number, not below 1, not above 120."],
];
for (const [text, choice, sentence] of BAD) {
  test(`"${text}" is refused: ${sentence}`, () => {
    assert.equal(refusalOf(text, choice), sentence);
  });
}

test("a bound that only says what R can count is not mentioned", () => {
  const items = { type: "number", minimum: 0, maximum: 9007199254740992 };
  assert.equal(wordsOf({ type: "array", items }), "numbers with commas between them, not below 0");
});

test("where there are few numbers, these are named", () => {
  const choice = { type: "array", items: { type: "number", enum: [0.1, 0.9] } };
  assert.equal(wordsOf(choice), "numbers with commas between them, each one of 0.1, 0.9");
  assert.notEqual(refusalOf("0.5", choice), "");
});
