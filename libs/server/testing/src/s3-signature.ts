import { createHash, createHmac } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

const AUTHORIZATION =
  /^AWS4-HMAC-SHA256 Credential=(\w+)\/(\d{8})\/([\w-]+)\/s3\/aws4_request, SignedHeaders=([\w;-]+), Signature=([0-9a-f]{64})$/;
/** Without these an answer to one request could be had for another. */
const MUST_BE_SIGNED = ['host', 'x-amz-content-sha256', 'x-amz-date'];

/**
 * Whether a request is signed by the rules of Signature Version 4 with this key, its path as it was sent. (The server
 * signs `/bucket/` as `/bucket`, so it cannot tell.)
 */
export function isSigned(request: IncomingMessage, key: { id: string; secret: string }): boolean {
  const [, id, day, region, names = '', signature] =
    AUTHORIZATION.exec(request.headers.authorization ?? '') ?? [];
  const signed = names.split(';');
  if (id !== key.id || !MUST_BE_SIGNED.every((name) => signed.includes(name))) {
    return false;
  }
  const [path = '', query = ''] = (request.url ?? '').split('?');
  const canonical = [
    request.method,
    path,
    query
      .split('&')
      .map((pair) => (pair === '' || pair.includes('=') ? pair : `${pair}=`))
      .sort()
      .join('&'),
    ...signed.map((name) => `${name}:${String(request.headers[name])}`),
    '',
    names,
    request.headers['x-amz-content-sha256'],
  ].join('\n');
  const scope = `${day}/${region}/s3/aws4_request`;
  const text = [
    'AWS4-HMAC-SHA256',
    request.headers['x-amz-date'],
    scope,
    createHash('sha256').update(canonical).digest('hex'),
  ].join('\n');
  const signingKey = scope
    .split('/')
    .reduce<Buffer>((made, part) => hmac(made, part), Buffer.from(`AWS4${key.secret}`));
  return hmac(signingKey, text).toString('hex') === signature;
}

/** Tells when the body was another than the one that was signed; one without a hash of it counts as another. */
export function watchBody(request: IncomingMessage, onOther: () => void): void {
  const hash = createHash('sha256');
  const push = request.push.bind(request);
  request.push = (chunk: Buffer | null): boolean => {
    if (chunk !== null) {
      hash.update(chunk);
    } else if (hash.digest('hex') !== request.headers['x-amz-content-sha256']) {
      onOther();
    }
    return push(chunk);
  };
}

const hmac = (key: Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
