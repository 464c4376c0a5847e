/** One group on the page: what it is, its codes in other versions, its draws, its lists, its titles. */

import { element } from "./dom.js";
import { drawsOf } from "./draws.js";
import { sourceLinks, streamName } from "./names.js";
import { addressOf } from "./place.js";
import { screening } from "./screening.js";
import { date, english, has, named, say } from "./words.js";

/** Make the parts of the article about a group, from its own file, that of the draws or null, and that of the site. */
export function groupParts(group, draws, site, labels) {
  const parts = [heading(group, labels)];
  if (group.level !== "unit group") return [...parts, section("members", groupList(group.children))];
  return [
    ...parts,
    section("codes", group.conversions.map((conversion) => conversionPart(conversion))),
    section("draws", draws === null ? element("p", { role: "status" }, say("drawsFailed")) : drawsOf(group, draws, site)),
    section("lists", lists(group.changes, site)),
    draws === null ? null : section("screen", screening(group, draws.draws, site, labels)),
    titlesPart(group.titles),
  ];
}

function section(key, ...children) {
  return element("section", { class: key, "aria-labelledby": `heading-${key}` },
    element("h3", { id: `heading-${key}` }, say(key)), ...children);
}

function heading(group, labels) {
  const facts = [
    say("noc", { version: group.version }),
    labels[group.level],
    group.teer === null ? null : say("teer", { teer: String(group.teer) }),
    group.skill_level === null ? null : say("skill", { skill: group.skill_level }),
  ];
  const french = document.documentElement.lang === "fr";
  const other = french ? (group.title_fr && group.title) : group.title_fr;
  return element("header", {},
    group.ancestors.length ? element("nav", { "aria-label": say("breadcrumb") },
      element("ol", { class: "above" }, group.ancestors.toReversed().map((above) => element("li", {}, groupLink(above))))) : null,
    element("h2", { tabindex: "-1" },
      element("span", { class: "code" }, group.code), " ", named(group.title, group.title_fr)),
    other ? element("p", { class: "other-title", lang: french ? "en" : "fr" }, other) : null,
    element("p", { class: "facts" }, facts.filter(Boolean).map((fact) => element("span", {}, fact))),
    group.title_fr_status === "reconstructed" ? element("p", { class: "small" }, say("frenchReconstructed")) : null,
  );
}

function groupLink(group) {
  return element("a", { href: addressOf("", group) },
    element("span", { class: "code" }, group.code), " ", named(group.title, group.title_fr));
}

const groupList = (groups) => element("ul", { class: "targets" }, groups.map((group) => element("li", {}, groupLink(group))));

function conversionPart({ to, status, successor, targets, why }) {
  const isNamed = status === "continued" || (targets.length > 1 && successor !== null);
  const entries = targets.map((target) => element("li", {},
    isNamed && target.code === successor ? element("span", { class: "badge" }, say("successor")) : null,
    groupLink(target)));
  return element("div", { class: "conversion" },
    element("h4", {}, say("inVersion", { version: to })),
    element("div", {},
      element("ul", { class: "targets" }, entries),
      // The first sentence has the targets, which are the links above.
      element("p", { class: "small" }, why[document.documentElement.lang].slice(1).join(" "))));
}

function lists(changes, site) {
  if (!changes.length) return element("p", {}, say("listsNone"));
  return element("ol", { class: "changes" }, changes.toReversed().map((change) => element("li", {},
    element("time", { datetime: change.date }, date(change.date)),
    element("span", { class: `badge ${change.action}` }, say(change.action)),
    element("span", {},
      english(site.lists[change.group] ?? change.group),
      change.stream ? [" · ", streamName(site, change.stream)] : null,
      change.exact ? null : ` (${say("orEarlier")})`,
      sourceLinks(change.sources)))));
}

function titlesPart(titles) {
  const known = Object.entries(titles).filter(([lang, found]) => found.length && has(`titles ${lang}`));
  if (!known.length) return null;
  return section("titles",
    element("p", { class: "small" }, say("titlesOf")),
    element("div", { class: "columns" }, known.map(([lang, found]) => element("div", {},
      element("h4", {}, say(`titles ${lang}`)),
      element("ul", { lang, class: "plain" }, found.map((title) => element("li", {}, title)))))));
}
