// react-jsonschema-form: it has no pages, so it gets the schema of one page after the other.
import Form from "@rjsf/core";
import validator from "@rjsf/validator-ajv8";
import { useState } from "react";
import { createRoot } from "react-dom/client";
import { load, resultLines } from "./common.js";
import "./plain.css";

/** Else it chooses the first level of each question by itself. */
const UNANSWERED = { constAsDefaults: "never", emptyObjectFields: "skipDefaults" };

function described({ title, questions }) {
  const properties = questions.map(({ id, text, levels }) => [
    id,
    { type: "integer", title: text, oneOf: levels.map((level, value) => ({ const: value, title: level })) },
  ]);
  return {
    schema: { type: "object", title, properties: Object.fromEntries(properties) },
    ui: Object.fromEntries(questions.map(({ id }) => [id, { "ui:widget": "radio" }])),
  };
}

function Quiz({ quiz, pages }) {
  const [number, setNumber] = useState(0);
  const [answers, setAnswers] = useState({});
  const page = pages[number];
  if (!page)
    return (
      <section className="result">
        <h2>Ihr Ergebnis</h2>
        <ul>{resultLines(quiz, answers).map((line) => <li key={line}>{line}</li>)}</ul>
      </section>
    );
  const next = () => {
    setNumber(number + 1);
    scrollTo(0, 0);
  };
  const given = Object.values(answers).filter((value) => value !== undefined).length;
  return (
    <>
      <progress max={quiz.questions.length} value={given} aria-label="Fortschritt" />
      <Form key={number} schema={page.schema} uiSchema={page.ui} validator={validator} formData={answers} experimental_defaultFormStateBehavior={UNANSWERED} onChange={({ formData }) => setAnswers(formData)} onSubmit={next}>
        <button type="submit" className="next">{pages[number + 1] ? "Weiter" : "Auswerten"}</button>
      </Form>
    </>
  );
}

const quiz = await load();
createRoot(document.getElementById("app")).render(<Quiz quiz={quiz} pages={quiz.pages.map(described)} />);
