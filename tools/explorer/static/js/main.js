/** The page: what is typed, clicked and addressed becomes what is shown. */

import { focusGroup, openGroup, showGroup } from "./article.js";
import { loadFolding, loadSite } from "./data.js";
import { showOther, showState, showTexts } from "./frame.js";
import { wake, watchLibrary } from "./library.js";
import { LONGEST, certain } from "./lookup.js";
import { addressOf, keepQuery, readPlace } from "./place.js";
import { answers, sentence } from "./question.js";
import { result } from "./results.js";
import { language, say, setLanguage } from "./words.js";

const query = document.getElementById("query");
const list = document.getElementById("results");
const heading = document.getElementById("results-heading");
const state = document.getElementById("results-state");
let turn = 0; // of the last question: the answer to an earlier one is not shown

/** Answer what stands in the field; a group that was chosen is opened, else the one that the answer is sure of. */
async function answer(chosen = null, isFollowed = false) {
  turn += 1;
  const mine = turn;
  try {
    for await (const found of answers(query.value, () => mine === turn)) {
      if (mine !== turn) return;
      show(found);
      await showGroup(chosen ?? stays(found) ?? certain(found));
      markOpen();
      if (isFollowed) focusGroup();
      isFollowed = false;
    }
  } catch {
    if (mine === turn) showFailure();
  }
}

/** Keep the open group while a better answer comes, if that has it too. */
function stays({ matches }) {
  const open = openGroup();
  return open && matches.some(({ version, code }) => version === open.version && code === open.code) ? open : null;
}

function show(found) {
  const focused = list.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
  list.replaceChildren(...found.matches.map((match) => result(match, query.value.trim())));
  heading.hidden = !found.matches.length;
  state.textContent = sentence(found);
  if (focused !== null) (links().find((link) => link.getAttribute("href") === focused) ?? query).focus();
}

function showFailure() {
  list.replaceChildren();
  heading.hidden = true;
  state.textContent = say("found failed");
}

const links = () => [...list.querySelectorAll("a")];

function markOpen() {
  const address = openGroup() && addressOf(query.value.trim(), openGroup());
  for (const link of links()) {
    if (link.getAttribute("href") === address) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

/** Show what the address says: at the start, after a link, and on the way back. */
async function follow(event) {
  const { query: asked, chosen } = readPlace();
  showOther();
  const isKnown = chosen !== null && (await isGroup(chosen));
  if (asked || !isKnown) query.value = asked || (chosen?.code ?? "");
  if (query.value || isKnown) wake().catch(() => {});
  if (!isKnown) await showGroup(null);
  await answer(isKnown ? chosen : null, isKnown && event !== undefined);
}

async function isGroup({ version, code }) {
  const { codes } = await loadSite();
  return Object.hasOwn(codes, version) && codes[version].split(" ").includes(code);
}

function speak(chosen) {
  setLanguage(chosen);
  showTexts();
  watchLibrary((state) => showState(state).catch(showFailure));
}

query.addEventListener("input", () => {
  wake().catch(() => {});
  const asked = query.value.trim();
  keepQuery(asked.length > LONGEST ? "" : asked); // what is not answered is no place to come back to
  showOther();
  answer();
});

// Somebody who presses Enter is led to the group that is open, or to the list: a guess is never chosen for them.
document.getElementById("search").addEventListener("submit", (event) => {
  event.preventDefault();
  if (openGroup()) focusGroup();
  else links()[0]?.focus();
});

document.querySelector("main").addEventListener("keydown", (event) => {
  const stops = [query, ...links()];
  const place = stops.indexOf(document.activeElement);
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (place === -1 || (event.key !== "Escape" && !step)) return;
  if (event.key === "Escape" && place === 0) return; // the field empties itself
  event.preventDefault();
  (event.key === "Escape" ? query : stops[Math.min(Math.max(place + step, 0), stops.length - 1)]).focus();
});

document.getElementById("other-language").addEventListener("click", (event) => {
  event.preventDefault();
  const other = language() === "en" ? "fr" : "en";
  history.replaceState(null, "", `?lang=${other}${location.hash}`);
  speak(other);
  answer(readPlace().chosen);
});

addEventListener("hashchange", (event) => follow(event).catch(showFailure));
speak(language());
loadFolding().catch(() => {}); // is read again with the first question
follow().catch(showFailure);
