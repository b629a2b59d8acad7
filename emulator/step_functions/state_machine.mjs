// Runs executions of state machines. On stdin, a line of JSON each: {"id", "machine", "definition", "input"}
// starts an execution, {"task", "output"} or {"task", "error", "cause"} ends a task of one. On stdout:
// {"id", "status", "output" or "error" and "cause"} at an execution's end, {"task", "machine", "resource", "input"}
// for each task that it waits for. `definition`, `input` and `output` are JSON text. It ends when stdin does.
import { createInterface } from "node:readline";

// Node 20 lacks what the runner takes from Node 22.
Promise.withResolvers ??= function () {
  const parts = {};
  parts.promise = new this((resolve, reject) => Object.assign(parts, { resolve, reject }));
  return parts;
};

const { StateMachine } = await import("aws-local-stepfunctions");
const machines = new Map();
const waiting = new Map();
let tasks = 0;

const send = (message) => process.stdout.write(JSON.stringify(message) + "\n");

function ask(machine, resource, input) {
  const task = ++tasks;
  send({ task, machine, resource, input: JSON.stringify(input) });
  return new Promise((resolve, reject) => waiting.set(task, { resolve, reject }));
}

function end({ task, output, error, cause }) {
  const { resolve, reject } = waiting.get(task);
  waiting.delete(task);
  if (error === undefined) resolve(JSON.parse(output));
  else reject(Object.assign(new Error(cause), { name: error }));
}

function* handlers(machine, { States }) {
  for (const [name, state] of Object.entries(States)) {
    if (state.Type === "Task") yield [name, (input) => ask(machine, state.Resource, input)];
    for (const branch of state.Branches ?? []) yield* handlers(machine, branch);
  }
}

function prepare(machine, definition) {
  if (!machines.has(machine)) {
    const content = JSON.parse(definition);
    const overrides = { taskResourceLocalHandlers: Object.fromEntries(handlers(machine, content)) };
    machines.set(machine, { states: new StateMachine(content), overrides });
  }
  return machines.get(machine);
}

async function run({ machine, definition, input }) {
  try {
    const { states, overrides } = prepare(machine, definition);
    const output = await states.run(JSON.parse(input), { overrides }).result;
    return { status: "SUCCEEDED", output: JSON.stringify(output) };
  } catch (error) {
    const timedOut = error.name === "ExecutionTimeoutError";
    const name = timedOut ? "States.Timeout" : error.caughtError?.name ?? error.name;
    return { status: timedOut ? "TIMED_OUT" : "FAILED", error: name, cause: error.message };
  }
}

process.stdout.write("ready\n");
for await (const line of createInterface({ input: process.stdin })) {
  const message = JSON.parse(line);
  if ("task" in message) end(message);
  else run(message).then((result) => send({ id: message.id, ...result }));
}
process.exit(0);
