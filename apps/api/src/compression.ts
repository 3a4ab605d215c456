import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

/** Below this an answer fits into a few packets as it is, and the hot answers are all below. */
const WORTHWHILE_BYTES = 4096;
const COMPRESSIBLE = /^(text\/html|application\/json)\b/;
/** An answer is made for one request: a higher level takes longer than it saves. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };

/**
 * Sends large answers of GET compressed: documents and JSON. Files of the site are compressed by the build,
 * files of people as they are.
 *
 * Compression beside a secret can tell the secret to who chooses the text next to it and watches the wire (BREACH).
 * Our answers hold no token. A foreign site can only open a document with a session (SameSite), and a document repeats
 * nothing of its address but what the API knows: there is no text to choose.
 */
export function compressAnswers(fastify: FastifyInstance): void {
  fastify.addHook('onSend', async (request, reply, payload) => {
    if (typeof payload !== 'string' || !isWorthwhile(request, reply, payload)) {
      return payload;
    }
    void reply.header('vary', 'accept-encoding, cookie');
    const coding = codingFor(request.headers['accept-encoding'] ?? '');
    if (coding === undefined) {
      return payload;
    }
    void reply.header('content-encoding', coding).removeHeader('content-length');
    return coding === 'br' ? brotli(payload, BROTLI) : zip(payload);
  });
}

function isWorthwhile(request: FastifyRequest, reply: FastifyReply, payload: string): boolean {
  return (
    request.method === 'GET' &&
    payload.length >= WORTHWHILE_BYTES &&
    !reply.hasHeader('content-encoding') &&
    COMPRESSIBLE.test(String(reply.getHeader('content-type')))
  );
}

function codingFor(accepted: string): 'br' | 'gzip' | undefined {
  return /\bbr\b/.test(accepted) ? 'br' : /\bgzip\b/.test(accepted) ? 'gzip' : undefined;
}
