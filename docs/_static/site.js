// A button on each example that copies what one types, and what the theme leaves out for those who do not see the page.
"use strict";

const french = document.documentElement.lang === "fr";

// What one types: without prompts, and without what is printed.
function typed(block) {
  const lines = block.textContent.trimEnd().split("\n");
  if (!block.querySelector(".gp")) return lines.join("\n") + "\n";
  const prompt = /^(>>>|\.\.\.|\$)( |$)/;
  return lines.filter((line) => prompt.test(line)).map((line) => line.replace(prompt, "") + "\n").join("");
}

function addButton(block) {
  const [copy, copied] = french ? ["Copier", "Copié"] : ["Copy", "Copied"];
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  button.textContent = copy;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(typed(block));
    button.textContent = copied;
    setTimeout(() => { button.textContent = copy; }, 2000);
  });
  block.parentElement.append(button);
}

function label(selector, name) {
  document.querySelectorAll(selector).forEach((element) => element.setAttribute("aria-label", name));
}

if (navigator.clipboard) document.querySelectorAll("div.highlight > pre").forEach(addButton);

label("aside.sidebar-drawer", french ? "Toutes les pages" : "All pages");
label("aside.toc-drawer", french ? "Cette page" : "This page");
document.querySelectorAll("p.caption[role=heading]").forEach((caption) => caption.setAttribute("aria-level", "2"));
// What can be scrolled can be reached with the keyboard.
document.querySelectorAll("pre, .picture, .table-wrapper").forEach((element) => {
  if (element.scrollWidth > element.clientWidth) element.tabIndex = 0;
});
