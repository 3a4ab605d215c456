import { mkdtemp, rm } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import S3rver from '@20minutes/s3rver';

import { isSigned, watchBody } from './s3-signature';

/** A server of the S3 protocol with one bucket; every request and its body must be signed. */
export interface S3Server {
  /** The `S3_*` settings of a process that uses it. */
  env: Record<string, string>;
  /** Every request it was sent: `PUT /bucket/key?x-id=PutObject`. */
  requests: string[];
  /** Requests whose signature or body was wrong. */
  refused: string[];
  close(): Promise<void>;
}

const BUCKET = 'okno-files';
/** The one key that the server knows. */
const KEY = { id: 'S3RVER', secret: 'S3RVER' };
const MISMATCH = '<Error><Code>SignatureDoesNotMatch</Code></Error>';

/** Close it in `afterAll`. */
export async function startS3Server(): Promise<S3Server> {
  const directory = await mkdtemp(join(tmpdir(), 'okno-s3-'));
  const server = new S3rver({
    address: '127.0.0.1',
    port: 0,
    directory,
    silent: true,
    vhostBuckets: false,
    // It signs the path of a bucket otherwise than Amazon does; the check below stands in for its own.
    allowMismatchedSignatures: true,
    configureBuckets: [{ name: BUCKET }],
  });
  const { port } = await server.run();
  const requests: string[] = [];
  const refused: string[] = [];
  const answer = server.callback();
  server.httpServer.removeAllListeners('request');
  server.httpServer.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const said = `${request.method} ${request.url}`;
    requests.push(said);
    if (!isSigned(request, KEY)) {
      refused.push(said);
      request.resume();
      response.writeHead(403, { 'content-type': 'application/xml' }).end(MISMATCH);
      return;
    }
    watchBody(request, () => refused.push(`${said} (body)`));
    answer(request, response);
  });
  return {
    env: {
      S3_BUCKET: BUCKET,
      S3_ENDPOINT: `http://127.0.0.1:${port}`,
      S3_PATH_STYLE: 'true',
      S3_ACCESS_KEY_ID: KEY.id,
      S3_SECRET_ACCESS_KEY: KEY.secret,
    },
    requests,
    refused,
    close: async () => {
      server.httpServer.closeAllConnections();
      await new Promise((done) => server.httpServer.close(done));
      await rm(directory, { recursive: true, force: true });
    },
  };
}
