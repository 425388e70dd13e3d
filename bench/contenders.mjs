// Who is measured. Selectors are searched in the document, or in the open shadow root of `host`.
//
//   source    the script that esbuild bundles into a page of ours, with these options
//   pages     file of a page by the number of questions, where the page is already built
//   perPage   how many questions it shows at once
//   radio     the answers on show in their order, five a question
//   title     what holds the first question's text
//   next      the way on; the first one that is visible is pressed
//   result    what holds the percentages; there only when the result is
//   whole     what is there only when all of the result is, where it comes in steps
export const CONTENDERS = [
  { name: "vanilla", source: "vanilla.js", perPage: 8, radio: "form input[type=radio]", title: "form legend", next: "button.next", result: ".result li" },
  { name: "preact", source: "preact.jsx", jsx: "preact", perPage: 8, radio: "form input[type=radio]", title: "form legend", next: "button.next", result: ".result li", package: "preact" },
  { name: "surveyjs", source: "surveyjs.js", perPage: 8, radio: ".sd-question input[type=radio]", title: ".sd-question__title", next: ".sd-navigation__next-btn, .sd-navigation__complete-btn", result: ".sd-completedpage li", package: "survey-js-ui" },
  { name: "rjsf", source: "rjsf.jsx", jsx: "react", perPage: 8, radio: "form input[type=radio]", title: "form .control-label", next: "button.next", result: ".result li", package: "@rjsf/core" },
  { name: "formio", source: "formio.js", perPage: 8, radio: ".formio-component-radio input[type=radio]", title: ".formio-component-radio label.col-form-label, .formio-component-radio legend", next: ".btn-wizard-nav-next, .btn-wizard-nav-submit", result: ".result li", package: "@formio/js" },
  { name: "skill-check", pages: (count) => `${count}/measured.html`, host: "skill-check", perPage: 1, radio: ".sc-ladder input[type=radio]", title: ".sc-ladder__prompt", next: "button.next", result: ".sc-area__value", whole: ".sc-result--whole" },
];

/** The contender that the others are compared with. */
export const FLOOR = "vanilla";

/** The file with a contender's page for so many questions, in its folder. */
export const pageOf = (contender, count) => (contender.pages ? contender.pages(count) : `${count}.html`);
