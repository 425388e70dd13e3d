/** A failure with a code that the host page can tell apart. */
export class Failure extends Error {
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}
