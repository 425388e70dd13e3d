// What both lines of SurveyJS are told: a page an area.
import { load, resultLines } from "./common.js";

/** The survey, by the line's own class. */
export async function surveyOf(Model) {
  const quiz = await load();
  const survey = new Model({
    locale: "de",
    showProgressBar: true,
    progressBarType: "questions",
    showQuestionNumbers: "off",
    completeText: "Auswerten",
    pages: quiz.pages.map((page, number) => ({
      name: `page-${number}`,
      title: page.title,
      elements: page.questions.map(({ id, text, levels }) => ({
        type: "radiogroup",
        name: id,
        title: text,
        choices: levels.map((level, value) => ({ value, text: level })),
      })),
    })),
  });
  survey.onCompleting.add((sender) => {
    sender.completedHtml = `<ul>${resultLines(quiz, sender.data).map((line) => `<li>${line}</li>`).join("")}</ul>`;
  });
  return survey;
}
