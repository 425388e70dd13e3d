// A result on paper: what does it is loaded when it is asked for.

/** Prints what stands in a root with these styles, without the page around it; `load` gives what does. */
export async function print(root, css, load) {
  try {
    await (await load()).print(root, css);
  } catch (cause) {
    // With the page around it, it is on paper all the same.
    console.warn(`<skill-check>: ${cause.message}`);
    globalThis.print?.();
  }
}
