// For Jest, which requires.

test("the package", () => {
  const { SkillCheck } = require("@skill-check/widget");
  expect(typeof SkillCheck).toBe("function");
});
