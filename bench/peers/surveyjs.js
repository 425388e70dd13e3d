// SurveyJS with its lighter renderer and its own styles, a page an area.
import { Model } from "survey-core";
import "survey-core/i18n/german";
import "survey-core/survey-core.fontless.min.css";
import { renderSurvey } from "survey-js-ui";
import { load, resultLines } from "./common.js";

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
renderSurvey(survey, document.getElementById("app"));
