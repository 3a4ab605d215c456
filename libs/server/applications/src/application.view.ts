import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

import { PROCEDURE_KINDS } from '@okno/shared/workflow';

import { ApplicationClockDto } from './clock.dto';
import { BecomesTrueDto } from './eligibility/eligibility.dto';
import { DraftReuseDto } from './earlier.dto';
import { DraftFormChangeDto } from './form-change.dto';
import { ApiText, type TextPair } from './text.dto';
import { RemarkDto } from './thread.dto';

export class MeasureRefDto {
  @ApiProperty() code!: string;
  @ApiText() title!: TextPair;
}

export class ApplicationMeasureDto extends MeasureRefDto {
  @ApiProperty({ format: 'uuid' }) versionId!: string;
  @ApiText() officialTitle!: TextPair;
}

export class OrganisationRefDto {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() inn!: string;
  @ApiProperty() shortName!: string;
}

export class ApplicationOrganisationDto extends OrganisationRefDto {
  @ApiProperty({ type: String, nullable: true }) ogrn!: string | null;
  @ApiProperty({ type: String, nullable: true }) kpp!: string | null;
  @ApiProperty() fullName!: string;
  @ApiProperty({ enum: ['UNCONFIRMED', 'CONFIRMED'] }) state!: string;
}

export class ApplicationClusterDto {
  @ApiProperty() code!: string;
  @ApiText() name!: TextPair;
  @ApiProperty({ example: 'Asia/Novokuznetsk' }) timeZone!: string;
}

export class ClusterRefDto {
  @ApiProperty() code!: string;
}

export class PersonRefDto {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() name!: string;
}

export class FormProblemDto {
  @ApiProperty() path!: string;
  @ApiProperty() code!: string;
  @ApiProperty({ type: Object }) params!: Record<string, string | number | boolean>;
  @ApiPropertyOptional({ type: String }) rule?: string;
}

export class SectionStateDto {
  @ApiProperty() code!: string;
  @ApiProperty({ enum: ['EMPTY', 'PARTIAL', 'COMPLETE', 'ERROR'] }) state!: string;
  @ApiProperty() required!: number;
  @ApiProperty() missing!: number;
  @ApiProperty() errors!: number;
}

export class ApplicationDocumentDto {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() slot!: string;
  @ApiProperty() name!: string;
  @ApiProperty() mime!: string;
  /** Bytes. */
  @ApiProperty() size!: number;
  @ApiProperty() sha256!: string;
  @ApiProperty({ enum: ['NOT_SCANNED', 'CLEAN', 'INFECTED'] }) scan!: string;
  @ApiProperty({ format: 'date-time' }) uploadedAt!: string;
  @ApiProperty({ type: String, format: 'uuid' }) uploadedBy!: string;
  @ApiProperty() version!: number;
  /** Local days that its people have named. */
  @ApiProperty({ type: String, format: 'date', nullable: true }) issuedOn!: string | null;
  @ApiProperty({ type: String, format: 'date', nullable: true }) validTo!: string | null;
  /** An earlier file, kept as history. */
  @ApiProperty() replaced!: boolean;
}

export class PrefillDto {
  @ApiText() source!: TextPair;
  @ApiProperty({ format: 'date' }) asOf!: string;
}

export class ApplicationMoneyDto {
  @ApiProperty({ type: Number, nullable: true }) costKopecks!: number | null;
  @ApiProperty({ type: Number, nullable: true }) stateKopecks!: number | null;
  @ApiProperty({ type: Number, nullable: true }) ownKopecks!: number | null;
  @ApiProperty({ type: String, enum: ['SHARE', 'LIMIT', 'YEAR', 'ROUND'], nullable: true })
  capReason!: string | null;
  @ApiProperty() minOwnBp!: number;
  @ApiProperty() stateShareBp!: number;
  @ApiProperty({ type: Number, nullable: true }) limitPerApplicationKopecks!: number | null;
}

export class BlockedActionDto {
  @ApiProperty() action!: string;
  /** Guards that are not met. */
  @ApiProperty({ type: [String] }) by!: string[];
}

/** The intake round that a draft belongs to. */
export class DraftIntakeDto {
  @ApiProperty({ enum: ['OPEN', 'PLANNED', 'NONE'] }) state!: 'OPEN' | 'PLANNED' | 'NONE';
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) opensAt!: string | null;
  /** From this moment on nothing is taken. */
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) closesAt!: string | null;
}

export class ConsentsNeededDto {
  @ApiProperty({ type: [String] }) missing!: string[];
}

export class ApplicationAgreementDto {
  @ApiProperty({
    enum: ['PREPARED', 'SIGNED_BY_APPLICANT', 'SIGNED_BY_CENTRE', 'SIGNED', 'EXPIRED'],
  })
  state!: string;
  @ApiProperty() versionNo!: number;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  applicantSignedAt!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  centreSignedAt!: string | null;
}

export class RegistryRefDto {
  @ApiProperty() number!: string;
}

export class CheckDto {
  @ApiProperty({ example: 'E01' }) code!: string;
  @ApiProperty({ enum: ['PASS', 'FAIL', 'WARN', 'UNAVAILABLE'] }) outcome!: string;
  @ApiProperty({
    type: 'object',
    properties: {
      code: { type: 'string' },
      asOf: { type: 'string', format: 'date-time', nullable: true },
    },
  })
  source!: { code: string; asOf: string | null };
  @ApiProperty() messageKey!: string;
  @ApiProperty({ type: Object }) params!: Record<string, unknown>;
  @ApiProperty({ type: String, format: 'date-time' }) checkedAt!: string;
  @ApiPropertyOptional({ type: Boolean }) stale?: boolean;
  /** From when, or with which change, what fails would pass. */
  @ApiProperty({ type: BecomesTrueDto, nullable: true }) becomesTrue!: BecomesTrueDto | null;
}

export class ChecklistItemDto {
  @ApiProperty() code!: string;
  @ApiText() label!: TextPair;
  @ApiProperty() done!: boolean;
  @ApiProperty({ type: String, nullable: true }) by!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) at!: string | null;
}

export class ChecklistDto {
  @ApiProperty({ type: () => [ChecklistItemDto] }) items!: ChecklistItemDto[];
}

export class CriterionMarkDto {
  @ApiProperty() code!: string;
  @ApiProperty() pass!: boolean;
  @ApiProperty() reason!: string;
}

export class ConclusionDto {
  @ApiProperty() pass!: boolean;
  @ApiProperty() text!: string;
  @ApiProperty({ type: String, nullable: true }) by!: string | null;
  @ApiProperty({ format: 'date-time' }) at!: string;
  @ApiProperty({ type: () => [CriterionMarkDto] }) criteria!: CriterionMarkDto[];
}

export class DecisionDto {
  @ApiProperty() outcome!: string;
  @ApiProperty({ type: String, nullable: true }) number!: string | null;
  @ApiProperty({ type: String, format: 'date', nullable: true }) date!: string | null;
  @ApiProperty({ type: String, nullable: true }) reasonCode!: string | null;
  @ApiProperty({ type: String, nullable: true }) publicText!: string | null;
  @ApiProperty({ type: Number, nullable: true }) approvedKopecks!: number | null;
  @ApiProperty({ type: Number, nullable: true }) ownKopecks!: number | null;
  @ApiProperty({ type: String, nullable: true }) capReason!: string | null;
}

export class CostVerdictDto {
  @ApiProperty({ enum: ['ACCEPTED', 'REDUCED', 'REJECTED'] }) outcome!: string;
  @ApiProperty({ type: 'integer' }) acceptedKopecks!: number;
  /** Read by the applicant. */
  @ApiProperty({ type: String, nullable: true }) reason!: string | null;
  /** Null for the applicant. */
  @ApiProperty({ type: String, nullable: true }) by!: string | null;
  @ApiProperty({ format: 'date-time' }) at!: string;
}

/** A payment whose compensation is asked for. */
export class CostLineDto {
  @ApiProperty({ format: 'uuid' }) id!: string;
  /** Its row in the form, from 1. */
  @ApiProperty({ type: 'integer' }) no!: number;
  @ApiProperty() payeeInn!: string;
  @ApiProperty() orderNo!: string;
  @ApiProperty({ type: String, format: 'date' }) paidOn!: string;
  @ApiProperty({ type: 'integer' }) amountKopecks!: number;
  /** What of it the form counts: without VAT where that is deducted, or the covered part of an interest. */
  @ApiProperty({ type: 'integer' }) claimedKopecks!: number;
  /** VAT in the payment, basis points; null where the form does not ask. */
  @ApiProperty({ type: 'integer', nullable: true }) vatBp!: number | null;
  @ApiProperty({ type: String, nullable: true }) purpose!: string | null;
  @ApiProperty({ type: String, nullable: true }) contract!: string | null;
  @ApiProperty({ type: String, nullable: true }) act!: string | null;
  @ApiProperty({ type: () => CostVerdictDto, nullable: true }) verdict!: CostVerdictDto | null;
}

/** The cost audit of a compensation; for the applicant from the decision on. */
export class CostAuditDto {
  @ApiProperty({ type: () => [CostLineDto] }) lines!: CostLineDto[];
  /** How many of the payments are judged. */
  @ApiProperty({ type: 'integer' }) judged!: number;
  @ApiProperty({ type: 'integer' }) claimedKopecks!: number;
  @ApiProperty({ type: 'integer' }) acceptedKopecks!: number;
  @ApiProperty({ type: 'integer', nullable: true }) requestedKopecks!: number | null;
  /** What the accepted sum gives by the terms of the measure; null while nothing can be split. */
  @ApiProperty({ type: 'integer', nullable: true }) stateKopecks!: number | null;
  @ApiProperty({ type: 'integer', nullable: true }) ownKopecks!: number | null;
  @ApiProperty({
    type: String,
    enum: ['SHARE', 'LIMIT', 'YEAR', 'ROUND', 'ASKED', 'FORM'],
    nullable: true,
  })
  capReason!: string | null;
  /** Whether the actor may judge payments now. */
  @ApiProperty() mayJudge!: boolean;
}

/** The Council's opinion or vote on a case, from the signed minutes. */
export class CouncilWordDto {
  @ApiProperty({ enum: ['CARRIED', 'NOT_CARRIED'] }) outcome!: string;
  /** OPINION does not bind the head of the centre, DECISION does. */
  @ApiProperty({ enum: ['OPINION', 'DECISION'] }) mode!: string;
  /** Number of the minutes. */
  @ApiProperty({ example: 'KZB-MIN-2026-000001' }) minutes!: string;
  @ApiProperty({ type: String, format: 'date' }) date!: string;
  @ApiProperty({ type: 'integer' }) for!: number;
  @ApiProperty({ type: 'integer' }) against!: number;
  @ApiProperty({ type: 'integer' }) abstain!: number;
}

/** One request as the actor may see it; what he may not see is absent. */
export class ApplicationDto {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ type: String, nullable: true, example: 'KZB-SRV-2026-000001' }) number!:
    string | null;
  @ApiProperty({ enum: PROCEDURE_KINDS }) kind!: string;
  @ApiProperty() state!: string;
  @ApiProperty() revision!: number;
  @ApiProperty({ type: () => ApplicationMeasureDto }) measure!: ApplicationMeasureDto;
  @ApiProperty({ type: () => ApplicationClusterDto }) cluster!: ApplicationClusterDto;
  @ApiProperty({ type: () => ApplicationOrganisationDto })
  organisation!: ApplicationOrganisationDto;
  @ApiProperty({ type: Object, additionalProperties: true }) answers!: Record<string, unknown>;
  /** Field key → where its first value came from. */
  @ApiPropertyOptional({ type: Object, additionalProperties: true })
  prefill?: Record<string, PrefillDto>;
  @ApiProperty({ type: () => [FormProblemDto] }) problems!: FormProblemDto[];
  @ApiProperty({ type: () => [SectionStateDto] }) sections!: SectionStateDto[];
  @ApiProperty({ type: () => [ApplicationDocumentDto] }) documents!: ApplicationDocumentDto[];
  @ApiProperty({ type: () => [RemarkDto] }) remarks!: RemarkDto[];
  /** In RETURNED: the paths that may be changed. */
  @ApiProperty({ type: [String], nullable: true }) unlocked!: string[] | null;
  @ApiPropertyOptional({ type: () => [CheckDto] }) checks?: CheckDto[];
  @ApiPropertyOptional({ type: () => ChecklistDto }) checklist?: ChecklistDto;
  @ApiPropertyOptional({ type: () => ConclusionDto, nullable: true })
  conclusion?: ConclusionDto | null;
  /** How many inner notes there are. For who may read them. */
  @ApiPropertyOptional({
    type: 'object',
    properties: { count: { type: 'integer' } },
    required: ['count'],
  })
  notes?: { count: number };
  /** Of a compensation: its payments and what is accepted of them. */
  @ApiPropertyOptional({ type: () => CostAuditDto }) costs?: CostAuditDto;
  /** What the Council said; null while it has not, or takes no part. */
  @ApiPropertyOptional({ type: () => CouncilWordDto, nullable: true })
  council?: CouncilWordDto | null;
  @ApiPropertyOptional({ type: () => DecisionDto, nullable: true }) decision?: DecisionDto | null;
  @ApiProperty({ type: () => ApplicationMoneyDto, nullable: true })
  money!: ApplicationMoneyDto | null;
  @ApiProperty({ type: () => ApplicationClockDto }) clock!: ApplicationClockDto;
  @ApiProperty({ type: () => PersonRefDto, nullable: true }) assignee!: PersonRefDto | null;
  /** What the actor may do now: actions of the flow. */
  @ApiProperty({ type: [String] }) allowed!: string[];
  /** What is the actor's business but not possible yet, and why. */
  @ApiProperty({ type: () => [BlockedActionDto] }) blocked!: BlockedActionDto[];
  @ApiPropertyOptional({ type: () => ConsentsNeededDto }) consents?: ConsentsNeededDto;
  @ApiProperty({ type: () => ApplicationAgreementDto, nullable: true })
  agreement!: ApplicationAgreementDto | null;
  @ApiProperty({ type: () => RegistryRefDto, nullable: true }) registry!: RegistryRefDto | null;
  /** While it may be edited: what the form engine needs besides the answers (`FormContext`). */
  @ApiPropertyOptional({ type: Object, additionalProperties: true })
  formContext?: Record<string, unknown>;
  /** Of a draft whose measure takes requests in rounds. */
  @ApiPropertyOptional({ type: () => DraftIntakeDto }) intake?: DraftIntakeDto;
  /** Of a draft that its people want gone: when it is deleted. */
  @ApiPropertyOptional({ type: String, format: 'date-time' }) deletesAt?: string;
  /** Of a draft that began with an earlier application's answers. */
  @ApiPropertyOptional({ type: () => DraftReuseDto }) reuse?: DraftReuseDto;
  /** Of a draft whose measure has got a new version since it was begun. */
  @ApiPropertyOptional({ type: () => DraftFormChangeDto }) formChange?: DraftFormChangeDto;
  /** How many times it was returned. */
  @ApiProperty() round!: number;
  @ApiProperty() returnsLeft!: number;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) parentId!: string | null;
  @ApiProperty({ format: 'date-time' }) createdAt!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) submittedAt!: string | null;
  @ApiProperty({ type: String, format: 'date', nullable: true }) registeredOn!: string | null;
  @ApiProperty({ type: String, format: 'date', nullable: true }) dueOn!: string | null;
  @ApiProperty() dueProvisional!: boolean;
  /** Of a demonstration round. */
  @ApiProperty() demo!: boolean;
}

export class ApplicationRowDto {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ type: String, nullable: true }) number!: string | null;
  @ApiProperty({ enum: PROCEDURE_KINDS }) kind!: string;
  @ApiProperty() state!: string;
  @ApiProperty() revision!: number;
  @ApiProperty({ type: () => MeasureRefDto }) measure!: MeasureRefDto;
  @ApiProperty({ type: () => OrganisationRefDto }) organisation!: OrganisationRefDto;
  @ApiProperty({ type: () => ClusterRefDto }) cluster!: ClusterRefDto;
  @ApiProperty({ type: () => PersonRefDto, nullable: true }) assignee!: PersonRefDto | null;
  @ApiProperty({ type: String, format: 'date', nullable: true }) dueOn!: string | null;
  @ApiProperty() dueProvisional!: boolean;
  @ApiProperty({ enum: ['APPLICANT', 'CENTRE', 'EXPERT', 'COUNCIL', 'OUTSIDE', 'NONE'] })
  turn!: string;
  /** Working days to the due date, today included. */
  @ApiProperty({ type: Number, nullable: true }) daysLeft!: number | null;
  @ApiProperty() overdue!: boolean;
  @ApiProperty({ type: Number, nullable: true }) costKopecks!: number | null;
  @ApiProperty({ type: Number, nullable: true }) requestedKopecks!: number | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) submittedAt!: string | null;
  @ApiProperty({ format: 'date-time' }) createdAt!: string;
  @ApiProperty({ format: 'date-time' }) updatedAt!: string;
  /** Of a draft that its people want gone: when it goes. */
  @ApiPropertyOptional({ type: String, format: 'date-time' }) deletesAt?: string;
}

export class ApplicationPageDto {
  @ApiProperty({ type: () => [ApplicationRowDto] }) items!: ApplicationRowDto[];
  @ApiProperty({ type: String, nullable: true }) next!: string | null;
  @ApiPropertyOptional({ type: Number }) total?: number;
  @ApiPropertyOptional({ type: Boolean }) approximate?: boolean;
}

/** What came of saving some answers. */
export class SavedAnswersDto {
  @ApiProperty() revision!: number;
  @ApiProperty({ type: () => [FormProblemDto] }) problems!: FormProblemDto[];
  @ApiProperty({ type: () => [SectionStateDto] }) sections!: SectionStateDto[];
  /** What the server made of the values sent: normal form, and computed fields that changed. */
  @ApiProperty({ type: Object, additionalProperties: true }) answers!: Record<string, unknown>;
  @ApiProperty({ type: () => ApplicationMoneyDto, nullable: true })
  money!: ApplicationMoneyDto | null;
  /** What others have changed since the revision sent; null where they cleared it. */
  @ApiProperty({ type: Object, additionalProperties: true }) changed!: Record<string, unknown>;
}
