// What only pages need that bring courses or colours of their own, in one script that is loaded when
// the first of them does.

export { readCourses } from "./offers.js";
export { mend } from "./colours.js";
export { check } from "./courses.js";
