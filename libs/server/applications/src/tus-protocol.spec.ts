import fc from 'fast-check';

import { announcementOf, offsetOf, speaksTus } from './tus-protocol';

const base64 = (text: string): string => Buffer.from(text).toString('base64');
const metadata = (pairs: Record<string, string>): string =>
  Object.entries(pairs)
    .map(([key, value]) => `${key} ${base64(value)}`)
    .join(',');
const given = (pairs: Record<string, string>, length = '10'): Record<string, string> => ({
  'upload-length': length,
  'upload-metadata': metadata(pairs),
});
/** The field at fault. */
const fault = (work: () => unknown): string => {
  try {
    work();
    return 'none';
  } catch (error) {
    const { fields } = Object.assign({ fields: [{ path: '', code: '' }] }, error);
    return `${fields[0]?.path} ${fields[0]?.code}`;
  }
};
const names = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 60 })
  .filter((text) => text.isWellFormed() && !text.includes('\u0000'));

describe('the headers of a resumable upload', () => {
  it('carry any name and slot', () => {
    fc.assert(
      fc.property(names, fc.nat(20_000_000), (name, size) => {
        const read = announcementOf(given({ slot: 'D-TOR', filename: name }, String(size)));
        expect(read).toEqual({ slot: 'D-TOR', name, size, fingerprint: '' });
      }),
    );
  });

  it('are refused and never crash, whatever stands in them', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (text, number) => {
        const headers = {
          'upload-metadata': text,
          'upload-length': number,
          'upload-offset': number,
        };
        expect(fault(() => announcementOf(headers))).not.toBe(' ');
        expect(fault(() => offsetOf(headers))).not.toBe(' ');
      }),
    );
  });

  it.each([
    ['upload-length REQUIRED', { ...given({ filename: 'a.pdf' }), 'upload-length': '' }],
    ['upload-length FORMAT', given({ filename: 'a.pdf' }, '-1')],
    ['upload-length FORMAT', given({ filename: 'a.pdf' }, '1e3')],
    ['filename REQUIRED', given({ slot: 'D-TOR' })],
    ['replaces ID_FORMAT', given({ filename: 'a.pdf', replaces: '../1' })],
    ['Upload-Metadata FORMAT', { 'upload-length': '1', 'upload-metadata': 'slot a b' }],
    ['Upload-Metadata FORMAT', { 'upload-length': '1', 'upload-metadata': 'a YQ==,a YQ==' }],
    ['Upload-Metadata FORMAT', { 'upload-length': '1', 'upload-metadata': 'filename /w==' }],
    ['Upload-Metadata TOO_LONG', given({ filename: 'a'.repeat(5000) })],
  ])('are refused with %s', (said, headers) => {
    expect(fault(() => announcementOf(headers))).toBe(said);
  });

  it('say the version', () => {
    expect(speaksTus({ 'tus-resumable': '1.0.0' })).toBe(true);
    expect(speaksTus({ 'tus-resumable': '0.2.2' })).toBe(false);
    expect(speaksTus({})).toBe(false);
  });
});
