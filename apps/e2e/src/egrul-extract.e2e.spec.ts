import { someOrganisation } from './organisations';
import { signUp } from './people';
import { Portal } from './portal';

const READ = {
  number: 'ЮЭ9965-26-000000001',
  asOf: '2026-11-20',
  registeredOn: '2026-04-03',
  status: 'OPERATING',
  okvedMain: '32.50',
  headName: 'Пробная Анна Демовна',
};

describe('POST /organisations/:id/egrul-extract', () => {
  let portal: Portal;
  beforeAll(async () => {
    portal = await Portal.start({ clock: '2026-11-25T03:00:00Z' });
  });
  afterAll(() => portal.stop());

  it('turns «not known» into a date for a young company, and nobody but a registrar may do it', async () => {
    const person = await signUp(portal, 'extract@demo.example');
    const added = await person.post('organisations', someOrganisation(731));
    const organisationId = String(added.body.id);
    const age = async (): Promise<Record<string, unknown>> => {
      const { body } = await person.post('measures/KZ-06/eligibility', { organisationId });
      return body.rules.find(({ code }: { code: string }) => code === 'E13');
    };
    const path = `organisations/${organisationId}/egrul-extract`;
    expect((await person.post(path, READ)).status).toBe(403);
    expect((await portal.guest().post(path, READ)).status).toBe(401);
    const registrar = await portal.as('REGISTRAR');
    expect((await registrar.post(path, { ...READ, status: 'FINE' })).status).toBe(400);
    const old = await registrar.post(path, { ...READ, asOf: '2026-10-01' });
    expect(old).toMatchObject({
      status: 400,
      body: { fields: [{ path: 'asOf', code: 'EXTRACT_OLD', params: { days: 30 } }] },
    });
    const nowhere = 'organisations/01980000-0000-7000-8000-000000000000/egrul-extract';
    expect((await registrar.post(nowhere, READ)).status).toBe(404);
    const done = await registrar.post(path, READ);
    expect(done).toMatchObject({ status: 200, body: { extract: { registeredOn: '2026-04-03' } } });
    expect(await age()).toMatchObject({
      outcome: 'FAIL',
      source: 'egrul-extract',
      becomesTrue: { kind: 'DATE', from: '2027-04-03' },
    });
  });
});
