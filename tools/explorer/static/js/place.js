/** The address of what is shown: `#q=2173&group=2016/2173`. */

/** Read the address: the question, and the group that was chosen, or null. */
export function readPlace() {
  const given = new URLSearchParams(location.hash.slice(1));
  const [version, code] = (given.get("group") ?? "").split("/");
  return { query: given.get("q") ?? "", chosen: code ? { version, code } : null };
}

/** Choose the language: that of the address, `?lang=fr`, `FR` or `fr-CA`, else the first that the browser prefers. */
export function readLanguage(search, preferred) {
  for (const wanted of [new URLSearchParams(search).get("lang") ?? "", ...preferred]) {
    const [, lang] = /^\s*(en|fr)(?![a-z])/i.exec(wanted) ?? [];
    if (lang) return lang.toLowerCase();
  }
  return "en";
}

/** Make the address of a group beside a question. */
export function addressOf(query, group) {
  return `#${new URLSearchParams({ ...(query && { q: query }), ...(group && { group: `${group.version}/${group.code}` }) })}`;
}

/** Keep a question in the address without a new entry in the history. */
export function keepQuery(query) {
  history.replaceState(null, "", `${location.pathname}${location.search}${query ? addressOf(query, null) : ""}`);
}
