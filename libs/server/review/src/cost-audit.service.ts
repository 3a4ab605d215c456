import { Injectable } from '@nestjs/common';

import {
  ApplicationError,
  ApplicationsService,
  CostLines,
  type ApplicationData,
  type CostAuditDto,
  type CostLine,
  type Relation,
} from '@okno/server/applications';
import { CatalogueService } from '@okno/server/catalogue';
import {
  Clock,
  Database,
  reach,
  reachesCluster,
  RequestError,
  type Actor,
  type Tx,
} from '@okno/server/core';
import { localDate, yearOf } from '@okno/shared/work-calendar';

import type { JudgeCostsDto } from './cost-audit.dto';
import { acceptedSum, isAudited, judge, sumOf } from './cost-audit.policy';
import { CostVerdictsRepository, type CostVerdictRecord } from './cost-verdicts.repository';
import { grant, type Granted } from './decision.policy';
import { DecisionsRepository } from './decisions.repository';
import { ReviewError } from './review.errors';

/** From these on the applicant reads what was accepted and why not. */
const TOLD: ReadonlySet<string> = new Set([
  'DECISION',
  'WAITLISTED',
  'APPROVED',
  'REJECTED',
  'AGREEMENT',
  'PAYMENT',
  'OBLIGATIONS',
  'TERMINATED',
  'REFUND',
  'CLOSED',
]);

/** Payments of a request with what was judged of them. */
interface Audit {
  lines: readonly CostLine[];
  verdicts: readonly CostVerdictRecord[];
}

/** The cost audit of procedure 3: every payment is judged, and the sum of what is accepted is what is split. */
@Injectable()
export class CostAuditService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly applications: ApplicationsService,
    private readonly catalogue: CatalogueService,
    private readonly costs: CostLines,
    private readonly verdicts: CostVerdictsRepository,
    private readonly decisions: DecisionsRepository,
  ) {}

  /**
   * Judges payments, again as often as needed while the costs are audited.
   * @throws ApplicationError application.changed_meanwhile, .wrong_state; RequestError permission.denied,
   * request.invalid; ReviewError review.conflict_of_interest
   */
  judge(actor: Actor, applicationId: string, dto: JudgeCostsDto): Promise<CostAuditDto> {
    return this.db.transaction(async (tx) => {
      const { row, relation } = await this.applications.lock(tx, actor, applicationId);
      requireAuditor(actor, row, relation);
      if (dto.revision !== undefined && dto.revision !== row.revision) {
        throw new ApplicationError('application.changed_meanwhile', { revision: row.revision });
      }
      const lines = await this.costs.of(applicationId, tx);
      const { verdicts, problems } = judge(lines, dto.lines);
      if (problems.length > 0) {
        throw new RequestError('request.invalid', {}, problems);
      }
      await this.verdicts.put(tx, actor, applicationId, verdicts, this.clock.now());
      await this.applications.note(tx, actor, row, {
        action: 'judgeCosts',
        data: {
          lines: verdicts.map(({ lineId, outcome, acceptedKopecks }) => ({
            no: lines.find(({ id }) => id === lineId)?.no ?? 0,
            outcome,
            acceptedKopecks,
          })),
        },
      });
      // Who has judged the costs neither decides on them nor pays.
      await this.applications.markReviewer(tx, row.id, actor.accountId);
      await this.applications.touch(tx, row);
      return this.view(actor, row, await this.read(applicationId, tx), tx);
    });
  }

  async isAudited(applicationId: string, tx?: Tx): Promise<boolean> {
    const { lines, verdicts } = await this.read(applicationId, tx);
    return isAudited(lines, verdicts);
  }

  /** What of the payments was accepted, in kopecks: the cost that a decision splits. */
  async accepted(applicationId: string, tx?: Tx): Promise<number> {
    const { lines, verdicts } = await this.read(applicationId, tx);
    return acceptedSum(lines, verdicts);
  }

  /** For the centre at any time; for the applicant once the audit is through, without names. */
  async shown(
    actor: Actor,
    application: ApplicationData,
    side: Relation['side'],
  ): Promise<{ costs?: CostAuditDto }> {
    const applicant = side === 'APPLICANT';
    if (
      application.kind !== 'COMPENSATION' ||
      (applicant ? !TOLD.has(application.state) : reach(actor, 'application.read').masked)
    ) {
      return {};
    }
    const audit = await this.read(application.id);
    return { costs: await this.view(applicant ? null : actor, application, audit) };
  }

  private async read(applicationId: string, tx?: Tx): Promise<Audit> {
    // One after another: in a transaction there is one connection.
    const lines = await this.costs.of(applicationId, tx);
    return { lines, verdicts: await this.verdicts.of(applicationId, tx) };
  }

  /** @param actor of the centre; null for the applicant */
  private async view(
    actor: Actor | null,
    application: ApplicationData,
    { lines, verdicts }: Audit,
    tx?: Tx,
  ): Promise<CostAuditDto> {
    const acceptedKopecks = acceptedSum(lines, verdicts);
    const granted = await this.split(application, acceptedKopecks, tx);
    const rows = lines.map((line) => lineView(line, verdicts, actor !== null));
    return {
      lines: rows,
      judged: rows.filter(({ verdict }) => verdict !== null).length,
      claimedKopecks: sumOf(lines.map(({ claimedKopecks }) => claimedKopecks)),
      acceptedKopecks,
      requestedKopecks: application.requestedKopecks,
      stateKopecks: granted?.approvedKopecks ?? null,
      ownKopecks: granted?.ownKopecks ?? null,
      capReason: granted?.capReason ?? null,
      mayJudge:
        actor !== null && application.state === 'COST_AUDIT' && mayAudit(actor, application),
    };
  }

  /** What the sum would give today, by the rules of the decision. */
  private async split(
    application: ApplicationData,
    costKopecks: number,
    tx?: Tx,
  ): Promise<Granted | undefined> {
    const version = await this.catalogue.version(application.measureVersionId);
    const cluster = await this.catalogue.cluster(application.clusterId);
    if (version === null || version.stateShareBp === null || cluster === null) {
      return undefined;
    }
    const { organisationId, clusterId, measureCode } = application;
    const year = yearOf(localDate(this.clock.now(), cluster.timeZone));
    const of = { applicationId: application.id, organisationId, clusterId, measureCode, year };
    const { kopecksThisYear } = await this.decisions.support(of, tx);
    const limit = version.limitPerYearKopecks;
    return grant({
      costKopecks,
      requestedKopecks: application.requestedKopecks ?? 0,
      stateShareBp: version.stateShareBp,
      limitKopecks: version.limitPerApplicationKopecks,
      yearRestKopecks: limit === null ? null : limit - kopecksThisYear,
      asked: true,
    });
  }
}

function lineView(
  line: CostLine,
  verdicts: readonly CostVerdictRecord[],
  named: boolean,
): CostAuditDto['lines'][number] {
  const { orderKey: _orderKey, ...shown } = line;
  const verdict = verdicts.find(({ lineId }) => lineId === line.id);
  return {
    ...shown,
    verdict:
      verdict === undefined
        ? null
        : {
            outcome: verdict.outcome,
            acceptedKopecks: verdict.acceptedKopecks,
            reason: verdict.reason,
            by: named ? verdict.byName : null,
            at: verdict.at.toISOString(),
          },
  };
}

/** The reviewer who has the case, or an accountant of the cluster. */
function mayAudit(actor: Actor, { clusterId, assigneeId }: ApplicationData): boolean {
  return (
    reachesCluster(actor, 'cost.audit', clusterId) ||
    (reach(actor, 'cost.audit').assigned && assigneeId === actor.accountId)
  );
}

function requireAuditor(actor: Actor, row: ApplicationData, { side }: Relation): void {
  if (side === 'APPLICANT') {
    throw new ReviewError('review.conflict_of_interest');
  }
  if (!mayAudit(actor, row)) {
    throw new RequestError('permission.denied', { permission: 'cost.audit' });
  }
  if (row.state !== 'COST_AUDIT') {
    throw new ApplicationError('application.wrong_state', { state: row.state });
  }
}
