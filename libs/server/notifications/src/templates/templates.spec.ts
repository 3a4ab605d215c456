import { drawLetter } from './layout';
import { composeLetter, placesOf } from './letter';
import type { Language } from './params';
import { TEMPLATE_NAMES, templateOf, wrongParams } from './templates';

const LANGUAGES: Language[] = ['ru', 'en'];
const SITE = 'https://okno.example';

const SAMPLES: Record<string, unknown> = {
  text: 'KZB-SRV-2026-000042',
  titles: { ru: 'Продвижение <товара>', en: 'Promotion of a <product>' },
  date: '2026-10-12',
  money: 29_440_000,
  workingDays: 5,
  places: 2,
  list: [
    { title: { ru: 'Смета', en: 'Estimate' }, text: 'Нет НДС в строке 2' },
    { title: null, text: '<b>Второе</b>' },
  ],
};

/** A value for every parameter; `full: false` leaves out what may be absent. */
function sampleOf(name: string, full: boolean): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(templateOf(name).params).map(([param, kind]) => [
      param,
      !full && kind.endsWith('?') ? null : SAMPLES[kind.replace('?', '')],
    ]),
  );
}

const EVERY = TEMPLATE_NAMES.flatMap((name) => LANGUAGES.map((lang) => [name, lang] as const));

describe('the templates', () => {
  it.each(EVERY)('%s (%s) asks only for parameters that it declares', (name, lang) => {
    const template = templateOf(name);
    const { subject, body, action } = template.words[lang];
    const asked = [subject, ...body, action, template.link, template.leave ?? ''].flatMap(placesOf);
    const known = [...Object.keys(template.params), ...(template.secret ? ['secret'] : [])];
    expect(asked.filter((place) => !known.includes(place))).toEqual([]);
    expect(template.secret ? asked.includes('secret') : true).toBe(true);
    expect(known.filter((param) => !asked.includes(param))).toEqual([]);
  });

  it.each(EVERY)('%s (%s) is complete with every parameter', (name, lang) => {
    const params = sampleOf(name, true);
    expect(wrongParams(name, params)).toEqual([]);
    const letter = composeLetter({
      template: name,
      params,
      lang,
      siteUrl: SITE,
      secret: 'c2VjcmV0',
    });
    expect(letter.parts).toHaveLength(templateOf(name).words[lang].body.length);
    const drawn = drawLetter(letter, lang, 'Анна (демо)');
    for (const text of [drawn.subject, drawn.text, drawn.html]) {
      expect(text.trim()).not.toBe('');
      expect(text).not.toMatch(/\{\w+\}|undefined|null|NaN|\[object/);
    }
    expect(drawn.html).not.toMatch(/<product>|<товара>|<b>Второе/);
    expect(drawn.text).toContain(letter.action.url);
  });

  it.each(EVERY)('%s (%s) still says what happened without optional parameters', (name, lang) => {
    const params = sampleOf(name, false);
    expect(wrongParams(name, params)).toEqual([]);
    const letter = composeLetter({ template: name, params, lang, siteUrl: SITE, secret: 'x' });
    expect(letter.subject).not.toBe('');
    expect(letter.parts.length).toBeGreaterThan(0);
    expect(JSON.stringify(letter)).not.toMatch(/\{\w+\}"|undefined|NaN/);
  });

  it.each(TEMPLATE_NAMES)('%s says the same in both languages', (name) => {
    const { ru, en } = templateOf(name).words;
    const asked = ({ subject, body, action }: typeof ru): string[] =>
      [...new Set([subject, ...body, action].flatMap(placesOf))].sort();
    expect(asked(en)).toEqual(asked(ru));
    expect(en.body).toHaveLength(ru.body.length);
    expect(JSON.stringify(en)).not.toMatch(/[а-яё]/i);
  });

  it.each(TEMPLATE_NAMES)('%s keeps to the tone of the design', (name) => {
    const { ru } = templateOf(name).words;
    const text = [ru.subject, ...ru.body, ru.action].join('\n');
    expect(text).not.toMatch(
      /!|требуется|необходимо|[а-яё,»] (Вы|Вам|Вас|Ваш\p{L}*)(?!\p{L})|субсидируем/u,
    );
    expect(text).not.toMatch(/ - |"/);
  });

  it('name what is missing, of a wrong kind or not asked for', () => {
    expect(wrongParams('message.fromCentre', {})).toEqual(['applicationId', 'number', 'measure']);
    expect(
      wrongParams('message.fromCentre', {
        ...sampleOf('message.fromCentre', true),
        measure: 'a text',
        snils: '1',
      }),
    ).toEqual(['measure', 'snils']);
  });

  it('never ask for bank details, СНИЛС or contacts', () => {
    const asked = TEMPLATE_NAMES.flatMap((name) => Object.keys(templateOf(name).params));
    expect(asked.filter((param) => /snils|bank|account|bik|phone|email/i.test(param))).toEqual([]);
  });
});

describe('a letter', () => {
  it('puts dates, money and numbers into words', () => {
    const returned = composeLetter({
      template: 'application.returned',
      params: { ...sampleOf('application.returned', true), places: 2, days: 5 },
      lang: 'ru',
      siteUrl: SITE,
    });
    expect(returned.subject).toBe('Исправьте 2\u00a0места в заявке KZB-SRV-2026-000042');
    expect(JSON.stringify(returned.parts)).toContain('до 12 октября 2026');
    expect(JSON.stringify(returned.parts)).toContain('5\u00a0рабочих дней');
    const approved = composeLetter({
      template: 'application.approved',
      params: sampleOf('application.approved', true),
      lang: 'ru',
      siteUrl: SITE,
    });
    expect(JSON.stringify(approved.parts)).toContain('294\u00a0400\u00a0₽');
  });

  it('keeps the secret out of what a server would log', () => {
    const { action } = composeLetter({
      template: 'account.confirm',
      params: {},
      lang: 'en',
      siteUrl: SITE,
      secret: 'a/b+c',
    });
    const url = new URL(action.url);
    expect(url.pathname + url.search).toBe('/confirm');
    expect(url.hash).toBe('#token=a%2Fb%2Bc');
  });

  it('keeps a subject on one line', () => {
    const { subject } = drawLetter(
      {
        ...{ subject: 'a\r\nBcc: all@okno.example', parts: [], leave: null },
        action: { label: 'x', url: SITE },
      },
      'en',
      null,
    );
    expect(subject).toBe('a Bcc: all@okno.example');
  });
});
