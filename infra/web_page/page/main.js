// The page: the picker, and the open model with everything about it.

/**
 * @import { Session } from "./session.js"
 * @import { Catalogue } from "./types.js"
 */

import { mountAnswer } from "./answer.js";
import { createApi, isAbort } from "./api.js";
import { aboutLine, mountCard } from "./card.js";
import { addressOf, nameInAddress, openCard } from "./catalogue.js";
import { mountCode } from "./code.js";
import { loadConfig } from "./config.js";
import { byId, h } from "./dom.js";
import { mountForm } from "./form.js";
import { mountSteps } from "./form_steps.js";
import { notice } from "./notice.js";
import { ServiceError } from "./problems.js";
import { mountScore } from "./score_view.js";
import { createSession } from "./session.js";
import { mountToken } from "./token.js";
import { hasStepRows } from "./types.js";
import { mountWhatIf } from "./whatif.js";

const picker = /** @type {HTMLSelectElement} */ (byId("picker"));

async function start() {
  const config = await loadConfig();
  const token = mountToken(config.auth === "jwt", () => list());
  const api = createApi(config.base, token.get);
  let opening = new AbortController();
  /** @type {Session | null} */
  let session = null;
  /** @type {Catalogue | null} */
  let catalogue = null;

  const list = () =>
    attempt(async () => {
      catalogue = await api.models();
      fillPicker(catalogue);
      await openNamed();
    }, list);
  const open = () => attempt(openNamed, open);
  const openNamed = async () => {
    if (!catalogue) return;
    const name = nameInAddress(location.hash, catalogue);
    picker.value = name;
    // The one before may still be loading: it must not come after this one.
    opening.abort();
    opening = new AbortController();
    const card = await openCard(api, name, opening.signal);
    session?.close();
    session = createSession(api, card);
    show(session, config.auth === "jwt");
  };
  // Where nobody waits for the promise, as in a listener, no failure may be lost.
  const attempt = async (
    /** @type {() => Promise<void>} */ work,
    /** @type {() => void} */ retry,
  ) => {
    try {
      await work();
      trouble(null);
    } catch (error) {
      if (isAbort(error)) return;
      trouble(notice(error, retry));
      if (error instanceof ServiceError && error.reason === 401) token.focus();
    }
  };
  window.addEventListener("hashchange", open);
  // The address decides which model is open, so that links, the picker and "Back" are one way.
  picker.addEventListener("change", () => (location.hash = addressOf(picker.value)));
  if (config.auth === "jwt") return trouble(h("p", { class: "empty" }, "Paste a token to begin."));
  return list();
}

// Helpers ----

/** @param {Catalogue} catalogue */
function fillPicker({ models }) {
  const options = models.map(({ name, title }) => h("option", { value: name }, title ?? name));
  picker.replaceChildren(...options);
  picker.disabled = false;
}

/** @param {Session} session @param {boolean} needsToken */
function show(session, needsToken) {
  const { card } = session;
  document.title = `${card.title} · try the model`;
  byId("title").textContent = card.title;
  byId("about").textContent = aboutLine(card);
  // The form comes after the answer, for it asks at once.
  mountAnswer(byId("answer"), byId("aloud"), session);
  const mountInput = hasStepRows(card) ? mountSteps : mountForm;
  mountInput(byId("form"), session);
  mountWhatIf(byId("what-if"), session);
  mountScore(byId("score"), session);
  mountCard(byId("card"), session);
  mountCode(byId("code"), session, needsToken);
  byId("model").hidden = false;
}

/**
 * What keeps the page from showing a model; null when nothing does.
 * @param {HTMLElement | null} what
 */
function trouble(what) {
  byId("trouble").replaceChildren(...(what ? [what] : []));
  if (what) byId("model").hidden = true;
}

start().catch((error) => trouble(notice(error, () => location.reload())));
