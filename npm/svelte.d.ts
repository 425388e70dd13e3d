// The tag in Svelte's markup: `import type {} from "@skill-check/widget/svelte"` in any file of the project.

import type { HTMLAttributes } from "svelte/elements";
import type { SkillCheck, SkillCheckAttributes, SkillCheckEventMap, SkillCheckProperties } from "./skill-check.js";

type Handlers = {
  [Name in keyof SkillCheckEventMap as `on${Name}`]?: (event: SkillCheckEventMap[Name]) => void;
};

type Tag = Omit<HTMLAttributes<SkillCheck>, keyof SkillCheckProperties> &
  SkillCheckProperties &
  Omit<SkillCheckAttributes, keyof SkillCheckProperties> &
  Handlers;

declare module "svelte/elements" {
  interface SvelteHTMLElements {
    "skill-check": Tag;
  }
}
