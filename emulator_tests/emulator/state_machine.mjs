// Runs executions of state machines, one line of JSON each: {"id", "definition", "input"} on stdin,
// {"id", "status", "output" or "error" and "cause"} on stdout. Tasks call Lambda's Invoke API at
// AWS_ENDPOINT_URL_LAMBDA. It ends when stdin does.
import { createInterface } from "node:readline";

// Node 20 lacks what the runner takes from Node 22.
Promise.withResolvers ??= function () {
  const parts = {};
  parts.promise = new this((resolve, reject) => Object.assign(parts, { resolve, reject }));
  return parts;
};

const { StateMachine } = await import("aws-local-stepfunctions");
const machines = new Map();

function machine(definition) {
  const text = JSON.stringify(definition);
  if (!machines.has(text)) machines.set(text, new StateMachine(definition));
  return machines.get(text);
}

async function run({ definition, input }) {
  try {
    const output = await machine(definition).run(input).result;
    return { status: "SUCCEEDED", output: JSON.stringify(output) };
  } catch (error) {
    const timedOut = error.name === "ExecutionTimeoutError";
    const name = timedOut ? "States.Timeout" : error.caughtError?.name ?? error.name;
    return { status: timedOut ? "TIMED_OUT" : "FAILED", error: name, cause: error.message };
  }
}

process.stdout.write("ready\n");
for await (const line of createInterface({ input: process.stdin })) {
  const { id, ...execution } = JSON.parse(line);
  run(execution).then((result) => process.stdout.write(JSON.stringify({ id, ...result }) + "\n"));
}
process.exit(0);
