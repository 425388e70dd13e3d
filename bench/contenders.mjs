// Who is measured. Selectors are searched in the document, or in the open shadow root of `host`.
//
//   source     the script that esbuild bundles into a page of ours, with `jsx` and `alias` as options
//   pages      where its pages are made by a builder of its own (`site.mjs`)
//   own        of ours: the page that is measured in each build, and the attributes of the one tag that it is made with; a
//              page without is the build's
//   start      what is pressed before the first question is there
//   isDeferred whether something is fetched at the first thing that is done
//   perPage    how many questions it shows at once
//   radio      the answers on show in their order, five a question, and
//   next       the way on; the first one that is visible is pressed
//   statement  or the statements of a question, lowest first, of which one is on show, and
//   replies    what says that it doesn't fit, and that it does; the last one of a question leads on
//   title      what holds the first question's text
//   result     what holds the percentages, or the result; there only when it is
//   whole      what is there only when all of the result is, where it comes in steps
//   packages   those whose versions the report names
const PLAIN = { perPage: 8, radio: "form input[type=radio]", title: "form legend", next: "button.next", result: ".result li" };
const SURVEYJS = { perPage: 8, radio: ".sd-question input[type=radio]", title: ".sd-question__title", next: ".sd-navigation__next-btn, .sd-navigation__complete-btn", result: ".sd-completedpage li" };
const OURS = { host: "skill-check", perPage: 1, title: ".sc-ladder__prompt", result: ".sc-result", whole: ".sc-result--whole" };
const STEPS = { ...OURS, statement: ".sc-statement", replies: [".sc-reply.fits-not", ".sc-reply.fits"] };
export const CONTENDERS = [
  { ...PLAIN, name: "vanilla", source: "vanilla.js" },
  { ...PLAIN, name: "preact", source: "preact.jsx", jsx: "preact", packages: ["preact"] },
  { ...PLAIN, name: "qwik", pages: "qwik", isDeferred: true, packages: ["@builder.io/qwik"] },
  { ...SURVEYJS, name: "surveyjs", source: "surveyjs.jsx", jsx: "react", packages: ["survey-core", "survey-react-ui", "react"] },
  { ...SURVEYJS, name: "surveyjs-2", source: "surveyjs-2.js", alias: { "survey-core": "survey-core-2" }, packages: ["survey-js-ui"] },
  { ...PLAIN, name: "rjsf", source: "rjsf.jsx", jsx: "react", title: "form .control-label", packages: ["@rjsf/core"] },
  { name: "formio", source: "formio.js", perPage: 8, radio: ".formio-component-radio input[type=radio]", title: ".formio-component-radio label.col-form-label, .formio-component-radio legend", next: ".btn-wizard-nav-next, .btn-wizard-nav-submit", result: ".result li", packages: ["@formio/js"] },
  { ...STEPS, name: "skill-check", isDeferred: true, own: { page: "measured.html", attributes: 'lang="de" autostart' } },
  { ...STEPS, name: "skill-check-drawn", isDeferred: true, own: { page: "index.html" }, start: ".sc-start .sc-button--primary" },
  { ...OURS, name: "skill-check-all", radio: ".sc-ladder input[type=radio]", next: "button.next", own: { page: "measured-all.html", attributes: 'lang="de" autostart ladder="all" loading="eager"' } },
];

/** The contender that the others are compared with. */
export const FLOOR = "vanilla";

/** The folder of our builds on the site, each in one of its own, by the number of questions. */
export const BUILDS = "skill-check";

/** Where a contender's page for so many questions lies on the site. */
export const pageOf = ({ name, own }, count) => (own ? `${BUILDS}/${count}/${own.page}` : `${name}/${count}.html`);
