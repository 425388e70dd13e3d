// Where the files of the check lie, in the tests of connect.js.

export const scope = () => "@/lms/";
