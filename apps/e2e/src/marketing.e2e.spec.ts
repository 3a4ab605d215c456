import { Portal } from './portal';
import {
  act,
  concluded,
  joined,
  marketingDraft,
  must,
  newApplicant,
  PASS,
  submit,
  type Applicant,
  type CaseView,
} from './stories';

describe('the marketing service', () => {
  let portal: Portal;
  let applicant: Applicant;
  let draft: CaseView;
  const period = { from: '2027-03-01', to: '2027-06-30' };

  beforeAll(async () => {
    portal = await Portal.start();
    applicant = await newApplicant(portal, 201);
  });
  afterAll(() => portal.stop());

  it('is refused to a company that is not in the cluster, and the check is named', async () => {
    draft = await marketingDraft(applicant, period);
    const refused = await submit(applicant.client, draft);
    expect(refused).toMatchObject({
      status: 409,
      body: { code: 'application.not_eligible', checks: ['E03'] },
    });
  });

  it('splits the estimate to the kopeck', async () => {
    const shown = must(200, await applicant.client.get(`applications/${draft.id}`));
    expect(shown.money).toMatchObject({
      costKopecks: 22_500_003,
      stateKopecks: 18_000_002,
      ownKopecks: 4_500_001,
    });
  });

  it('is filed by a member, checked, concluded and approved with money reserved once', async () => {
    await joined(portal, applicant);
    const fresh = must(200, await applicant.client.get<CaseView>(`applications/${draft.id}`));
    const filed = must(200, await submit(applicant.client, fresh));
    expect(filed.number).toMatch(/^KZB-SRV-\d{4}-\d{6}$/);
    await concluded(await portal.as('REVIEWER'), draft.id, 'toExpertise');
    const reviewer = await portal.as('REVIEWER');
    const version = must(200, await reviewer.get(`applications/${draft.id}`)).measure.versionId;
    const form = must(200, await reviewer.get(`measure-versions/${version}/form`));
    // First come, first served: pass or no pass on the first two criteria only (forms.md §1.8).
    const criteria = form.definition.scoring.criteria.slice(0, 2).map((one: { code: string }) => ({
      code: one.code,
      pass: true,
      reason: 'Соответствует.',
    }));
    await act(reviewer, draft.id, 'toDecision', { conclusion: PASS, criteria });
    const head = await portal.as('CENTRE_HEAD');
    const { revision } = must(200, await head.get<CaseView>(`applications/${draft.id}`));
    const press = () =>
      head.post<CaseView>(`applications/${draft.id}/actions/approve`, {
        revision,
        publicComment: 'Поддержано.',
      });
    const statuses = (await Promise.all([press(), press()])).map((answer) => answer.status);
    expect(statuses.sort()).toEqual([200, 409]);
    const decided = must(200, await applicant.client.get(`applications/${draft.id}`));
    expect(decided.state).toBe('APPROVED');
    expect(decided.decision).toMatchObject({ approvedKopecks: 18_000_002, ownKopecks: 4_500_001 });
    const rounds = must(200, await portal.guest().get('clusters/kuzbass-biomed/rounds'));
    expect(
      rounds.items.find((one: { measureCode: string }) => one.measureCode === 'KZ-06'),
    ).toMatchObject({
      reservedKopecks: 18_000_002,
    });
  });
});
