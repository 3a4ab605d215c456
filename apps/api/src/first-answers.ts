import type { FastifyInstance, FastifyRequest } from 'fastify';

import type { Asked } from './entrances';

/** A request for a page; the parameters are those of the page's address. */
export type PageRequest = FastifyRequest<{ Params: Record<string, string> }>;

/** How long a document waits for its answers, in milliseconds. What comes later the page asks for itself. */
const PATIENCE_MS = 1000;

/**
 * What the API answers to the first questions of a page, by address, as it stands. Asked by the same routes as the
 * browser would, in the visitor's own name: whatever their session may not see is refused here as well. What is refused,
 * fails or takes too long is left out, and the page asks itself.
 */
export async function firstAnswers(
  fastify: FastifyInstance,
  request: PageRequest,
  asked: readonly Asked[],
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  const gather = async (url: string, then: readonly string[]): Promise<void> => {
    const payload = await answerOf(fastify, request, url);
    if (payload === undefined) {
      return;
    }
    found.set(url, payload);
    if (then.length > 0) {
      const body: unknown = JSON.parse(payload);
      const further = then.flatMap((path) => addressIn(path, body) ?? []);
      await Promise.all(further.map((one) => gather(one, [])));
    }
  };
  await withPatience(
    Promise.all(asked.map(({ ask, then }) => gather(addressOf(ask, request.params), then))),
  );
  return new Map(found);
}

/** The address of a question; parameters come from the page's own address. */
function addressOf(path: string, params: Record<string, string>): string {
  const filled = path.replace(/:(\w+)/g, (_all, name: string) =>
    encodeURIComponent(params[name] ?? ''),
  );
  return `/api/v1/${filled}`;
}

/** The address of a further question; undefined when the answer does not have what it is about. */
function addressIn(path: string, answer: unknown): string | undefined {
  let complete = true;
  const filled = path.replace(/\{([\w.]+)\}/g, (_all, place: string) => {
    const value = valueAt(answer, place);
    complete &&= value !== undefined;
    return encodeURIComponent(value ?? '');
  });
  return complete ? `/api/v1/${filled}` : undefined;
}

function valueAt(answer: unknown, place: string): string | undefined {
  let value = answer;
  for (const key of place.split('.')) {
    value = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
  }
  return typeof value === 'string' ? value : undefined;
}

async function answerOf(
  fastify: FastifyInstance,
  request: PageRequest,
  url: string,
): Promise<string | undefined> {
  const { cookie } = request.headers;
  try {
    // Counted against the visitor's own limit, as if the browser had asked.
    const answer = await fastify.inject({
      method: 'GET',
      url,
      remoteAddress: request.ip,
      headers: cookie === undefined ? {} : { cookie },
    });
    const isJson = /^application\/json\b/.test(String(answer.headers['content-type']));
    return answer.statusCode === 200 && isJson ? answer.payload : undefined;
  } catch (error) {
    request.log.warn(error, 'an answer for the document failed');
    return undefined;
  }
}

async function withPatience(work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise((resolve) => {
    timer = setTimeout(resolve, PATIENCE_MS);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
