import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hkdfSync,
  timingSafeEqual,
} from 'node:crypto';

import { Injectable } from '@nestjs/common';

import { ConfigError } from '../config/config';
import { CoreConfig } from '../config/core.config';
import { SecretsConfig } from './secrets.config';

const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;
/** Seals what is typed on a developer's machine, where no key is set. Production does not start without its own. */
const DEVELOPMENT = { id: 'dev', bytes: Buffer.alloc(KEY_BYTES, 'okno-development') };

interface Key {
  readonly id: string;
  readonly cipher: Buffer;
  readonly nonce: Buffer;
}

/** A sealed text cannot be opened: its key is not among the settings, or it was changed or moved. */
export class SecretError extends Error {}

/**
 * Seals short texts for the database: AES-256-GCM, under the first key of the settings. A sealed text names its
 * key, so keys can be changed one after another, and holds the place it belongs to: put into another row it
 * does not open. The nonce is made of the text and its place, so the same text in the same place is the same
 * sealed text (RFC 8452 does it for the same reason): a change can be told without opening, nothing else can.
 */
@Injectable()
export class Secrets {
  private readonly keys: ReadonlyMap<string, Key>;
  private readonly current: Key;

  constructor(config: SecretsConfig, { mode }: CoreConfig) {
    const keys = keysOf(config.keys, mode);
    const [first] = keys;
    if (first === undefined) {
      throw new ConfigError(
        'OKNO_SECRET_KEYS: is missing. In production bank details are sealed with a key of your own.',
      );
    }
    this.current = first;
    this.keys = new Map(keys.map((key) => [key.id, key]));
  }

  /** Of the key that seals now. */
  get keyId(): string {
    return this.current.id;
  }

  /** Whether keys are being changed: something may still be sealed with an older one. */
  get hasOlderKeys(): boolean {
    return this.keys.size > 1;
  }

  /** @param place what the text belongs to; opening asks for the same */
  seal(text: string, place: string): string {
    const { id, cipher: key, nonce: nonceKey } = this.current;
    const nonce = createHmac('sha256', nonceKey)
      .update(`${place.length}.${place}${text}`)
      .digest()
      .subarray(0, IV_BYTES);
    const cipher = createCipheriv(CIPHER, key, nonce).setAAD(Buffer.from(place));
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return `${id}.${Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url')}`;
  }

  /** @throws SecretError */
  open(sealed: string, place: string): string {
    const dot = sealed.indexOf('.');
    const key = this.keys.get(sealed.slice(0, Math.max(0, dot)));
    if (key === undefined) {
      throw new SecretError('A sealed text names a key that is not set');
    }
    const bytes = Buffer.from(sealed.slice(dot + 1), 'base64url');
    try {
      const cipher = createDecipheriv(CIPHER, key.cipher, bytes.subarray(0, IV_BYTES))
        .setAAD(Buffer.from(place))
        .setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
      const text = cipher.update(bytes.subarray(IV_BYTES + TAG_BYTES));
      return Buffer.concat([text, cipher.final()]).toString('utf8');
    } catch (cause) {
      // A wrong tag: changed, or moved here from somewhere else.
      throw new SecretError('A sealed text does not open where it stands', { cause });
    }
  }
}

function keysOf(setting: string | undefined, mode: CoreConfig['mode']): Key[] {
  if (setting === undefined) {
    return mode === 'production' ? [] : [keyOf(DEVELOPMENT.id, DEVELOPMENT.bytes)];
  }
  const keys = setting.split(',').map((part) => {
    const [id = '', bytes = ''] = part.split(':');
    return keyOf(id, Buffer.from(bytes, 'base64'));
  });
  if (new Set(keys.map(({ id }) => id)).size < keys.length) {
    throw new ConfigError('OKNO_SECRET_KEYS: two keys have the same id.');
  }
  if (keys.some((one, at) => keys.slice(0, at).some((other) => isSame(one, other)))) {
    throw new ConfigError('OKNO_SECRET_KEYS: the same key stands there twice.');
  }
  return keys;
}

/** The cipher and the nonces have keys of their own, both made of the one that is set. */
function keyOf(id: string, bytes: Buffer): Key {
  const derived = (use: string): Buffer =>
    Buffer.from(hkdfSync('sha256', bytes, '', `okno ${use}`, KEY_BYTES));
  return { id, cipher: derived('seal'), nonce: derived('nonce') };
}

function isSame(one: Key, other: Key): boolean {
  return timingSafeEqual(one.cipher, other.cipher);
}
