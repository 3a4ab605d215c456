import { RequestError, requireStorable } from '@okno/server/core';

/** The part of the protocol for resumable uploads that we speak (tus.io, version 1.0.0). */
export const TUS = {
  version: '1.0.0',
  extensions: 'creation,expiration,termination',
  contentType: 'application/offset+octet-stream',
} as const;

/** What a client says of a file before its first byte. */
export interface Announcement {
  slot: string;
  name: string;
  /** Bytes. */
  size: number;
  fingerprint: string;
  /** Id of the document whose place it takes. */
  replaces?: string;
}

const MAX_METADATA = 4096;
const MAX_FINGERPRINT = 200;
const MAX_NAME = 255;
const PAIR = /^([A-Za-z0-9_-]{1,40})(?: ([A-Za-z0-9+/]*={0,2}))?$/;
const WHOLE_NUMBER = /^(0|[1-9]\d{0,15})$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** @throws RequestError request.invalid, naming the header at fault */
export function announcementOf(headers: Headers): Announcement {
  const metadata = metadataOf(textOf(headers, 'upload-metadata'));
  const name = metadata.get('filename') ?? '';
  const replaces = metadata.get('replaces');
  requireStorable(name, 'filename');
  requireStorable(metadata.get('fingerprint') ?? '', 'fingerprint');
  if (name === '') {
    throw invalid('filename', 'REQUIRED');
  }
  if (replaces !== undefined && !UUID.test(replaces)) {
    throw invalid('replaces', 'ID_FORMAT');
  }
  return {
    slot: metadata.get('slot') ?? '',
    name: name.slice(-MAX_NAME),
    size: numberOf(headers, 'upload-length'),
    fingerprint: (metadata.get('fingerprint') ?? '').slice(0, MAX_FINGERPRINT),
    ...(replaces === undefined ? {} : { replaces }),
  };
}

/** @throws RequestError request.invalid */
export function offsetOf(headers: Headers): number {
  return numberOf(headers, 'upload-offset');
}

/** Whether the client speaks our version. */
export function speaksTus(headers: Headers): boolean {
  return headers['tus-resumable'] === TUS.version;
}

/** `key base64,key base64`: each key once, its text in UTF-8. @throws RequestError request.invalid */
function metadataOf(header: string): Map<string, string> {
  const found = new Map<string, string>();
  if (header.length > MAX_METADATA) {
    throw invalid('Upload-Metadata', 'TOO_LONG');
  }
  for (const pair of header.split(',').map((one) => one.trim())) {
    const [whole, key = '', value = ''] = PAIR.exec(pair) ?? [];
    if (pair === '') {
      continue;
    }
    if (whole === undefined || found.has(key)) {
      throw invalid('Upload-Metadata', 'FORMAT');
    }
    found.set(key, decoded(value));
  }
  return found;
}

function decoded(base64: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
      Buffer.from(base64, 'base64'),
    );
  } catch {
    // Bytes that are no UTF-8.
    throw invalid('Upload-Metadata', 'FORMAT');
  }
}

function numberOf(headers: Headers, name: string): number {
  const text = textOf(headers, name);
  if (!WHOLE_NUMBER.test(text)) {
    throw invalid(name, text === '' ? 'REQUIRED' : 'FORMAT');
  }
  return Number(text);
}

function textOf(headers: Headers, name: string): string {
  const value = headers[name];
  return typeof value === 'string' ? value : '';
}

function invalid(path: string, code: string): Error {
  return new RequestError('request.invalid', {}, [{ path, code }]);
}
