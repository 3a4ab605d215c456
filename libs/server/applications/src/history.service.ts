import { Injectable } from '@nestjs/common';

import { Audit, Clock, SYSTEM_ACCOUNT, type Actor, type AuditEntry } from '@okno/server/core';

import { CaseAccess, type Relation } from './case-access';
import type { ApplicationData } from './case-row';
import { CaseWorlds } from './case-world';
import { ApplicationClockDto } from './clock.dto';
import type { HistoryDto, HistoryEntryDto } from './records.dto';

const APPLICANT_ROLES: ReadonlySet<string> = new Set(['APPLICANT', 'APPLICANT_ADMIN']);
/** Entries besides transitions that an applicant sees. */
const PUBLIC_ACTIONS: ReadonlySet<string> = new Set([
  'assign',
  'document.add',
  'document.remove',
  'document.infected',
  'remark.accept',
]);

/** What happened to a request, as the one who asks may know it. */
@Injectable()
export class HistoryService {
  constructor(
    private readonly audit: Audit,
    private readonly now: Clock,
    private readonly access: CaseAccess,
    private readonly worlds: CaseWorlds,
  ) {}

  async of(actor: Actor, id: string): Promise<HistoryDto> {
    const { row, relation } = await this.access.open(actor, id);
    const entries = await this.audit.history({ type: 'application', id });
    return {
      items: entries
        .filter((entry) => relation.side !== 'APPLICANT' || isPublic(entry))
        .map((entry) => show(entry, row, relation)),
    };
  }

  async clock(actor: Actor, id: string): Promise<ApplicationClockDto> {
    const { row } = await this.access.open(actor, id);
    const world = await this.worlds.of(row);
    return ApplicationClockDto.from(this.worlds.clock(row, world), this.now.now());
  }
}

function isPublic(entry: AuditEntry): boolean {
  return entry.toState !== null || PUBLIC_ACTIONS.has(entry.action);
}

function show(entry: AuditEntry, row: ApplicationData, relation: Relation): HistoryEntryDto {
  const { seq, at, action, fromState, toState, reasonCode, publicComment, hash, prevHash } = entry;
  return {
    seq,
    at: at.toISOString(),
    actor: { name: nameFor(entry, row, relation), role: entry.role, side: sideOf(entry) },
    action,
    from: fromState,
    to: toState,
    reasonCode,
    publicComment,
    ...(relation.side === 'APPLICANT' ? {} : { innerComment: entry.innerComment }),
    hash,
    prevHash,
  };
}

function sideOf({ actorId, role }: AuditEntry): HistoryEntryDto['actor']['side'] {
  if (actorId === SYSTEM_ACCOUNT) {
    return 'SYSTEM';
  }
  return APPLICANT_ROLES.has(role) ? 'APPLICANT' : 'CENTRE';
}

/** Applicants know the specialist who has their case by name, others of the centre by role, experts never. */
function nameFor(entry: AuditEntry, row: ApplicationData, relation: Relation): string | null {
  const side = sideOf(entry);
  if (side === 'SYSTEM' || (relation.masked && side === 'APPLICANT')) {
    return null;
  }
  const told =
    relation.side !== 'APPLICANT' ||
    side === 'APPLICANT' ||
    (entry.actorId === row.assigneeId && entry.role !== 'EXPERT');
  return told ? entry.actorName : null;
}
