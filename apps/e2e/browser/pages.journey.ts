import type { Applicant } from '../src/stories';
import { PASSWORD, signIn, signInAs } from './account-steps';
import { demoCases, type DemoCases } from './demo-cases';
import type { Journey } from './journey';
import { findings } from './page-checks';
import type { Person } from './person';
import { askedScreens, type Viewer } from './screens';
import type { Stage } from './stage';

const WIDTHS = [1440, 390];
const THEMES = ['light', 'dark'] as const;

/** No page may be hard to use for anybody: axe, contrast included, both themes, wide and narrow. */
export const pages: readonly Journey[] = [
  {
    name: 'pages: nothing to find by axe, no sideways scrolling, no errors in the console',
    minutes: 12,
    run: async ({ open }) => {
      const stage = await open();
      const cases = await demoCases(stage.portal);
      const all = askedScreens(cases);
      const problems: string[] = [];
      for (const viewer of new Set(all.map(({ as }) => as))) {
        const person = await stage.person(viewer);
        await enterAs(person, viewer, stage, cases);
        for (const { path } of all.filter(({ as }) => as === viewer)) {
          problems.push(...(await look(person, path)));
        }
        await person.leave();
      }
      if (problems.length > 0) {
        throw new Error(`${problems.length} findings:\n  ${problems.join('\n  ')}`);
      }
    },
  },
];

/** Signs in as that viewer, the way they do. */
export async function enterAs(
  person: Person,
  viewer: Viewer,
  stage: Stage,
  { member, newcomer, team: { signer, clerk } }: DemoCases,
): Promise<void> {
  const applicants: Partial<Record<Viewer, Applicant>> = { member, newcomer, signer, clerk };
  const applicant = applicants[viewer];
  if (applicant) {
    await signIn(person, applicant.email, PASSWORD);
  } else if (viewer !== 'guest') {
    await signInAs(person, stage.portal, viewer);
  }
}

async function look(person: Person, path: string): Promise<string[]> {
  const problems: string[] = [];
  for (const width of WIDTHS) {
    await person.page.setViewportSize({ width, height: 900 });
    await person.opens(path);
    await unroll(person, width);
    for (const theme of THEMES) {
      await person.page.emulateMedia({ colorScheme: theme });
      const found = await findings(person);
      problems.push(...found.map((one) => `${person.name} ${path} ${width} ${theme}: ${one}`));
    }
  }
  return problems;
}

/** As high as the page is: a bar that sticks to the edge of the screen then covers nothing. */
async function unroll({ page }: Person, width: number): Promise<void> {
  const height = Number(await page.evaluate('document.documentElement.scrollHeight'));
  await page.setViewportSize({ width, height: Math.max(900, height) });
}
