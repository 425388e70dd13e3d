// What the standalone pages of one origin are told apart by: the folder that each lies in.

/** Begins the names of the caches, and is the name of the channel, of the page in this folder and of no other. */
export function cachesOf(folder) {
  const { pathname } = new URL(folder);
  return pathname === "/" ? "skill-check-" : `skill-check@${pathname}-`;
}
