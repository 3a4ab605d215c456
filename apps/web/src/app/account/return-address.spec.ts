import { returnAddress } from './return-address';

describe('the address to go back to after signing in', () => {
  it.each(['/cabinet/apply?measure=KZ-06', '/office', '/'])('keeps %s', (asked) => {
    expect(returnAddress(asked)).toBe(asked);
  });

  it.each([
    undefined,
    '',
    'https://example.org/',
    '//example.org',
    '/\\example.org',
    '/\t/example.org',
    'javascript:alert(1)',
    '/login?return=/login',
  ])('refuses %j', (asked) => {
    expect(returnAddress(asked)).toBeNull();
  });
});
