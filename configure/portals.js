// Public portals that search for courses, as templates for `course-search`. None was opened from here: each is an
// address that the portal's visitors get, as others have written it down.

/** The day on which these addresses were looked up. */
export const CHECKED = "2026-11-30";

/** Name, country (none: anywhere, in English), and the address with a place for the words. */
export const PORTALS = [
  // `sw` is the word that is searched for: documented with the interface of the same search, and in its own addresses.
  { name: "mein NOW, Bundesagentur für Arbeit", country: "DE", search: "https://mein-now.de/weiterbildungssuche/?sw={query}" },
  // As other sites link to them.
  { name: "Class Central", country: "", search: "https://www.classcentral.com/search?q={query}" },
  { name: "edX", country: "", search: "https://www.edx.org/search?q={query}" },
];
