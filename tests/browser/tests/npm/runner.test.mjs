// For Vitest, in whatever stands in for a browser.

test("the package", async () => {
  const { SkillCheck } = await import("@skill-check/widget");
  expect(typeof SkillCheck).toBe("function");
});

test("the element itself, which says in its place that its files aren't there", async () => {
  await import("./node_modules/@skill-check/widget/skill-check.js");
  expect(customElements.get("skill-check").observedAttributes).toContain("lang");
  const check = document.createElement("skill-check");
  const told = new Promise((done) => check.addEventListener("skill-check-error", done));
  document.body.append(check);
  check.click();
  await told;
  expect(check.shadowRoot.querySelector(".sc-loader button")).toBeTruthy();
});
