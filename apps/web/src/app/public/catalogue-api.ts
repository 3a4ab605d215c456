import type { Text } from '@okno/web/ui';

/** Where a published statement stands: file of the source collection, line, exact words. */
export interface SourceDto {
  readonly file: string;
  readonly line: number;
  readonly quote: string;
  readonly title: Text;
  /** As exact as it is known: `2021-08-04`, `2019-12` or `2015`. */
  readonly publishedOn: string;
}

/** One page of a list read by key. `total` is a guess when `approximate`. */
export interface PageDto<Item> {
  readonly items: readonly Item[];
  readonly next: string | null;
  readonly total?: number;
  readonly approximate?: boolean;
}

/** One value of a filter and how many there are. */
export interface FacetDto {
  readonly code: string;
  readonly name: Text;
  readonly count: number;
}

/** A measure in the list. Sums in kopecks, shares in basis points; null: the source is silent. */
export interface MeasureSummaryDto {
  readonly code: string;
  readonly kind: string;
  readonly category: string;
  readonly title: Text;
  readonly officialTitle: Text;
  readonly cluster: { readonly code: string; readonly name: Text } | null;
  readonly stateShareBp: number | null;
  readonly limitPerApplicationKopecks: number | null;
  readonly open: boolean;
  readonly closesAt: string | null;
  /** Beginning of the next round, when none is open. */
  readonly opensAt: string | null;
  readonly applyable: boolean;
  readonly notOpenReason: string | null;
  readonly demo: boolean;
  /** A piece of the text around the words found, which stand in `<mark>`. */
  readonly snippet?: string;
}

/** GET measures. */
export interface MeasurePageDto extends PageDto<MeasureSummaryDto> {
  readonly facets: {
    readonly clusters: readonly FacetDto[];
    readonly categories: readonly FacetDto[];
    readonly open: number;
  };
}

/** An intake round. `closesAt` is the first moment at which nothing is taken any more. */
export interface RoundDto {
  readonly id: string;
  readonly measureCode: string;
  readonly title: Text;
  readonly opensAt: string;
  readonly closesAt: string;
  readonly state: 'PLANNED' | 'OPEN' | 'CLOSED';
  readonly mode: 'FIFO' | 'COMPETITION';
  readonly budgetKopecks: number | null;
  readonly reservedKopecks: number | null;
  readonly demo: boolean;
}

/** GET measures/:code. */
export interface MeasureDto extends MeasureSummaryDto {
  readonly versionId: string;
  readonly versionNo: number;
  readonly validFrom: string;
  readonly summary: Text | null;
  readonly whoCan: readonly Text[];
  readonly documents: readonly {
    readonly code: string;
    readonly title: Text;
    readonly required: boolean;
    readonly note: Text | null;
  }[];
  readonly limits: {
    readonly stateShareBp: number | null;
    readonly minOwnBp: number | null;
    readonly limitPerApplicationKopecks: number | null;
    readonly maxPerYear: number | null;
    readonly limitPerYearKopecks: number | null;
  } | null;
  readonly terms: readonly {
    readonly code: string;
    readonly label: Text;
    readonly workingDays: number;
  }[];
  readonly legalBasis: string | null;
  readonly coFinancing: boolean | null;
  readonly source: SourceDto;
  readonly parametersNote: Text | null;
  readonly round: RoundDto | null;
  readonly formCode: string | null;
  /** The figures are configurable defaults, not law. */
  readonly defaultsMark: boolean;
}

/** A cluster in the list. */
export interface ClusterSummaryDto {
  readonly code: string;
  readonly name: Text;
  readonly region: string | null;
  readonly timeZone: string;
  readonly status: string;
  readonly type: string;
  readonly acceptsMembership: boolean;
  readonly membershipMeasureCode: string | null;
  readonly foundedOn: string | null;
}

/** A figure of the past: never shown without its date and source. */
export interface FactDto {
  readonly key: string;
  readonly label: Text;
  readonly value: number | string;
  /** A day, a month or a year. */
  readonly asOf: string;
  /** The source says "more than". */
  readonly atLeast: boolean;
  readonly source: SourceDto;
}

/** GET clusters/:code. */
export interface ClusterDto extends ClusterSummaryDto {
  readonly facts: readonly FactDto[];
  readonly coordinator: {
    readonly name: string;
    readonly fullName: string | null;
    readonly role: string | null;
    readonly source: SourceDto;
  } | null;
  readonly strategy: {
    readonly name: string;
    readonly act: string;
    readonly horizon: number;
    readonly source: SourceDto;
  } | null;
  readonly specialisations: readonly {
    readonly code: string;
    readonly name: Text;
    readonly group: string;
  }[];
  readonly sharedFacilities: readonly {
    readonly code: string;
    readonly name: Text;
    readonly centre: string;
    readonly operator: string;
    readonly city: string | null;
    readonly parameters: readonly string[];
    readonly source: SourceDto;
  }[];
  readonly source: SourceDto;
}

/** A participant: an entry of the register, or one that only a source names (then without a number). */
export interface ParticipantDto {
  readonly kind: 'REGISTERED' | 'PUBLISHED';
  readonly registryNumber: string | null;
  readonly name: string;
  /** The whole name, where a source gives one besides the short. */
  readonly fullName: string | null;
  readonly city: string | null;
  readonly role: string;
  readonly anchor: boolean;
  readonly specialisations: readonly string[];
  readonly website: string | null;
  /** What it does, in the words of the source. */
  readonly about: string | null;
  readonly since: string | null;
  readonly until: string | null;
  readonly state: string | null;
  readonly source: SourceDto | null;
}

/** One choice of a filter of the register. */
export interface ParticipantFacetDto {
  readonly code: string;
  readonly count: number;
}

/** GET clusters/:code/participants. */
export interface ParticipantPageDto extends PageDto<ParticipantDto> {
  /** Participants who have not agreed to be shown. */
  readonly unpublished: number;
  /** The day the register is shown of. */
  readonly asOf: string;
  readonly facets: {
    readonly roles: readonly ParticipantFacetDto[];
    readonly specialisations: readonly ParticipantFacetDto[];
    readonly cities: readonly ParticipantFacetDto[];
    readonly anchors: number;
  };
}

/** GET participants/:registryNumber. */
export interface ParticipantCardDto extends ParticipantDto {
  readonly clusterCode: string;
  readonly history: readonly {
    readonly validFrom: string;
    readonly validTo: string | null;
    readonly cause: string;
    readonly name: string;
    readonly role: string;
    readonly state: string;
  }[];
}

/** GET receipts/:number?hash= : says nothing unless number and hash belong together. */
export interface ReceiptCheckDto {
  readonly number: string;
  readonly valid: boolean;
  readonly submittedAt: string | null;
  readonly zone: string | null;
  readonly clusterName: Text | null;
  readonly measure: Text | null;
  readonly state?: string | null;
}
