import pg from 'pg';

/** One thing that must hold after the storm, and what contradicts it. */
export interface Finding {
  rule: string;
  violations: unknown[];
}

/** Rules as queries: each returns the rows that break it. */
const RULES: [rule: string, sql: string][] = [
  [
    'no number twice',
    'SELECT number FROM application WHERE number IS NOT NULL GROUP BY number HAVING count(*) > 1',
  ],
  [
    'no gap in a series of numbers',
    `SELECT s.prefix, s.kind, s.year, s.last, count(a.id) AS found FROM number_series s
     LEFT JOIN application a ON a.kind = s.kind AND a.number LIKE s.prefix || '-%-' || s.year || '-%'
     GROUP BY s.prefix, s.kind, s.year, s.last HAVING count(a.id) <> s.last`,
  ],
  [
    'every filing is in the history once',
    `SELECT a.id FROM application a WHERE a.number IS NOT NULL AND 1 <> (
       SELECT count(*) FROM audit_entry e WHERE e.subject_id = a.id AND e.subject_type = 'application' AND e.to_state = 'SUBMITTED')`,
  ],
  [
    'every event has been heard by all its listeners',
    'SELECT id, event, pending FROM outbox_event WHERE done_at IS NULL',
  ],
  [
    'every filed case has its automatic checks and an assignee',
    `SELECT a.id, a.state FROM application a WHERE a.state IN ('SUBMITTED', 'REGISTERED') OR (a.state = 'FORMAL_CHECK' AND a.assignee_id IS NULL)`,
  ],
  [
    'no notice twice',
    `SELECT account_id, template, application_id, params, count(*) FROM notification
     GROUP BY account_id, template, application_id, params HAVING count(*) > 1`,
  ],
  [
    'no timer of a kind is set twice',
    `SELECT kind, subject_id FROM timer WHERE state = 'SET' GROUP BY kind, subject_id HAVING count(*) > 1`,
  ],
];

/** Asks the database itself whether anything was lost, doubled or left half done. */
export async function verify(
  databaseUrl: string,
  acknowledged: ReadonlyMap<string, string>,
): Promise<Finding[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const findings: Finding[] = [await acknowledgedExist(client, acknowledged)];
    for (const [rule, sql] of RULES) {
      findings.push({ rule, violations: (await client.query(sql)).rows });
    }
    return findings;
  } finally {
    await client.end();
  }
}

async function acknowledgedExist(
  client: pg.Client,
  acknowledged: ReadonlyMap<string, string>,
): Promise<Finding> {
  const found = await client.query<{ id: string; number: string | null }>(
    'SELECT id, number FROM application WHERE id = ANY($1::uuid[])',
    [[...acknowledged.keys()]],
  );
  const numbers = new Map(found.rows.map(({ id, number }) => [id, number]));
  return {
    rule: 'every acknowledged filing exists with the number that was told',
    violations: [...acknowledged].filter(([id, number]) => numbers.get(id) !== number),
  };
}

/** How much is still under way: the storm is over when nothing is. */
export async function underWay(databaseUrl: string): Promise<number> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const [row] = (
      await client.query<{ waiting: string }>(
        `SELECT (SELECT count(*) FROM outbox_event WHERE done_at IS NULL)
              + (SELECT count(*) FROM application WHERE state IN ('SUBMITTED', 'REGISTERED')) AS waiting`,
      )
    ).rows;
    return Number(row?.waiting ?? 0);
  } finally {
    await client.end();
  }
}
