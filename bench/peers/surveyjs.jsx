// SurveyJS of today with React and its own styles.
import { createRoot } from "react-dom/client";
import { Model } from "survey-core";
import "survey-core/i18n/german";
import "survey-core/survey-core.fontless.min.css";
import { Survey } from "survey-react-ui";
import { surveyOf } from "./survey-model.js";

createRoot(document.getElementById("app")).render(<Survey model={await surveyOf(Model)} />);
