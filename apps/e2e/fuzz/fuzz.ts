import { Client } from '../src/client';
import { Portal } from '../src/portal';
import { Contract, type Operation } from './contract';
import { RequestMaker, type MadeRequest } from './generate';
import { Random } from './random';
import { plantBait } from './planted';

/** What went wrong with one request. */
export interface Fault {
  reason: 'SERVER_ERROR' | 'NOT_A_PROBLEM' | 'FOREIGN_DATA' | 'NO_ANSWER';
  actor: string;
  request: string;
  answer: string;
}

/** What a run found. */
export interface FuzzReport {
  seed: number;
  requests: number;
  byStatus: Record<string, number>;
  operations: number;
  faults: Fault[];
}

const PARALLEL = 12;
/** The stream of live updates never ends by itself. */
const STREAMS = /\/events$/;
/** The developer page shows every mail to everybody; it is there only with demo data. */
const DEVELOPER_PAGE = /dev\/mails/;
/** Ends the actor's own session: signed-in actors leave it out, guests try it. */
const ENDS_SESSION = /auth\/logout|me\/sessions/;
const ROLES = [
  'APPLICANT',
  'REVIEWER',
  'CENTRE_HEAD',
  'REGISTRAR',
  'FINANCE',
  'EXPERT',
  'AUDITOR',
  'SYS_ADMIN',
  'ANALYST',
];

/** Sends made-up requests to every route, signed in as everybody and as nobody. */
export async function fuzz(
  requests: number,
  seed: number,
  say: (line: string) => void,
): Promise<FuzzReport> {
  const portal = await Portal.start({ workers: 1 });
  try {
    const contract = new Contract();
    const random = new Random(seed);
    const planted = await plantBait(portal);
    const maker = new RequestMaker(contract, random, planted.bait);
    const actors = await actorsOf(portal, planted.stranger);
    const report: FuzzReport = {
      seed,
      requests: 0,
      byStatus: {},
      operations: contract.operations.length,
      faults: [],
    };
    const next = (): (() => Promise<void>) | undefined => {
      if (report.requests >= requests) {
        return undefined;
      }
      const operation = contract.operations[report.requests % contract.operations.length];
      const actor = random.pick(actors);
      report.requests += 1;
      if (report.requests % 2_000 === 0) {
        say(`  ${report.requests} requests, ${report.faults.length} faults`);
      }
      return operation === undefined
        ? undefined
        : () => attack(actor, operation, maker, planted.secret, report);
    };
    await Promise.all(Array.from({ length: PARALLEL }, () => drain(next)));
    return report;
  } finally {
    await portal.stop();
  }
}

interface FuzzActor {
  name: string;
  client: Client;
  /** Must never see what the owner of the bait wrote. */
  foreign: boolean;
}

async function actorsOf(portal: Portal, stranger: Client): Promise<[FuzzActor, ...FuzzActor[]]> {
  const staff: FuzzActor[] = [];
  for (const role of ROLES.filter((one) => portal.people.some((person) => person.role === one))) {
    staff.push({ name: role, client: await portal.as(role), foreign: false });
  }
  return [
    { name: 'guest', client: portal.guest(), foreign: true },
    { name: 'stranger', client: stranger, foreign: true },
    ...staff,
  ];
}

async function drain(next: () => (() => Promise<void>) | undefined): Promise<void> {
  for (let work = next(); work !== undefined; work = next()) {
    await work();
  }
}

async function attack(
  actor: FuzzActor,
  operation: Operation,
  maker: RequestMaker,
  secret: string,
  report: FuzzReport,
): Promise<void> {
  if (ENDS_SESSION.test(operation.path) && actor.name !== 'guest') {
    return;
  }
  const request = maker.make(operation);
  const answer = await sent(actor.client, request, STREAMS.test(operation.path));
  report.byStatus[answer.status] = (report.byStatus[answer.status] ?? 0) + 1;
  const reason = faultOf(answer, actor, DEVELOPER_PAGE.test(operation.path) ? undefined : secret);
  if (reason !== undefined) {
    const body =
      typeof request.body === 'string'
        ? request.body.slice(0, 300)
        : request.body === undefined
          ? ''
          : '(form)';
    report.faults.push({
      reason,
      actor: actor.name,
      request: `${request.method} ${request.path.slice(0, 300)} ${body}`,
      answer: `${answer.status} ${answer.text.slice(0, 300)}`,
    });
  }
}

interface Seen {
  status: number;
  type: string;
  text: string;
}

async function sent(client: Client, request: MadeRequest, stream: boolean): Promise<Seen> {
  try {
    const answer = await client.raw(request.path.replace(/^\/api\/v1\//, ''), {
      method: request.method,
      headers: request.headers,
      ...(request.body === undefined ? {} : { body: request.body }),
    });
    const type = answer.headers.get('content-type') ?? '';
    if (stream && answer.ok) {
      await answer.body?.cancel();
      return { status: answer.status, type, text: '' };
    }
    return { status: answer.status, type, text: await answer.text() };
  } catch (error) {
    return { status: 0, type: '', text: String(error) };
  }
}

function faultOf(
  answer: Seen,
  actor: FuzzActor,
  secret: string | undefined,
): Fault['reason'] | undefined {
  if (answer.status === 0) {
    return 'NO_ANSWER';
  }
  if (answer.status >= 500) {
    return 'SERVER_ERROR';
  }
  if (answer.status >= 400 && !/"code":"[a-z_.]+"/.test(answer.text)) {
    return 'NOT_A_PROBLEM';
  }
  return actor.foreign && secret !== undefined && answer.text.includes(secret)
    ? 'FOREIGN_DATA'
    : undefined;
}
