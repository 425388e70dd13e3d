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

/** The attributes of `<skill-check>`, each with the values that are known. */
export interface SkillCheckAttributes {
  /** `de`, `en`; else the language around the element, else the browser's. */
  lang?: string;
  /** The id of a catalogue of the package, or the URL of a compiled one. */
  catalogue?: string;
  /** What to aim at. */
  family?: string;
  level?: "junior" | "senior";
  mode?: "full" | "quick";
  /** Where visitors go on: `DE`, `AT`, `CH`; else the region of the language around, else `DE`. */
  country?: string;
  ladder?: "steps" | "all";
  /** Own courses: JSON, or the URL of a JSON file. */
  modules?: string;
  theme?: "auto" | "light" | "dark";
  storage?: "session" | "local" | "none";
  /** The page that result links lead to. */
  "result-base"?: string;
  /** The page's own parameters that result links keep, apart by blanks; all others are left out. */
  "result-parameters"?: string;
  /** The level of the check's first heading among those of the page, from 1 to 6. */
  "heading-level"?: string;
  /** Whether a result code stays in the page's address. */
  address?: "clear" | "keep";
  /** For a computer that many people use: keeps nothing, and begins afresh after so many minutes without anybody. */
  kiosk?: string;
  /** `strict`: a closed shadow root; it has to be there when the element comes onto the page. */
  privacy?: "masked" | "strict";
  autostart?: boolean | "";
  loading?: "eager" | "lazy";
}

/** The detail of each event, by its name. */
export interface SkillCheckEventDetails {
  "skill-check-ready": Record<string, never>;
  "skill-check-start": Record<string, never>;
  "skill-check-progress": { answered: number; total: number };
  "skill-check-complete": SkillCheckResult;
  "skill-check-share": { url: string };
  "skill-check-error": { code: string; message: string };
}

/** The events of the element; they bubble and cross shadow roots. */
export type SkillCheckEventMap = {
  [Name in keyof SkillCheckEventDetails]: CustomEvent<Readonly<SkillCheckEventDetails[Name]>>;
};

/** The element. Every property but `result` is the attribute of that name; null takes it away. */
export class SkillCheck extends HTMLElement {
  static readonly observedAttributes: string[];

  get catalogue(): string | null;
  set catalogue(value: string | null | undefined);
  get family(): string | null;
  set family(value: string | null | undefined);
  get level(): string | null;
  set level(value: "junior" | "senior" | null | undefined);
  get country(): string | null;
  set country(value: string | null | undefined);
  get mode(): string | null;
  set mode(value: "full" | "quick" | null | undefined);
  get ladder(): string | null;
  set ladder(value: "steps" | "all" | null | undefined);
  get modules(): string | null;
  set modules(value: string | SkillCheckCourse[] | null | undefined);
  get theme(): string | null;
  set theme(value: "auto" | "light" | "dark" | null | undefined);
  get storage(): string | null;
  set storage(value: "session" | "local" | "none" | null | undefined);
  get resultBase(): string | null;
  set resultBase(value: string | null | undefined);
  get resultParameters(): string | null;
  set resultParameters(value: string | null | undefined);
  get headingLevel(): string | null;
  set headingLevel(value: string | number | null | undefined);
  get address(): string | null;
  set address(value: "clear" | "keep" | null | undefined);
  get kiosk(): string | null;
  set kiosk(value: string | number | null | undefined);
  get privacy(): string | null;
  set privacy(value: "masked" | "strict" | null | undefined);
  get loading(): string | null;
  set loading(value: "eager" | "lazy" | null | undefined);
  autostart: boolean;

  /** What `skill-check-complete` last told, or null. */
  get result(): Readonly<SkillCheckResult> | null;

  /** Begins with the first item without a response; somebody's shared result is closed. */
  start(): void;
  /** Deletes all responses and shows the start. */
  restart(): void;
  /** Shows the result of a code, as a link with it would. */
  showResult(code: string): void;
  /** Prints the result, without the page around it. */
  print(): Promise<void>;

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
