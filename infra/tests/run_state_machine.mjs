// One execution of the state machine on stdin: {"definition", "input"} -> its output on stdout.
// Tasks call Lambda's Invoke API at AWS_ENDPOINT_URL_LAMBDA.
import { readFileSync } from "node:fs";

// Node 20 lacks what the runner takes from Node 22.
Promise.withResolvers ??= function () {
  const parts = {};
  parts.promise = new this((resolve, reject) => Object.assign(parts, { resolve, reject }));
  return parts;
};

const { StateMachine } = await import("aws-local-stepfunctions");
const { definition, input } = JSON.parse(readFileSync(0, "utf8"));
console.log(JSON.stringify(await new StateMachine(definition).run(input).result));
