// The shapes of what the service sends (GET /openapi.json), and how members of a union differ.
// Types alone cost nothing in the browser; only the questions at the end are code.

/**
 * A cell of a record: what JSON can say of one column. Dates and times are text (RFC 3339).
 * @typedef {string | number | boolean | null} Value
 *
 * A record as the form holds it, by column. An empty field is undefined, which JSON leaves out,
 * so that the service reports the column as missing; null is a value that is not known.
 * @typedef {Record<string, Value | undefined>} Row
 */

/**
 * JSON Schema of one column. A factor's levels that look like numbers are there twice in `enum`:
 * as text and as numbers, because the service takes both.
 * @typedef {object} ColumnSchema
 * @property {string | string[]} type
 * @property {Value[]} [enum]
 * @property {string} [format] "date" or "date-time".
 * @property {string} [title] What the column is, in a few words.
 * @property {string} [description]
 * @property {string} [x-unit] Of its numbers.
 * @property {Value} [default] What a record without the column stands for.
 * @property {TrainingRange} [x-training-range] Where the model was fitted: a remark, not a bound.
 *
 * @typedef {{minimum: number, maximum: number}} TrainingRange
 * A column that is not `required` has a default.
 * @typedef {{properties: Record<string, ColumnSchema>, required?: string[]}} InputSchema
 *
 * JSON Schema of one element of `predictions`; `anyOf` where a request chooses its form.
 * @typedef {object} OutputSchema
 * @property {string | string[]} [type]
 * @property {Record<string, {type?: string | string[], enum?: string[]}>} [properties]
 * @property {OutputSchema[]} [anyOf]
 */

/**
 * The training values of a numeric column. A column of one value has no histogram.
 * @typedef {object} NumberSummary
 * @property {Record<string, number>} quantiles By "0%", "5%", "25%", "50%", "75%", "95%", "100%".
 * @property {Histogram} [histogram]
 * @property {number} [mean]
 * @property {number} [missing] Rows without a value.
 *
 * `breaks` has one element more than `counts`.
 * @typedef {{breaks: number[], counts: number[]}} Histogram
 *
 * The training values of any other column: how often each one occurs.
 * @typedef {{levels: Record<string, number>, missing?: number}} LevelSummary
 *
 * @typedef {NumberSummary | LevelSummary} Summary
 */

/**
 * What GET /models/{name} answers. R writes an empty named list as [], which reads like {}:
 * `choices`, `metrics` and the others may be one.
 * @typedef {object} ModelCard
 * @property {string} name
 * @property {string} title
 * @property {"regression" | "classification" | "binary" | "survival" | "forecast"} task
 * @property {InputSchema} input_schema
 * @property {OutputSchema} [output_schema]
 * @property {Record<string, Value>} [example]
 * @property {Record<string, number | string>} [metrics]
 * @property {Record<string, Summary>} [training_summary] By column.
 * @property {string} [outcome] What is predicted, as the formula names it.
 * @property {Summary} [outcome_summary]
 * @property {number} [training_rows]
 * @property {Record<string, Choice>} [choices] Options of a request.
 * @property {Record<string, string>} [predict_call] The R call that each part of an answer is, such
 *   as {"value": "predict(fit, newdata)"}.
 * @property {"passed" | "skipped"} [proof] Whether a fresh R answered as the fit when it was saved.
 * @property {{r?: string, packages?: Record<string, string>}} [versions]
 * @property {string} [sha256] Of the model's file, hexadecimal.
 * @property {number} [size] Of the model's file, in bytes.
 *
 * An ensemble's has the names of its models, and how their answers become one.
 * @typedef {ModelCard & {members: string[], combine: Combine}} EnsembleCard
 * @typedef {"mean" | "median" | "vote" | "none"} Combine
 *
 * @typedef {ModelCard | EnsembleCard} Card
 */

/**
 * What an option may be: one of a few texts, or JSON Schema of one number or of several
 * (free_numbers() of modelservice). `default` is what a request without the option gets.
 * @typedef {string | string[] | NumberChoice | NumbersChoice} Choice
 *
 * @typedef {object} NumberChoice
 * @property {"number" | "integer"} type
 * @property {number} [minimum]
 * @property {number} [maximum]
 * @property {number} [exclusiveMinimum]
 * @property {number} [exclusiveMaximum]
 * @property {number[]} [enum]
 * @property {number} [default]
 *
 * @typedef {object} NumbersChoice
 * @property {"array"} type
 * @property {NumberChoice} items
 * @property {number} [maxItems]
 * @property {number[]} [default]
 */

/**
 * What GET /models answers: `default` is the name of the model that POST /predict asks.
 * @typedef {{name: string, title: string}} CatalogueEntry
 * @typedef {{default: string, models: CatalogueEntry[]}} Catalogue
 */

/**
 * One element of `predictions`, which has one for each row. null: the row was bad, or the model
 * gave no finite number for it.
 * @typedef {number | Interval | WithError | Survival | Quantiles | Step | Classification | Outcomes
 *   | null} Prediction
 *
 * @typedef {{value: number | null, lower: number | null, upper: number | null}} Interval
 * @typedef {{value: number | null, se: number | null}} WithError With its standard error.
 *
 * The probability to survive each time; `median` is null where the curve never falls to a half.
 * @typedef {{median: number | null, survival: Record<string, number | null>}} Survival
 *
 * By probability: of "0.1" the value that one of ten outcomes lies below.
 * @typedef {{quantiles: Record<string, number | null>}} Quantiles
 *
 * One step of a forecast: its predictions are the steps, in their order. Some models know no bounds.
 * @typedef {object} Step
 * @property {string | number} time
 * @property {number | null} value
 * @property {number | null} [lower]
 * @property {number | null} [upper]
 *
 * Of a model of several outcomes: a number for each, by its name.
 * @typedef {{[outcome: string]: number | null}} Outcomes
 *
 * Probabilities are 0 to 1; some models give a label alone.
 * @typedef {object} Classification
 * @property {string} label The likeliest one.
 * @property {number} [probability] Of that label.
 * @property {Record<string, number>} [probabilities] By label, in the order of the model's levels.
 *
 * The element of an ensemble that does not combine its members: what each of them predicts.
 * @typedef {{[member: string]: Prediction}} SideBySide
 */

/**
 * What a predict route answers. Where `on_error=null` was asked for, bad rows are null and
 * `errors` says why: the first 100 of `error_count`.
 * @typedef {object} Answer
 * @property {(Prediction | SideBySide)[]} predictions
 * @property {Record<string, Prediction[] | null>} [members] By member; null for one that failed.
 * @property {string[]} [warnings]
 * @property {FieldError[]} [errors]
 * @property {number} [error_count]
 */

/**
 * A refusal as RFC 9457 has it. Not every sender does: API Gateway's own answers have a `message`
 * alone.
 * @typedef {{detail?: string, errors?: FieldError[], error_count?: number}} Problem
 *
 * `pointer` is the place in the request, as a JSON Pointer in a URL fragment: "#/0/lstat".
 * @typedef {{pointer: string, code: string, detail: string}} FieldError
 */

/** @param {Card} card @returns {card is EnsembleCard} */
export function isEnsemble(card) {
  return "members" in card && card.members !== undefined;
}

/** Whether its answers are its members' side by side. @param {Card} card */
export function isUncombined(card) {
  return isEnsemble(card) && card.combine === "none";
}

/** Whether it predicts numbers, not labels. @param {Card} card */
export function isRegression(card) {
  return card.task === "regression";
}

/** Whether its answer is a series of steps. @param {Card} card */
export function isForecast(card) {
  return card.task === "forecast";
}

/**
 * Whether a request has a row for each step: a forecast without regressors has the number of steps,
 * `h`, alone.
 * @param {Card} card
 */
export function hasStepRows(card) {
  return isForecast(card) && !("h" in card.input_schema.properties);
}

/**
 * The names of its outcomes where it has several; an empty list where it has one.
 * @param {Card} card
 */
export function outcomesOf(card) {
  if (labelsOf(card).length > 0 || isForecast(card)) return [];
  // An interval has names, too, but it is one of two forms (`anyOf`).
  const outcomes = Object.entries(card.output_schema?.properties ?? {});
  // Survival and quantiles hold an object of numbers, whatever the outcomes are called.
  const isNested = outcomes.some(([, { type = [] }]) => [type].flat().includes("object"));
  return isNested ? [] : outcomes.map(([name]) => name);
}

/** The labels that it may give; an empty list where it gives numbers. @param {Card} card */
export function labelsOf({ output_schema = {} }) {
  const forms = output_schema.anyOf ?? [output_schema];
  return forms.flatMap(({ properties }) => properties?.label?.enum ?? []);
}

/** Whether it is about one event: the second of its two labels. @param {Card} card */
export function isBinary(card) {
  return card.task === "binary";
}

/** @param {Summary | undefined} summary @returns {summary is NumberSummary} */
export function isNumberSummary(summary) {
  return summary !== undefined && "quantiles" in summary;
}
