import { demoCases } from './demo-cases';
import { firstLoad, type FirstLoad } from './first-load';
import type { Journey } from './journey';
import { enterAs } from './pages.journey';
import type { Person } from './person';

/** What a page needs comes with its document (docs/decisions/0009), and nothing foreign. */
export const delivery: readonly Journey[] = [
  {
    name: 'delivery: what a guest sees first comes with the document',
    minutes: 3,
    run: async ({ open }) => {
      const stage = await open();
      const guest = await stage.person('guest');
      for (const path of ['/', '/measures/KZ-06']) {
        await comesWhole(guest, path);
      }
    },
  },
  {
    name: 'delivery: what a signed-in person sees first comes with the document, and nothing foreign',
    minutes: 5,
    run: async ({ open }) => {
      const stage = await open();
      const cases = await demoCases(stage.portal);
      const member = await stage.person('member');
      await enterAs(member, 'member', stage, cases);
      const edit = `/cabinet/applications/${cases.draft.id}/edit`;
      await comesWhole(member, `${edit}/MONEY`);
      await comesWhole(member, `/cabinet/applications/${cases.entered.id}`);
      // The draft is complete: its first open step is the check, which is fetched apart and asks further.
      await comesOnce(member, edit, 4);
      const foreign = await firstLoad(member, `/cabinet/applications/${cases.returned}/edit/MONEY`);
      if (foreign.delivered.some((url) => url.includes(cases.returned))) {
        throw new Error('A foreign application came with the document');
      }
      await member.seesHeading('Такой заявки у вас нет');
      // The browser's own word about the 404 just asked for.
      member.complaints.length = 0;
      const reviewer = await stage.person('reviewer');
      await enterAs(reviewer, 'REVIEWER', stage, cases);
      await comesOnce(reviewer, '/office/inbox', 2);
      await comesOnce(reviewer, `/office/cases/${cases.fresh}`, 4);
    },
  },
  {
    name: 'delivery: who reads English is sent no Russian texts',
    minutes: 3,
    run: async ({ open }) => {
      const stage = await open();
      const reader = await stage.person('reader');
      await reader.opens('/');
      await reader.presses('EN');
      await reader.page.locator('html[lang=en]').waitFor();
      const names = new Set<string>();
      reader.page.on('request', (request) => {
        for (const name of /texts-\w\w/.exec(request.url()) ?? []) {
          names.add(name);
        }
      });
      await comesWhole(reader, '/');
      if ([...names].join() !== 'texts-en') {
        throw new Error(`The texts that came: ${[...names].join(', ')}`);
      }
    },
  },
];

/** Asks the API for nothing at all. */
async function comesWhole(person: Person, path: string): Promise<void> {
  const { asked } = await comesOnce(person, path, 1);
  if (asked.length > 0) {
    throw new Error(`${path} asks (see apps/web/entrances.json): ${asked.join(', ')}`);
  }
}

/** At least so many answers come with the document, and none of them is asked for again; nobody may keep their own. */
async function comesOnce(person: Person, path: string, least: number): Promise<FirstLoad> {
  // A server that has just begun, on a loaded machine, may take longer than a document waits: the second time counts.
  await person.opens(path);
  const loaded = await firstLoad(person, path);
  const { delivered, asked, caching } = loaded;
  const again = asked.filter((url) => delivered.includes(url));
  const own = delivered.includes('/api/v1/me');
  const problems = [
    ...(delivered.length < least ? [`only ${delivered.length} answers came`] : []),
    ...again.map((url) => `${url} is asked for again`),
    ...(own && caching !== 'private, no-store' ? [`it may be kept: ${caching ?? ''}`] : []),
  ];
  if (problems.length > 0) {
    throw new Error(`${path}: ${problems.join('; ')}`);
  }
  return loaded;
}
