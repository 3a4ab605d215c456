import fc from 'fast-check';

import { documentsOf } from './document-stream';
import { FileProblem } from './file-problem';
import { isoDay, readSme, readSupports } from './register-document';
import type { XmlElement } from './register-xml';

const DAYS = { latest: '2026-11-25', fallback: null };
const ORGANISATION = `<Документ ИдДок="a" ДатаСост="10.11.2026" ДатаВклМСП="01.08.2016" ВидСубМСП="1" КатСубМСП="2" ПризНовМСП="2" СведСоцПред="2" ССЧР="37">
  <ОргВклМСП НаимОрг="ОБЩЕСТВО &quot;ПРИМЕР&quot; (ДЕМО)" НаимОргСокр="ООО &quot;ПРИМЕР&quot;" ИННЮЛ="4299000019" ОГРН="1244200000010"/>
  <СведМН КодРегион="42"><Регион Тип="ОБЛАСТЬ" Наим="КЕМЕРОВСКАЯ"/></СведМН>
  <СвОКВЭД><СвОКВЭДОсн КодОКВЭД="21.20.1" НаимОКВЭД="…" ВерсОКВЭД="2014"/><СвОКВЭДДоп КодОКВЭД="46.46" НаимОКВЭД="…" ВерсОКВЭД="2014"/><СвОКВЭДДоп КодОКВЭД="72.11" НаимОКВЭД="…" ВерсОКВЭД="2014"/></СвОКВЭД>
</Документ>`;
const TRADER = `<Документ ДатаСост="10.11.2026" КатСубМСП="1" ВидСубМСП="2" ДатаВклМСП="">
  <ИПВклМСП ОГРНИП="" ИННФЛ="500100732259"><ФИОИП Фамилия="Примеров" Имя="Пример"/></ИПВклМСП><СведМН КодРегион="5"/></Документ>`;
const RECIPIENT = `<Документ ИдДок="b" ДатаСост="15.11.2026"><СвЮЛ ИННЮЛ="4299000019" НаимОрг="ПРИМЕР"/>
  <СвПредПод НомерПод="77-1" НаимОрг="ФОНД (ДЕМО)" ИННЮЛ="7707329152" КатСуб="2" ВидПП="1" ДатаПрин="01.02.2026" СрокПод="31.12.2026" ИнфНаруш="2">
    <ФормПод КодФорм="0100" НаимФорм="Финансовая поддержка"/><ВидПод КодВид="103" НаимВид="Субсидия"/><РазмПод РазмПод="12130.50" ЕдПод="1"/></СвПредПод>
  <СвПредПод НаимОрг="ФОНД (ДЕМО)" ИННЮЛ="7707329152" КатСуб="4" ВидПП="1" ДатаПрин="01.03.2025" СрокПод="01.03.2025" ДатаПрекр="02.03.2025">
    <ФормПод КодФорм="0400" НаимФорм="Консультация"/><ВидПод КодВид="0402" НаимВид="…"/><РазмПод РазмПод="2" ЕдПод="3"/><ИнфНаруш ИнфНаруш="1" ИнфНецел="2"/></СвПредПод>
</Документ>`;
const file = (
  content: string,
  kind = 'РЕЕСТРМСП',
  head = '<?xml version="1.0" encoding="UTF-8"?>',
): string =>
  `${head}<Файл ИдФайл="f" ВерсФорм="4.06" ТипИнф="${kind}" КолДок="1"><ИдОтпр><ФИООтв Фамилия="-"/></ИдОтпр>${content}</Файл>`;

/** Cuts the bytes into pieces, as they come out of an archive. */
async function read(bytes: Buffer, piece = 7): Promise<XmlElement[]> {
  const documents: XmlElement[] = [];
  const source = {
    async *read(): AsyncGenerator<Uint8Array> {
      for (let at = 0; at < bytes.length; at += piece) {
        yield await Promise.resolve(bytes.subarray(at, at + piece));
      }
    },
  };
  for await (const chunk of documentsOf(source)) {
    documents.push(...chunk.documents);
  }
  return documents;
}

async function problemOf(bytes: Buffer, piece?: number): Promise<string> {
  try {
    await read(bytes, piece);
    return 'NONE';
  } catch (error) {
    return error instanceof FileProblem ? error.code : `other: ${String(error)}`;
  }
}

async function first(xml: string): Promise<XmlElement> {
  const [document] = await read(Buffer.from(xml));
  if (document === undefined) {
    throw new Error('no document');
  }
  return document;
}

describe('the register of small businesses', () => {
  it('gives what it says of an organisation', async () => {
    expect(readSme(await first(file(ORGANISATION)), DAYS)).toEqual({
      records: [
        {
          inn: '4299000019',
          ogrn: '1244200000010',
          fullName: 'ОБЩЕСТВО "ПРИМЕР" (ДЕМО)',
          shortName: 'ООО "ПРИМЕР"',
          category: 'SMALL',
          since: '2016-08-01',
          newlyFounded: false,
          socialEnterprise: false,
          regionCode: '42',
          okvedMain: '21.20.1',
          okvedExtra: ['46.46', '72.11'],
          employees: 37,
          asOf: '2026-11-10',
        },
      ],
      rejected: null,
      blank: [],
    });
  });

  it('leaves out names of persons, and takes empty required fields as not known', async () => {
    const reading = readSme(await first(file(TRADER)), DAYS);
    expect(reading.records[0]).toMatchObject({
      inn: '500100732259',
      ogrn: null,
      fullName: null,
      shortName: null,
      category: 'MICRO',
      since: null,
      regionCode: '05',
      okvedMain: null,
    });
    expect(JSON.stringify(reading)).not.toContain('Примеров');
  });

  it('reads prefixes, other orders of attributes and elements, and pieces of any size alike', async () => {
    const prefixed = file(ORGANISATION)
      .replace(/<(\/?)(?=[А-Я])/g, '<$1н:')
      .replace('<н:Файл', '<н:Файл xmlns:н="urn:x"');
    const expected = readSme(await first(file(ORGANISATION)), DAYS);
    expect(readSme(await first(prefixed), DAYS)).toEqual(expected);
    for (const piece of [1, 3, 64, 100_000]) {
      const [document] = await read(Buffer.from(file(ORGANISATION)), piece);
      expect(document && readSme(document, DAYS)).toEqual(expected);
    }
  });

  it.each([
    ['ИННЮЛ="4299000019"', 'ИННЮЛ="4299000018"', 'INN_CHECKSUM'],
    ['ИННЮЛ="4299000019"', 'ИННЮЛ=""', 'INN_FORMAT'],
    ['ИННЮЛ="4299000019"', 'ИННЮЛ="500100732259"', 'INN_KIND'],
    ['ОргВклМСП', 'Другое', 'SUBJECT_MISSING'],
    ['КатСубМСП="2"', 'КатСубМСП="7"', 'CATEGORY_UNKNOWN'],
    ['ДатаСост="10.11.2026"', '', 'AS_OF_MISSING'],
    ['ДатаСост="10.11.2026"', 'ДатаСост="01.01.2099"', 'AS_OF_FUTURE'],
  ])('leaves a document out when %s is %s: %s', async (from, to, reason) => {
    const document = await first(file(ORGANISATION.replaceAll(from, to)));
    expect(readSme(document, DAYS)).toMatchObject({ records: [], rejected: reason });
  });

  it('notes what makes no sense and keeps the rest', async () => {
    const document = await first(
      file(
        ORGANISATION.replace('ССЧР="37"', 'ССЧР="-1"')
          .replace('01.08.2016', '31.02.2016')
          .replace('21.20.1', 'A.1'),
      ),
    );
    const { records, blank } = readSme(document, DAYS);
    expect(records[0]).toMatchObject({ employees: null, since: null, okvedMain: null });
    expect(blank.sort()).toEqual(['ДатаВклМСП', 'КодОКВЭД', 'ССЧР']);
  });
});

describe('the register of recipients', () => {
  it('gives every support with what was given, by whom, and whether rules were broken', async () => {
    const { records, rejected } = readSupports(await first(file(RECIPIENT, 'РЕЕСТРМСП-ПП')), DAYS);
    expect(rejected).toBeNull();
    expect(records).toMatchObject([
      {
        inn: '4299000019',
        key: 'n:77-1',
        formCode: '0100',
        kindCode: '0103',
        category: 'SMALL',
        decidedOn: '2026-02-01',
        until: '2026-12-31',
        endedOn: null,
        amountKopecks: 1_213_050,
        size: null,
        providerInn: '7707329152',
        providerName: 'ФОНД (ДЕМО)',
        violation: false,
        asOf: '2026-11-15',
      },
      {
        key: expect.stringMatching(/^h:/),
        category: 'NONE',
        size: '2',
        unit: 'HOUR',
        amountKopecks: null,
        violation: true,
      },
    ]);
  });
});

describe('a hostile file', () => {
  const bytes = (text: string): Buffer => Buffer.from(text, 'utf8');
  it.each([
    [
      'billion laughs',
      bytes(
        `<?xml version="1.0"?><!DOCTYPE Файл [<!ENTITY a "ха"><!ENTITY b "&a;&a;">]><Файл ТипИнф="&b;"/>`,
      ),
      'DTD_REFUSED',
    ],
    ['an outer entity', bytes(`<!DOCTYPE Файл SYSTEM "file:///etc/passwd"><Файл/>`), 'DTD_REFUSED'],
    ['an entity out of nowhere', bytes(file('<Документ ИдДок="&xxe;"/>')), 'XML_BROKEN'],
    ['an end in the middle', bytes(file(ORGANISATION).slice(0, 400)), 'XML_BROKEN'],
    ['tags across', bytes('<Файл><Документ><а></Документ></а></Файл>'), 'XML_BROKEN'],
    ['depth', bytes(`<Файл>${'<а>'.repeat(100)}`), 'TOO_DEEP'],
    ['a document without end', bytes(`<Файл><Документ>${'<а/>'.repeat(100_001)}`), 'TOO_LONG'],
    ['a value without end', bytes(`<Файл а="${'х'.repeat(5_000_000)}`), 'TOO_LONG'],
    ['another root', bytes('<html><body/></html>'), 'NOT_A_REGISTER'],
    ['nothing', Buffer.alloc(0), 'XML_BROKEN'],
    ['zeros', Buffer.alloc(1000), 'XML_BROKEN'],
    [
      'an unknown encoding',
      bytes(file('', 'x', '<?xml version="1.0" encoding="koi8-r"?>')),
      'ENCODING_UNKNOWN',
    ],
    [
      'another encoding than it says',
      Buffer.concat([
        bytes('<?xml version="1.0" encoding="UTF-8"?>'),
        Buffer.from([0x3c, 0xd4, 0xe0, 0xe9, 0xeb, 0x3e]),
      ]),
      'ENCODING_MISMATCH',
    ],
  ])('with %s is refused', async (_, content, code) => {
    expect(await problemOf(content, 65_536)).toBe(code);
  });

  it('in windows-1251 is read, also when it only says so', async () => {
    const text = file(
      '<Документ ИдДок="a"/>',
      'РЕЕСТРМСП',
      '<?xml version="1.0" encoding="windows-1251"?>',
    );
    const cyrillic = Buffer.from(
      [...text].map((letter) => {
        const code = letter.charCodeAt(0);
        return code < 128 ? code : code - 0x410 + 0xc0;
      }),
    );
    expect(await read(cyrillic)).toMatchObject([{ name: 'Документ' }]);
    expect(await read(bytes(text))).toMatchObject([{ name: 'Документ' }]);
  });

  it('never ends in anything but documents or a problem with a code, whatever is broken in it', async () => {
    const good = bytes(file(ORGANISATION + TRADER));
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(good.length - 1), fc.integer({ min: 0, max: 255 })), {
          maxLength: 6,
        }),
        fc.integer({ min: 1, max: 500 }),
        async (changes, piece) => {
          const broken = Buffer.from(good);
          changes.forEach(([at, value]) => broken.writeUInt8(value, at));
          try {
            for (const document of await read(broken, piece)) {
              const sme = readSme(document, DAYS);
              expect(sme.rejected === null).toBe(sme.records.length === 1);
              readSupports(document, DAYS);
            }
          } catch (error) {
            expect(error).toBeInstanceOf(FileProblem);
          }
        },
      ),
      { numRuns: 1_000 },
    );
  }, 60_000);

  it('is read whatever its attributes hold: a document gives a record or a reason, and never throws', () => {
    const names = [
      'ДатаСост',
      'КатСубМСП',
      'ИННЮЛ',
      'ИННФЛ',
      'ОГРН',
      'КодРегион',
      'КодОКВЭД',
      'ССЧР',
      'РазмПод',
      'ЕдПод',
      'НаимОрг',
      '__proto__',
      'constructor',
    ];
    const attributes = fc.dictionary(fc.constantFrom(...names), fc.string({ unit: 'binary' }));
    const elements = [
      'ОргВклМСП',
      'ИПВклМСП',
      'СведМН',
      'СвОКВЭД',
      'СвОКВЭДОсн',
      'СвЮЛ',
      'СвФЛ',
      'СвПредПод',
      'РазмПод',
      'ФормПод',
    ];
    const element = (children: fc.Arbitrary<XmlElement[]>): fc.Arbitrary<XmlElement> =>
      fc.record({ name: fc.constantFrom(...elements), attributes, children });
    const nothing = fc.constant<XmlElement[]>([]);
    const inner = fc.array(element(nothing), { maxLength: 4 });
    const tree = element(fc.array(element(inner), { maxLength: 6 }));
    fc.assert(
      fc.property(tree, (document) => {
        for (const { records, rejected } of [
          readSme(document, DAYS),
          readSupports(document, DAYS),
        ]) {
          expect(records.length > 0).toBe(rejected === null);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('a day of the register', () => {
  it.each([
    ['10.11.2026', '2026-11-10'],
    ['2026-11-10', '2026-11-10'],
    ['31.12.9999', '9999-12-31'],
    ['29.02.2024', '2024-02-29'],
    ['29.02.2025', undefined],
    ['1.1.2026', undefined],
    ['', undefined],
  ])('%s is %s', (written, day) => {
    expect(isoDay(written)).toBe(day);
  });
});
