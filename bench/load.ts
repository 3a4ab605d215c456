import autocannon from 'autocannon';

import { processorTime } from './effort';

/** One request of a load. */
export interface Shot {
  method: string;
  path: string;
  headers: Record<string, string>;
  body?: string;
}

/** What a round of load came to. */
export interface Round {
  /** Answers a second. */
  rate: number;
  /** Milliseconds. */
  p95: number;
  failed: number;
  /** Milliseconds of processor time that one answer took of the processes watched; NaN where nobody tells. */
  effort: number;
}

export interface Load {
  url: string;
  connections: number;
  /** Seconds; or requests in all. */
  until: { seconds: number } | { amount: number };
  /** Process ids whose processor time is counted: the server's and the database's. */
  watched: readonly number[];
  shot: () => Shot;
}

/** The medians of the rounds. */
export type Result = Pick<Round, 'rate' | 'p95' | 'effort'>;

/** Fires at one address and waits for the end. */
export async function fire({ url, connections, until, watched, shot }: Load): Promise<Round> {
  const times: number[] = [];
  let failed = 0;
  const before = effortOf(watched);
  const begin = performance.now();
  let last = begin;
  await new Promise<void>((resolve, reject) => {
    const running = autocannon(
      {
        url,
        connections,
        timeout: 30,
        ...('seconds' in until ? { duration: until.seconds } : { amount: until.amount }),
        requests: [{ setupRequest: (request) => ({ ...request, ...shot() }) }],
      },
      (error, result) => {
        failed += result.errors + result.timeouts;
        if (error) {
          reject(error);
        } else {
          resolve();
        }
      },
    );
    running.on('response', (_client: unknown, status: number, _bytes: number, time: number) => {
      last = performance.now();
      times.push(time);
      failed += status >= 200 && status < 300 ? 0 : 1;
    });
  });
  times.sort((a, b) => a - b);
  return {
    rate: (times.length * 1000) / (last - begin),
    p95: times[Math.floor(times.length * 0.95)] ?? Number.NaN,
    failed,
    effort: (effortOf(watched) - before) / times.length,
  };
}

function effortOf(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => sum + (processorTime(pid) ?? Number.NaN), 0);
}

/** The middle one. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}

/** Two systems under the same load by turns, so that both meet the same weather. */
export async function duel(
  name: string,
  rounds: number,
  sides: Record<'ours' | 'bare', () => Promise<Round>>,
): Promise<Record<'ours' | 'bare', Result>> {
  const found: Record<'ours' | 'bare', Round[]> = { ours: [], bare: [] };
  for (let round = 0; round < rounds; round += 1) {
    for (const side of ['bare', 'ours'] as const) {
      const result = await sides[side]();
      if (result.failed > 0) {
        throw new Error(`${name}: ${result.failed} requests of ${side} failed`);
      }
      found[side].push(result);
    }
    const [ours, bare] = [found.ours.at(-1), found.bare.at(-1)];
    say(`${name}, round ${round + 1}: ${wordsOf(ours)}, bare ${wordsOf(bare)}`);
  }
  const middle = (side: 'ours' | 'bare'): Result => ({
    rate: median(found[side].map(({ rate }) => rate)),
    p95: median(found[side].map(({ p95 }) => p95)),
    effort: median(found[side].map(({ effort }) => effort)),
  });
  return { ours: middle('ours'), bare: middle('bare') };
}

function wordsOf(round: Round | undefined): string {
  return round
    ? `${round.rate.toFixed(0)}/s (p95 ${round.p95.toFixed(1)} ms, processor ${round.effort.toFixed(2)} ms)`
    : '';
}

/** A line of progress. */
export function say(line: string): void {
  process.stdout.write(`· ${line}\n`);
}
