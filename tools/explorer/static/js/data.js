/** The JSON files that the library made, each read once. */

const read = new Map();

/** Read a file of the folder data; one that could not be read is asked for again the next time. */
export function load(path) {
  if (!read.has(path)) {
    const answer = fetch(new URL(`../data/${path}.json`, import.meta.url)).then((response) => {
      if (!response.ok) throw new Error(`${path}: ${response.status}`);
      return response.json();
    });
    answer.catch(() => read.delete(path));
    read.set(path, answer);
  }
  return read.get(path);
}

export const loadSite = () => load("site");
export const loadFolding = () => load("folding");
export const loadDraws = () => load("draws");
export const loadGroup = (version, code) => load(`groups/${version}/${code}`);
export const loadTitles = (shard) => load(`titles/${shard}`);
