import fc from 'fast-check';

import { ConfigError, loadConfig } from '../config/config';
import { CoreConfig } from '../config/core.config';
import { SecretError, Secrets } from './secrets';
import { SecretsConfig } from './secrets.config';

const ONE = `k1:${Buffer.alloc(32, 1).toString('base64')}`;
const TWO = `k2:${Buffer.alloc(32, 2).toString('base64')}`;
const DATABASE_URL = 'postgres://localhost/okno';
const secrets = (keys?: string, mode = 'development'): Secrets =>
  new Secrets(
    loadConfig(SecretsConfig, keys === undefined ? {} : { OKNO_SECRET_KEYS: keys }),
    loadConfig(CoreConfig, { DATABASE_URL, OKNO_MODE: mode }),
  );

describe('sealed texts', () => {
  it('open where they were sealed, whatever the text', () => {
    const at = secrets(ONE);
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (text, place) => {
        expect(at.open(at.seal(text, place), place)).toBe(text);
      }),
    );
  });

  it('do not open in another place, changed, or cut', () => {
    const at = secrets(ONE);
    const sealed = at.seal('40702810900000000001', 'application/1/bank.account');
    expect(() => at.open(sealed, 'application/2/bank.account')).toThrow(SecretError);
    const last = sealed.at(-2) === 'A' ? 'B' : 'A';
    for (const wrong of [
      sealed.slice(0, -2) + last + sealed.slice(-1),
      sealed.slice(0, 12),
      'k1.',
      'k1',
      '',
      sealed.replace('k1.', 'k9.'),
    ]) {
      expect(() => at.open(wrong, 'application/1/bank.account')).toThrow(SecretError);
    }
  });

  it('tell a change without being opened, and show nothing else', () => {
    const at = secrets(ONE);
    expect(at.seal('same', 'a')).toBe(at.seal('same', 'a'));
    expect(at.seal('same', 'a')).not.toBe(at.seal('same', 'b'));
    expect(at.seal('same', 'a')).not.toBe(at.seal('other', 'a'));
    expect(at.seal('40702810900000000001', 'a')).not.toContain('40702');
  });

  it('name their key, so that an older one still opens', () => {
    const old = secrets(ONE).seal('text', 'a');
    const now = secrets(`${TWO},${ONE}`);
    expect(now.open(old, 'a')).toBe('text');
    expect(now.seal('text', 'a')).toMatch(/^k2\./);
    expect([now.keyId, now.hasOlderKeys]).toEqual(['k2', true]);
    expect(() => secrets(TWO).open(old, 'a')).toThrow(SecretError);
  });
});

describe('the keys', () => {
  it('are needed in production, and may be left out elsewhere', () => {
    expect(() => secrets(undefined, 'production')).toThrow(/OKNO_SECRET_KEYS: is missing/);
    expect(secrets(ONE, 'production').keyId).toBe('k1');
    expect(secrets().keyId).toBe('dev');
  });

  it.each(['k1', 'k1:short', `${ONE},`, `${ONE},${ONE}`, `${ONE},${ONE.replace('k1', 'k2')}`])(
    'are refused when they are wrong: %s',
    (keys) => {
      expect(() => secrets(keys)).toThrow(ConfigError);
    },
  );
});
