// SurveyJS's line before today's, with the lighter renderer that it had, and its own styles.
import { Model } from "survey-core";
import "survey-core/i18n/german";
import "survey-core/survey-core.fontless.min.css";
import { renderSurvey } from "survey-js-ui";
import { surveyOf } from "./survey-model.js";

renderSurvey(await surveyOf(Model), document.getElementById("app"));
