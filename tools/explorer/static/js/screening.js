/** "Would I have been invited?": a small form, answered by the library draw by draw. */

import { element } from "./dom.js";
import { ask, isReady } from "./library.js";
import { criterion, scaleName, streamName } from "./names.js";
import { readScore } from "./score.js";
import { date, english, language, named, say } from "./words.js";

const SHOWN = 5;
const LONGEST_SHOWN = 40; // characters of a score that is refused
const CRITERIA = { region: "region", program: "program", language: "spoken", experience: "experience" };
const VERDICTS = { yes: "yes", no: "no", "cannot tell": "unknown" };

let compared = null; // the group and the values that verdicts were last asked for
let said = {}; // what was filled in, kept while other groups are looked at

/** Make the form for a group, and the place for its answer. */
export function screening(group, draws, site, labels) {
  if (!site.library_bytes) return element("p", {}, say("screenAbsent"));
  const form = element("form", { class: "screen-form", submit: (event) => { event.preventDefault(); compare(); } },
    ...fields(site, labels),
    element("button", { type: "submit" }, say("compare")));
  const state = element("p", { role: "status", class: "state" });
  const answer = element("div", { class: "screenings" });
  form.addEventListener("input", () => {
    said = filledIn(form);
    showScale(form, site);
    form.elements.score.removeAttribute("aria-invalid");
    state.textContent = ""; // what was compared, or is being compared, is of other values
    answer.replaceChildren();
  });
  showScale(form, site);

  async function compare() {
    said = filledIn(form);
    compared = { group, said };
    answer.replaceChildren();
    const { score } = question(said, site);
    if (score === undefined) return refuse(said);
    state.textContent = say(isReady() ? "comparing" : "comparingLater");
    const asked = said;
    try {
      const found = await ask({ ask: "screen", lang: language(), code: group.code, version: group.version, ...question(asked, site) });
      if (asked !== said) return;
      if (found.error !== undefined) throw new Error(found.error); // the form offers nothing that is refused
      state.textContent = counted(found);
      answer.append(...byStream(found, draws, site, labels));
    } catch {
      if (asked === said) state.textContent = say(isReady() ? "screenFailed" : "state failed");
    }
  }

  function refuse({ score, stream }) {
    const { name, name_fr } = site.streams[stream];
    state.textContent = say("scoreRefused", { text: shortened(score.trim()), stream: named(name, name_fr).textContent });
    form.elements.score.setAttribute("aria-invalid", "true");
    form.elements.score.focus();
  }

  // In another language the same group is made anew: its verdicts are asked for again, in that language.
  if (compared?.said === said && compared.group === group) queueMicrotask(compare);

  return [element("p", { class: "small" }, say("screenLead"), " ", say("yesMeans")), form, state, answer];
}

function fields(site, labels) {
  const streams = Object.entries(site.streams).map(([id, stream]) =>
    option(id, named(stream.name, stream.name_fr).textContent, said.stream, stream.name_fr ? null : "en"));
  const score = element("div", { class: "field-of-form" },
    element("label", { for: "screen-score" }, say("score")),
    element("input", { id: "screen-score", name: "score", inputmode: "decimal", autocomplete: "off", value: said.score ?? "" }));
  const others = Object.entries(CRITERIA).map(([name, key]) =>
    select(name, say(key), [option("", say("notSaid"), said[name]), ...site.criteria[name].map((value) =>
      option(value, labels[value] ?? criterion(name, value), said[name]))]));
  return [select("stream", say("stream"), [option("", say("allStreams"), said.stream), ...streams]), score, ...others];
}

function select(name, label, options) {
  return element("div", { class: "field-of-form" },
    element("label", { for: `screen-${name}` }, label),
    element("select", { id: `screen-${name}`, name }, options));
}

const option = (value, text, chosen, lang = null) =>
  element("option", { value, lang, selected: value === (chosen ?? "") }, text);

const shortened = (text) => (text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text);

const filledIn = (form) => Object.fromEntries(new FormData(form));

/** Name the scale of the stream's score; scores of several streams do not compare, nor has every stream one. */
function showScale(form, site) {
  const stream = site.streams[form.elements.stream.value];
  const scored = Boolean(stream?.scored);
  form.elements.score.disabled = !scored;
  form.querySelector("label[for=screen-score]").textContent =
    scored ? say("scoreOf", { scale: scaleName(stream.scale) }) : say(stream ? "scoreNever" : "scoreLater");
}

function question(given, site) {
  const left = (name) => given[name] || null;
  const scored = site.streams[given.stream]?.scored;
  return {
    stream: left("stream"), score: readScore((scored && given.score) || ""),
    region: left("region"), program: left("program"), language: left("language"), experience: left("experience"),
  };
}

function counted(found) {
  if (!found.length) return say("noDraws");
  const count = (verdict) => found.filter((each) => each.verdict === verdict).length;
  return say("counted", { count: found.length, yes: count("yes"), no: count("no"), unknown: count("cannot tell") });
}

function byStream(found, draws, site, labels) {
  const streams = [...new Set(found.map((each) => draws[each.draw].stream))].sort();
  return streams.map((stream) => {
    const own = found.filter((each) => draws[each.draw].stream === stream);
    const entries = own.map((each) => screeningEntry(each, draws[each.draw], labels));
    const rest = entries.slice(SHOWN);
    return element("section", {},
      streamName(site, stream, "h4"),
      streams.length > 1 ? element("p", { class: "small" }, counted(own)) : null,
      element("ol", { class: "verdicts" }, entries.slice(0, SHOWN)),
      rest.length ? element("details", {},
        element("summary", {}, say("earlier", { count: rest.length })),
        element("ol", { class: "verdicts" }, rest)) : null);
  });
}

function screeningEntry({ verdict, reasons }, draw, labels) {
  return element("li", {},
    element("p", { class: "verdict-line" },
      element("span", { class: `verdict ${VERDICTS[verdict]}` }, labels[verdict]),
      element("time", { datetime: draw.date }, date(draw.date))),
    element("div", {},
      draw.target ? english(draw.target, "p", { class: "target" }) : null,
      element("ul", { class: "reasons" }, reasons.map((reason) => element("li", {}, reason)))));
}
