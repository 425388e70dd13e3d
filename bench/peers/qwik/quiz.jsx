// What a resumable framework makes of it: the first page is in the page's HTML, and its code comes with the first
// thing that is done. What is answered isn't kept, since to read it again would take code at the start.
import { $, component$, useSignal, useStore, useStyles$ } from "@builder.io/qwik";
import { load, resultLines } from "../common.js";
import styles from "../plain.css?inline";

export const Quiz = component$(({ first, questionCount, pageCount }) => {
  useStyles$(styles);
  const state = useStore({ number: 0, page: first, answers: {}, lines: [] });
  const heading = useSignal();
  const choose = $((_, form) => {
    for (const [id, value] of new FormData(form)) state.answers[id] = Number(value);
  });
  const show = $(async (number) => {
    const quiz = await load();
    if (number === pageCount) state.lines = resultLines(quiz, state.answers);
    else state.page = quiz.pages[number];
    state.number = number;
    scrollTo(0, 0);
    requestAnimationFrame(() => heading.value?.focus());
  });
  if (state.lines.length)
    return (
      <section class="result">
        <h2 ref={heading} tabIndex={-1}>Ihr Ergebnis</h2>
        <ul>{state.lines.map((line) => <li key={line}>{line}</li>)}</ul>
      </section>
    );
  return (
    <form onChange$={choose}>
      <progress max={questionCount} value={Object.keys(state.answers).length} aria-label="Fortschritt" />
      <h2 ref={heading} tabIndex={-1}>{state.page.title}</h2>
      {state.page.questions.map(({ id, text, levels }) => (
        <fieldset key={id}>
          <legend>{text}</legend>
          {levels.map((level, value) => (
            <label key={value}>
              <input type="radio" name={id} value={value} checked={state.answers[id] === value} />
              {level}
            </label>
          ))}
        </fieldset>
      ))}
      {state.number > 0 && <button type="button" class="back" onClick$={() => show(state.number - 1)}>Zurück</button>}
      <button type="button" class="next" onClick$={() => show(state.number + 1)}>{state.number + 1 < pageCount ? "Weiter" : "Auswerten"}</button>
    </form>
  );
});
