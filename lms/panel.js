// What the learner is told of the platform, and the two ticks. In a shadow root of its own: the page's styles stay
// out, and a report on paper leaves it out.

import css from "skill-check:lms-styles";
import { languages, strings } from "skill-check:lms";

function make(name, properties, ...children) {
  const node = Object.assign(document.createElement(name), properties);
  node.append(...children);
  return node;
}

export class Panel {
  /** What stands in the element, in the slot that the screen has room in. */
  node = document.createElement("div");
  #texts = [];
  #lang;
  #name;
  #status = make("p", { role: "status" });
  #said;
  #ticks = {};

  /** `name` is who takes it, in words; `ticked` hears which tick was changed. */
  constructor({ name, lang, ticks, lead, leave }, ticked) {
    this.#name = name;
    const root = this.node.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [sheet];
    const box = make("section", { className: "panel" }, this.#worded("h3", "heading"), this.#worded("p", lead));
    for (const [key, isChecked] of Object.entries(ticks)) box.append(this.#tick(key, isChecked, ticked));
    if (leave) {
      const button = this.#worded("button", "leave");
      button.type = "button";
      button.addEventListener("click", leave);
      box.append(button);
    }
    box.append(this.#status);
    root.append(box);
    this.speak(lang);
  }

  #worded(name, key) {
    const node = document.createElement(name);
    this.#texts.push([node, key]);
    return node;
  }

  #tick(key, isChecked, ticked) {
    const box = make("input", { type: "checkbox", checked: isChecked, name: key });
    box.addEventListener("change", () => ticked(key, box.checked));
    this.#ticks[key] = box;
    return make("label", {}, box, this.#worded("span", key));
  }

  /** Says everything in a language, or in the nearest one that there is. */
  speak(lang) {
    const tag = lang.split("-")[0];
    this.#lang = languages.includes(tag) ? tag : languages.at(-1);
    this.node.lang = this.#lang;
    for (const [node, key] of this.#texts) node.textContent = this.#words(key);
    this.say(this.#said);
  }

  #words(key) {
    const own = strings[this.#lang];
    const text = own[key].replaceAll("{name}", this.#name ?? own.name);
    return text[0].toUpperCase() + text.slice(1);
  }

  /** Says how it stands; nothing without a key. */
  say(key) {
    this.#said = key;
    const words = key ? this.#words(key) : "";
    if (this.#status.textContent !== words) this.#status.textContent = words;
  }

  /** Takes a tick away. */
  untick(key) {
    if (this.#ticks[key]) this.#ticks[key].checked = false;
  }
}
