// Compiled, never run: what the types have to allow, and what they have to refuse.

import { SkillCheck, type SkillCheckCourse, type SkillCheckResult } from "@skill-check/widget";
import type {} from "@skill-check/widget/react";
import courses from "@skill-check/widget/courses.schema.json";
import manifest from "@skill-check/widget/custom-elements.json";

const check: SkillCheck = document.createElement("skill-check");
const found: SkillCheck | null = document.querySelector("skill-check");
const result: Readonly<SkillCheckResult> | null | undefined = found?.result;
const percent: number | null | undefined = result?.areas["platforms"]?.percent;
const course: SkillCheckCourse = { module: "m", provider: "p", name: "n", url: "https://a.example/", price: "890 euros", hours: 24, funding: ["leave"], advertisement: true };

check.level = "senior";
check.mode = null;
check.country = "AT";
check.ladder = "all";
check.autostart = true;
check.resultBase = "https://a.example/";
check.modules = [course];
check.modules = "/courses.json";
check.start();
check.restart();
check.showResult("AQ");
const printed: Promise<void> = check.print();

addEventListener("skill-check-complete", ({ detail }) => detail.modules.map((id) => id.length));
document.addEventListener("skill-check-progress", ({ detail }) => detail.answered / detail.total);
document.body.addEventListener("skill-check-share", ({ detail }) => new URL(detail.url));
check.addEventListener("skill-check-error", function (event) {
  this.restart();
  return event.detail.code;
});
check.addEventListener("click", (event) => event.clientX);

// @ts-expect-error: no such level
check.level = "chief";
// @ts-expect-error: read only
check.result = null;
// @ts-expect-error: a course has to say where it is
check.modules = [{ module: "m", provider: "p", name: "n" }];
// @ts-expect-error: a code is text
check.showResult(1);
// @ts-expect-error: the event tells no answers
check.addEventListener("skill-check-complete", ({ detail }) => detail.answers);
// @ts-expect-error: ready tells nothing
addEventListener("skill-check-ready", ({ detail }) => detail.code.length);

export const view = (
  <skill-check
    lang="en"
    mode="quick"
    country="CH"
    ladder="all"
    modules={[course]}
    autostart
    onskill-check-complete={({ detail }) => detail.areas}
  />
);
// @ts-expect-error: no such theme
export const wrong = <skill-check theme="pink" />;

export { courses, found, manifest, percent, printed };
