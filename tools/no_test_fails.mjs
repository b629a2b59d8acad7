// A reporter of `node --test` that fails where a file has no test, or where there is no file: node
// itself calls both a success.

import { resolve } from "node:path";

export default async function* (events) {
  let count = 0;
  for await (const { type, data } of events) {
    if (type !== "test:pass" && type !== "test:fail") continue;
    count += 1;
    // Node reports a file without tests as one test that has the name of the file.
    if (resolve(data.name) === data.file) yield failure(`${data.name} has no test.`);
  }
  if (count === 0) yield failure("No test ran.");
}

// Helpers ----

function failure(sentence) {
  process.exitCode = 1;
  return `${sentence}\n`;
}
