/** The group that is open beside the list of results. */

import { loadDraws, loadGroup, loadSite } from "./data.js";
import { groupParts } from "./group.js";
import { language, say } from "./words.js";

const article = document.getElementById("group");
let open = null;

/** Return the group that is open, as `version` and `code`, or null. */
export const openGroup = () => open;

/** Show a group, or none; what is shown already stays as it is, with what was filled in. */
export async function showGroup(group) {
  open = group;
  if (group === null) {
    article.hidden = true;
    article.dataset.shown = "";
    article.replaceChildren();
    document.title = say("name");
    return;
  }
  const shown = `${language()} ${group.version}/${group.code}`;
  if (article.dataset.shown === shown) return;
  const [own, draws, site] = await Promise.all([loadGroup(group.version, group.code), loadDraws().catch(() => null), loadSite()]);
  if (open !== group) return;
  article.replaceChildren(...groupParts(own, draws, site, site.labels[language()]).filter(Boolean));
  article.dataset.shown = draws === null ? "" : shown; // without the draws it is made anew the next time
  article.hidden = false;
  document.title = `${article.querySelector("h2").textContent} – ${say("name")}`;
}

/** Go to the group's heading, for somebody who chose it. */
export const focusGroup = () => article.querySelector("h2")?.focus();
