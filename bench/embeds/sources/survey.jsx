// The survey of the measurement: what an embedder of SurveyJS writes with React, besides its questions.
import { createRoot } from "react-dom/client";
import { Model } from "survey-core";
import { Survey } from "survey-react-ui";

const questions = await (await fetch("/questions.json")).json();
const survey = new Model(questions);
survey.onComplete.add((sender) => console.log(Object.keys(sender.data).length));
createRoot(document.getElementById("survey")).render(<Survey model={survey} />);
