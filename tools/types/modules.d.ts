// The modules that the build writes, by the names under which scripts import them: crates/xtask/src/build puts
// another file in the place of each.

declare module "skill-check:build" {
  /** By locale and key. */
  type Messages = Record<string, Record<string, string>>;
  const build: {
    id: string;
    /** Paths, relative to the loader. */
    glue: string;
    wasm: string;
    later: string;
    laterScript: string;
    extras: string;
    host: string;
    screens: string | null;
    /** The id of the catalogue that is asked where the page names none. */
    catalogue: string;
    locales: string[];
    /** The locale that a catalogue is shown in on pages in none of its languages. */
    defaults: Record<string, string>;
    /** Paths by id and locale: what the items need, and what a result needs besides. */
    catalogues: Record<string, Record<string, [first: string, later: string]>>;
    messages: Messages;
    /** In the one-file build alone: each part by its path, packed. */
    packed: Record<string, string>;
  };
  export default build;
}

/** What wasm-bindgen writes besides what is in bridge.d.ts, renamed by the build; and where what a widget calls stands. */
declare module "skill-check:bindings" {
  interface Bare {
    __proto__?: null;
  }
  /** In mounting.js, as it needs the inside of the element. */
  type Own = "locale" | "save" | "unreadable" | "keep" | "delete" | "decided" | "later" | "item" | "shown" | "begun" | "result";
  /** In result-effects.js, as only a result needs it. */
  type OfResult = "goTo" | "copy" | "share" | "mailed" | "take" | "steps";
  export type OwnCalls = Bare & Pick<Host, Own>;
  export type ResultCalls = Bare & Pick<Host, OfResult> & { forget(): void; courses(): void };
  /** What both files are given of an element. */
  interface Context {
    element: import("../../embed/element.js").SkillCheck;
    root: ShadowRoot;
    widget(): Widget | undefined;
    own: OwnCalls;
    notify(name: import("../../embed/contract.js").EventName, detail: object): void;
    close(): void;
    name(): string;
    results(): string | undefined;
    extras(): Promise<any>;
    host(): Promise<any>;
  }
  /** In effects.js, with those of the element. */
  export type Calls = Bare & Omit<Host, OfResult> & { extend?(more: (context: any) => ResultCalls): void };
  export function __wbg_reset_state(): void;
  export function exported(): WebAssembly.ModuleImports;
  export function instantiate(module: WebAssembly.Module): Promise<void>;
  export function on_trap(listener: (cause: Error) => void): void;
  /** The id of the build, which `stamped_glue` appends. */
  export const build: string;
}

declare module "skill-check:screens" {
  type Drawn = Record<string, Record<string, any>>;
  const screens: { catalogue: string; drawn: Drawn };
  export default screens;
}

/** source.js, packaged.js or inline.js. */
declare module "skill-check:source" {
  type Glue = typeof import("../../embed/runtime.js") & { build: string };
  export function scope(): string;
  export function catalogue(place: string, isOwn: boolean, attempt: number): Promise<ArrayBuffer>;
  export function code(path: string, attempt: number): Promise<WebAssembly.Module>;
  export function current(code: string): Promise<typeof import("../../embed/element.js") | undefined>;
  export function glue(attempt: number): Promise<Glue>;
  export function later(attempt: number): Promise<typeof import("../../embed/result-chunk.js")>;
  export function extras(): Promise<typeof import("../../embed/extras.js")>;
  export function host(attempt?: number): Promise<typeof import("../../embed/host.js")>;
  export const screens: undefined | (() => Promise<{ default: import("skill-check:screens").Drawn }>);
}

/** served.js, or what the build writes for the npm package. */
declare module "skill-check:files" {
  export function asset(path: string): string;
  export function scope(): string;
  export const isPinned: boolean;
  /** In the npm package alone: each script by its name, imported so that bundlers see it. */
  export const scripts: Record<string, () => Promise<any>>;
}

/** The three scripts that are inside the one-file build. */
declare module "skill-check:glue" {
  export * from "skill-check:bindings";
}
declare module "skill-check:later" {
  export const css: string;
}
declare module "skill-check:host" {
  const host: any;
  export default host;
}

declare module "skill-check:styles" {
  const css: string;
  export default css;
}
declare module "skill-check:later-styles" {
  const css: string;
  export default css;
}
declare module "skill-check:kiosk-styles" {
  const css: string;
  export default css;
}
declare module "skill-check:lms-styles" {
  const css: string;
  export default css;
}

declare module "skill-check:panic-messages" {
  const messages: Record<string, Record<string, string>>;
  export default messages;
}
declare module "skill-check:kiosk-messages" {
  const messages: Record<string, Record<string, string>>;
  export default messages;
}

declare module "skill-check:lms" {
  export const catalogue: string;
  export const languages: string[];
  export const strings: Record<string, Record<string, string>>;
}

/** The adapter of one standard for learning platforms. */
declare module "skill-check:standard" {
  export function open(...given: any[]): any;
}

/** The pages' strings and lists; crates/xtask/src/build/configure.rs and studio.rs write them. */
declare module "skill-check:configure" {
  const data: any;
  export default data;
}
declare module "skill-check:studio" {
  const data: any;
  export default data;
}
