import { randomUUID } from 'node:crypto';

import { eventually } from '@okno/server/testing';

import type { Answer, Client } from './client';
import {
  compensationAnswers,
  marketingAnswers,
  membershipAnswers,
  trainingAnswers,
} from './complete-answers';
import { someOrganisation } from './organisations';
import { secretIn, signUp, type Reachable } from './people';
import type { Portal } from './portal';

/** A person with a company, ready to file. */
export interface Applicant {
  client: Client;
  email: string;
  organisationId: string;
}

/** An application as the API shows it, as far as the stories need it. */
export interface CaseView {
  id: string;
  number: string | null;
  state: string;
  revision: number;
  allowed: string[];
  problems: { path: string; code: string }[];
}

const NEEDED_CONSENTS = ['REQUEST_HANDLING', 'SUPPORT_REGISTER', 'CONTRACTORS_EXPERTS'];
/** The smallest file that is a PDF by its content. */
export const SMALL_PDF = new TextEncoder().encode(
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n',
);

/** Registers a new person, gives the consents and adds a company of that number. */
export async function newApplicant(portal: Reachable, number: number): Promise<Applicant> {
  const email = `applicant-${number}-${randomUUID().slice(0, 8)}@example.org`;
  const client = await signUp(portal, email);
  await giveConsents(client);
  const organisation = must(201, await client.post('organisations', someOrganisation(number)));
  return { client, email, organisationId: organisation.id };
}

/** Another person of the company, by the letter that invites; the registrar confirms the company first. */
export async function newColleague(
  portal: Portal,
  { client: inviter, organisationId }: Applicant,
  canFile: boolean,
): Promise<Applicant> {
  const card = must(200, await inviter.get(`organisations/${organisationId}`));
  if (card.state === 'UNCONFIRMED') {
    const registrar = await portal.as('REGISTRAR');
    must(200, await registrar.post(`organisations/${organisationId}/confirm`));
  }
  const email = `colleague-${randomUUID().slice(0, 8)}@example.org`;
  const name = { lastName: 'Коллегин', firstName: 'Борис', patronymic: 'Демович' };
  const client = await signUp(portal, email, name);
  must(201, await inviter.post(`organisations/${organisationId}/invitations`, { email, canFile }));
  const token = await secretIn(portal, email, /invitation#token=([\w-]+)/);
  must(200, await client.post('invitations/accept', { token }));
  return { client, email, organisationId };
}

/** Gives every consent that filing needs, each on its own. */
export async function giveConsents(client: Client): Promise<void> {
  const consents = must(
    200,
    await client.get<{ items: { purpose: string; version: string }[] }>('me/consents'),
  );
  for (const { purpose, version } of consents.items.filter((one) =>
    NEEDED_CONSENTS.includes(one.purpose),
  )) {
    await client.post('me/consents', { purpose, version });
  }
}

/** A complete draft of joining the Kuzbass cluster. */
export async function membershipDraft({
  client,
  email,
  organisationId,
}: Applicant): Promise<CaseView> {
  const cluster = must(200, await client.get('clusters/kuzbass-biomed'));
  const draft: CaseView = must(
    201,
    await client.post('applications', { measureCode: 'MEMBERSHIP-kuzbass-biomed', organisationId }),
  );
  const answers = membershipAnswers(email, cluster.specialisations[0].code);
  must(
    200,
    await client.patch(`applications/${draft.id}/answers`, { revision: draft.revision, answers }),
  );
  return must(200, await client.get<CaseView>(`applications/${draft.id}`));
}

/** A complete draft of the marketing service with its documents. */
export async function marketingDraft(
  { client, email, organisationId }: Applicant,
  period: { from: string; to: string },
): Promise<CaseView> {
  const draft: CaseView = must(
    201,
    await client.post('applications', { measureCode: 'KZ-06', organisationId }),
  );
  const answers = { ...marketingAnswers(email), 'mk.period': period };
  must(
    200,
    await client.patch(`applications/${draft.id}/answers`, { revision: draft.revision, answers }),
  );
  for (const slot of ['D-TOR', 'D-PRODUCT']) {
    must(
      201,
      await client.upload(`applications/${draft.id}/documents`, slot, `${slot}.pdf`, SMALL_PDF),
    );
  }
  return must(200, await client.get<CaseView>(`applications/${draft.id}`));
}

/** A complete draft of training for these people. */
export async function trainingDraft(
  { client, email, organisationId }: Applicant,
  people: readonly { name: string; email: string }[],
): Promise<CaseView> {
  const draft: CaseView = must(
    201,
    await client.post('applications', { measureCode: 'KZ-08', organisationId }),
  );
  const answers = trainingAnswers(email, people);
  must(
    200,
    await client.patch(`applications/${draft.id}/answers`, { revision: draft.revision, answers }),
  );
  return must(200, await client.get<CaseView>(`applications/${draft.id}`));
}

/** A complete draft of a compensation with every document that it asks for. */
export async function compensationDraft(
  { client, email, organisationId }: Applicant,
  measureCode: 'KZ-P1' | 'MIK-01',
  orders: readonly string[],
): Promise<CaseView> {
  const draft: CaseView = must(
    201,
    await client.post('applications', { measureCode, organisationId }),
  );
  const answers = compensationAnswers(measureCode, email, orders);
  must(
    200,
    await client.patch(`applications/${draft.id}/answers`, { revision: draft.revision, answers }),
  );
  const { problems } = must(200, await client.get<CaseView>(`applications/${draft.id}`));
  for (const { path } of problems.filter((problem) => problem.path.startsWith('doc.'))) {
    const slot = path.slice('doc.'.length);
    must(
      201,
      await client.upload(`applications/${draft.id}/documents`, slot, `${slot}.pdf`, SMALL_PDF),
    );
  }
  return must(200, await client.get<CaseView>(`applications/${draft.id}`));
}

/** What a reviewer says of a case that is in order. */
export const PASS = { pass: true, text: 'Цель ясна, смета обоснована, документы в порядке.' };

/** A reviewer's part of the formal check: taken, everything ticked, passed on. */
export async function concluded(reviewer: Client, id: string, action: string): Promise<void> {
  await eventually(async () => {
    await isIn('FORMAL_CHECK', reviewer, id);
  });
  await reviewer.post(`applications/${id}/take`);
  const shown = must(200, await reviewer.get(`applications/${id}`));
  const items = Object.fromEntries(
    shown.checklist.items.map((item: { code: string }) => [item.code, true]),
  );
  must(200, await reviewer.patch(`applications/${id}/checklist`, { items }));
  await act(reviewer, id, action, { conclusion: PASS });
}

/** The stories are told in browsers too, where there is no test runner to expect things. */
async function isIn(wanted: string, client: Client, id: string): Promise<void> {
  const { state } = must(200, await client.get(`applications/${id}`));
  if (state !== wanted) {
    throw new Error(`The application is ${state}, not ${wanted}`);
  }
}

/** Sends a case in REVIEW to the Council, which recommends it. */
export async function heardByCouncil(portal: Portal, applicationId: string): Promise<void> {
  await act(await portal.as('REVIEWER'), applicationId, 'toCouncil');
  await sitsOn(portal, applicationId);
}

/** A session of its own for a case that waits for the Council, from the plan to both signatures. */
export async function sitsOn(portal: Portal, applicationId: string): Promise<void> {
  const secretary = await portal.as('COUNCIL_SECRETARY');
  const chair = await portal.as('COUNCIL_CHAIR');
  const plan = { clusterCode: 'kuzbass-biomed', plannedFor: '2027-03-01T10:00:00+07:00' };
  const { id, ...planned } = must(
    201,
    await secretary.post('council/sessions', { ...plan, place: 'Зал 1' }),
  );
  const session = `council/sessions/${id}`;
  const put = { applicationId, ballot: 'OPEN' };
  const { items } = must(201, await secretary.post(`${session}/items`, put));
  const item = `council/items/${items[0].id}`;
  must(200, await secretary.post(`${session}/open`));
  for (const member of planned.members) {
    must(200, await secretary.put(`${session}/presence/${member.id}`, { present: true }));
  }
  must(204, await secretary.post(`${item}/ballot/open`));
  for (const member of [chair, await portal.as('COUNCIL_MEMBER')]) {
    must(204, await member.put(`${item}/vote`, { choice: 'FOR' }));
  }
  must(204, await secretary.post(`${item}/ballot/close`));
  must(200, await secretary.post(`${session}/close`));
  for (const role of ['COUNCIL_SECRETARY', 'COUNCIL_CHAIR']) {
    await signMinutes(portal, role, id);
  }
}

/** With the code from the letter. */
async function signMinutes(portal: Portal, role: string, sessionId: string): Promise<void> {
  const signer = await portal.as(role);
  const signature = `council/sessions/${sessionId}/signature`;
  must(204, await signer.post(`${signature}/code`));
  const code = await minutesCode(portal, role, sessionId);
  must(200, await signer.post(signature, { code }));
}

/** The code for the minutes of that session in the newest letter to the demo person of that role. */
export function minutesCode(portal: Portal, role: string, sessionId: string): Promise<string> {
  const letter = new RegExp(`: (\\d{6})$[^]*${sessionId}`, 'm');
  return secretIn(portal, portal.person(role).email, letter);
}

/** Takes a company into the cluster, by the whole procedure. */
export async function joined(portal: Portal, applicant: Applicant): Promise<void> {
  const draft = await membershipDraft(applicant);
  must(200, await submit(applicant.client, draft));
  await concluded(await portal.as('REVIEWER'), draft.id, 'toReview');
  await heardByCouncil(portal, draft.id);
  const head = await portal.as('CENTRE_HEAD');
  await act(head, draft.id, 'approve', { publicComment: 'Рады видеть вас в кластере.' });
  await eventually(() => isIn('AGREEMENT', applicant.client, draft.id));
  must(202, await applicant.client.post(`applications/${draft.id}/agreement/code`));
  const code = await secretIn(portal, applicant.email, /: (\d{6})$/m);
  await act(applicant.client, draft.id, 'acceptAgreement', { code });
  await act(head, draft.id, 'signAgreement');
}

/** Hands a draft in. The same key may be sent again after a lost answer. */
export function submit(
  client: Client,
  draft: CaseView,
  key: string = randomUUID(),
): Promise<Answer<CaseView>> {
  return client.post<CaseView>(
    `applications/${draft.id}/submit`,
    { revision: draft.revision },
    { 'idempotency-key': key },
  );
}

/** One further step of the flow. */
export async function act(
  client: Client,
  id: string,
  action: string,
  input: object = {},
): Promise<CaseView> {
  const { revision } = must(200, await client.get<CaseView>(`applications/${id}`));
  return must(
    200,
    await client.post<CaseView>(`applications/${id}/actions/${action}`, { revision, ...input }),
  );
}

/** The body, when the status is the expected one. @throws Error with the problem otherwise */
export function must<T>(status: number, answer: { status: number; body: T }): T {
  if (answer.status !== status) {
    throw new Error(`Expected ${status}, got ${answer.status}: ${JSON.stringify(answer.body)}`);
  }
  return answer.body;
}
