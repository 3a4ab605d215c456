import { eventually } from '@okno/server/testing';

import type { Client } from '../src/client';
import { secretIn } from '../src/people';
import type { Portal } from '../src/portal';
import {
  act,
  heardByCouncil,
  marketingDraft,
  membershipDraft,
  must,
  newApplicant,
  newColleague,
  submit,
  trainingDraft,
  type Applicant,
  type CaseView,
} from '../src/stories';

/** Applications in the states that have screens of their own, and the addresses that lead to them. */
export interface DemoCases {
  member: Applicant;
  /** Of the member: entered into the registry. */
  entered: { id: string; registryNumber: string; number: string; hash: string };
  /** Of the member: a complete draft of the marketing service. */
  draft: CaseView;
  newcomer: Applicant;
  /** Of the newcomer: returned with two remarks. */
  returned: string;
  /** Of a third company: waits for its reviewer. */
  fresh: string;
  /** An open session of the Council, everybody present, a question being voted on. */
  session: string;
  /** Trainings: a draft of the newcomer, one filed by the member, and the link of a listener who has not answered. */
  training: { draft: string; filed: string; token: string };
  /** The link of a letter that asks whether somebody wants to be told of a measure. */
  subscription: string;
  team: TeamCases;
}

/** Two people of a fourth company: one may file, the other may not. */
export interface TeamCases {
  signer: Applicant;
  clerk: Applicant;
  /** Sent for signature, changed since, with a comment that the signer has not read. */
  sent: string;
  /** Finished, not sent. */
  finished: string;
  /** Waits to be deleted. */
  deleting: string;
}

const REMARKS = [
  { path: 'mem.activity', text: 'Уточните, для каких клиник ваши программы.' },
  { path: 'mem.employees', text: 'Численность расходится со сведениями за прошлый год.' },
];

const LISTENER_LINK = /\/participation#token=([\w-]+)/;
const COMMENTS = [
  { text: 'Телефон секретаря или ваш?', target: { kind: 'SECTION', path: 'CONTACT' } },
  {
    text: 'Считали без совместителей, с ними четырнадцать.',
    target: { kind: 'FIELD', path: 'mem.employees' },
  },
  { text: 'Посмотрите, пожалуйста, целиком.' },
];

/** Fills an empty portal by the API, by the whole procedure. */
export async function demoCases(portal: Portal): Promise<DemoCases> {
  const member = await newApplicant(portal, 301);
  const newcomer = await newApplicant(portal, 302);
  const third = await newApplicant(portal, 303);
  const [entered, returned, fresh] = await Promise.all(
    [member, newcomer, third].map((applicant) => filed(applicant)),
  );
  const ids = [entered, returned, fresh].map((one) => one?.id ?? '');
  const [enteredId = '', returnedId = '', freshId = ''] = ids;
  await enter(portal, member, enteredId);
  await returnWithRemarks(await portal.as('REVIEWER'), returnedId);
  await inReview(await portal.as('REVIEWER'), freshId);
  const shown = must(200, await member.client.get(`applications/${enteredId}`));
  const receipt = must(200, await member.client.get(`applications/${enteredId}/receipt`));
  return {
    member,
    entered: {
      id: enteredId,
      registryNumber: shown.registry.number,
      number: receipt.number,
      hash: receipt.hash,
    },
    draft: await marketingDraft(member, { from: '2027-03-01', to: '2027-06-30' }),
    newcomer,
    returned: returnedId,
    fresh: freshId,
    session: await openSession(await portal.as('COUNCIL_SECRETARY')),
    training: {
      draft: (await askedTraining(portal, newcomer, 'draft')).id,
      ...(await filedTraining(portal, member)),
    },
    subscription: await subscribed(portal, 'visitor@firm.example'),
    team: await teamCases(portal),
  };
}

async function openSession(secretary: Client): Promise<string> {
  const planned = must(
    201,
    await secretary.post('council/sessions', {
      clusterCode: 'kuzbass-biomed',
      plannedFor: '2026-12-15T03:00:00Z',
      place: 'Зал заседаний центра',
    }),
  );
  const session = `council/sessions/${planned.id}`;
  const question = {
    title: 'План заседаний на 2027 год',
    question: 'Собираться в первый вторник месяца?',
    ballot: 'OPEN',
  };
  must(201, await secretary.post(`${session}/items`, question));
  const { members } = must(200, await secretary.post(`${session}/open`, {}));
  for (const { id } of members) {
    must(200, await secretary.put(`${session}/presence/${id}`, { present: true }));
  }
  const { items } = must(200, await secretary.get(session));
  must(204, await secretary.post(`council/items/${items[0].id}/ballot/open`));
  return planned.id;
}

/** A draft of training: one listener has confirmed, one has declined, one was asked, one was not. */
async function askedTraining(
  portal: Portal,
  applicant: Applicant,
  mark: string,
): Promise<{ id: string; token: string }> {
  const [olga, pavel, irina, oleg] = [
    'Соколова Ольга Петровна',
    'Лебедев Павел Ильич',
    'Крылова Ирина Сергеевна',
    'Белов Олег Андреевич',
  ].map((name, at) => ({ name, email: `${mark}-${at}@firm.example` }));
  if (!olga || !pavel || !irina || !oleg) {
    throw new Error('Four people are asked');
  }
  const { client } = applicant;
  const { id } = await trainingDraft(applicant, [olga, pavel, irina, oleg]);
  const { items } = must(200, await client.get(`applications/${id}/confirmations`));
  const keys = items.slice(0, 3).map(({ key }: { key: string }) => key);
  must(200, await client.post(`applications/${id}/confirmations`, { keys }));
  const [yes, no, token = ''] = await Promise.all(
    [olga, pavel, irina].map(({ email }) => secretIn(portal, email, LISTENER_LINK)),
  );
  const guest = portal.guest();
  must(200, await guest.post('confirmations/confirm', { token: yes, version: 1 }));
  const reason = 'В эти дни меня не будет: отпуск.';
  must(200, await guest.post('confirmations/decline', { token: no, reason }));
  return { id, token };
}

async function subscribed(portal: Portal, email: string): Promise<string> {
  const wish = { email, lang: 'ru', version: 1, measureCode: 'KRS-01' };
  must(202, await portal.guest().post('subscriptions', wish));
  return secretIn(portal, email, /\/subscription#token=([\w-]+)/);
}

async function filedTraining(
  portal: Portal,
  applicant: Applicant,
): Promise<{ filed: string; token: string }> {
  const { id, token } = await askedTraining(portal, applicant, 'filed');
  must(
    200,
    await submit(applicant.client, must(200, await applicant.client.get(`applications/${id}`))),
  );
  await inReview(await portal.as('REVIEWER'), id);
  return { filed: id, token };
}

async function teamCases(portal: Portal): Promise<TeamCases> {
  const signer = await newApplicant(portal, 304);
  const clerk = await newColleague(portal, signer, false);
  const sent = await membershipDraft(clerk);
  const { revision } = must(200, await clerk.client.get<CaseView>(`applications/${sent.id}`));
  const note = 'Нужно подать к пятнице.';
  must(201, await clerk.client.post(`applications/${sent.id}/signature`, { revision, note }));
  must(
    200,
    await clerk.client.patch(`applications/${sent.id}/answers`, {
      revision,
      answers: { 'mem.employees': 14 },
    }),
  );
  for (const said of COMMENTS) {
    must(201, await clerk.client.post(`applications/${sent.id}/comments`, said));
  }
  const finished = await marketingDraft(clerk, { from: '2027-03-01', to: '2027-06-30' });
  const deleting: CaseView = must(
    201,
    await clerk.client.post('applications', {
      measureCode: 'KZ-04',
      organisationId: signer.organisationId,
    }),
  );
  must(204, await clerk.client.post(`applications/${deleting.id}/deletion`));
  return { signer, clerk, sent: sent.id, finished: finished.id, deleting: deleting.id };
}

async function filed(applicant: Applicant): Promise<CaseView> {
  return must(200, await submit(applicant.client, await membershipDraft(applicant)));
}

/** Until the portal's own checks have brought it to the reviewer. */
function inReview(reviewer: Client, id: string): Promise<void> {
  return eventually(async () => {
    const { state } = must(200, await reviewer.get(`applications/${id}`));
    if (state !== 'FORMAL_CHECK') {
      throw new Error(`The application is ${state}`);
    }
  }, 60_000);
}

async function returnWithRemarks(reviewer: Client, id: string): Promise<void> {
  await inReview(reviewer, id);
  await reviewer.post(`applications/${id}/take`);
  for (const { path, text } of REMARKS) {
    const target = { kind: 'FIELD', path };
    must(201, await reviewer.post(`applications/${id}/remarks`, { target, text }));
  }
  await act(reviewer, id, 'returnWithRemarks');
}

async function enter(portal: Portal, { client, email }: Applicant, id: string): Promise<void> {
  const [reviewer, head] = [await portal.as('REVIEWER'), await portal.as('CENTRE_HEAD')];
  await inReview(reviewer, id);
  await reviewer.post(`applications/${id}/take`);
  const { checklist } = must(200, await reviewer.get(`applications/${id}`));
  const items = Object.fromEntries(
    checklist.items.map((item: { code: string }) => [item.code, true]),
  );
  must(200, await reviewer.patch(`applications/${id}/checklist`, { items }));
  const conclusion = { pass: true, text: 'Соответствует направлениям кластера.' };
  await act(reviewer, id, 'toReview', { conclusion });
  await heardByCouncil(portal, id);
  await act(head, id, 'approve', { publicComment: 'Рады видеть вас в кластере.' });
  await reaches(client, id, 'AGREEMENT');
  must(202, await client.post(`applications/${id}/agreement/code`));
  await act(client, id, 'acceptAgreement', {
    code: await secretIn(portal, email, /: (\d{6})$/m),
  });
  await act(head, id, 'signAgreement');
  await reaches(client, id, 'ENTERED');
}

function reaches(client: Client, id: string, state: string): Promise<void> {
  return eventually(async () => {
    const shown = must(200, await client.get(`applications/${id}`));
    if (shown.state !== state) {
      throw new Error(`The application is ${shown.state}, not ${state}`);
    }
  }, 60_000);
}
