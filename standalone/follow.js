// What the page around the check owes it: a title and a language that are those of the screen, and a word
// at once when the check's script didn't arrive.

const element = document.querySelector("skill-check");
const root = element?.shadowRoot;

function follow() {
  const screen = root.querySelector("section[lang]");
  const heading = screen?.querySelector("h2")?.textContent;
  if (!heading) return;
  document.documentElement.lang = screen.lang;
  document.title = [...new Set([heading, screen.getAttribute("aria-label")])].join(" – ");
}

// This script runs after the check's, or after that has failed.
if (customElements.get("skill-check")) {
  new MutationObserver(follow).observe(root, { childList: true, subtree: true, characterData: true, attributeFilter: ["lang"] });
  follow();
} else document.documentElement.classList.add("failed");
