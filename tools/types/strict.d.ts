// The modules that the build writes, as far as scripts need them whose types are strict.

declare module "skill-check:source" {
  export function scope(): string;
}
declare module "skill-check:files" {
  export function asset(path: string): string;
}
