import { mailParts } from './mail-parts';

describe('a kept letter', () => {
  it('makes links of its addresses, into the portal that shows it', () => {
    expect(
      mailParts('Откройте http://localhost:3000/confirm#token=abc_-1. Спасибо', 'http://here:4'),
    ).toEqual([
      { text: 'Откройте ' },
      {
        text: 'http://localhost:3000/confirm#token=abc_-1',
        href: 'http://here:4/confirm#token=abc_-1',
      },
      { text: '. Спасибо' },
    ]);
  });

  it('leaves a letter without addresses as it is', () => {
    expect(mailParts('Здравствуйте', 'http://here')).toEqual([{ text: 'Здравствуйте' }]);
  });
});
