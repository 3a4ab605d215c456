import type {
  Answers,
  FieldDefinition,
  FormChange,
  FormContext,
  FormDefinition,
  Problem,
} from '@okno/shared/form-schema';
import type { CouncilWordDto } from '@okno/web/api-client';
import type { PrefillMark } from '@okno/web/form';
import type { CheckOutcome, ClockView, Text } from '@okno/web/ui';

/** Which procedure a request follows. */
export type ApplicationKind = 'MEMBERSHIP' | 'SERVICE' | 'COMPENSATION';

/** One request in the list. */
export interface ApplicationRowDto {
  readonly id: string;
  readonly number: string | null;
  readonly kind: ApplicationKind;
  readonly state: string;
  readonly revision: number;
  readonly measure: { readonly code: string; readonly title: Text };
  readonly organisation: { readonly id: string; readonly inn: string; readonly shortName: string };
  readonly dueOn: string | null;
  readonly dueProvisional: boolean;
  readonly turn: string;
  readonly daysLeft: number | null;
  readonly overdue: boolean;
  readonly costKopecks: number | null;
  readonly requestedKopecks: number | null;
  readonly submittedAt: string | null;
  readonly createdAt: string;
  readonly updatedAt: string;
  /** Of a draft that its people want gone. */
  readonly deletesAt?: string;
}

/** A page of GET applications. */
export interface ApplicationPageDto {
  readonly items: readonly ApplicationRowDto[];
  readonly next: string | null;
  readonly total?: number;
  readonly approximate?: boolean;
}

/** A file in a slot of the form. */
export interface DocumentDto {
  readonly id: string;
  readonly slot: string;
  readonly name: string;
  readonly mime: string;
  readonly size: number;
  readonly sha256: string;
  readonly scan: 'NOT_SCANNED' | 'CLEAN' | 'INFECTED';
  readonly uploadedAt: string;
  readonly version: number;
  readonly replaced: boolean;
  readonly issuedOn: string | null;
  readonly validTo: string | null;
}

/** A remark pinned to a field or a document slot. */
export interface RemarkDto {
  readonly id: string;
  readonly no: number;
  readonly round: number;
  readonly target: {
    readonly kind: 'FIELD' | 'DOCUMENT';
    readonly path: string;
    readonly label: Text;
  };
  readonly text: string;
  readonly state: 'DRAFT' | 'OPEN' | 'ANSWERED' | 'ACCEPTED';
  readonly answer: string | null;
  readonly disagree: boolean;
  /** The value when it was sent; for a document its files. */
  readonly before: unknown;
  readonly after: unknown;
  readonly author: { readonly side: string; readonly name?: string };
  readonly createdAt: string;
  readonly answeredAt: string | null;
}

/** The clock with what only this page needs. */
export interface ClockDto extends ClockView {
  readonly today: string;
  readonly since: string | null;
  readonly decisionBy: { readonly on: string; readonly provisional: boolean } | null;
  readonly nextSteps: readonly {
    readonly state: string;
    readonly latestBy: string | null;
    readonly provisional: boolean;
    readonly owner: string;
    readonly workingDays: number | null;
  }[];
}

/** How far a section is. */
export interface SectionStateDto {
  readonly code: string;
  readonly state: 'EMPTY' | 'PARTIAL' | 'COMPLETE' | 'ERROR';
  readonly missing: number;
  readonly errors: number;
}

/** Who pays what. */
export interface ApplicationMoneyDto {
  readonly costKopecks: number | null;
  readonly stateKopecks: number | null;
  readonly ownKopecks: number | null;
  readonly capReason: 'SHARE' | 'LIMIT' | 'YEAR' | 'ROUND' | null;
  readonly minOwnBp: number;
  readonly stateShareBp: number;
  readonly limitPerApplicationKopecks: number | null;
}

/** What was judged of the payments of a compensation; from the decision on. */
export interface CostAuditDto {
  readonly lines: readonly {
    readonly id: string;
    readonly no: number;
    readonly orderNo: string;
    readonly paidOn: string;
    readonly purpose: string | null;
    readonly claimedKopecks: number;
    readonly verdict: {
      readonly outcome: 'ACCEPTED' | 'REDUCED' | 'REJECTED';
      readonly acceptedKopecks: number;
      readonly reason: string | null;
    } | null;
  }[];
  readonly claimedKopecks: number;
  readonly acceptedKopecks: number;
  readonly stateKopecks: number | null;
  readonly capReason: string | null;
}

/** An automatic check. */
export interface CheckDto {
  readonly code: string;
  readonly outcome: CheckOutcome;
  readonly source: { readonly code: string; readonly asOf: string | null };
  readonly messageKey: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** The intake round that a draft belongs to. */
export interface DraftIntakeDto {
  readonly state: 'OPEN' | 'PLANNED' | 'NONE';
  readonly opensAt: string | null;
  readonly closesAt: string | null;
}

/** What became of a draft when its measure got a new version. */
export interface DraftFormChangeDto {
  readonly at: string;
  readonly seen: boolean;
  readonly changes: readonly FormChange[];
  /** Typed values that have no place in the form any more. */
  readonly kept: readonly {
    readonly key: string;
    readonly field: FieldDefinition | null;
    readonly value: unknown;
  }[];
}

/** GET applications/:id as its applicant sees it. */
export interface ApplicationDto {
  readonly id: string;
  readonly number: string | null;
  readonly kind: ApplicationKind;
  readonly state: string;
  readonly revision: number;
  readonly measure: {
    readonly code: string;
    readonly versionId: string;
    readonly title: Text;
    readonly officialTitle: Text;
  };
  readonly cluster: { readonly code: string; readonly name: Text; readonly timeZone: string };
  readonly organisation: {
    readonly id: string;
    readonly inn: string;
    readonly shortName: string;
    readonly state: 'UNCONFIRMED' | 'CONFIRMED';
  };
  readonly answers: Answers;
  readonly prefill?: Readonly<Record<string, PrefillMark>>;
  readonly problems: readonly Problem[];
  readonly sections: readonly SectionStateDto[];
  readonly documents: readonly DocumentDto[];
  readonly costs?: CostAuditDto;
  readonly remarks: readonly RemarkDto[];
  readonly unlocked: readonly string[] | null;
  /** What the Council said; null while it has not, or takes no part. */
  readonly council?: CouncilWordDto | null;
  readonly decision?: {
    readonly outcome: string;
    readonly number: string | null;
    readonly date: string | null;
    readonly reasonCode: string | null;
    readonly publicText: string | null;
    readonly approvedKopecks: number | null;
    readonly ownKopecks: number | null;
    readonly capReason: string | null;
  } | null;
  readonly money: ApplicationMoneyDto | null;
  readonly clock: ClockDto;
  readonly assignee: { readonly id: string; readonly name: string } | null;
  readonly allowed: readonly string[];
  readonly blocked: readonly { readonly action: string; readonly by: readonly string[] }[];
  readonly consents?: { readonly missing: readonly string[] };
  readonly agreement: {
    readonly state: string;
    readonly versionNo: number;
    readonly applicantSignedAt: string | null;
    readonly centreSignedAt: string | null;
  } | null;
  readonly registry: { readonly number: string } | null;
  readonly formContext?: FormContext;
  /** Of a draft whose measure takes requests in rounds. */
  readonly intake?: DraftIntakeDto;
  readonly formChange?: DraftFormChangeDto;
  /** Of a draft that began with an earlier application's answers. */
  /** Of a draft that its people want gone. */
  readonly deletesAt?: string;
  readonly reuse?: {
    readonly number: string | null;
    readonly on: string;
    readonly fields: number;
    readonly confirmed: boolean;
  };
  readonly round: number;
  readonly returnsLeft: number;
  readonly createdAt: string;
  readonly submittedAt: string | null;
  readonly registeredOn: string | null;
  readonly dueOn: string | null;
  readonly dueProvisional: boolean;
  readonly demo: boolean;
}

/** What came of saving some answers. */
export interface SavedAnswersDto {
  readonly revision: number;
  readonly problems: readonly Problem[];
  readonly sections: readonly SectionStateDto[];
  readonly answers: Answers;
  readonly money: ApplicationMoneyDto | null;
  readonly changed: Answers;
}

/** GET measure-versions/:id/form. */
export interface MeasureFormDto {
  readonly definition: FormDefinition;
}

/** A receipt of what was filed. */
export interface ReceiptDto {
  readonly number: string;
  readonly submittedAt: string;
  readonly localTime: string;
  readonly zone: string;
  readonly registeredOn: string;
  readonly hash: string;
  readonly measure: Text;
  readonly clusterName: Text;
  readonly organisation: { readonly inn: string; readonly shortName: string };
  readonly files: readonly {
    readonly slot: string;
    readonly name: string;
    readonly sha256: string;
    readonly size: number;
  }[];
  readonly verifyUrl: string;
}
