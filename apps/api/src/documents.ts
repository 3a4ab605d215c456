import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import { hasSession } from '@okno/server/accounts';

import { LANGUAGES, type Entrance, type Language } from './entrances';
import { firstAnswers, type PageRequest } from './first-answers';

/** The built document and the entrances. */
export interface Documents {
  index: string;
  entrances: Entrance[];
}

/** What the site remembers the reader's language by (apps/web, languages.ts). */
const LANGUAGE_COOKIE = 'okno_lang';

/**
 * Answers every address of the site with its document. That of an entrance names the files of its page, so that the
 * browser asks for all of them at once, and carries the answers of the API that the page would ask for first.
 */
export function serveDocuments(fastify: FastifyInstance, { index, entrances }: Documents): void {
  for (const entrance of entrances) {
    fastify.get<{ Params: Record<string, string> }>(entrance.path, async (request, reply) => {
      const answers = await firstAnswers(fastify, request, askedBy(entrance, request));
      const links = entrance.files[languageOf(request)].map(
        (file) => `<link rel="modulepreload" href="${file}">`,
      );
      const html = index
        .replace('</head>', () => `${links.join('')}</head>`)
        .replace('</body>', () => `${dataOf(answers)}</body>`);
      return send(reply, html, hasSession(request) ? 'private, no-store' : 'no-cache');
    });
  }
  fastify.get('/*', (request, reply) =>
    request.url.startsWith('/api/') ? reply.callNotFound() : send(reply, index, 'no-cache'),
  );
}

/** A guest's page asks nothing of a person; a filter in the address changes what is asked. */
function askedBy({ answers, own }: Entrance, request: PageRequest): Entrance['answers'] {
  const asked = hasSession(request) ? [...own, ...answers] : answers;
  const filters = [...queryOf(request).keys()].filter((name) => name !== 'lang');
  return filters.length === 0 ? asked : asked.filter(({ ask }) => !ask.includes('?'));
}

/** As the site itself reads it: the address, the reader's last choice, Russian. */
function languageOf(request: FastifyRequest): Language {
  const wanted = [queryOf(request).get('lang'), request.cookies[LANGUAGE_COOKIE]];
  return wanted.flatMap((lang) => LANGUAGES.find((known) => known === lang) ?? [])[0] ?? 'ru';
}

const queryOf = (request: FastifyRequest): URLSearchParams =>
  new URLSearchParams(request.url.split('?')[1]);

/** Answers as a block of data: no script, so the content policy stays as strict as it is. */
function dataOf(answers: ReadonlyMap<string, string>): string {
  if (answers.size === 0) {
    return '';
  }
  const lines = [...answers].map(([url, payload]) => `${JSON.stringify(url)}:${payload}`);
  // "<" could end the block; the separators are line ends to some readers of scripts. All stand within strings only.
  const json = `{${lines.join(',')}}`.replaceAll(
    /[<\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `<script type="application/json" id="okno-answers">${json}</script>`;
}

function send(reply: FastifyReply, html: string, caching: string): FastifyReply {
  return reply
    .type('text/html; charset=utf-8')
    .header('cache-control', caching)
    .header('vary', 'cookie')
    .send(html);
}
