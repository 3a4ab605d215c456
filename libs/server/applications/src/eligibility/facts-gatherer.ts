import { Injectable } from '@nestjs/common';

import {
  CatalogueService,
  DictionariesService,
  RoundMoney,
  type ActivityLists,
  type ClusterData,
  type MeasureVersionData,
  type Round,
} from '@okno/server/catalogue';
import { Clock, type Tx } from '@okno/server/core';
import {
  EgrulExtracts,
  OrganisationsService,
  RegisterFactsService,
  type EgrulExtract,
  type RegisterFacts,
} from '@okno/server/organisations';
import { RegistryService, type ActiveMembership } from '@okno/server/registry';
import { withDerived, type Rule, type Situation } from '@okno/shared/eligibility';
import { confirmedRows } from '@okno/shared/form-schema';
import { localDate } from '@okno/shared/work-calendar';

import type { ApplicationData } from '../case-row';
import type { CaseWorld } from '../case-world';
import { CostLines } from '../cost-lines.service';
import { takesRequests, type FormReading } from '../form-reader';
import { ApplicationsRepository } from '../applications.repository';
import { countUnconfirmed } from '../confirmations/confirmations.policy';
import { ConfirmationsRepository } from '../confirmations/confirmations.repository';
import { applicantFacts } from './applicant-facts';
import { caseFacts, type CaseContent } from './case-facts';
import {
  historyFacts,
  measureFacts,
  membershipFacts,
  roundFacts,
  standingOf,
  type Classifiers,
  type RoundStanding,
} from './measure-facts';

/** Facts that only registers tell. */
const FROM_REGISTERS = /^(sme|support\.register|org\.existsSince)/;

/** Gathers what is known for the rules of a measure, each fact from the domain that owns it, with source and day. */
@Injectable()
export class FactsGatherer {
  constructor(
    private readonly catalogue: CatalogueService,
    private readonly dictionaries: DictionariesService,
    private readonly organisations: OrganisationsService,
    private readonly registers: RegisterFactsService,
    private readonly extracts: EgrulExtracts,
    private readonly registry: RegistryService,
    private readonly roundMoney: RoundMoney,
    private readonly repository: ApplicationsRepository,
    private readonly confirmations: ConfirmationsRepository,
    private readonly costLines: CostLines,
    private readonly clock: Clock,
  ) {}

  /**
   * What the rules ask of others while a request is being filed. A round's money stops nobody (the request may
   * wait), so nobody asks for it.
   */
  async forFiling(row: ApplicationData, { version }: CaseWorld, tx: Tx): Promise<FilingFacts> {
    const [registers, extracts, membership, activities] = await Promise.all([
      restsOnRegisters(version.rules)
        ? this.registers.registerFacts(row.organisationInn, tx)
        : null,
      this.extracts.newest([row.organisationId], tx),
      this.registry.activeMembership(row.organisationId, row.clusterId, tx),
      this.dictionaries.activities(),
    ]);
    return { registers, extract: extracts[0] ?? null, membership, activities };
  }

  /** The situation in which a request is being filed: of what the filing has read already. */
  async ofFiling(
    { version, cluster }: CaseWorld,
    reading: FormReading,
    { registers, extract, membership, activities }: FilingFacts,
    content: CaseContent,
    tx: Tx,
  ): Promise<Situation> {
    const { card, granted } = reading;
    const { filingDate } = reading.context;
    const okved = extract?.okvedMain ?? card.okvedMain;
    const classifiers = await this.classifiers(okved, activities, tx);
    const facts = {
      // What a register or a registrar says of the organisation goes before its declarations.
      ...caseFacts(content, filingDate),
      ...applicantFacts({ inn: card.inn, card, registers, extract }),
      ...measureFacts(version, cluster, classifiers, filingDate),
      ...membershipFacts(membership, cluster, filingDate),
      ...historyFacts(granted, filingDate),
      ...roundFacts({ state: takesRequests(reading) ? 'OPEN' : 'CLOSED' }, filingDate),
    };
    return { facts: withDerived(facts), today: filingDate };
  }

  /**
   * For a request, as it is to be filed or was filed; after filing the round counts as it stood then.
   * @throws Error when something the request stands on is gone, which no request can cause
   */
  async ofCase(row: ApplicationData, draft?: CaseContent): Promise<Situation> {
    const content = draft ?? (await this.filed(row));
    const [version, cluster, card, activities, [extract = null]] = await Promise.all([
      this.catalogue.version(row.measureVersionId),
      this.catalogue.cluster(row.clusterId),
      this.organisations.card(row.organisationId),
      this.dictionaries.activities(),
      this.extracts.newest([row.organisationId]),
    ]);
    if (version === null || cluster === null || card === null) {
      throw new Error(`Case ${row.id} has lost its measure, cluster or organisation`);
    }
    const today = localDate(this.clock.now(), cluster.timeZone);
    const [registers, membership, granted, round, classifiers, unconfirmed] = await Promise.all([
      this.registers.registerFacts(card.inn),
      this.registry.activeMembership(row.organisationId, row.clusterId),
      this.repository.granted(row),
      this.roundOfCase(row, cluster),
      this.classifiers(extract?.okvedMain ?? card.okvedMain, activities),
      this.unconfirmed(row, version),
    ]);
    const facts = {
      // What a register or a registrar says of the organisation goes before its declarations.
      ...caseFacts({ ...content, ...unconfirmed }, today),
      ...applicantFacts({ inn: card.inn, card, registers, extract }),
      ...measureFacts(version, cluster, classifiers, today),
      ...membershipFacts(membership, cluster, today),
      ...historyFacts(granted, today),
      ...roundFacts(round, today),
    };
    return { facts: withDerived(facts), today };
  }

  /** How rounds stand, with what is left of their money. */
  async roundsNow(
    rounds: readonly { round: Round; timeZone: string }[],
  ): Promise<ReadonlyMap<string, RoundStanding>> {
    const sums = await this.roundMoney.read(rounds.map(({ round }) => round.id));
    return new Map(
      rounds.map(({ round, timeZone }) => [
        round.id,
        {
          ...standingOf(round, timeZone),
          restKopecks: sums.get(round.id)?.freeKopecks ?? round.budgetKopecks,
        },
      ]),
    );
  }

  /** What the classifiers tell of a main ОКВЭД. */
  async classifiers(
    okved: string | undefined,
    lists: ActivityLists,
    tx?: Tx,
  ): Promise<Classifiers> {
    const known = async (code: string): Promise<boolean> =>
      (await this.dictionaries.entry('okved2', code, tx)) !== null;
    return {
      excluded: lists.excluded,
      okvedKnown: lists.okvedLoaded && okved !== undefined ? await known(okved) : null,
    };
  }

  /** Where a rule asks: how many of the rows that others confirm nobody has confirmed. */
  private async unconfirmed(
    { id, answers }: ApplicationData,
    { rules, form }: MeasureVersionData,
  ): Promise<Pick<CaseContent, 'unconfirmed'>> {
    if (form === null || !rules.some(({ shows }) => shows === 'case.unconfirmed')) {
      return {};
    }
    const asked = await this.confirmations.of(id);
    return { unconfirmed: countUnconfirmed(id, confirmedRows(form, answers), asked) };
  }

  /** What a filed request holds; its payments were claimed when it was filed. */
  private async filed(row: ApplicationData): Promise<CaseContent> {
    return row.kind !== 'COMPENSATION'
      ? row
      : { ...row, costsClaimed: true, similarPayments: await this.costLines.similar(row.id) };
  }

  private async roundOfCase(
    row: ApplicationData,
    { timeZone }: ClusterData,
  ): Promise<RoundStanding> {
    const round = row.kind === 'MEMBERSHIP' ? null : await this.roundThatCounts(row);
    const now = (round && (await this.roundsNow([{ round, timeZone }])).get(round.id)) ?? null;
    if (round === null || now === null) {
      return { state: 'NONE' };
    }
    const { submittedAt: at } = row;
    const filed = at !== null && at >= round.opensAt && at < round.closesAt ? 'OPEN' : 'CLOSED';
    return at === null ? now : { ...now, state: filed };
  }

  /** The one it was filed into; of a draft the one it would be filed into now, else the next one. */
  private async roundThatCounts(row: ApplicationData): Promise<Round | null> {
    const now = this.clock.now();
    if (row.submittedAt === null) {
      const open = await this.catalogue.openRound(row.measureVersionId, now);
      return open ?? this.catalogue.comingRound(row.measureVersionId, now);
    }
    return row.roundId === null ? null : this.catalogue.round(row.roundId);
  }
}

/** What others tell for a filing. */
export interface FilingFacts {
  /** Null where no rule rests on them. */
  registers: RegisterFacts | null;
  /** The newest extract from ЕГРЮЛ that a registrar has read. */
  extract: EgrulExtract | null;
  membership: ActiveMembership | null;
  activities: ActivityLists;
}

function restsOnRegisters(rules: readonly Rule[]): boolean {
  return rules.some(({ shows }) => FROM_REGISTERS.test(shows) || shows === 'org.registeredOn');
}
