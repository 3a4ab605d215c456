import autocannon from 'autocannon';

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
}

export interface Load {
  url: string;
  connections: number;
  /** Seconds; or requests in all. */
  until: { seconds: number } | { amount: number };
  shot: () => Shot;
}

/** Fires at one address and waits for the end. */
export async function fire({ url, connections, until, shot }: Load): Promise<Round> {
  const times: number[] = [];
  let failed = 0;
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
  };
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
): Promise<Record<'ours' | 'bare', { rate: number; p95: number }>> {
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
    say(
      `${name}, round ${round + 1}: ${ours?.rate.toFixed(0)}/s (p95 ${ours?.p95.toFixed(1)} ms), bare ${bare?.rate.toFixed(0)}/s (p95 ${bare?.p95.toFixed(1)} ms)`,
    );
  }
  const middle = (side: 'ours' | 'bare'): { rate: number; p95: number } => ({
    rate: median(found[side].map(({ rate }) => rate)),
    p95: median(found[side].map(({ p95 }) => p95)),
  });
  return { ours: middle('ours'), bare: middle('bare') };
}

/** A line of progress. */
export function say(line: string): void {
  process.stdout.write(`· ${line}\n`);
}
