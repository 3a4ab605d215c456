/** What a run measures with. */
export interface Settings {
  /** Applications in the big database. */
  size: number;
  /** Interleaved rounds of every pair; the table shows medians. */
  rounds: number;
  /** Length of one round of reading. */
  seconds: number;
  /** Applications in the small database, against which growth is measured. */
  small: number;
  /** Drafts created and filed in one round. */
  writes: number;
  /** Jobs of one round on each queue backend. */
  jobs: { redis: number; postgres: number };
  /** Organisations in the register that is loaded. */
  registers: number;
  /** Lighthouse runs of a page. */
  lighthouse: number;
  /** Takes the big database as the last run left it. */
  reuse: boolean;
  /** Parts to measure; all of them when empty. */
  only: readonly string[];
}

/** Connections under which throughput is measured. */
export const CONNECTIONS = 16;
/** Connections under which a search is timed (PERFORMANCE: p95 at 8 connections). */
export const SEARCH_CONNECTIONS = 8;
/** Rows that arrive between two measurements of the search. */
export const FRESH_ROWS = 10_000;

const FULL: Settings = {
  size: 1_000_000,
  rounds: 5,
  seconds: 10,
  small: 10_000,
  writes: 1_000,
  jobs: { redis: 20_000, postgres: 4_000 },
  registers: 1_000_000,
  lighthouse: 3,
  reuse: false,
  only: [],
};

/** For work on the bench itself: the figures mean little. */
const QUICK: Settings = {
  ...FULL,
  size: 20_000,
  rounds: 2,
  seconds: 3,
  small: 5_000,
  writes: 200,
  jobs: { redis: 5_000, postgres: 1_000 },
  registers: 50_000,
  lighthouse: 1,
};

const NUMBERED = ['size', 'rounds', 'seconds', 'writes', 'registers'] as const;
const KNOWN =
  '--quick --size=N --rounds=N --seconds=N --writes=N --registers=N --reuse --only=PART,…';

/** `--quick --size=N --rounds=N --seconds=N --writes=N --registers=N --reuse --only=read,list`. @throws Error for anything else */
export function settingsOf(args: readonly string[]): Settings {
  const settings = args.includes('--quick') ? { ...QUICK } : { ...FULL };
  for (const arg of args.filter((one) => one !== '--quick')) {
    const [name = '', value = ''] = arg.split('=');
    if (name === '--reuse') {
      settings.reuse = true;
    } else if (name === '--only') {
      settings.only = value.split(',');
    } else {
      const key = NUMBERED.find((one) => name === `--${one}`);
      if (key === undefined) {
        throw new Error(`Unknown: ${arg}. Known: ${KNOWN}`);
      }
      settings[key] = positive(name, value);
    }
  }
  return settings;
}

function positive(name: string, value: string): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1) {
    throw new Error(`${name} is a whole number above 0`);
  }
  return number;
}
