/** A value with the day of the statement it is from. */
export interface Told<T> {
  value: T;
  asOf: Date;
}

/** One support in the register of recipients (domain.md §11.2). Dates are `YYYY-MM-DD`. */
export interface RegisteredSupport {
  kindName: string | null;
  decidedOn: string | null;
  /** The end of its term. */
  until: string | null;
  /** When it ended early. */
  endedOn: string | null;
  violation: boolean | null;
}

/** Everything the checks look at, gathered once. Dates say how old each fact is. */
export interface CheckFacts {
  now: Date;
  /** The day of `now` in the cluster's zone, `YYYY-MM-DD`. */
  today: string;
  card: {
    inn: string;
    okvedMain: string;
    /** `MICRO`, `SMALL`, `MEDIUM` or `NOT_SME`, as declared or confirmed. */
    smeCategory: string;
    /** Two digits of the region of registration. */
    regionCode: string | null;
    source: { code: string; asOf: Date | null };
  };
  cluster: {
    /** Codes of the region the cluster is in; empty where the region is not one of the list. */
    regionCodes: readonly string[];
    /** Branches of ОКВЭД that belong to the cluster; empty while the list is not loaded. */
    okvedPrefixes: readonly string[];
  };
  classifier: {
    /** Whether the main ОКВЭД is in the classifier; null while that is not loaded. */
    okvedKnown: boolean | null;
    /** The excluded branch that the main ОКВЭД belongs to. */
    excludedBranch: string | null;
  };
  /** The membership in the cluster of the case. */
  membership: { registryNumber: string; state: string } | null;
  limits: { minOwnBp: number; maxPerYear: number | null; limitPerYearKopecks: number | null };
  /** Null where the procedure has no money or the estimate is empty. */
  money: { costKopecks: number; stateKopecks: number; ownKopecks: number } | null;
  /** What the portal has already granted to the organisation in the cluster. */
  support: {
    /** Decision numbers of the same measure whose support still runs. */
    sameInForce: readonly string[];
    /** Approvals of the same measure by decision date in the local year of filing. */
    sameThisYear: number;
    /** Sum of every measure's approvals in that year (domain.md §9). */
    kopecksThisYear: number;
  };
  /** Null where the case belongs to no round. */
  round: { openAtFiling: boolean; restKopecks: number | null } | null;
  /** What loaded registers tell of the ИНН; null where none was loaded that could tell. */
  registers: {
    smeCategory: Told<'MICRO' | 'SMALL' | 'MEDIUM' | 'NOT_SME'> | null;
    supports: Told<readonly RegisteredSupport[]> | null;
  };
  declarations: { noBankruptcy: boolean };
  contractorInn: string | null;
}
