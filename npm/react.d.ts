// The element as a component, and its tag in JSX.

import type { DetailedHTMLProps, ForwardRefExoticComponent, HTMLAttributes, RefAttributes } from "react";
import type { SkillCheck as Element, SkillCheckAttributes, SkillCheckEventMap, SkillCheckProperties } from "./skill-check.js";

/** `skill-check-complete` as `SkillCheckComplete`. */
type Cased<Name extends string> = Name extends `${infer First}-${infer Rest}`
  ? `${Capitalize<First>}${Cased<Rest>}`
  : Capitalize<Name>;

type Handlers = {
  [Name in keyof SkillCheckEventMap as `on${Cased<Name>}`]?: ((event: SkillCheckEventMap[Name]) => void) | undefined;
};

export interface SkillCheckProps extends Omit<HTMLAttributes<Element>, keyof SkillCheckProperties>, SkillCheckProperties, Handlers {
  /** The address of the folder that `skill-check-assets` has filled, where no bundler takes the files along. */
  base?: string | undefined;
}

/** `<skill-check>` with its attributes as properties and its events as `onSkillCheckComplete` and the like. */
export const SkillCheck: ForwardRefExoticComponent<SkillCheckProps & RefAttributes<Element>>;

/** React 19 listens by these names where it makes the tag itself, not where a server has rendered it. */
type Listeners = {
  [Name in keyof SkillCheckEventMap as `on${Name}`]?: (event: SkillCheckEventMap[Name]) => void;
};

type Tag = DetailedHTMLProps<HTMLAttributes<Element>, Element> &
  Omit<SkillCheckAttributes, keyof SkillCheckProperties> &
  SkillCheckProperties &
  Listeners;

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "skill-check": Tag;
    }
  }
}
