// The tag in Vue's templates: `import type {} from "@skill-check/widget/vue"` in any file of the project.

import type { HTMLAttributes, PublicProps } from "vue";
import type { SkillCheck, SkillCheckAttributes, SkillCheckEventMap, SkillCheckProperties } from "./skill-check.js";

/** `skill-check-complete` as `onSkillCheckComplete`, which is how templates are checked. */
type Cased<Name extends string> = Name extends `${infer First}-${infer Rest}`
  ? `${Capitalize<First>}${Cased<Rest>}`
  : Capitalize<Name>;

type Handlers = {
  [Name in keyof SkillCheckEventMap as `on${Cased<Name>}`]?: (event: SkillCheckEventMap[Name]) => void;
};

type Tag = new () => SkillCheck & {
  $props: HTMLAttributes & PublicProps & SkillCheckProperties & Omit<SkillCheckAttributes, keyof SkillCheckProperties> & Handlers;
};

declare module "vue" {
  interface GlobalComponents {
    "skill-check": Tag;
  }
}
