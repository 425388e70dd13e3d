// The same as the floor, with the smallest well-known view library.
import { render } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { KEY, load, pack, resultLines, unpack } from "./common.js";
import "./plain.css";

function Question({ question, chosen, onChoose }) {
  return (
    <fieldset>
      <legend>{question.text}</legend>
      {question.levels.map((level, value) => (
        <label key={value}>
          <input type="radio" name={question.id} value={value} checked={chosen === value} onChange={() => onChoose(question.id, value)} />
          {level}
        </label>
      ))}
    </fieldset>
  );
}

function Quiz({ quiz, initial, shared }) {
  const [answers, setAnswers] = useState(initial);
  const [number, setNumber] = useState(shared ? quiz.pages.length : 0);
  const heading = useRef();
  const moved = useRef(false);
  useEffect(() => {
    if (moved.current) {
      scrollTo(0, 0);
      heading.current.focus();
    }
    moved.current = true;
  }, [number]);
  const choose = (id, value) => {
    const changed = { ...answers, [id]: value };
    localStorage.setItem(KEY, pack(quiz, changed));
    setAnswers(changed);
  };
  const page = quiz.pages[number];
  if (!page)
    return (
      <section class="result">
        <h2 ref={heading} tabIndex={-1}>Ihr Ergebnis</h2>
        <ul>{resultLines(quiz, answers).map((line) => <li key={line}>{line}</li>)}</ul>
        <a href={`#r=${pack(quiz, answers)}`}>Link zum Ergebnis</a>
      </section>
    );
  return (
    <form>
      <progress max={quiz.questions.length} value={Object.keys(answers).length} aria-label="Fortschritt" />
      <h2 ref={heading} tabIndex={-1}>{page.title}</h2>
      {page.questions.map((question) => (
        <Question key={question.id} question={question} chosen={answers[question.id]} onChoose={choose} />
      ))}
      {number > 0 && <button type="button" class="back" onClick={() => setNumber(number - 1)}>Zurück</button>}
      <button type="button" class="next" onClick={() => setNumber(number + 1)}>{quiz.pages[number + 1] ? "Weiter" : "Auswerten"}</button>
    </form>
  );
}

const quiz = await load();
const shared = location.hash.startsWith("#r=") && location.hash.slice(3);
const initial = unpack(quiz, shared || localStorage.getItem(KEY));
render(<Quiz quiz={quiz} initial={initial} shared={shared} />, document.getElementById("app"));
