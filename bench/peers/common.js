// What the peers share: the questions, and how a result is counted.

/** How many questions a page has; each area begins a new one. */
const PAGE = 8;

/** The pages of a questionnaire. */
export const inPages = (quiz) =>
  quiz.areas.flatMap(({ name }, area) => {
    const own = quiz.questions.filter((question) => question.area === area);
    return Array.from({ length: Math.ceil(own.length / PAGE) }, (_, page) => ({
      title: page ? `${name} (${page + 1})` : name,
      questions: own.slice(page * PAGE, (page + 1) * PAGE),
    }));
  });

async function fetched() {
  const quiz = await (await fetch(document.getElementById("questions").href)).json();
  return { ...quiz, pages: inPages(quiz) };
}

let loading;

/** The questions, in pages; they are fetched once. */
export const load = () => (loading ??= fetched());

/** Lines such as "Presse: 44 %" for answers by the id of their question. */
export function resultLines(quiz, answers) {
  return quiz.areas.map(({ name }, area) => {
    const own = quiz.questions.filter((question) => question.area === area);
    const sum = own.reduce((total, { id }) => total + Number(answers[id] ?? 0), 0);
    return `${name}: ${Math.round((100 * sum) / (4 * own.length))} %`;
  });
}

/** The answers as one character a question, for storage and link. */
export const pack = (quiz, answers) => quiz.questions.map(({ id }) => answers[id] ?? "-").join("");

/** The answers that such characters stand for. */
export function unpack(quiz, text) {
  const known = quiz.questions.flatMap(({ id }, at) => (/[0-4]/.test(text?.[at] ?? "") ? [[id, Number(text[at])]] : []));
  return Object.fromEntries(known);
}

export const KEY = "measured";
