// A button on each example that copies what one types: without prompts, and without what is printed.
"use strict";

const french = document.documentElement.lang === "fr";
const words = french ? ["Copier", "Copié"] : ["Copy", "Copied"];

function typed(block) {
  const code = block.cloneNode(true);
  if (!code.querySelector(".gp")) return code.textContent.trimEnd() + "\n";
  code.querySelectorAll(".gp, .go, .gt, .gr").forEach((piece) => piece.remove());
  // What is left of a line that was printed is empty.
  return code.textContent.split("\n").filter((line) => line.trim()).join("\n") + "\n";
}

if (navigator.clipboard) {
  document.querySelectorAll("div.highlight > pre").forEach((block) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = words[0];
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(typed(block));
      button.textContent = words[1];
      setTimeout(() => { button.textContent = words[0]; }, 2000);
    });
    block.parentElement.append(button);
  });
}
