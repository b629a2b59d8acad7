// A real HTTP server in front of what a test says: the page's requests go over a real connection.

import { createServer } from "node:http";

/**
 * Serves until the test ends.
 * @param {import("node:test").TestContext} t
 * @param {(request: Received) => unknown} answer The body of a 200, or a Refusal, or TORN.
 * @returns {Promise<{base: string, requests: Received[], close: () => Promise<void>}>} `base` ends
 *   with a slash; `close` ends it before the test does, with its connections.
 *
 * @typedef {{method: string, path: string, headers: Record<string, string>, body: string}} Received
 */
export async function serve(t, answer) {
  const requests = [];
  const server = createServer(async (message, response) => {
    const { method, url: path, headers } = message;
    const body = (await message.setEncoding("utf8").toArray()).join("");
    requests.push({ method, path, headers, body });
    const answered = await answer(requests.at(-1));
    if (answered === TORN) {
      response.writeHead(200, { "content-length": 100 }).write("{");
      return response.socket.destroySoon();
    }
    const { status, text } = answered instanceof Refusal ? answered : new Refusal(200, answered);
    return response.writeHead(status, { "content-type": "application/json" }).end(text);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const base = `http://127.0.0.1:${server.address().port}/`;
  const close = async () => {
    server.close();
    server.closeAllConnections();
  };
  t.after(close);
  return { base, requests, close };
}

/** An answer that breaks off in the middle of its body. */
export const TORN = Symbol("torn");

/** An answer with another status than 200; a body that is text is sent as it is. */
export class Refusal {
  constructor(status, body = {}) {
    this.status = status;
    this.text = typeof body === "string" ? body : JSON.stringify(body);
  }
}
