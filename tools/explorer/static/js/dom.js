/** Elements. Whatever comes from data or from a person becomes a text node: nothing here parses markup. */

const SVG = "http://www.w3.org/2000/svg";

/** Make an element; an attribute that is null, undefined or false is left out. */
export function element(name, attributes = {}, ...children) {
  return fill(document.createElement(name), attributes, children);
}

/** Make an element of a picture. */
export function shape(name, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, name), attributes, children);
}

/** Make a link to another site, or the text alone where it is not the address of a page. */
export function outside(address, text = host(address)) {
  return /^https?:\/\//.test(address) ? element("a", { href: address, rel: "noopener noreferrer" }, text) : text;
}

function host(address) {
  return URL.canParse(address) ? new URL(address).hostname.replace(/^www\./, "") : address;
}

function fill(made, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(name, value);
    else if (value !== null && value !== undefined && value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== ""));
  return made;
}
