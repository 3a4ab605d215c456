import { linkToken } from './link-token';

describe('the secret of a link in a letter', () => {
  it('is read from the fragment', () => {
    expect(linkToken('token=AbCdEfGhIjKlMnOp_-12')).toBe('AbCdEfGhIjKlMnOp_-12');
  });

  it.each([null, undefined, '', 'token=', 'token=short', 'main', 'token=with spaces in it'])(
    'is not there in %j',
    (fragment) => {
      expect(linkToken(fragment)).toBeNull();
    },
  );
});
