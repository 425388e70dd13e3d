/** Where a self-assessment stands: a percentage, or the range that skipped items leave open. */
export interface SkillCheckArea {
  /** Null as long as skipped items leave a range. */
  percent: number | null;
  low: number;
  high: number;
}

export interface SkillCheckProfile {
  low: number;
  high: number;
  status: "reached" | "open" | "not-reached";
}

/** What the host page learns of a result: scores and advice, never a response. */
export interface SkillCheckResult {
  /** The id of the catalogue. */
  catalogue: string;
  revision: number;
  /** By the id of the area. */
  areas: Record<string, SkillCheckArea>;
  /** By the id of the profile. */
  profiles: Record<string, SkillCheckProfile>;
  /** The ids of the recommended modules, the most useful first. */
  modules: string[];
  /** How many questions are answered, and how many there are. */
  answered: number;
  total: number;
}

/** One of the page's own courses; `courses.schema.json` says what each value may be. */
export interface SkillCheckCourse {
  module: string;
  provider: string;
  name: string;
  /** `https:` or `mailto:` */
  url: string;
  format?: string;
  /** A day: `2027-03-01` */
  start?: string;
  duration?: string;
  price?: string;
  /** The day on which these details were last checked. */
  checked?: string;
  /** Teaching hours. */
  hours?: number;
  certificate?: "attendance" | "provider" | "chamber" | "association" | "regulated" | "university";
  /** The number of the measure that is approved under AZAV. */
  azav?: string;
  /** The approval number of a distance course. */
  zfu?: string;
  funding?: ("voucher" | "employer" | "leave" | "state" | "advancement")[];
  /** The language that it is held in, in words. */
  language?: string;
  /** For whom it is accessible, and how. */
  accessible?: string;
  /** Whether the page is paid for showing it. */
  advertisement?: boolean;
}

// contract: attributes
/** The attributes of `<skill-check>`, each with the values that are known. */
export interface SkillCheckAttributes {
  /** The language; else that around the element, else the browser's, else the first. */
  lang?: string;
  /** Keeps several elements of a page apart, in storage and in result links. */
  id?: string;
  /** The id of a catalogue that comes with the package, or the URL of a compiled one: of its manifest, or of its files, with {locale} for the language. */
  catalogue?: string;
  /** What to aim at: a family of the catalogue, else its first. */
  family?: string;
  /** The level to compare with; else the next one not reached. */
  level?: "junior" | "senior";
  /** `quick` is the short way first, which ends once it is certain which profiles are reached. */
  mode?: "full" | "quick";
  /** `steps` asks one statement at a time, `all` shows all levels at once. */
  ladder?: "steps" | "all";
  /** The country in which visitors go on: DE, AT, CH; else the region of the language around, else DE. */
  country?: string;
  /** Who takes a result that a visitor hands over: an address by https, a path, `mailto:…`, or `event`. */
  handover?: string;
  /** What visitors are told of who takes it; else the host. */
  "handover-name"?: string;
  /** Answers are taken for statistics: empty or `plain` as they are, `1` to `4` with randomised response of that ε. */
  donate?: "" | "plain" | "1" | "2" | "3" | "4";
  /** Where visitors search for courses: an address by https with {query} in it. */
  "course-search"?: string;
  /** What a result shows below its verdict, in this order: steps, areas, profiles, plan, answers. */
  sections?: string;
  /** The areas that are asked about, apart by blanks; else all. */
  areas?: string;
  /** The page's own courses: JSON, or the URL of a JSON file. */
  modules?: string;
  /** Light, dark, or as the visitor's system. */
  theme?: "auto" | "light" | "dark";
  /** Where an unfinished check is kept: this tab, this device, nowhere. */
  storage?: "session" | "local" | "none";
  /** The page that result links lead to; default the page itself. */
  "result-base"?: string;
  /** The page's own parameters that result links keep, apart by blanks; all others are left out. */
  "result-parameters"?: string;
  /** The level of the check's first heading among those of the page, from 1 to 6. */
  "heading-level"?: string;
  /** Whether a result code stays in the page's address. */
  address?: "clear" | "keep";
  /** For a computer that many people use: keeps nothing, and begins afresh after so many minutes without anybody. */
  kiosk?: string;
  /** `strict` is a closed shadow root; it has to be there when the element comes onto the page. */
  privacy?: "masked" | "strict";
  /** Comes with each event as `detail.context`, and is in no link. */
  context?: string;
  /** With `auto`, the first screen is there at once, and what runs it is fetched when somebody points at it, focuses it, scrolls it into the middle, or has had it in view for 4 seconds; with `eager` at once. With `lazy`, nothing is fetched until the visitor is a window's height away. */
  loading?: "auto" | "eager" | "lazy";
  /** Begins with the first item. */
  autostart?: boolean | "";
}
// /contract

// contract: properties
/** What can be set as a property; null takes the attribute away. */
export interface SkillCheckProperties {
  /** The id of a catalogue that comes with the package, or the URL of a compiled one: of its manifest, or of its files, with {locale} for the language. */
  catalogue?: string | null | undefined;
  /** What to aim at: a family of the catalogue, else its first. */
  family?: string | null | undefined;
  /** The level to compare with; else the next one not reached. */
  level?: "junior" | "senior" | null | undefined;
  /** `quick` is the short way first, which ends once it is certain which profiles are reached. */
  mode?: "full" | "quick" | null | undefined;
  /** `steps` asks one statement at a time, `all` shows all levels at once. */
  ladder?: "steps" | "all" | null | undefined;
  /** The country in which visitors go on: DE, AT, CH; else the region of the language around, else DE. */
  country?: string | null | undefined;
  /** Who takes a result that a visitor hands over: an address by https, a path, `mailto:…`, or `event`. */
  handover?: string | null | undefined;
  /** What visitors are told of who takes it; else the host. */
  handoverName?: string | null | undefined;
  /** Answers are taken for statistics: empty or `plain` as they are, `1` to `4` with randomised response of that ε. */
  donate?: "" | "plain" | "1" | "2" | "3" | "4" | null | undefined;
  /** Where visitors search for courses: an address by https with {query} in it. */
  courseSearch?: string | null | undefined;
  /** What a result shows below its verdict, in this order: steps, areas, profiles, plan, answers. */
  sections?: string | null | undefined;
  /** The areas that are asked about, apart by blanks; else all. */
  areas?: string | null | undefined;
  /** The page's own courses: JSON, or the URL of a JSON file. */
  modules?: string | SkillCheckCourse[] | null | undefined;
  /** Light, dark, or as the visitor's system. */
  theme?: "auto" | "light" | "dark" | null | undefined;
  /** Where an unfinished check is kept: this tab, this device, nowhere. */
  storage?: "session" | "local" | "none" | null | undefined;
  /** The page that result links lead to; default the page itself. */
  resultBase?: string | null | undefined;
  /** The page's own parameters that result links keep, apart by blanks; all others are left out. */
  resultParameters?: string | null | undefined;
  /** The level of the check's first heading among those of the page, from 1 to 6. */
  headingLevel?: string | number | null | undefined;
  /** Whether a result code stays in the page's address. */
  address?: "clear" | "keep" | null | undefined;
  /** For a computer that many people use: keeps nothing, and begins afresh after so many minutes without anybody. */
  kiosk?: string | number | null | undefined;
  /** `strict` is a closed shadow root; it has to be there when the element comes onto the page. */
  privacy?: "masked" | "strict" | null | undefined;
  /** Comes with each event as `detail.context`, and is in no link. */
  context?: string | null | undefined;
  /** With `auto`, the first screen is there at once, and what runs it is fetched when somebody points at it, focuses it, scrolls it into the middle, or has had it in view for 4 seconds; with `eager` at once. With `lazy`, nothing is fetched until the visitor is a window's height away. */
  loading?: "auto" | "eager" | "lazy" | null | undefined;
  /** Begins with the first item. */
  autostart?: boolean | undefined;
}
// /contract

// contract: errors
/** What has failed; later versions may know more. */
export type SkillCheckErrorCode =
  | "network"
  | "time-out"
  | "script-not-found"
  | "wasm-not-found"
  | "catalogue-not-found"
  | "integrity"
  | "build-mismatch"
  | "wasm-missing"
  | "wasm-blocked"
  | "wasm-broken"
  | "catalogue-manifest"
  | "catalogue-not-a-catalogue"
  | "catalogue-newer-format"
  | "catalogue-other-interface"
  | "catalogue-damaged"
  | "catalogue-too-large"
  | "catalogue-inconsistent"
  | "catalogue-texts"
  | "panic"
  | (string & {});
// /contract

/** What a visitor hands over: see handover.schema.json. */
export interface SkillCheckHandover {
  format: "skill-check-handover/1";
  scope: "areas" | "everything" | "statistics";
  catalogue: { id: string; revision: number };
  date?: string;
  week?: string;
  note?: string;
  rr?: { epsilon: number };
  family?: string;
  level?: "next" | "junior" | "senior";
  target?: string;
  headline?: string;
  standing?: string;
  areas?: Record<string, { percent: number | null; low: number; high: number }>;
  code?: string;
  responses?: Record<string, number | null>;
}

// contract: events
/** The detail of each event, by its name. */
export interface SkillCheckEventDetails {
  /** The check runs, which may be only once somebody is about to use it (`loading`); `returning` if there was an unfinished one to go on with. */
  "skill-check-ready": { returning: boolean };
  /** The visitor has begun. */
  "skill-check-start": Record<string, never>;
  /** The visitor has gone to another screen; `item` is the number of the question, from 1 on. */
  "skill-check-screen": { screen: "start" | "result" } | { screen: "item"; item: number };
  /** One more area is asked through. */
  "skill-check-area": { done: number };
  /** There is an answer more or less. */
  "skill-check-progress": { answered: number; total: number };
  /** A result is shown that wasn't told of yet; `first` for the first of this sitting, `duration` in minutes, where the questions were answered in this page. */
  "skill-check-complete": SkillCheckResult & { first: boolean; duration?: "under-5" | "under-10" | "under-20" | "over-20" };
  /** The visitor has copied, sent or shared the link to the result. */
  "skill-check-share": { url: string };
  /** The visitor has saved a file, or printed the report; `kind` is `json`, `csv`, `svg`, `png`, `ics`, `txt` or `print`. */
  "skill-check-take": { kind: string };
  /** The visitor follows the link to one of the page's courses. */
  "skill-check-course": { module: string };
  /** The visitor follows a link that searches for courses of a module. */
  "skill-check-search": { module: string };
  /** The visitor has chosen a language, a BCP 47 tag. */
  "skill-check-language": { lang: string };
  /** The visitor has deleted what was kept. */
  "skill-check-delete": Record<string, never>;
  /** With `handover` as `event`, a visitor has agreed to hand this over; a listener that prevents the default has taken it. */
  "skill-check-handover": SkillCheckHandover;
  /** Something failed; the element says so in its place. */
  "skill-check-error": { code: SkillCheckErrorCode; message: string };
}
// /contract

/** The events of the element; they bubble and cross shadow roots. */
export type SkillCheckEventMap = {
  [Name in keyof SkillCheckEventDetails]: CustomEvent<Readonly<SkillCheckEventDetails[Name] & { context?: string }>>;
};

/** The element. Every property but `result` is the attribute of that name; null takes it away. */
export class SkillCheck extends HTMLElement {
  static readonly observedAttributes: string[];

  // contract: members
  /** The id of a catalogue that comes with the package, or the URL of a compiled one: of its manifest, or of its files, with {locale} for the language. */
  get catalogue(): string | null;
  set catalogue(value: string | null | undefined);
  /** What to aim at: a family of the catalogue, else its first. */
  get family(): string | null;
  set family(value: string | null | undefined);
  /** The level to compare with; else the next one not reached. */
  get level(): string | null;
  set level(value: "junior" | "senior" | null | undefined);
  /** `quick` is the short way first, which ends once it is certain which profiles are reached. */
  get mode(): string | null;
  set mode(value: "full" | "quick" | null | undefined);
  /** `steps` asks one statement at a time, `all` shows all levels at once. */
  get ladder(): string | null;
  set ladder(value: "steps" | "all" | null | undefined);
  /** The country in which visitors go on: DE, AT, CH; else the region of the language around, else DE. */
  get country(): string | null;
  set country(value: string | null | undefined);
  /** Who takes a result that a visitor hands over: an address by https, a path, `mailto:…`, or `event`. */
  get handover(): string | null;
  set handover(value: string | null | undefined);
  /** What visitors are told of who takes it; else the host. */
  get handoverName(): string | null;
  set handoverName(value: string | null | undefined);
  /** Answers are taken for statistics: empty or `plain` as they are, `1` to `4` with randomised response of that ε. */
  get donate(): string | null;
  set donate(value: "" | "plain" | "1" | "2" | "3" | "4" | null | undefined);
  /** Where visitors search for courses: an address by https with {query} in it. */
  get courseSearch(): string | null;
  set courseSearch(value: string | null | undefined);
  /** What a result shows below its verdict, in this order: steps, areas, profiles, plan, answers. */
  get sections(): string | null;
  set sections(value: string | null | undefined);
  /** The areas that are asked about, apart by blanks; else all. */
  get areas(): string | null;
  set areas(value: string | null | undefined);
  /** The page's own courses: JSON, or the URL of a JSON file. */
  get modules(): string | null;
  set modules(value: string | SkillCheckCourse[] | null | undefined);
  /** Light, dark, or as the visitor's system. */
  get theme(): string | null;
  set theme(value: "auto" | "light" | "dark" | null | undefined);
  /** Where an unfinished check is kept: this tab, this device, nowhere. */
  get storage(): string | null;
  set storage(value: "session" | "local" | "none" | null | undefined);
  /** The page that result links lead to; default the page itself. */
  get resultBase(): string | null;
  set resultBase(value: string | null | undefined);
  /** The page's own parameters that result links keep, apart by blanks; all others are left out. */
  get resultParameters(): string | null;
  set resultParameters(value: string | null | undefined);
  /** The level of the check's first heading among those of the page, from 1 to 6. */
  get headingLevel(): string | null;
  set headingLevel(value: string | number | null | undefined);
  /** Whether a result code stays in the page's address. */
  get address(): string | null;
  set address(value: "clear" | "keep" | null | undefined);
  /** For a computer that many people use: keeps nothing, and begins afresh after so many minutes without anybody. */
  get kiosk(): string | null;
  set kiosk(value: string | number | null | undefined);
  /** `strict` is a closed shadow root; it has to be there when the element comes onto the page. */
  get privacy(): string | null;
  set privacy(value: "masked" | "strict" | null | undefined);
  /** Comes with each event as `detail.context`, and is in no link. */
  get context(): string | null;
  set context(value: string | null | undefined);
  /** With `auto`, the first screen is there at once, and what runs it is fetched when somebody points at it, focuses it, scrolls it into the middle, or has had it in view for 4 seconds; with `eager` at once. With `lazy`, nothing is fetched until the visitor is a window's height away. */
  get loading(): string | null;
  set loading(value: "auto" | "eager" | "lazy" | null | undefined);
  /** Begins with the first item. */
  autostart: boolean;

  /** What `skill-check-complete` last told, or null. */
  get result(): Readonly<SkillCheckResult> | null;

  /** Begins with the first item without a response; somebody's shared result is closed. */
  start(): void;
  /** Deletes all responses and shows the start. */
  restart(): void;
  /** Shows the result of a code, as a link with it would. */
  showResult(code: string): void;
  /** Prints the result, without the page around it; before what a result needs is there, the page. */
  print(): Promise<void>;
  // /contract

  addEventListener<Name extends keyof SkillCheckEventMap>(
    type: Name,
    listener: (this: SkillCheck, event: SkillCheckEventMap[Name]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener<Name extends keyof HTMLElementEventMap>(
    type: Name,
    listener: (this: HTMLElement, event: HTMLElementEventMap[Name]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
}

declare global {
  interface HTMLElementTagNameMap {
    "skill-check": SkillCheck;
  }
  interface HTMLElementEventMap extends SkillCheckEventMap {}
  interface DocumentEventMap extends SkillCheckEventMap {}
  interface WindowEventMap extends SkillCheckEventMap {}
}
