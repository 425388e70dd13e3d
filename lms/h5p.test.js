// H5P as far as the page speaks with it. `cargo test -p xtask` bundles and runs it; a whole content runs in the
// browser's tests.

import assert from "node:assert/strict";
import { test } from "node:test";
import { open } from "./h5p.js";

/** As much of H5P as the adapter asks. */
function site(data) {
  const told = [];
  const kept = { data };
  class XAPIEvent {
    data = { statement: {} };
    setActor() {
      this.data.statement.actor = { name: "anna" };
    }
    setVerb(verb) {
      this.data.statement.verb = { id: `http://adlnet.gov/expapi/verbs/${verb}` };
    }
    setObject({ contentId }) {
      this.data.statement.object = { objectType: "Activity", id: `https://site.example/h5p/${contentId}` };
    }
  }
  const H5P = {
    XAPIEvent,
    externalDispatcher: { trigger: ({ data: { statement } }) => told.push(statement) },
    getUserData: (id, name, done) => done(undefined, kept.data),
    setUserData: (id, name, text) => (kept.data = text),
    deleteUserData: () => delete kept.data,
  };
  return { H5P, told, kept };
}

/** The page in the frame of a content. */
function page(H5P, contentId = "7") {
  const top = { H5P };
  top.parent = top;
  return { parent: top, frameElement: { closest: () => (contentId ? { dataset: { contentId } } : null) } };
}

test("the state lies with the learner's data", async () => {
  const { H5P, kept } = site("1k skcAbc");
  const host = await open(page(H5P));
  assert.equal(host.state, "1k skcAbc");
  assert.equal(host.learner, '{"name":"anna"}');
  host.keep("1kc skcAbd");
  assert.equal(kept.data, "1kc skcAbd");
  host.keep("");
  assert.equal("data" in kept, false);
});

test("statements are about the content and its areas", async () => {
  const { H5P, told } = site();
  const host = await open(page(H5P));
  assert.equal(host.state, "");
  host.complete();
  host.score([{ id: "pr", percent: 80 }]);
  const [completed, scored] = told;
  assert.deepEqual(completed.result, { completion: true });
  assert.equal(completed.object.id, "https://site.example/h5p/7");
  assert.equal(scored.object.id, "https://site.example/h5p/7#area/pr");
  assert.equal(scored.context.contextActivities.parent[0].id, "https://site.example/h5p/7");
  assert.deepEqual(scored.result.score, { scaled: 0.8, raw: 80, min: 0, max: 100 });
});

test("a site that doesn't answer leaves the check with no state", async () => {
  const { H5P } = site();
  H5P.getUserData = (id, name, done) => done("not signed in");
  assert.equal((await open(page(H5P))).state, "");
});

test("without H5P around, or from another origin, there is none", async () => {
  const alone = {};
  alone.parent = alone;
  assert.equal(await open(alone), undefined);
  assert.equal(await open(page(undefined)), undefined);
  assert.equal(await open(page(site().H5P, "")), undefined);
  const foreign = {};
  Object.defineProperty(foreign, "H5P", {
    get() {
      throw new DOMException("", "SecurityError");
    },
  });
  foreign.parent = foreign;
  assert.equal(await open({ parent: foreign }), undefined);
});
