// The tag in JSX, for React 19: `import type {} from "@skill-check/widget/react"` in any file of the project.

import type { DetailedHTMLProps, HTMLAttributes } from "react";
import type { SkillCheck, SkillCheckAttributes, SkillCheckCourse, SkillCheckEventMap } from "./skill-check.js";

type Listeners = {
  [Name in keyof SkillCheckEventMap as `on${Name}`]?: (event: SkillCheckEventMap[Name]) => void;
};

type Properties = DetailedHTMLProps<HTMLAttributes<SkillCheck>, SkillCheck> &
  Omit<SkillCheckAttributes, "modules" | "autostart"> &
  Listeners & {
    modules?: string | SkillCheckCourse[];
    resultBase?: string;
    resultParameters?: string;
    headingLevel?: string | number;
    autostart?: boolean;
  };

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "skill-check": Properties;
    }
  }
}
