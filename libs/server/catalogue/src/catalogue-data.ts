import type { Rule } from '@okno/shared/eligibility';
import type {
  ChecklistItem,
  FormDefinition,
  RefusalReason,
  Scoring,
  Text,
} from '@okno/shared/form-schema';
import type { FlowSettings, ProcedureKind, Term, TermKey } from '@okno/shared/workflow';

/** Where a published statement stands: a file of the source collection, a line of it, the exact words. */
export interface Source {
  file: string;
  line: number;
  quote: string;
  /** What the file is, for a visitor. */
  title: Text;
  /** As exact as it is known: `2021-08-04`, `2019-12` or `2015`. */
  publishedOn: string;
}

/** A figure of the past. Shown with its date and source, never as current. */
export interface PublishedFact {
  key: string;
  label: Text;
  value: number | string;
  /** The day, month or year the figure is of; that of the source where it gives none. */
  asOf: string;
  /** The source says "more than". */
  atLeast: boolean;
  source: Source;
}

/** Who coordinates a cluster and what its strategy is. */
export interface ClusterAbout {
  coordinator: {
    name: string;
    fullName: string | null;
    role: string | null;
    source: Source;
  } | null;
  strategy: { name: string; act: string; horizon: number; source: Source } | null;
  source: Source;
}

/**
 * What a measure is. MEMBERSHIP and SERVICE follow the procedures of the portal; COMPENSATION, GRANT and
 * INSTRUMENT are kinds of help a source names; ACTIVITY is something a strategy plans to do.
 */
export const MEASURE_KINDS = [
  'MEMBERSHIP',
  'SERVICE',
  'COMPENSATION',
  'GRANT',
  'INSTRUMENT',
  'ACTIVITY',
] as const;
export type MeasureKind = (typeof MEASURE_KINDS)[number];

/** A term of the procedure as the measure sets it. */
export interface MeasureTerm {
  code: TermKey;
  label: Text;
  term: Term;
}

/** Everything a version of a measure says besides its form and its figures. */
export interface MeasureContent {
  /** In plain language. */
  title: Text;
  officialTitle: Text;
  summary: Text | null;
  whoCan: Text[];
  /** Whether the source says that the recipient pays a part; null: the source is silent. */
  coFinancing: boolean | null;
  /** A strategy plans it; nobody gives it yet. Only a demonstration round takes requests. */
  planned?: true;
  legalBasis: string | null;
  source: Source;
  /** What about share, limits and conditions is not published, in a sentence. */
  parametersNote: Text | null;
  /** The figures are our configurable defaults, not law (forms.md §11). */
  defaultsMark: boolean;
  maxReturns: number;
  terms: MeasureTerm[];
}

/** Why nothing can be applied for at this moment. A code is translated in the browser. */
export const NOT_OPEN_REASONS = [
  /** A planned activity or a kind of help: there is nothing to apply for. */
  'NOT_APPLIED_FOR',
  /** The cluster does not take requests through this portal. */
  'CLUSTER_NOT_CONNECTED',
  /** The centre has not published the form of this measure. */
  'FORM_NOT_PUBLISHED',
  /** No intake is announced. */
  'NO_ROUND',
  'ROUND_PLANNED',
  'ROUND_CLOSED',
] as const;
export type NotOpenReason = (typeof NOT_OPEN_REASONS)[number];

export type RoundState = 'PLANNED' | 'OPEN' | 'CLOSED';

/** An intake round. */
export interface Round {
  id: string;
  measureId: string;
  measureCode: string;
  clusterId: string | null;
  title: Text;
  opensAt: Date;
  /** The first moment at which nothing is taken any more. */
  closesAt: Date;
  /** As of the moment of reading. */
  state: RoundState;
  /** Calendar year in which what is paid for must be done. */
  year: number;
  mode: 'FIFO' | 'COMPETITION';
  /** 0 to 3. */
  experts: number;
  budgetKopecks: number | null;
  waitingList: boolean;
  demo: boolean;
}

export interface SpecialisationData {
  code: string;
  name: Text;
  group: string;
}

/** A cluster and its settings. */
/** From a moment on the Council takes part in a procedure of a cluster, or no longer does. */
export interface CouncilModeSince {
  procedure: ProcedureKind;
  mode: CouncilMode;
  /** ISO. */
  from: string;
}

export type CouncilMode = FlowSettings['councilMode'];

export interface ClusterData {
  id: string;
  code: string;
  name: Text;
  region: string | null;
  timeZone: string;
  status: 'active' | 'forming' | 'announced';
  type: string;
  foundedOn: string | null;
  /** First part of case numbers; null: the portal takes no requests for it. */
  numberPrefix: string | null;
  /** Since when the Council takes part in which procedure, and how; oldest first. None: it does not. */
  councilModes: CouncilModeSince[];
  /** What is filed at this local hour or later is registered on the next working day. */
  cutOffHour: number;
  acceptsMembership: boolean;
  membershipMeasureCode: string | null;
  okvedPrefixes: string[];
  specialisations: SpecialisationData[];
}

/** A measure as it is now. */
export interface MeasureData {
  id: string;
  code: string;
  kind: MeasureKind;
  category: string;
  listed: boolean;
  clusterId: string | null;
  clusterCode: string | null;
  /** The version a new draft is opened under. */
  versionId: string;
  title: Text;
  officialTitle: Text;
  hasForm: boolean;
  /** The open round, else the next one, else the last one. */
  round: Round | null;
  /** Null: requests are taken at this moment. */
  notOpenReason: NotOpenReason | null;
}

/** A version of a measure as the procedures need it. Never changes once it exists. */
export interface MeasureVersionData {
  id: string;
  measureId: string;
  code: string;
  versionNo: number;
  kind: ProcedureKind;
  title: Text;
  officialTitle: Text;
  clusterId: string;
  clusterCode: string;
  form: FormDefinition | null;
  stateShareBp: number | null;
  minOwnBp: number | null;
  limitPerApplicationKopecks: number | null;
  /** Of all measures of the cluster together, one organisation, one calendar year. */
  limitPerYearKopecks: number | null;
  maxPerYear: number | null;
  checklist: readonly ChecklistItem[];
  /** The automatic checks: who may get it, and what is looked at in a request. */
  rules: readonly Rule[];
  criteria: Scoring['criteria'];
  /** Codes of the criteria judged as pass or no pass in FIFO mode. */
  fifoCriteria: readonly string[];
  /** Of 100, in a competition. */
  threshold: number | null;
  refusalReasons: readonly RefusalReason[];
  maxReturns: number;
  terms: readonly MeasureTerm[];
  defaultsMark: boolean;
}

/** A participant that a source names (ARCHITECTURE §8.12). */
export interface PublishedOrganisation {
  id: string;
  name: string;
  shortName: string | null;
  city: string | null;
  type: string;
  profile: string | null;
  does: string;
  source: Source;
}

export interface SharedFacility {
  code: string;
  name: Text;
  centre: string;
  operator: string;
  city: string | null;
  parameters: string[];
  source: Source;
}
