// The floor: what somebody writes by hand who needs just this. It resumes, and has a link to the result.
import { KEY, load, pack, resultLines, unpack } from "./common.js";
import "./plain.css";

const quiz = await load();
const app = document.getElementById("app");
const make = (tag, properties, children = []) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};

const shared = location.hash.startsWith("#r=") && location.hash.slice(3);
const answers = unpack(quiz, shared || localStorage.getItem(KEY));
const progress = make("progress", { max: quiz.questions.length, value: Object.keys(answers).length, ariaLabel: "Fortschritt" });

function answer({ target }) {
  answers[target.name] = Number(target.value);
  progress.value = Object.keys(answers).length;
  localStorage.setItem(KEY, pack(quiz, answers));
}

function question({ id, text, levels }) {
  const choices = levels.map((level, value) =>
    make("label", {}, [make("input", { type: "radio", name: id, value, checked: answers[id] === value }), level]),
  );
  return make("fieldset", {}, [make("legend", { textContent: text }), ...choices]);
}

function show(number) {
  const page = quiz.pages[number];
  if (!page) return finish();
  const heading = make("h2", { tabIndex: -1, textContent: page.title });
  const button = (className, textContent, to) => make("button", { type: "button", className, textContent, onclick: () => show(to) });
  const ways = [button("next", quiz.pages[number + 1] ? "Weiter" : "Auswerten", number + 1)];
  if (number) ways.unshift(button("back", "Zurück", number - 1));
  app.replaceChildren(make("form", { onchange: answer }, [progress, heading, ...page.questions.map(question), ...ways]));
  scrollTo(0, 0);
  if (number) heading.focus();
}

function finish() {
  const heading = make("h2", { tabIndex: -1, textContent: "Ihr Ergebnis" });
  const lines = resultLines(quiz, answers).map((textContent) => make("li", { textContent }));
  const link = make("a", { href: `#r=${pack(quiz, answers)}`, textContent: "Link zum Ergebnis" });
  app.replaceChildren(make("section", { className: "result" }, [heading, make("ul", {}, lines), link]));
  heading.focus();
}

show(shared ? quiz.pages.length : 0);
