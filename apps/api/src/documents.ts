import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import { hasSession } from '@okno/server/accounts';

/** A page that people often begin with, and what its first screen is made of. The build writes the list. */
export interface Entrance {
  /** Pattern of its address: `/measures/:code`. */
  path: string;
  /** Scripts of the page beside those of the shell. */
  files: string[];
  /** What a guest's page asks of the API, below /api/v1: sent along in the document. */
  answers: string[];
  /** What a signed-in person's page asks first, below /api/v1: asked while the scripts are on their way. */
  asks: string[];
}

/** The built document and the entrances. */
export interface Documents {
  index: string;
  entrances: Entrance[];
}

/**
 * Reads the build's list of entrances.
 * @throws Error for anything else, which is another version's build
 */
export function readEntrances(json: string): Entrance[] {
  const parsed: unknown = JSON.parse(json);
  if (!Array.isArray(parsed) || !parsed.every(isEntrance)) {
    throw new Error('entrances.json of the site is not what this api reads: build both together');
  }
  return parsed;
}

const isList = (value: unknown): boolean => Array.isArray(value);

function isEntrance(value: unknown): value is Entrance {
  return (
    typeof value === 'object' &&
    value !== null &&
    'path' in value &&
    typeof value.path === 'string' &&
    'files' in value &&
    isList(value.files) &&
    'answers' in value &&
    isList(value.answers) &&
    'asks' in value &&
    isList(value.asks)
  );
}

/**
 * Answers every address of the site with its document. That of an entrance names the files of its page, so that the
 * browser asks for all of them at once, and carries the answers of the API that a guest's page would ask for.
 */
export function serveDocuments(fastify: FastifyInstance, { index, entrances }: Documents): void {
  for (const entrance of entrances) {
    fastify.get<{ Params: Record<string, string> }>(entrance.path, async (request, reply) => {
      const links = entrance.files.map((file) => `<link rel="modulepreload" href="${file}">`);
      const guest = !hasSession(request);
      // A filter in the address changes what is asked.
      const plain = !request.url.includes('?');
      const asked = guest ? [] : [...entrance.asks, ...entrance.answers];
      const early = asked
        .filter((path) => plain || !path.includes('?'))
        .map(
          (path) =>
            `<link rel="preload" as="fetch" crossorigin href="${addressOf(path, request.params).replaceAll('&', '&amp;')}">`,
        );
      const answers = guest && plain ? await answersOf(fastify, entrance.answers, request) : {};
      const html = index
        .replace('</head>', () => `${[...links, ...early].join('')}</head>`)
        .replace('</body>', () => `${dataOf(answers)}</body>`);
      return send(reply, html);
    });
  }
  fastify.get('/*', (request, reply) =>
    request.url.startsWith('/api/') ? reply.callNotFound() : send(reply, index),
  );
}

/** The address of an answer; parameters come from the page's own address. */
function addressOf(path: string, params: Record<string, string>): string {
  const filled = path.replace(/:(\w+)/g, (_all, name: string) =>
    encodeURIComponent(params[name] ?? ''),
  );
  return `/api/v1/${filled}`;
}

/** What the API says to a guest, as it stands; what it refuses is left out, and the page asks itself. */
async function answersOf(
  fastify: FastifyInstance,
  paths: readonly string[],
  request: FastifyRequest<{ Params: Record<string, string> }>,
): Promise<Record<string, string>> {
  const found = await Promise.all(
    paths.map(async (path) => {
      const url = addressOf(path, request.params);
      // Counted against the visitor's own limit, as if the browser had asked.
      const answer = await fastify.inject({ method: 'GET', url, remoteAddress: request.ip });
      return answer.statusCode === 200 ? [[url, answer.payload] as const] : [];
    }),
  );
  const answers: Record<string, string> = Object.fromEntries(found.flat());
  return answers;
}

/** Answers as a block of data: no script, so the content policy stays as strict as it is. */
function dataOf(answers: Record<string, string>): string {
  const lines = Object.entries(answers).map(
    ([url, payload]) => `${JSON.stringify(url)}:${payload}`,
  );
  // "<" could end the block.
  const json = `{${lines.join(',')}}`.replaceAll('<', '\\u003c');
  return lines.length === 0
    ? ''
    : `<script type="application/json" id="okno-answers">${json}</script>`;
}

function send(reply: FastifyReply, html: string): FastifyReply {
  return reply
    .type('text/html; charset=utf-8')
    .header('cache-control', 'no-cache')
    .header('vary', 'cookie')
    .send(html);
}
