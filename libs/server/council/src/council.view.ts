import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

import { CHOICES, type Choice } from '@okno/shared/council-rules';

import type { TextPair } from './council.entity';

const STATES = ['PLANNED', 'OPEN', 'CLOSED', 'SIGNED', 'CANCELLED'];
const ITEM_STATES = ['PENDING', 'VOTING', 'COUNTING', 'CLOSED', 'DEFERRED', 'WITHDRAWN'];
const OUTCOMES = ['CARRIED', 'NOT_CARRIED', 'NO_QUORUM'];

class TextPairDto implements TextPair {
  @ApiProperty() ru!: string;
  @ApiProperty() en!: string;
}

export class CouncilSessionRowDto {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ enum: STATES }) state!: string;
  @ApiProperty({ format: 'date-time' }) plannedFor!: string;
  @ApiProperty() place!: string;
  /** Given at opening. */
  @ApiProperty({ type: Number, nullable: true }) number!: number | null;
  @ApiProperty() clusterCode!: string;
  @ApiProperty({ example: 'Asia/Novokuznetsk' }) timeZone!: string;
}

export class CouncilSessionPageDto {
  @ApiProperty({ type: () => [CouncilSessionRowDto] }) items!: CouncilSessionRowDto[];
  @ApiProperty({ type: String, nullable: true }) next!: string | null;
}

export class QuorumDto {
  /** In office. */
  @ApiProperty({ type: 'integer' }) members!: number;
  @ApiProperty({ type: 'integer' }) counted!: number;
  @ApiProperty({ type: 'integer' }) needed!: number;
  @ApiProperty() met!: boolean;
}

export class CouncilMemberDto {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() name!: string;
  @ApiProperty({ type: () => TextPairDto }) represents!: TextPair;
  /** Presides over this session. */
  @ApiProperty() chair!: boolean;
  @ApiProperty() present!: boolean;
}

/** How a ballot stands. Of a secret one nothing but how many have voted, until it is counted. */
export class TallyDto {
  @ApiProperty({ type: 'integer', nullable: true }) for!: number | null;
  @ApiProperty({ type: 'integer', nullable: true }) against!: number | null;
  @ApiProperty({ type: 'integer', nullable: true }) abstain!: number | null;
  @ApiProperty({ type: 'integer' }) voters!: number;
  @ApiProperty({ type: 'integer' }) waiting!: number;
  /** Votes for that carry the question. */
  @ApiProperty({ type: 'integer' }) needed!: number;
  @ApiProperty({ type: 'integer' }) base!: number;
  /** What it comes to; null while votes that are awaited may change it. */
  @ApiProperty({ type: String, enum: OUTCOMES, nullable: true }) outcome!: string | null;
  /** Seals that nobody has opened. */
  @ApiProperty({ type: 'integer' }) unopened!: number;
  @ApiProperty({ type: () => QuorumDto }) quorum!: QuorumDto;
}

export class HallVoteDto {
  @ApiProperty({ format: 'uuid' }) memberId!: string;
  @ApiProperty({ enum: ['VOTED', 'WAITED', 'ABSENT', 'RECUSED'] }) state!: string;
  /** Of an open ballot. */
  @ApiProperty({ type: String, enum: CHOICES, nullable: true }) choice!: Choice | null;
  /** Why he is recused. */
  @ApiProperty({ type: String, nullable: true }) reason!: string | null;
  @ApiProperty({ type: String, nullable: true }) dissent!: string | null;
}

export class OwnVoteDto {
  /** Null in a secret ballot: only the member's own browser knows it. */
  @ApiProperty({ type: String, enum: CHOICES, nullable: true }) choice!: Choice | null;
  @ApiProperty({ format: 'date-time' }) at!: string;
}

/** A question as the actor may see it. Of one that he is recused from he sees the title and nothing else. */
export class CouncilItemDto {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ type: 'integer' }) position!: number;
  @ApiProperty() title!: string;
  /** The actor takes no part: everything below is absent. */
  @ApiProperty() hidden!: boolean;
  @ApiPropertyOptional({ enum: ITEM_STATES }) state?: string;
  @ApiPropertyOptional({ type: String }) question?: string;
  @ApiPropertyOptional({ enum: ['OPEN', 'SECRET'] }) ballot?: string;
  @ApiPropertyOptional({ type: String, enum: ['OPINION', 'DECISION'], nullable: true })
  mode?: string | null;
  @ApiPropertyOptional({ type: String, format: 'uuid', nullable: true }) applicationId?:
    string | null;
  /** Of a secret ballot: the key under which a vote is put in its envelope. */
  @ApiPropertyOptional({ type: String, nullable: true }) ballotKey?: string | null;
  @ApiPropertyOptional({ type: () => TallyDto, nullable: true }) tally?: TallyDto | null;
  @ApiPropertyOptional({ type: () => [HallVoteDto] }) hall?: HallVoteDto[];
  @ApiPropertyOptional({ type: () => OwnVoteDto, nullable: true }) mine?: OwnVoteDto | null;
  /** Of a secret ballot that is being counted: seals that are not opened yet. */
  @ApiPropertyOptional({ type: [String] }) sealed?: string[];
  /** What the actor may do with it now. */
  @ApiProperty({
    type: [String],
    enum: [
      ...['vote', 'reveal', 'recuse', 'takeBackRecusal', 'dissent'],
      ...['setBallot', 'remove', 'openBallot', 'closeBallot', 'release', 'count'],
    ],
  })
  allowed!: string[];
}

export class MinutesSignatureDto {
  @ApiProperty({ enum: ['CHAIR', 'SECRETARY'] }) side!: string;
  @ApiProperty() name!: string;
  @ApiProperty({ format: 'date-time' }) at!: string;
}

export class CouncilMinutesDto {
  @ApiProperty({ example: 'KZB-MIN-2026-000001' }) number!: string;
  @ApiProperty({ format: 'date' }) date!: string;
  @ApiProperty() sha256!: string;
  @ApiProperty({ type: () => [MinutesSignatureDto] }) signatures!: MinutesSignatureDto[];
}

/** A session with everything that the actor may see of it. */
export class CouncilRoomDto extends CouncilSessionRowDto {
  @ApiProperty({ type: () => TextPairDto }) council!: TextPair;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) openedAt!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) closedAt!: string | null;
  @ApiProperty({ type: () => [CouncilMemberDto] }) members!: CouncilMemberDto[];
  @ApiProperty({ type: () => QuorumDto }) quorum!: QuorumDto;
  /** The actor's own seat. */
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) memberId!: string | null;
  /** A vote may be changed while the ballot is open. */
  @ApiProperty() revote!: boolean;
  /** Members who are not here may vote. */
  @ApiProperty() absentVotes!: boolean;
  @ApiProperty({ type: () => [CouncilItemDto] }) items!: CouncilItemDto[];
  @ApiProperty({ type: () => CouncilMinutesDto, nullable: true })
  minutes!: CouncilMinutesDto | null;
  @ApiProperty({
    type: [String],
    enum: ['edit', 'cancel', 'add', 'open', 'mark', 'come', 'close', 'sign', 'readMinutes'],
  })
  allowed!: string[];
}

export class WaitingCaseDto {
  @ApiProperty({ format: 'uuid' }) applicationId!: string;
  @ApiProperty({ type: String, nullable: true }) number!: string | null;
  @ApiProperty() title!: string;
  @ApiProperty({ type: String, format: 'date', nullable: true }) dueOn!: string | null;
}

export class WaitingCasesDto {
  @ApiProperty({ type: () => [WaitingCaseDto] }) items!: WaitingCaseDto[];
}

/** A case as the Council reads it, without contacts and bank details. */
export class CaseBriefDto {
  @ApiProperty({ type: String, nullable: true }) number!: string | null;
  @ApiProperty() organisation!: string;
  @ApiProperty() inn!: string;
  @ApiProperty({ type: () => TextPairDto }) measure!: TextPair;
  @ApiProperty({ type: String, format: 'date', nullable: true }) registeredOn!: string | null;
  @ApiProperty({ type: 'integer' }) checks!: number;
  @ApiProperty({ type: 'integer' }) checksPassed!: number;
  /** Working days that the request has been with the centre and the Council. */
  @ApiProperty({ type: 'integer' }) days!: number;
  @ApiProperty({ type: 'integer' }) files!: number;
  /** The centre's conclusion; null while there is none. */
  @ApiProperty({ type: Boolean, nullable: true }) pass!: boolean | null;
  @ApiProperty({ type: String, nullable: true }) conclusion!: string | null;
  /** What is known of a conflict of interest of the actor; NOT_CHECKED: nobody has looked, declare it yourself. */
  @ApiProperty({ enum: ['NOT_CHECKED', 'NONE', 'FOUND'] }) conflict!: string;
}
