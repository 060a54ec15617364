/** Types that several modules of the site share; `make lint-web` holds the modules to them. */

// The guide of the search, as scripts/casebook/search/guide.py makes it

interface GuideData {
  same: string[][];
  related: [string[], string[]][];
  weak: string[];
  statuses: Record<string, string>;
  /** Kind, address, title, keywords and further words. */
  pages: [string, string, string, string[], string][];
  /** Place of the framework among the pages, name and subject of the clause. */
  clauses: [number, string, string][];
  /** Place of the check among the pages, anchor of a version. */
  versions: [number, string][];
  /** Place of the case among the pages, id, status and words. */
  claims: [number, string, string, string][];
}
/** A page to choose in a list of results. */
interface Offer {
  url: string;
  title: string;
  kind: string;
  text: string;
}

// The search, as Pagefind gives it

interface Pagefind {
  options(given: object): Promise<void>;
  init(): Promise<void>;
  preload(query: string): Promise<void>;
  search(query: string | null, given?: { filters?: object }): Promise<PagefindAnswer>;
  filters(): Promise<PagefindFilters>;
}
/** By filter and value: the number of pages. */
type PagefindFilters = Record<string, Record<string, number>>;
interface PagefindAnswer {
  results: Hit[];
  filters: PagefindFilters;
}
/** A page that was found; its text comes when it is asked for. */
interface Hit {
  id: string;
  score?: number;
  kind?: string;
  data(): Promise<PageData>;
}
interface PageData {
  url: string;
  content: string;
  meta: Record<string, string>;
  anchors?: Anchor[];
  locations: number[];
  weighted_locations: Place[];
}
interface Anchor {
  id: string;
  element: string;
  text?: string;
  location: number;
}
interface Place {
  location: number;
  balanced_score: number;
}
/** By name of a filter: the values of which a page must have one. */
type Wanted = Record<string, { any: string[] }>;
/** A piece of text, and whether it matches. */
interface Run {
  text: string;
  hit: boolean;
}
/** A word or phrase of a query; `only` is one that is not taken for a beginning. */
interface Term {
  text: string;
  written: string;
  phrase?: boolean;
  only?: boolean;
}
interface Found {
  results: Hit[];
  partial: boolean;
  near: Hit[];
  filters: PagefindFilters;
  doubtful: Term[];
}
/** A claim among the matches; see search/claims.mjs. */
interface ClaimHit {
  runs: Run[];
  status: { label: string; name: string };
}
interface PartHit {
  url: string;
  label: string;
  status?: { label: string; name: string };
  runs: Run[];
  rank: number;
}
interface ReadPage {
  url: string;
  title: string;
  kind: string;
  runs: Run[];
  parts: PartHit[];
  id?: string;
}
/** A page that a query names, and the anchor it asks for. */
interface NamedPage {
  result: Hit;
  anchor: string;
}

// The form

/** A place in a case: names of fields and numbers of parts. */
type Loc = (string | number)[];
/** What a block of the form holds: text as typed, parts, blocks. Nothing of it is certain. */
type Block = Record<string, any>;
/** What the form is built from; scripts/casebook/authoring/form.py makes it. */
interface Definition {
  schemaLine: string;
  small: string[];
  root: string;
  models: Record<string, Model>;
  steps: { title: string; about: string; fields: string[] }[];
  words: Record<string, [string, string, string]>;
  remedies: Record<string, string>;
  advice: string[];
  publication: Record<string, any>;
  limits: Record<string, any>;
  /** Rules that are data; see requirements.py. */
  requirements: Record<string, any[]>;
  terms: Record<string, Choice[]>;
  items: Choice[];
  patterns: Choice[];
}
/** A value, its words, and more words. */
type Choice = string[];
interface Model {
  name: string;
  namedBy: string;
  shown: string[];
  fields: Field[];
}
interface Field {
  name: string;
  label: string;
  kind: string;
  about?: string;
  required?: boolean;
  many?: boolean;
  /** Name of the model; only blocks have one. */
  model: string;
  terms?: string;
  ref?: string;
  wants?: string;
  pattern?: string;
  idOf?: string;
  least?: number;
  most?: number;
  entries?: number;
  always?: boolean;
  preset?: string;
}
interface Problem {
  loc: Loc;
  at?: Loc;
  rule: string;
  message: string;
  remedy: string;
  advice?: boolean;
}
/** A name of reading/complaints.py, and what its words are filled with. */
type Complaint = [string, Record<string, string | number>];
/** What a rule found: place, message, another remedy, and the field a form leads to. */
type Finding = [Loc, string, string?, Loc?];
/** Finds what is wrong with a case; the second is the definition, with all texts of the case. */
type Rule = (c: Block, known: Known) => Finding[];
interface Known extends Definition {
  leaves: Leaf[];
  cases?: Choice[] | null;
}
interface Leaf {
  loc: Loc;
  value: string;
  field: Field;
}
/** First and last day that a date may mean, as ISO text. */
interface Span {
  first: string;
  last: string;
  wrong?: undefined;
}
/** Why a text is no date. */
interface NoDate {
  wrong: string;
  first?: undefined;
  last?: undefined;
}
/** A pattern as the program gives it: source and flags. */
type Pattern = [string, string];
/** A field or a block on the page. */
interface FormNode {
  field: Field;
  element: HTMLElement;
  touched: boolean;
  at(step: string | number): FormNode | null | undefined;
  children?(): FormNode[];
  focus(): void;
  tell(problem: Problem | null | undefined, labels?: Record<string, string> | null): void;
  refresh?(): void;
  put?(value: string): void;
  onInput?(run: (value: string) => void): void;
}
/** What the page around the form offers it. */
interface FormSite {
  cases(): Promise<Choice[]>;
  taken(id: string): boolean;
  onChange(): void;
  say(text: string): void;
  [setting: string]: any;
}

// Checklists

/** The answer to one check. */
interface Tick {
  state: string;
  note?: string;
  reason?: string;
  owner?: string;
  due?: string;
  version?: string;
  wording?: string;
  said?: string;
  on?: string;
  from?: string[];
  [field: string]: any;
}
type Ticks = Record<string, Tick>;
interface Assessment {
  format: number;
  id: string;
  name: string;
  made: string;
  changed: string;
  ticks: Ticks;
  past: Ticks;
}
/** A check of a list; those of other lists have no element. */
interface Item {
  id: string;
  url: string;
  statement: string;
  sectionTitle: string;
  level: string[];
  [trait: string]: any;
}
interface Trait {
  name: string;
  label: string;
  values: { value: string; label: string }[];
}
interface List {
  id: string;
  code: string;
  version: string;
  title: string;
  items: Item[];
  traits: Trait[];
  mapUrl: string;
  retired: string[];
}
/** What became of each check, by its id; see api/v1/checks-map.json. */
type Checks = Record<string, any>;
interface ChecksMap {
  version: number;
  lists: Record<string, { title: string }>;
  checks: Checks;
}
/** What came of reading something from outside: an assessment, and what was left out. */
interface Brought {
  assessment: Assessment | null;
  skipped: string[];
}
