// H5P: the page in the frame of an H5P content (Iframe Embedder). Where the content is of this page's origin, H5P
// keeps the state with the learner's data, and hears xAPI statements, which the site around may record. From another
// origin none of that can be reached, and the check runs alone.

import { find } from "./scorm.js";

const OBJECTIVE = "http://adlnet.gov/expapi/activities/objective";
const STATE = "skill-check";
const PATIENCE_MS = 4000;

/** The number of the content whose frame this page is in. */
function contentOf(page) {
  try {
    return page.frameElement?.closest("[data-content-id]")?.dataset.contentId;
  } catch {
    return undefined;
  }
}

/** Who learns, as the site around names them. */
function actor(H5P) {
  const event = new H5P.XAPIEvent();
  event.setActor();
  return event.data.statement.actor;
}

/** A statement about the content, or a part of it. */
function told(H5P, contentId, verb, result, area) {
  const event = new H5P.XAPIEvent();
  event.setActor();
  event.setVerb(verb);
  event.setObject({ contentId });
  const { statement } = event.data;
  if (area) {
    const parent = statement.object;
    statement.context = { contextActivities: { parent: [{ objectType: "Activity", id: parent.id }] } };
    statement.object = { objectType: "Activity", id: `${parent.id}#area/${area}`, definition: { type: OBJECTIVE, name: { und: area } } };
  }
  statement.result = result;
  // It is there already, and would be told of once more.
  event.scheduleForExternal?.();
  H5P.externalDispatcher.trigger(event);
}

export async function open(page) {
  const H5P = page.parent === page ? undefined : find(page.parent, "H5P");
  const contentId = H5P && contentOf(page);
  if (!contentId) return undefined;
  const state = await new Promise((/** @type {(what?: unknown) => void} */ settle) => {
    // A site that keeps nothing may never answer.
    setTimeout(settle, PATIENCE_MS);
    try {
      H5P.getUserData(contentId, STATE, (_, data) => settle(data));
    } catch {
      // One that can't keep anything may break instead.
      settle();
    }
  });
  return {
    state: typeof state === "string" ? state : "",
    learner: JSON.stringify(actor(H5P)),
    keep(text) {
      if (text) H5P.setUserData(contentId, STATE, text, { deleteOnChange: false });
      else H5P.deleteUserData(contentId, STATE);
    },
    complete: () => told(H5P, contentId, "completed", { completion: true }),
    score: (areas) => areas.forEach(({ id, percent }) => told(H5P, contentId, "scored", { score: { scaled: percent / 100, raw: percent, min: 0, max: 100 } }, id)),
  };
}
