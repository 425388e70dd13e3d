// What a server that renders pages gets: there are no elements. It writes the tag, and the browser
// does the rest.

export class SkillCheck {}

export const load = async () => undefined;
