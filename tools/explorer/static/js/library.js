/** The library itself, in a worker: it starts with the first question and answers whatever the JSON files cannot. */

import { loadSite } from "./data.js";

const waiting = new Map();
let worker = null;
let turn = 0;
let state = "idle"; // "loading", "ready", "failed"; "absent" where the page was built without it
let tell = () => {};

/** Call a function with the state, now and whenever it changes. */
export function watchLibrary(listener) {
  tell = listener;
  tell(state);
}

/** Start the library, once. Returns whether there is one to ask. */
export async function wake() {
  const { has_library: isHere } = await loadSite();
  if (!isHere) change("absent");
  else if (!worker) start();
  return isHere && state !== "failed";
}

/** Ask the library; the answer is what `answers.py` returns for the question. */
export async function ask(question) {
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
