import type { RankingRequest } from '@okno/web/api-client';

/** What somebody may want to do, with the categories of the catalogue that help. */
export const TASKS = {
  buyers: ['marketing', 'exhibitions', 'partnership'],
  quality: ['certification', 'consulting'],
  people: ['training'],
  advice: ['consulting', 'information'],
  project: ['feasibility', 'infrastructure'],
  money: ['finance', 'tax'],
} as const satisfies Record<string, readonly string[]>;

export type Task = keyof typeof TASKS;
export const TASK_NAMES: readonly Task[] = [
  'buyers',
  'quality',
  'people',
  'advice',
  'project',
  'money',
];

export const WHO = ['MICRO', 'SMALL', 'MEDIUM', 'NOT_SME'] as const;
export type Who = (typeof WHO)[number];

/** Says that one is in no cluster yet; any other value is the code of a cluster. */
export const NO_CLUSTER = 'none';

/** The three answers, as the address carries them. An ИНН never stands in an address. */
export interface SupportAnswers {
  readonly who: Who | null;
  /** `none`, or the code of a cluster. */
  readonly member: string | null;
  readonly task: Task | null;
}

/** Answers out of an address that anybody may have written. */
export function readAnswers(params: {
  who?: string | undefined;
  member?: string | undefined;
  task?: string | undefined;
}): SupportAnswers {
  return {
    who: WHO.find((one) => one === params.who) ?? null,
    member: /^[a-z0-9-]{1,100}$/.test(params.member ?? '') ? (params.member ?? null) : null,
    task: TASK_NAMES.find((one) => one === params.task) ?? null,
  };
}

/** Whether anything was answered at all. */
export function isAnswered({ who, member, task }: SupportAnswers): boolean {
  return who !== null || member !== null || task !== null;
}

/** What is asked of the server; what was not answered is left out. */
export function rankingRequest({ who, member, task }: SupportAnswers, inn: string): RankingRequest {
  return {
    ...(who === null ? {} : { category: who }),
    ...(member === null ? {} : { memberOf: member === NO_CLUSTER ? null : member }),
    ...(task === null ? {} : { needs: [...TASKS[task]] }),
    ...(inn === '' ? {} : { inn }),
  };
}
