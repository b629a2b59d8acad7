// The API reference: Swagger UI, loaded on this page alone, on the service's own openapi.json.

/**
 * The part of Swagger UI that we use; the package brings no types.
 * @typedef {{headers: Record<string, string>}} SwaggerRequest
 * @typedef {object} SwaggerOptions
 * @property {object} spec
 * @property {HTMLElement} domNode
 * @property {(request: SwaggerRequest) => SwaggerRequest} requestInterceptor
 * @property {null} validatorUrl null: send the document to no validator elsewhere.
 * @typedef {{SwaggerUIBundle: (options: SwaggerOptions) => void}} SwaggerGlobal
 */

import { createApi } from "./api.js";
import { loadConfig } from "./config.js";
import { byId, h } from "./dom.js";
import { notice } from "./notice.js";
import { ServiceError } from "./problems.js";
import { completeNames } from "./reference_access.js";
import { mountToken } from "./token.js";

const FOLDER = new URL("./vendor/", import.meta.url);

async function start() {
  const config = await loadConfig();
  const token = mountToken(config.auth === "jwt", () => show());
  const api = createApi(config.base, token.get);
  const show = async () => {
    try {
      const [document] = await Promise.all([api.openapi(), library()]);
      trouble(null);
      // The document does not know at which address it is read.
      draw({ ...document, servers: [{ url: config.base.replace(/\/$/, "") }] }, token.get);
    } catch (error) {
      trouble(notice(error, show));
      if (error instanceof ServiceError && error.reason === 401) token.focus();
    }
  };
  if (config.auth === "jwt") return trouble(h("p", { class: "empty" }, "Paste a token to begin."));
  return show();
}

// Helpers ----

/** @param {object} spec An OpenAPI document. @param {() => string} token */
function draw(spec, token) {
  const requestInterceptor = (/** @type {SwaggerRequest} */ request) => {
    if (token()) request.headers.authorization = `Bearer ${token()}`;
    return request;
  };
  const { SwaggerUIBundle } = /** @type {SwaggerGlobal} */ (/** @type {unknown} */ (window));
  const domNode = byId("reference");
  byId("before").hidden = true;
  completeNames(domNode);
  SwaggerUIBundle({ spec, domNode, requestInterceptor, validatorUrl: null });
}

/** @type {Promise<void> | undefined} */
let loading;

function library() {
  loading ??= new Promise((resolve, reject) => {
    const script = h("script", { src: new URL("swagger-ui.js", FOLDER).href });
    const style = h("link", { rel: "stylesheet", href: new URL("swagger-ui.css", FOLDER).href });
    script.onload = () => resolve();
    script.onerror = () => {
      loading = undefined;
      reject(new ServiceError("network"));
    };
    document.head.append(style, script);
  });
  return loading;
}

/**
 * What keeps the reference from being shown; null when nothing does.
 * @param {HTMLElement | null} what
 */
function trouble(what) {
  byId("before").hidden = !what;
  byId("trouble").replaceChildren(...(what ? [what] : []));
}

start().catch((error) => trouble(notice(error, () => location.reload())));
