// What workers may count on: the modules that the build writes for them, and what only a service worker has.

/** What a service worker keeps: paths with the hash of what lies there. */
declare module "skill-check:precache" {
  export const build: string;
  export const version: string;
  /** The hash of each, by its path from the folder of the build. */
  export const files: Record<string, string>;
}

/** The glue of the Wasm that the authors' page computes with: crates/studio and crates/importer. */
declare module "skill-check:checker" {
  export default function load(source: { module_or_path: unknown }): Promise<unknown>;
  export function run(
    name: string,
    argument: string,
    bytes: Uint8Array,
    tell?: (progress: unknown) => void,
  ): { text: string; bytes: Uint8Array; free(): void };
}
declare module "skill-check:importer" {
  export default function load(source: { module_or_path: unknown }): Promise<unknown>;
  export function run(name: string, argument: string, bytes: Uint8Array): string;
}

declare const registration: ServiceWorkerRegistration;
declare const clients: Clients;
declare function skipWaiting(): Promise<void>;
declare function addEventListener<Name extends keyof ServiceWorkerGlobalScopeEventMap>(
  name: Name,
  listener: (event: ServiceWorkerGlobalScopeEventMap[Name]) => unknown,
): void;
