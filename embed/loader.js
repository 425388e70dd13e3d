// Loads the Wasm module, once for all elements of a page, and starts it again after a panic.

import build from "skill-check:build";
import { catalogue, code, current, glue, later as laterScript, extras as loadExtras, host as loadHost } from "skill-check:source";
import { Failure } from "./failure.js";

export { current, loadExtras, loadHost };

/** The name of the section of the Wasm that names its build. */
const SECTION = "skill-check-build";
/** An empty Wasm module: what can't compile even this may compile nothing. */
const EMPTY = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);
/** What another try, past the caches, may mend by itself. */
const STALE = ["wasm-broken", "build-mismatch", "integrity"];

let loading;
let attempts = 0;
let resultAttempts = 0;
let panicListener;

/** Calls back after a panic with its message and the module, when the instance is fresh again; widgets of before are dead. */
export const onPanic = (listener) => (panicListener = listener);

/** The build that a compiled module says it is of. */
function buildOf(module) {
  const [section] = WebAssembly.Module.customSections(module, SECTION);
  return section && new TextDecoder().decode(section);
}

function compileFailure(cause) {
  if (cause instanceof Failure) return cause;
  try {
    new WebAssembly.Module(EMPTY);
  } catch {
    return new Failure("wasm-blocked", cause.message);
  }
  // A transfer that is cut off shows here as well.
  return new Failure(cause instanceof TypeError ? "network" : "wasm-broken", cause.message);
}

/** One attempt: glue and code at the same time, and both of this build. */
async function instance(attempt) {
  const compiling = code(build.wasm, attempt);
  compiling.catch(() => {});
  const runtime = await glue(attempt);
  let module;
  try {
    module = await compiling;
  } catch (cause) {
    throw compileFailure(cause);
  }
  const builds = [runtime.build, buildOf(module)];
  if (builds.some((id) => id !== build.id)) {
    throw new Failure("build-mismatch", `${build.id} with glue ${builds[0]} and code ${builds[1]}`);
  }
  try {
    await runtime.instantiate(module);
  } catch (cause) {
    throw new Failure("wasm-broken", cause.message);
  }
  runtime.on_trap((cause) => panicked(runtime, cause.message));
  return runtime;
}

/** The module; every element that asks gets the same. */
export function loadModule() {
  loading ??= (async () => {
    if (typeof WebAssembly !== "object") throw new Failure("wasm-missing", "no WebAssembly");
    try {
      return await instance(attempts++);
    } catch (cause) {
      if (!STALE.includes(cause.code)) throw cause;
      console.warn(`<skill-check>: ${cause.code}: ${cause.message}; loading once more`);
      return instance(attempts++);
    }
  })();
  loading.catch(() => (loading = undefined));
  return loading;
}

/** What is loaded later, as a module; and whether it is in place in the instance that runs now. */
let resultModule;
let isResultReady = false;
let loadingResult;

/** Whether all that a result needs is in place. */
export const hasResultChunk = () => isResultReady;

/** Loads all that a result needs, once for all elements of a page; after a failure, anew. Gives its styles and effects. */
export function loadResultChunk() {
  loadingResult ??= (async () => {
    const runtime = await loadModule();
    const attempt = resultAttempts++;
    let module;
    let script;
    try {
      [module, script] = await Promise.all([code(build.later, attempt), laterScript(attempt)]);
    } catch (cause) {
      throw compileFailure(cause);
    }
    if (buildOf(module) !== build.id) throw new Failure("build-mismatch", `${build.id} with ${buildOf(module)}`);
    // After a panic in the meantime it is put into the place of the fresh instance, see below.
    resultModule = module;
    await WebAssembly.instantiate(resultModule, { first: runtime.exported() });
    isResultReady = true;
    return script;
  })();
  loadingResult.catch(() => (loadingResult = undefined));
  return loadingResult;
}

export { catalogue as loadCatalogue };

/** Stops everything in the instance and puts a fresh one in its place, in the same module. */
function panicked(runtime, message) {
  // Not before the panic has ended: its stack is still in the old instance.
  queueMicrotask(() => {
    try {
      isResultReady = false;
      runtime.__wbg_reset_state();
      if (resultModule) {
        // Synchronously: nothing may come between the fresh instance and this.
        new WebAssembly.Instance(resultModule, { first: runtime.exported() });
        isResultReady = true;
      }
    } catch (cause) {
      console.error(`<skill-check>: ${cause.message}`);
      loading = loadingResult = undefined;
    }
    panicListener(message, runtime);
  });
}
