import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

import { plantApplicants, type Planted } from './applicants';
import { say } from './load';
import { Measured } from './processes';
import type { Finding } from './results';
import type { Seeded } from './seed';
import type { Settings } from './settings';
import { lighthouseOf, shellBytes, SITE, type Page } from './web';

/** A number beyond those of the applicants who write. */
const VISITOR = 99_000;
const PUBLIC = { floor: 0.95, goal: 0.99 };
const FORM = { floor: 0.9, goal: 0.97 };
/** A form of usual length, and the longest there is (SERVICE_TRAINING). */
const FORMS = [
  ['apply', 'KZ-06'],
  ['apply, longest form', 'KZ-08'],
] as const;

/** The shell's weight and Lighthouse of the pages that people begin with, served by the api itself. */
export async function webPages(
  big: Seeded,
  env: Record<string, string>,
  settings: Settings,
): Promise<Finding[]> {
  const built = spawnSync(process.execPath, ['tools/build.mjs', 'web'], { encoding: 'utf8' });
  if (built.status !== 0 && !existsSync(SITE)) {
    say(`web: not measured, it cannot be built: ${built.stderr.slice(0, 300)}`);
    return [];
  }
  const portal = await Measured.portal('api', { ...env, WEB_ROOT: SITE });
  try {
    const pages: Page[] = [
      { name: 'home', path: '/', ...PUBLIC },
      { name: 'measure', path: '/measures/KZ-06', ...PUBLIC },
      ...(await drafts(big, portal.url)),
      { name: 'inbox', path: '/office/inbox', cookie: big.cookie, ...FORM },
    ];
    return [shellBytes(), ...(await lighthouseOf(portal.url, pages, settings.lighthouse))];
  } finally {
    await portal.stop();
  }
}

/** Drafts of somebody who looks at them. */
async function drafts({ db }: Seeded, url: string): Promise<Page[]> {
  const known = await db.query('SELECT 1 FROM account WHERE email_key = $1', [
    `bench-${VISITOR}@example.org`,
  ]);
  if (known.rowCount === 1) {
    throw new Error('The database was used for this part already: run without --reuse');
  }
  const [visitor] = await plantApplicants(db, VISITOR, 1);
  if (!visitor) {
    throw new Error('Nobody may look');
  }
  return Promise.all(
    FORMS.map(async ([name, measure]) => {
      const id = await draftOf(visitor, measure, url);
      return {
        name,
        path: `/cabinet/applications/${id}/edit`,
        cookie: visitor.cookie,
        ...FORM,
      };
    }),
  );
}

async function draftOf(
  { cookie, organisationId }: Planted,
  measureCode: string,
  url: string,
): Promise<string> {
  const answer = await fetch(`${url}/api/v1/applications`, {
    method: 'POST',
    headers: { cookie, origin: url, 'content-type': 'application/json' },
    body: JSON.stringify({ measureCode, organisationId }),
  });
  const text = await answer.text();
  if (answer.status !== 201) {
    throw new Error(`No draft for ${measureCode}: ${answer.status} ${text.slice(0, 300)}`);
  }
  const { id }: { id: string } = JSON.parse(text);
  return id;
}
