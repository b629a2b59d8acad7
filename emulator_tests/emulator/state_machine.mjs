// Runs executions of state machines, one line of JSON each: {"id", "definition", "input"} on stdin,
// {"id", "status", "output" or "error" and "cause"} on stdout. Tasks call Lambda's Invoke API at
// AWS_ENDPOINT_URL_LAMBDA. It ends when stdin does.
import { createInterface } from "node:readline";
import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";

// Node 20 lacks what the runner takes from Node 22.
Promise.withResolvers ??= function () {
  const parts = {};
  parts.promise = new this((resolve, reject) => Object.assign(parts, { resolve, reject }));
  return parts;
};

const { StateMachine } = await import("aws-local-stepfunctions");
const machines = new Map();

// The runner makes a client and a connection for each call, and does not name the errors of
// Lambda itself as Step Functions does; hence a call of our own.
const client = new LambdaClient({ maxAttempts: 1 });

async function invoke(FunctionName, input) {
  let answer;
  try {
    answer = await client.send(new InvokeCommand({ FunctionName, Payload: JSON.stringify(input) }));
  } catch (error) {
    const name = error.$fault ? error.name : "SdkClientException";
    throw Object.assign(new Error(error.message), { name: `Lambda.${name}` });
  }
  const text = Buffer.from(answer.Payload).toString();
  if (!answer.FunctionError) return JSON.parse(text);
  throw Object.assign(new Error(text), { name: JSON.parse(text).errorType });
}

function* tasks(definition) {
  for (const [name, state] of Object.entries(definition.States)) {
    if (state.Type === "Task") yield [name, (input) => invoke(state.Resource, input)];
    for (const branch of state.Branches ?? []) yield* tasks(branch);
  }
}

function machine(definition) {
  const text = JSON.stringify(definition);
  if (!machines.has(text)) {
    const overrides = { taskResourceLocalHandlers: Object.fromEntries(tasks(definition)) };
    machines.set(text, { states: new StateMachine(definition), overrides });
  }
  return machines.get(text);
}

async function run({ definition, input }) {
  try {
    const { states, overrides } = machine(definition);
    const output = await states.run(input, { overrides }).result;
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
