// What goes wrong while the check is loaded, and what is said of it.

/** A failure with a code that the host page can tell apart. */
export class Failure extends Error {
  /**
   * @param {string} code
   * @param {string} message
   */
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

/**
 * The string that says more about a failure than that there was one.
 * @type {Record<string, string>}
 */
const DETAILS = { "time-out": "time-out", network: "offline", "wasm-missing": "wasm", "wasm-blocked": "wasm" };

/**
 * @param {string} code
 */
export const detailOf = (code) => DETAILS[code] ?? (code.startsWith("catalogue") && "catalogue");

/**
 * The code of a failure, and what it says; the widget gives both in one text.
 * @param {any} cause
 */
export function described(cause) {
  return { code: cause.code ?? String(cause).split(":")[0], message: cause.message ?? String(cause) };
}

/**
 * The same, once the console has heard of it.
 * @param {any} cause
 */
export function logged(cause) {
  const failure = described(cause);
  console.error(`<skill-check>: ${failure.code}: ${failure.message}`);
  return failure;
}
