// What only pages need that bring courses, colours, a level of headings or a catalogue of their own, stand on
// computers that many people use, or in a sandbox, in one script that is loaded when the first of them does.

export { offerCourses } from "./host-courses.js";
export { level } from "./headings.js";
export { mend } from "./colours.js";
export { guard } from "./kiosk.js";
export { check } from "./courses.js";
export { succeed } from "./build-replacement.js";
export { loadExternal } from "./catalogue-manifest.js";
export { warnOfTypos } from "./typo-warnings.js";
export { keepForms } from "./sandbox-forms.js";
