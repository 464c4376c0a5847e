/** What stands around the answers: texts, the link to the other language, the state of the library, the sources. */

import { loadSite } from "./data.js";
import { element } from "./dom.js";
import { date, language, say, setLanguage } from "./words.js";

const at = (id) => document.getElementById(id);

/** Put every fixed text into the language of the page. */
export function showTexts() {
  setLanguage(language());
  for (const node of document.querySelectorAll("[data-text]")) node.textContent = say(node.dataset.text);
  for (const node of document.querySelectorAll("[data-label]")) node.setAttribute("aria-label", say(node.dataset.label));
  showOther();
  loadSite().then(showAbout, () => {});
}

/** Keep the link to the other language at the question and group that are shown. */
export function showOther() {
  const link = at("other-language");
  const other = language() === "en" ? "fr" : "en";
  link.textContent = say("otherLanguage");
  link.lang = other;
  link.hreflang = other;
  link.href = `?lang=${other}${location.hash}`;
}

/** Say how far the library is, and before it starts what it will cost. */
export async function showState(state) {
  const line = at("library-state");
  line.dataset.state = state;
  const { library_bytes: bytes } = await loadSite();
  if (line.dataset.state !== state) return;
  line.textContent = say(`state ${bytes ? state : "absent"}`, { size: Math.round(bytes / 1e6) });
}

function showAbout(site) {
  const publishers = [...new Set(site.sources.map((source) => source.publisher.split(";")[0]))];
  at("about").replaceChildren(
    element("h2", { class: "quiet" }, say("about")),
    element("p", {}, say("updated", { date: date(site.updated), library: site.library }), " ", say("private")),
    element("p", {}, say("notAdvice")),
    element("p", {}, say("from", { publishers: publishers.join("; ") }), " ",
      element("a", { href: "LICENSE-DATA.txt", hreflang: "en" }, say("licence")), "."),
    ...(site.docs === null ? [] : [element("p", {}, element("a", { href: docsOf(site) }, say("docs")), ".")]));
}

/** Return the first page of the documentation in the language of the page. */
const docsOf = ({ docs }) => `${docs}/${language() === "fr" ? "fr/" : ""}index.html`;
