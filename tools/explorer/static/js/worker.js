/** Loads Pyodide and the library from this folder, and answers one question after the other. */

const python = start();
python.then(() => postMessage({ state: "ready" }), (error) => postMessage({ state: "failed", reason: String(error) }));

addEventListener("message", async ({ data: { turn, question } }) => {
  try {
    const answer = await python;
    postMessage({ turn, answer: answer(question) });
  } catch (error) {
    postMessage({ turn, reason: String(error) });
  }
});

async function start() {
  const [pyodide, library] = await Promise.all([loadPython(), fetchLibrary()]);
  pyodide.FS.writeFile("/library.zip", library);
  return pyodide.runPython(`
import sys
sys.path.insert(0, "/library.zip")
from answers import answer
answer('{"ask": "search", "lang": "en", "text": "mechnic"}')  # reads the tables now, not with the first question
answer
`);
}

async function loadPython() {
  await have("../pyodide/pyodide.asm.wasm"); // without it Pyodide waits for ever
  const { loadPyodide } = await import("../pyodide/pyodide.mjs");
  return loadPyodide();
}

async function fetchLibrary() {
  return new Uint8Array(await (await have("../library.zip", "GET")).arrayBuffer());
}

async function have(path, method = "HEAD") {
  const response = await fetch(new URL(path, import.meta.url), { method });
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response;
}
