import { Injectable } from '@nestjs/common';

import { RateLimits } from '@okno/server/accounts';
import {
  CatalogueService,
  DictionariesService,
  JudgedMeasures,
  type ActivityLists,
  type ClusterData,
  type JudgedMeasure,
} from '@okno/server/catalogue';
import { Clock, RequestError, type Actor } from '@okno/server/core';
import {
  EgrulExtracts,
  OrganisationsService,
  RegisterFactsService,
} from '@okno/server/organisations';
import { RegistryService, type Standing } from '@okno/server/registry';
import { DECLARED, withDerived, type Facts, type Situation } from '@okno/shared/eligibility';
import { checkInn } from '@okno/shared/identifiers';
import { localDate, type LocalDate } from '@okno/shared/work-calendar';

import { ApplicationsRepository, type Granted } from '../applications.repository';
import { CaseAccess } from '../case-access';
import { costsOf } from '../form-reader';
import { applicantFacts, compact, type Applicant } from './applicant-facts';
import {
  BecomesTrueDto,
  RuleTraceDto,
  type CheckedApplicantDto,
  type EligibilityDto,
  type EligibilityRequest,
  type RankingDto,
  type RankingRequest,
} from './eligibility.dto';
import { FactsGatherer } from './facts-gatherer';
import {
  historyFacts,
  measureFacts,
  membershipFacts,
  roundFacts,
  type Classifiers,
  type RoundStanding,
} from './measure-facts';
import { inOrder, judge, type Judgement } from './ranking.policy';

/** A measure of no cluster is judged by the day in Moscow. */
const NO_CLUSTER_ZONE = 'Europe/Moscow';
/** One address may look at many measures in a row, an office behind it too; a machine that reads out the registers may not. */
const PER_ADDRESS = { name: 'eligibility.address', burst: 120, everySeconds: 1 };

/** Somebody with what may be known of him to who asks. */
interface Known {
  who: Applicant | null;
  name: string | null;
  /** Null: only a sign-in would tell. */
  standing: readonly Standing[] | null;
  granted: readonly Granted[] | null;
  /** What he says of himself in answer to a question. */
  said: { category?: string; memberOf?: string | null };
}

/** What a judgement needs besides the applicant. */
interface Ground {
  cluster: ClusterData | null;
  today: LocalDate;
  round: RoundStanding;
  classifiers: Classifiers;
}

/** Who may get what: for visitors by what is public, for applicants by what the portal knows of their own. */
@Injectable()
export class EligibilityService {
  constructor(
    private readonly measures: JudgedMeasures,
    private readonly catalogue: CatalogueService,
    private readonly dictionaries: DictionariesService,
    private readonly organisations: OrganisationsService,
    private readonly registers: RegisterFactsService,
    private readonly extracts: EgrulExtracts,
    private readonly registry: RegistryService,
    private readonly repository: ApplicationsRepository,
    private readonly access: CaseAccess,
    private readonly gatherer: FactsGatherer,
    private readonly limits: RateLimits,
    private readonly clock: Clock,
  ) {}

  /**
   * One measure for one applicant. Saves nothing.
   * @throws CatalogueError measure.not_found; RequestError request.invalid for a wrong ИНН, request.not_found for an
   * organisation that is not one's own, rate.limited
   */
  async check(
    code: string,
    request: EligibilityRequest,
    actor: Actor | null,
    address: string,
  ): Promise<EligibilityDto> {
    await this.limits.take([{ limit: PER_ADDRESS, subject: address }]);
    const measure = await this.measures.one(code);
    const known =
      request.organisationId === undefined
        ? await this.byInn(request.inn ?? '')
        : await this.own(request.organisationId, actor);
    const [ground] = await this.grounds([measure], known);
    const at = situation(measure, ground, known);
    return answer(judge(measure.rules, at, false), applicantOf(known), at.today);
  }

  /**
   * Every measure for what somebody says of himself, and what open registers tell of his ИНН.
   * @throws RequestError request.invalid for a wrong ИНН or an unknown cluster, rate.limited
   */
  async ranking(request: RankingRequest, address: string): Promise<RankingDto> {
    await this.limits.take([{ limit: PER_ADDRESS, subject: address }]);
    const known = await this.saidBy(request);
    const measures = await this.measures.all();
    const grounds = await this.grounds(measures, known);
    const ranked = inOrder(
      measures.map((measure, position) => ({
        measure,
        position,
        wanted: request.needs?.includes(measure.summary.category) ?? false,
        judgement: judge(measure.rules, situation(measure, grounds[position], known), false),
      })),
    );
    return {
      applicant: known.who === null ? null : applicantOf(known),
      items: ranked.map(({ measure, wanted, judgement }) => ({
        measure: measure.summary,
        verdict: judgement.verdict,
        fits: judgement.verdict !== 'FAIL' && judgement.traces.length > 0,
        wanted,
        reasons: judgement.traces
          .filter(({ outcome }) => outcome !== 'PASS')
          .map((trace) => RuleTraceDto.from(trace)),
        passed: judgement.traces
          .filter(({ outcome }) => outcome === 'PASS')
          .map((trace) => trace.code),
        becomesTrue: judgement.becomesTrue && BecomesTrueDto.from(judgement.becomesTrue),
      })),
    };
  }

  /**
   * A request as it stands now, for its own people before they file.
   * @throws ApplicationError application.not_found
   */
  async ofCase(actor: Actor, id: string): Promise<EligibilityDto> {
    const { row } = await this.access.open(actor, id);
    const rules = (await this.catalogue.version(row.measureVersionId))?.rules ?? [];
    const at =
      row.submittedAt === null
        ? await this.gatherer.ofCase(row, { answers: row.answers, ...costsOf(row.answers) })
        : await this.gatherer.ofCase(row);
    const applicant = { inn: row.organisationInn, name: row.organisationName };
    return answer(judge(rules, at, true), applicant, at.today);
  }

  /** Only what is public: open registers, and the register of participants as everybody sees it. */
  private async byInn(typed: string): Promise<Known> {
    const checked = checkInn(typed.replace(/\s/gu, ''));
    if (!checked.ok) {
      throw new RequestError('request.invalid', {}, [{ path: 'inn', code: checked.code }]);
    }
    const inn = checked.value;
    const [registers, organisationId] = await Promise.all([
      this.registers.registerFacts(inn),
      this.organisations.idByInn(inn),
    ]);
    const standing =
      organisationId === null ? [] : await this.registry.publishedStanding(organisationId);
    return {
      who: { inn, card: null, registers, extract: null },
      name: registers.shortName?.value ?? registers.fullName?.value ?? null,
      standing: standing.length === 0 ? null : standing,
      granted: null,
      said: {},
    };
  }

  private async own(organisationId: string, actor: Actor | null): Promise<Known> {
    const mine = actor === null ? [] : await this.access.standing(actor);
    const isMine = mine.some((one) => one.organisationId === organisationId);
    const card = isMine ? await this.organisations.card(organisationId) : null;
    if (card === null) {
      throw new RequestError('request.not_found');
    }
    const [registers, [extract = null], standing, granted] = await Promise.all([
      this.registers.registerFacts(card.inn),
      this.extracts.newest([organisationId]),
      this.registry.standing(organisationId),
      this.repository.granted({ organisationId }),
    ]);
    return {
      who: { inn: card.inn, card, registers, extract },
      name: card.shortName,
      standing,
      granted,
      said: {},
    };
  }

  private async saidBy({ inn, category, memberOf }: RankingRequest): Promise<Known> {
    const nobody: Known = { who: null, name: null, standing: null, granted: null, said: {} };
    // An answer may also be sent as null.
    const typed = inn?.trim() ?? '';
    const known = typed === '' ? nobody : await this.byInn(typed);
    const cluster = memberOf ? await this.catalogue.cluster(memberOf) : null;
    if (memberOf && cluster === null) {
      throw new RequestError('request.invalid', {}, [{ path: 'memberOf', code: 'NOT_AN_OPTION' }]);
    }
    return {
      ...known,
      said: {
        ...(category ? { category } : {}),
        ...(memberOf === undefined ? {} : { memberOf: cluster?.id ?? null }),
      },
    };
  }

  private async grounds(measures: readonly JudgedMeasure[], { who }: Known): Promise<Ground[]> {
    const [clusters, lists] = await Promise.all([
      this.catalogue.clusters(),
      this.dictionaries.activities(),
    ]);
    const byId = new Map(clusters.map((cluster) => [cluster.id, cluster]));
    const zoneOf = ({ clusterId }: JudgedMeasure): string =>
      byId.get(clusterId ?? '')?.timeZone ?? NO_CLUSTER_ZONE;
    const [rounds, classifiers] = await Promise.all([
      this.gatherer.roundsNow(
        measures.flatMap((measure) =>
          measure.round === null ? [] : [{ round: measure.round, timeZone: zoneOf(measure) }],
        ),
      ),
      this.classifiers(who, lists),
    ]);
    const now = this.clock.now();
    return measures.map((measure) => ({
      cluster: byId.get(measure.clusterId ?? '') ?? null,
      today: localDate(now, zoneOf(measure)),
      round: rounds.get(measure.round?.id ?? '') ?? { state: 'NONE' },
      classifiers,
    }));
  }

  private classifiers(who: Applicant | null, lists: ActivityLists): Promise<Classifiers> {
    const okved =
      who?.extract?.okvedMain ?? who?.card?.okvedMain ?? who?.registers?.okvedMain?.value;
    return this.gatherer.classifiers(okved, lists);
  }
}

function situation(measure: JudgedMeasure, ground: Ground | undefined, known: Known): Situation {
  if (ground === undefined) {
    throw new Error(`Nothing is known of the ground of ${measure.code}`);
  }
  const { cluster, today, round, classifiers } = ground;
  const facts = {
    ...saidFacts(known, measure, today),
    ...(known.who === null ? {} : applicantFacts(known.who)),
    ...measureFacts(measure, cluster, classifiers, today),
    ...roundFacts(round, today),
    ...registryFacts(known, measure, ground),
    ...(known.granted === null
      ? {}
      : historyFacts(inCluster(known.granted, measure.clusterId), today)),
  };
  return { facts: withDerived(facts), today };
}

/** What somebody answers about himself: it counts against him, and is otherwise looked up later. */
function saidFacts({ said }: Known, { clusterId }: JudgedMeasure, today: LocalDate): Facts {
  const { category, memberOf } = said;
  const inThis = memberOf === clusterId && clusterId !== null;
  return compact({
    'sme.category':
      category === undefined ? undefined : { value: category, source: DECLARED, asOf: today },
    'membership.state':
      memberOf === undefined
        ? undefined
        : { value: inThis ? 'ACTIVE' : 'NONE', source: DECLARED, asOf: today },
  });
}

/** What the register of participants tells: of one's own everything, of others what it publishes. */
function registryFacts(
  { standing, granted }: Known,
  { clusterId }: JudgedMeasure,
  { cluster, today }: Ground,
): Facts {
  const here = standing?.find((one) => one.clusterId === clusterId) ?? null;
  return here === null && granted === null ? {} : membershipFacts(here, cluster, today);
}

function inCluster(granted: readonly Granted[], clusterId: string | null): Granted[] {
  return granted.filter((one) => one.clusterId === clusterId);
}

function applicantOf({ who, name }: Known): CheckedApplicantDto {
  return { inn: who?.inn ?? '', name };
}

function answer(
  { verdict, traces, becomesTrue }: Judgement,
  applicant: CheckedApplicantDto,
  today: LocalDate,
): EligibilityDto {
  return {
    applicant,
    verdict,
    rules: traces.map((trace) => RuleTraceDto.from(trace)),
    becomesTrue: becomesTrue && BecomesTrueDto.from(becomesTrue),
    today,
  };
}
