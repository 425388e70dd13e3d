// What is asked: the same questions for every contender, made up, five areas with five anchored
// levels each. For ours they become a catalogue as an author writes it, for the others JSON.

/** Id, name, short name, where, and eight subjects. */
const AREAS = [
  ["desk", "Arbeit am Rechner", "Rechner", "am Schreibtisch", ["Schreibprogramm", "Tabellen", "Folien", "Ordnung der Dateien", "Postfach", "Gespräche per Video", "Bearbeiten von Fotos", "Kennwörter"]],
  ["site", "Pflege der Website", "Website", "auf unserer Website", ["Anlegen von Seiten", "Bilder und Videos", "Abnahme von Texten", "Bausteine", "Zugänglichkeit", "Übersetzungen", "Auffindbarkeit", "Zugriffsrechte"]],
  ["channels", "Kanäle im Netz", "Kanäle", "auf unseren Kanälen", ["Karrierenetzwerke", "Kurze Videos", "Fotos und Geschichten", "Nachrichtendienste", "Lange Videos", "Bewertungen", "Foren", "Bezahlte Anzeigen"]],
  ["press", "Presse und Öffentlichkeit", "Presse", "in der Pressestelle", ["Mitteilungen", "Verteiler", "Vorbereitung von Gesprächen", "Krisenfälle", "Veranstaltungen", "Mitteilungen im Haus", "Jahresplanung", "Abstimmung von Aussagen"]],
  ["numbers", "Zahlen und Erfolg", "Zahlen", "in unseren Berichten", ["Besuchszahlen", "Verfolgen von Kampagnen", "Ziele und Kennzahlen", "Monatsbericht", "Vergleichstests", "Datenschutz beim Messen", "Umfragen", "Diagramme"]],
];

/** Three ways to say each level. */
const LEVELS = [
  ["Von „{t}“ habe ich bislang nur gehört.", "Mit „{t}“ hatte ich {o} noch keine Berührung.", "„{t}“ haben bisher immer andere übernommen."],
  ["Mit einer Vorlage oder einer Anleitung schaffe ich bei „{t}“ einfache Schritte.", "Bei „{t}“ habe ich {o} schon mitgearbeitet, wenn jemand geholfen hat.", "Kleine Aufgaben zu „{t}“ habe ich nach genauer Vorgabe erledigt."],
  ["Was bei „{t}“ regelmäßig anfällt, mache ich {o} allein.", "Normale Aufgaben zu „{t}“ habe ich ohne Rückfragen abgeschlossen.", "„{t}“ betreue ich laufend; nur bei Ausnahmen frage ich andere."],
  ["Bei „{t}“ habe ich auch verfahrene Fälle gelöst und die Arbeit anderer geprüft.", "Ich habe {o} zwischen mehreren Wegen bei „{t}“ gewählt und die Wahl begründet.", "Wenn es bei „{t}“ hakt, kommen andere aus dem Haus zu mir."],
  ["Wie wir {o} mit „{t}“ umgehen, habe ich festgelegt, und ich stehe dafür ein.", "Ich entscheide über „{t}“, trage die Folgen und bilde andere darin aus.", "Für „{t}“ bin ich im ganzen Haus zuständig und schule alle, die damit arbeiten."],
];

const FAMILIES = ["manager", "community", "consultant"];
const TIERS = ["junior", "senior"];

/** The same numbers on every run, on every machine. */
function generator(state) {
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Areas and questions; `count` is a multiple of five. */
export function questionnaire(count) {
  const random = generator(count);
  const areas = AREAS.map(([id, name, short]) => ({ id, name, short }));
  const questions = AREAS.flatMap(([id, , , place, subjects], area) =>
    Array.from({ length: count / AREAS.length }, (_, index) => {
      const round = Math.floor(index / subjects.length);
      const subject = subjects[index % subjects.length] + (round ? `, Fall ${round + 1}` : "");
      const pick = (ways) => ways[random(ways.length)].replace("{t}", subject).replace("{o}", place);
      return { id: `${id}-${index + 1}`, area, subject, text: `${area + 1}.${index + 1} Was trifft bei „${subject}“ auf Sie zu?`, levels: LEVELS.map(pick) };
    }),
  );
  return { title: "Wo stehen Sie?", areas, questions };
}

/** What the peers read: no more than they show. */
export function peerData(count) {
  const { title, areas, questions } = questionnaire(count);
  return { title, areas: areas.map(({ name }) => ({ name })), questions: questions.map(({ id, area, text, levels }) => ({ id, area, text, levels })) };
}

/** The level that is answered, the same for every contender. */
export const levelOf = (number) => (number * 7 + Math.floor(number / 8) * 3 + 2) % 5;

/** The percentages of the areas when every question is answered with [`levelOf`]. */
export function expected({ areas, questions }) {
  return areas.map((_, area) => {
    const levels = questions.flatMap((question, number) => (question.area === area ? [levelOf(number)] : []));
    return Math.round((100 * levels.reduce((sum, level) => sum + level, 0)) / (4 * levels.length));
  });
}

const quoted = (text) => JSON.stringify(text);

/** The language-neutral file of our catalogue: six profiles, as in the one that is shipped. */
export function catalogueToml(id, { areas, questions }) {
  const profiles = FAMILIES.flatMap((family) => TIERS.map((tier) => ({ id: `${family}.${tier}`, family, tier })));
  const editorial = `provenance = [{ kind = "editorial" }]`;
  const weights = (number) => FAMILIES.flatMap((family, at) => ["junior", "senior"].map((tier) => `"${family}.${tier}" = ${1 + ((number + at) % 3)}`)).join(", ");
  const required = (number) =>
    profiles.map(({ id, tier }, at) => `${quoted(id)} = ${(tier === "senior" ? 3 : 1) + ((number + at) % 7 === 0 ? 1 : 0)}`).join(", ");
  const raised = (area) => questions.filter((question) => question.area === area).map(({ id }) => `${id} = 3`).join(", ");
  return [
    `id = ${quoted(id)}\nrevision = 1\nas_of = "2026-11-25"\ndefault_locale = "de"\nlocales = ["de"]`,
    "[thresholds]\nreached_percent = 80\ncore_percent = 80\ncore_weight = 3\narea_answered_percent = 50\nmodule_count = 3\nmodule_points = 3\nmodule_gap_percent = 5\nstraight_lining = 10",
    ...areas.map(({ id }) => `[[areas]]\nid = ${quoted(id)}`),
    ...FAMILIES.map((family) => `[[families]]\nid = ${quoted(family)}`),
    ...profiles.map(({ id, family, tier }) => `[[profiles]]\nid = ${quoted(id)}\nfamily = ${quoted(family)}\ntier = ${quoted(tier)}\n${editorial}`),
    ...questions.map(({ id, area }, number) => `[[competences]]\nid = ${quoted(id)}\narea = ${quoted(areas[area].id)}\nweights = { ${weights(number)} }\nrequired = { ${required(number)} }\n${editorial}`),
    `[[formats]]\nid = "course"\nbeside_job = true\nfull_time = true\ndistance = false\nacademic = false`,
    ...areas.map(({ id }, area) => `[[modules]]\nid = ${quoted(id)}\nraises = { ${raised(area)} }\nformats = ["course"]\n${editorial}\nas_of = "2026-11-25"`),
  ].join("\n\n") + "\n";
}

/** The German file of our catalogue. */
export function textsToml({ title, areas, questions }) {
  return [
    `locale = "de"\nname = "Deutsch"\ndirection = "ltr"`,
    `[catalogue]\ntitle = ${quoted(title)}\noccupation = "Kommunikation"\nlead = "Fragen aus dem Arbeitsalltag, je fünf Stufen."\nlevels = ["Noch nicht", "Mit Anleitung", "Selbstständig", "Auch Ungewöhnliches", "In Verantwortung"]`,
    ...areas.map(({ id, name, short }) => `[areas.${id}]\nname = ${quoted(name)}\nshort = ${quoted(short)}\ndescription = ${quoted(`Fragen zum Bereich ${name}.`)}`),
    ...FAMILIES.map((family, at) => `[families.${family}]\nname = "Rolle ${at + 1}"\ndescription = "Menschen in dieser Rolle arbeiten in der Kommunikation."`),
    ...FAMILIES.flatMap((family, at) => TIERS.map((tier) => `[profiles.${quoted(`${family}.${tier}`)}]\nname = "Rolle ${at + 1}, ${tier === "senior" ? "Leitung" : "Einstieg"}"\nshort = "${tier === "senior" ? "Leitung" : "Einstieg"}"\ndescription = "Was in dieser Rolle verlangt wird."`)),
    ...questions.map(({ id, subject, text, levels }) => `[competences.${id}]\nname = ${quoted(subject)}\npractice = ${quoted(`Übernehmen Sie „${subject}“ für ein Vierteljahr und berichten Sie davon.`)}\n\n[items.${id}]\nprompt = ${quoted(text)}\nanchors = ${JSON.stringify(levels)}`),
    `[formats.course]\nname = "Lehrgang"`,
    ...areas.map(({ id, name }) => `[modules.${id}]\nname = ${quoted(`Grundlagen: ${name}`)}\nsummary = "Für alle, die mehr Sicherheit suchen."\ncovers = ["Grundlagen", "Übungen"]`),
  ].join("\n\n") + "\n";
}
