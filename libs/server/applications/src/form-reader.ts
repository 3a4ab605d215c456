import { Injectable } from '@nestjs/common';

import { CatalogueService, moneyTerms, type Round } from '@okno/server/catalogue';
import type { Tx } from '@okno/server/core';
import type { OrganisationCardData } from '@okno/server/organisations';
import {
  fieldsByKey,
  prefillAnswers,
  type Answers,
  type FormContext,
  type FormDefinition,
} from '@okno/shared/form-schema';
import { split } from '@okno/shared/money';
import { localDate, yearOf } from '@okno/shared/work-calendar';
import { pathOf, termFor } from '@okno/shared/workflow';

import { ApplicationsRepository, type Granted } from './applications.repository';
import type { ApplicationMoneyDto } from './application.view';
import type { CaseRow, PrefillNote } from './case-row';
import type { CaseWorld } from './case-world';
import type { FormSurroundings } from './form-surroundings';
import { prefillNotes, prefillSources, type ProfileData } from './prefill-sources';
import { SecretAnswers } from './secret-answers';

/** A form with everything it is judged by. */
export interface FormReading {
  context: FormContext;
  card: OrganisationCardData;
  /** The answers in the clear, with the card's own fields as the card is now. */
  answers: Answers;
  /** The intake round, in a draft perhaps one that is still to open; null where there is none. */
  round: Round | null;
  /** What the portal has granted to the organisation in the cluster. */
  granted: readonly Granted[];
}

/** Rules that look at what the portal has granted. */
const RESTS_ON_HISTORY: ReadonlySet<string> = new Set(['E08', 'E10']);

/** Reads what the form engine needs besides the answers. */
@Injectable()
export class FormReader {
  constructor(
    private readonly catalogue: CatalogueService,
    private readonly repository: ApplicationsRepository,
    private readonly secrets: SecretAnswers,
  ) {}

  /**
   * How the form of a request stands at `now`. After filing it is judged as of the day of filing: a
   * correction is not a new request.
   */
  async of(
    row: CaseRow,
    world: CaseWorld,
    surroundings: FormSurroundings | Promise<FormSurroundings>,
    now: Date,
    tx?: Tx,
  ): Promise<FormReading> {
    const filingDate = localDate(row.submittedAt ?? now, world.cluster.timeZone);
    const [around, granted, round] = await Promise.all([
      surroundings,
      this.granted(row, world, tx),
      this.round(row, now, tx),
    ]);
    const { card } = around;
    const money = moneyOf(world, grantedIn(yearOf(filingDate), granted));
    const context: FormContext = {
      filingDate,
      calendars: around.calendars,
      options: around.options,
      roundYear: round?.year ?? yearOf(filingDate),
      reviewTermWorkingDays: reviewTerm(world),
      facts: {
        applicantIsHead: sameName(around.person.name, card.headName),
        egrulConnected: false,
        taxConnected: false,
      },
      confirmedEmails: around.confirmedEmails,
      ...(money ? { money } : {}),
    };
    const open = row.state === 'DRAFT' || row.state === 'RETURNED';
    const stored = this.secrets.open(row.id, row.answers);
    const answers = open ? withCard(world.form, row.unlocked, stored, card, world) : stored;
    return { context, card, answers, round, granted };
  }

  /** Where no rule looks at what was granted before, nobody asks. */
  private granted(row: CaseRow, { version }: CaseWorld, tx?: Tx): Promise<readonly Granted[]> {
    return version.limitPerYearKopecks !== null ||
      version.rules.some(({ code }) => RESTS_ON_HISTORY.has(code))
      ? this.repository.granted(row, tx)
      : Promise.resolve([]);
  }

  /** The round a draft would be filed into now, else the one it waits for; later the one it was filed into. */
  private async round(row: CaseRow, now: Date, tx?: Tx): Promise<Round | null> {
    if (row.kind === 'MEMBERSHIP') {
      return null;
    }
    const open =
      row.submittedAt === null
        ? await this.catalogue.openRound(row.measureVersionId, now, tx)
        : null;
    return open ?? (row.roundId === null ? null : this.catalogue.round(row.roundId, tx));
  }
}

/** Whether something can be filed now: a draft may wait for a round that is still to open. */
export function takesRequests({ round }: FormReading): boolean {
  return round?.state === 'OPEN';
}

/** First answers of a new draft and where each came from. */
export function firstAnswers(
  world: CaseWorld,
  card: OrganisationCardData,
  person: ProfileData,
  today: string,
): { answers: Answers; notes: Record<string, PrefillNote> } {
  const sources = prefillSources(card, person, world.cluster.code);
  const answers = prefillAnswers(world.form, {}, sources);
  return { answers, notes: prefillNotes(world.form, answers, card, today) };
}

/** Who pays what, by the stored cost. */
export function moneyView(
  row: Pick<CaseRow, 'costKopecks' | 'requestedKopecks'>,
  { version }: CaseWorld,
  context?: FormContext,
): ApplicationMoneyDto | null {
  const terms = context?.money ?? moneyTerms(version);
  if (terms === null) {
    return null;
  }
  const cost = row.costKopecks;
  const limit = version.limitPerApplicationKopecks;
  const parts =
    cost === null || cost === 0
      ? null
      : split({
          costKopecks: cost,
          stateShareBp: terms.stateShareBp,
          limitKopecks: limit,
          yearRestKopecks: terms.yearlyRestKopecks,
        });
  const state = row.requestedKopecks;
  return {
    costKopecks: cost,
    stateKopecks: state,
    ownKopecks: cost === null || state === null ? null : cost - state,
    capReason: parts?.ok ? parts.value.capReason : null,
    minOwnBp: terms.minOwnBp,
    stateShareBp: terms.stateShareBp,
    limitPerApplicationKopecks: limit,
  };
}

/** Cost and requested state part as the form has computed them; a compensation may ask for less than the terms give. */
export function costsOf(answers: Answers): Pick<CaseRow, 'costKopecks' | 'requestedKopecks'> {
  const cost = kopecks(answers['money.cost']);
  const state = kopecks(answers['money.requested'] ?? answers['money.stateKopecks']);
  return {
    costKopecks: cost,
    requestedKopecks: cost !== null && state !== null && state <= cost ? state : null,
  };
}

function kopecks(value: unknown): number | null {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null;
}

/** Yearly limits count what was decided on in the year. */
function grantedIn(year: number, granted: readonly Granted[]): number {
  return granted
    .filter(({ on }) => yearOf(on) === year)
    .reduce((sum, { kopecks }) => sum + kopecks, 0);
}

function moneyOf(world: CaseWorld, usedKopecks: number): FormContext['money'] | null {
  const terms = moneyTerms(world.version);
  const limit = world.version.limitPerYearKopecks;
  return terms && limit !== null
    ? { ...terms, yearlyRestKopecks: Math.max(0, limit - usedKopecks) }
    : terms;
}

/** Working days the centre may take up to the decision: how long a power of attorney must last. */
function reviewTerm({ flow, settings }: CaseWorld): number {
  const path = pathOf(flow, settings);
  return path
    .slice(path.indexOf('SUBMITTED'), path.indexOf('APPROVED'))
    .map((state) => termFor(flow, state, settings))
    .reduce((sum, term) => sum + (term && 'workingDays' in term ? term.workingDays : 0), 0);
}

/** Fields that belong to the card follow the card; in a returned case only those that are open again. */
function withCard(
  form: FormDefinition,
  unlocked: CaseRow['unlocked'],
  answers: Answers,
  card: OrganisationCardData,
  world: CaseWorld,
): Answers {
  const sources = prefillSources(card, null, world.cluster.code);
  const fresh = prefillAnswers(form, {}, sources);
  const locked = [...fieldsByKey(form).values()].filter(
    (field) => field.locked && (unlocked === null || unlocked.includes(field.key)),
  );
  const keys = new Set(locked.map((field) => field.key));
  const kept = Object.entries(answers).filter(([key]) => !keys.has(key));
  const taken = Object.entries(fresh).filter(([key]) => keys.has(key));
  return Object.fromEntries([...kept, ...taken]);
}

function sameName(one: string, other: string): boolean {
  const plain = (name: string): string =>
    name.toLowerCase().replaceAll('ё', 'е').split(/\s+/u).filter(Boolean).join(' ');
  return plain(one) === plain(other);
}
