import type { FormLimits, Text } from '@okno/shared/form-schema';

import type {
  ClusterData,
  CouncilModeSince,
  MeasureKind,
  MeasureTerm,
  Source,
} from './catalogue-data';

/** Where a statement stands, as the files of `db/reference` write it. */
export type WrittenSource = Pick<Source, 'file' | 'line' | 'quote'>;

/** `sources.json`. */
export interface SourcesFile {
  items: { file: string; title: Text; publishedOn: string }[];
}

/** `categories.json`. */
export interface CategoriesFile {
  items: { code: string; name: Text }[];
}

/** `clusters.json`. */
export interface ClustersFile {
  items: WrittenCluster[];
}

export interface WrittenCluster {
  code: string;
  name: Text;
  region: string | null;
  timeZone: string;
  status: ClusterData['status'];
  type: string;
  foundedOn: string | null;
  settings: Pick<
    ClusterData,
    'numberPrefix' | 'cutOffHour' | 'acceptsMembership' | 'okvedPrefixes'
  > & { councilModes: CouncilModeSince[] };
  facts: {
    key: string;
    label: Text;
    value: number | string;
    asOf: string | null;
    atLeast?: true;
    source: WrittenSource;
  }[];
  coordinator: {
    name: string;
    fullName: string | null;
    role: string | null;
    source: WrittenSource;
  } | null;
  strategy: { name: string; act: string; horizon: number; source: WrittenSource } | null;
  specialisations: { code: string; name: Text; group: string; source: WrittenSource }[];
  source: WrittenSource;
}

/** `measures.json`. */
export interface MeasuresFile {
  items: WrittenMeasure[];
}

export interface WrittenMeasure {
  code: string;
  kind: MeasureKind;
  category: string;
  /** Code; null: not of one cluster. */
  cluster: string | null;
  /** A strategy plans it; nobody gives it yet. */
  planned?: true;
  /** Reached by its code only. */
  listed?: false;
  title: Text;
  officialTitle: Text;
  summary: Text | null;
  whoCan: Text[];
  coFinancing: boolean | null;
  legalBasis: string | null;
  parametersNote: Text | null;
  /** Name of a file in `forms/`, without ending. */
  form: string | null;
  /** In place of the limits that the form file suggests. */
  limits: FormLimits | null;
  defaultsMark: boolean;
  terms: MeasureTerm[];
  source: WrittenSource;
}

/** `eligibility.json`. */
export interface EligibilityFile {
  /** Of every check there is; read by `readRules`. */
  rules: unknown;
  /** Checks of a measure without a form, by cluster and kind. */
  withoutForm: Record<string, Record<string, string[]>>;
  /** Checks that a kind has besides those its form names. */
  always: Record<string, string[]>;
  /** Checks that only warn where the kind leaves the matter to a person. */
  warnOnly: Record<string, string[]>;
}

/** `organisations.json`. */
export interface OrganisationsFile {
  cluster: string;
  items: {
    name: string;
    shortName: string | null;
    city: string | null;
    type: string;
    profile: string | null;
    does: string;
    source: WrittenSource;
  }[];
}

/** `shared-facilities.json`. */
export interface SharedFacilitiesFile {
  cluster: string;
  centre: { name: string; operator: string; city: string | null };
  items: { code: string; name: Text; parameters: string[]; source: WrittenSource }[];
}

/** `dictionaries.json`. */
export interface DictionariesFile {
  /** `file` holds `{source, asOf, entries: [{code, name}]}`; null: not loaded. */
  items: { code: string; title: Text; file: string | null }[];
}

/** `rounds.demo.json`. */
export interface DemoRoundsFile {
  /** Clusters that take requests here only for the demonstration. */
  connected: { cluster: string; numberPrefix: string }[];
  items: {
    measure: string;
    openedDaysAgo: number;
    closesInDays: number;
    mode: 'FIFO' | 'COMPETITION';
    experts: number;
    /** Null: the round has no money of its own. */
    budgetKopecks: number | null;
    waitingList: boolean;
  }[];
}
