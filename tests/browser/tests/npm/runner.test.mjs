// For Vitest, in whatever stands in for a browser.

test("the package", async () => {
  const { SkillCheck } = await import("@skill-check/widget");
  expect(typeof SkillCheck).toBe("function");
});

test("the element itself", async () => {
  await import("./node_modules/@skill-check/widget/skill-check.js");
  expect(customElements.get("skill-check").observedAttributes).toContain("lang");
});
