import type { SkillCheck } from "./skill-check.js";

/**
 * Loads the element, and settles with its class; on a server, with nothing. `base` is the address of the folder that
 * `skill-check-assets` has filled; without it the files are those that a bundler has taken along.
 */
export function load(base?: string): Promise<typeof SkillCheck | undefined>;
