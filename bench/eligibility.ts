import {
  assess,
  readRules,
  withDerived,
  type Fact,
  type Facts,
  type FactValue,
  type Rule,
} from '@okno/shared/eligibility';

import { median } from './load';
import type { Pair } from './reading';
import { figureFinding, type Finding } from './results';

/** Before these the code is not compiled and the catalogue is not in memory. */
const WARM = 50;
const RUNS = 300;
/** Made up; seeded organisations have numbers that no check lets through. */
const INN = '4200000012';

/** Runs of the rules alone in one timing: each takes a fraction of a millisecond. */
const BATCH = 20;

/** How long it takes to judge every measure of the catalogue for one organisation: over HTTP, one at a time, and the rules alone. */
export async function ranking({ seeded, ours }: Pair): Promise<Finding[]> {
  await seeded.db.query(
    `INSERT INTO register_sme (inn, ogrn, category, since, region_code, okved_main, okved_extra, as_of, import_id)
     VALUES ($1, '1204200000012', 'SMALL', '2020-08-10', '42', '32.50', '{}', current_date, gen_random_uuid())
     ON CONFLICT DO NOTHING`,
    [INN],
  );
  const body = JSON.stringify({
    inn: INN,
    category: 'SMALL',
    memberOf: 'kuzbass-biomed',
    needs: ['marketing'],
  });
  const times: number[] = [];
  let measures = 0;
  for (let run = 0; run < WARM + RUNS; run += 1) {
    const began = performance.now();
    const answer = await fetch(`${ours.url}/api/v1/eligibility/ranking`, {
      method: 'POST',
      headers: { origin: ours.url, 'content-type': 'application/json' },
      body,
    });
    const text = await answer.text();
    if (run >= WARM) {
      times.push(performance.now() - began);
    }
    if (!answer.ok) {
      throw new Error(`The ranking answered ${answer.status}: ${text.slice(0, 300)}`);
    }
    const { items }: { items: object[] } = JSON.parse(text);
    measures = items.length;
  }
  const figure = { unit: 'ms', digits: 1 };
  const slow = [...times].sort((one, other) => one - other)[Math.floor(RUNS * 0.95)] ?? 0;
  return [
    figureFinding(
      `eligibility of all ${measures} measures for one organisation, median`,
      { value: median(times), ...figure },
      { floor: 10, goal: 10 },
    ),
    figureFinding('… 95 of 100', { value: slow, ...figure }),
    figureFinding('… the rules alone, where two of them fail', {
      value: await rulesAlone(seeded),
      unit: 'ms',
      digits: 2,
    }),
  ];
}

/** The same rules over facts that are there already, of a young company of no cluster: what helps is looked for too. */
async function rulesAlone({ db }: Pair['seeded']): Promise<number> {
  const { rows } = await db.query<{ code: string; rules: unknown }>(
    `SELECT m.code, v.eligibility AS rules FROM measure m JOIN measure_version v ON v.id = m.current_version_id
     WHERE m.listed`,
  );
  const measures = rows.map(({ code, rules }) => ({ code, rules: readRules(rules) }));
  const times: number[] = [];
  for (let run = 0; run < WARM + RUNS; run += 1) {
    const began = performance.now();
    for (let time = 0; time < BATCH; time += 1) {
      measures.forEach(({ code, rules }) => judged(code, rules));
    }
    times.push((performance.now() - began) / BATCH);
  }
  return median(times.slice(WARM));
}

const TODAY = '2026-11-25';

function judged(code: string, rules: readonly Rule[]): void {
  const fact = (value: FactValue, source = 'portal'): Fact => ({ value, source, asOf: TODAY });
  const facts: Facts = {
    'org.inn': fact(INN, 'inn'),
    'org.operating': fact(true, 'egrul'),
    'org.solvent': fact(true, 'egrul'),
    'org.registeredOn': fact('2026-04-03', 'egrul'),
    'org.regionCode': fact('42', 'rsmp'),
    'org.okvedMain': fact('32.50', 'rsmp'),
    'sme.category': fact('SMALL', 'rsmp'),
    'membership.state': fact('NONE'),
    'support.portal': fact([]),
    'support.register': fact([], 'rsmppp'),
    'cluster.regionCodes': fact(['42']),
    'cluster.okvedPrefixes': fact(['21', '32.50', '62', '86']),
    'dictionary.excludedBranches': fact(['11', '12', '64', '92']),
    'measure.code': fact(code),
    'measure.minOwnBp': fact(2_000),
    'measure.maxPerYear': fact(1),
    'measure.limitPerYearKopecks': fact(100_000_000),
    'round.state': fact('OPEN'),
  };
  assess(rules, { facts: withDerived(facts), today: TODAY });
}
