/** The library itself, in a worker: it starts with the first question and answers whatever the JSON files cannot. */

import { loadSite } from "./data.js";

const waiting = new Map();
let worker = null;
let turn = 0;
let last = Promise.resolve(); // the answer to the last question
let state = "idle"; // "loading", "ready", "failed"; "absent" where the page was built without it
let tell = () => {};

/** Call a function with the state, now and whenever it changes. */
export function watchLibrary(listener) {
  tell = listener;
  tell(state);
}

/** Return whether the library answers without a wait. */
export const isReady = () => state === "ready";

/** Start the library, once. Returns whether there is one to ask. */
export async function wake() {
  const isHere = (await loadSite()).library_bytes > 0;
  if (!isHere) change("absent");
  else if (!worker) start();
  return isHere && state !== "failed";
}

/**
 * Ask the library, after what was asked before; the answer is what `answers.py` returns for the question. A question
 * that is no longer wanted when its turn comes is dropped, and its answer is null.
 */
export function ask(question, isWanted = () => true) {
  const answer = last.then(() => (isWanted() ? send(question) : null));
  last = answer.catch(() => {});
  return answer;
}

async function send(question) {
  if (!(await wake())) throw new Error(`the library is ${state}`);
  turn += 1;
  const answer = new Promise((resolve, reject) => waiting.set(turn, { resolve, reject }));
  worker.postMessage({ turn, question: JSON.stringify(question) });
  return answer;
}

function start() {
  change("loading");
  worker = new Worker(new URL("worker.js", import.meta.url), { type: "module" });
  worker.addEventListener("error", (event) => fail(event.message));
  worker.addEventListener("message", ({ data }) => {
    if (data.state === "failed") fail(data.reason);
    else if (data.state) change(data.state);
    else settle(data);
  });
}

function settle({ turn: answered, answer, reason }) {
  const asker = waiting.get(answered);
  if (asker === undefined) return;
  waiting.delete(answered);
  if (reason === undefined) asker.resolve(JSON.parse(answer));
  else asker.reject(new Error(reason));
}

function fail(reason) {
  change("failed");
  for (const { reject } of waiting.values()) reject(new Error(reason));
  waiting.clear();
}

function change(next) {
  if (next === state) return;
  state = next;
  tell(state);
}
