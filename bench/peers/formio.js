// Form.io's wizard, a panel a page.
import { Formio } from "@formio/js/form";
import "@formio/js/dist/formio.form.min.css";
import { load, resultLines } from "./common.js";

const quiz = await load();
const app = document.getElementById("app");
const components = quiz.pages.map((page, number) => ({
  type: "panel",
  key: `page${number}`,
  title: page.title,
  input: false,
  components: page.questions.map(({ id, text, levels }) => ({
    type: "radio",
    key: id,
    label: text,
    input: true,
    values: levels.map((label, value) => ({ label, value: String(value) })),
  })),
}));
const words = { next: "Weiter", previous: "Zurück", submit: "Auswerten", cancel: "Abbrechen" };
const form = await Formio.createForm(app, { display: "wizard", components }, { noAlerts: true, language: "de", i18n: { de: words } });
form.nosubmit = true;
form.on("submit", ({ data }) => {
  const list = document.createElement("ul");
  list.append(...resultLines(quiz, data).map((textContent) => Object.assign(document.createElement("li"), { textContent })));
  const section = Object.assign(document.createElement("section"), { className: "result" });
  section.append(list);
  app.replaceChildren(section);
});
