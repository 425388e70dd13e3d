// What the build puts beside the scripts of the npm package that Node.js runs.

/** The glue of crates/studio's Wasm. */
declare module "*/check/glue.js" {
  export function initSync(source: { module: BufferSource }): void;
  export function run(
    name: string,
    argument: string,
    bytes: Uint8Array,
    tell?: (progress: unknown) => void,
  ): { text: string; bytes: Uint8Array; free(): void };
}
