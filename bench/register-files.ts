import { ZipWriter } from '@okno/server/testing';
import { checkInn, checkOgrn } from '@okno/shared/identifiers';

/** What a made-up register holds. The same seed makes the same file. */
export interface RegisterFileSettings {
  register: 'rsmp' | 'rsmppp';
  documents: number;
  seed: number;
  /** ДатаСост, as ДД.ММ.ГГГГ. */
  asOf: string;
  /** First number of the invented organisations: the same numbers are the same ИНН in both registers. */
  from?: number;
}

/** As many as the published sets have. */
const IN_ONE_FILE = 900;
/** One document in so many has an ИНН that fails its check digit; one has its required fields empty. */
const BROKEN = 5_000;
const EMPTY = 300;
/** Every third is a sole trader, as in the real register. */
const TRADER = 3;
const REGIONS = ['42', '77', '54', '22', '70', '16', '02', '66', '78', '23'];
const WORDS =
  'АЛЬФА,БЕРЕЗА,ВЕКТОР,ГРАНИТ,ДОЛИНА,ЕЛЬНИК,ЖУРАВЛЬ,ЗАРЯ,ИСТОК,КЕДР,ЛУЧ,МАЯК,НИВА,ОРИОН,ПОТОК,РОДНИК,СИГМА,ТАЙГА,УТЕС,ФАКЕЛ'.split(
    ',',
  );
const ACTIVITIES: readonly (readonly [string, string])[] = [
  ['21.20.1', 'Производство лекарственных препаратов'],
  ['32.50', 'Производство медицинских инструментов и оборудования'],
  ['46.46.1', 'Торговля оптовая фармацевтической продукцией'],
  ['62.01', 'Разработка компьютерного программного обеспечения'],
  ['72.19', 'Научные исследования и разработки в области естественных и технических наук прочие'],
  ['86.10', 'Деятельность больничных организаций'],
  ['86.21', 'Общая врачебная практика'],
  [
    '71.12',
    'Деятельность в области инженерных изысканий и предоставление технических консультаций',
  ],
  [
    '47.73',
    'Торговля розничная лекарственными средствами в специализированных магазинах (аптеках)',
  ],
  ['68.20', 'Аренда и управление собственным или арендованным недвижимым имуществом'],
  ['49.41', 'Деятельность автомобильного грузового транспорта'],
  ['56.10', 'Деятельность ресторанов и услуги по доставке продуктов питания'],
];
const FORMS: readonly (readonly [string, string, string, string, string])[] = [
  ['0100', 'Финансовая поддержка', '0103', 'Предоставление субсидий и грантов', '1'],
  ['0200', 'Имущественная поддержка', '0201', 'Передача имущества в пользование', '2'],
  ['0400', 'Консультационная поддержка', '0402', 'Консультационные услуги', '3'],
  ['0500', 'Поддержка в сфере образования', '0502', 'Обучение', '5'],
];

/** A register in the tax service's format with invented organisations, as large as is asked for. */
export function writeRegister(path: string, settings: RegisterFileSettings): { xmlBytes: number } {
  const zip = new ZipWriter(path);
  const random = randomOf(settings.seed);
  const kind = settings.register === 'rsmp' ? 'РЕЕСТРМСП' : 'РЕЕСТРМСП-ПП';
  const version = settings.register === 'rsmp' ? '4.06' : '4.04';
  const document = settings.register === 'rsmp' ? smeDocument : supportDocument;
  const first = settings.from ?? 1;
  let xmlBytes = 0;
  for (let done = 0, file = 1; done < settings.documents; done += IN_ONE_FILE, file += 1) {
    const count = Math.min(IN_ONE_FILE, settings.documents - done);
    const body = Array.from({ length: count }, (_, at) =>
      document(first + done + at, settings.asOf, random),
    ).join('');
    const content = Buffer.from(
      `<?xml version="1.0" encoding="UTF-8"?><Файл ИдФайл="DEMO_${file}" ВерсФорм="${version}" ТипИнф="${kind}" КолДок="${count}">` +
        `<ИдОтпр><ФИООтв Фамилия="-" Имя="-"/></ИдОтпр>${body}</Файл>`,
    );
    xmlBytes += content.length;
    zip.add(`VO_DEMO_0000_${String(file).padStart(6, '0')}.xml`, content, 1);
  }
  zip.finish();
  return { xmlBytes };
}

type Random = (below: number) => number;

function smeDocument(n: number, asOf: string, random: Random): string {
  const empty = random(EMPTY) === 0;
  const category = random(100) < 92 ? 1 : random(10) < 9 ? 2 : 3;
  const trader = isTrader(n);
  const employees = trader || random(4) === 0 ? '' : ` ССЧР="${random(category * 40) + 1}"`;
  const [code = '', name = ''] = ACTIVITIES[random(ACTIVITIES.length)] ?? [];
  const extra = Array.from({ length: random(11) }, () => {
    const [other = '', title = ''] = ACTIVITIES[random(ACTIVITIES.length)] ?? [];
    return `<СвОКВЭДДоп КодОКВЭД="${other}" НаимОКВЭД="${title}" ВерсОКВЭД="2014"/>`;
  }).join('');
  return (
    `<Документ ИдДок="${idOf(n)}" ДатаСост="${asOf}" ДатаВклМСП="${empty ? '' : dayOf(random, 2016, 10)}" ` +
    `ВидСубМСП="${trader ? 2 : 1}" КатСубМСП="${category}" ПризНовМСП="${random(20) === 0 ? 1 : 2}" СведСоцПред="2"${employees}>` +
    `${subjectOf(n, empty, random)}<СведМН КодРегион="${empty ? '' : regionOf(n)}"><Регион Тип="ОБЛАСТЬ" Наим="ПРИМЕРНАЯ"/></СведМН>` +
    `<СвОКВЭД><СвОКВЭДОсн КодОКВЭД="${code}" НаимОКВЭД="${name}" ВерсОКВЭД="2014"/>${extra}</СвОКВЭД></Документ>`
  );
}

function subjectOf(n: number, empty: boolean, random: Random): string {
  const broken = random(BROKEN) === 0;
  const inn = broken ? damaged(innOf(n)) : innOf(n);
  const ogrn = empty ? '' : ogrnOf(n);
  if (isTrader(n)) {
    return `<ИПВклМСП ИННФЛ="${inn}" ОГРНИП="${ogrn}"><ФИОИП Фамилия="ПРИМЕРОВ" Имя="ПРИМЕР${n}" Отчество="ДЕМОВИЧ"/></ИПВклМСП>`;
  }
  const name = nameOf(n);
  return (
    `<ОргВклМСП НаимОрг="ОБЩЕСТВО С ОГРАНИЧЕННОЙ ОТВЕТСТВЕННОСТЬЮ &quot;${name}&quot; (ДЕМО)" ` +
    `НаимОргСокр="ООО &quot;${name}&quot; (ДЕМО)" ИННЮЛ="${inn}" ОГРН="${ogrn}"/>`
  );
}

function supportDocument(n: number, asOf: string, random: Random): string {
  const recipient = isTrader(n)
    ? `<СвФЛ ИННФЛ="${innOf(n)}"><ФИО Фамилия="ПРИМЕРОВ" Имя="ПРИМЕР${n}" Отчество="ДЕМОВИЧ"/></СвФЛ>`
    : `<СвЮЛ ИННЮЛ="${innOf(n)}" ОГРН="${ogrnOf(n)}" НаимОрг="ООО &quot;${nameOf(n)}&quot; (ДЕМО)"/>`;
  const given = Array.from({ length: 1 + random(3) }, (_, at) => {
    const [form, formName, kind, kindName, unit] = FORMS[random(FORMS.length)] ?? [];
    const provider = 3 * (random(200) + 1) + 1;
    return (
      `<СвПредПод НомерПод="${n}-${at}" НаимОрг="ФОНД ПОДДЕРЖКИ ПРЕДПРИНИМАТЕЛЬСТВА № ${provider} (ДЕМО)" ИННЮЛ="${innOf(provider)}" ` +
      `КатСуб="${random(4) + 1}" ВидПП="${isTrader(n) ? 2 : 1}" ДатаПрин="${dayOf(random, 2021, 5)}" СрокПод="${dayOf(random, 2026, 2)}" ` +
      `ДатаСвед="${dayOf(random, 2026, 1)}" ИнфНаруш="${random(200) === 0 ? 1 : 2}"><ФормПод КодФорм="${form}" НаимФорм="${formName}"/>` +
      `<ВидПод КодВид="${kind}" НаимВид="${kindName}"/><РазмПод РазмПод="${random(5_000_000)}.00" ЕдПод="${unit}"/></СвПредПод>`
    );
  }).join('');
  return `<Документ ИдДок="${idOf(n)}" ДатаСост="${asOf}">${recipient}${given}</Документ>`;
}

/** ИНН of the n-th invented organisation: the number itself with the right check digits, so none is twice. */
export function innOf(n: number): string {
  const serial = String(n).padStart(7, '0');
  const inn = isTrader(n)
    ? withCheck(
        withCheck(`${regionOf(n)}0${serial}`, [7, 2, 4, 10, 3, 5, 9, 4, 6, 8]),
        [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8],
      )
    : withCheck(`${regionOf(n)}${serial}`, [2, 4, 10, 3, 5, 9, 4, 6, 8]);
  return proved(checkInn(inn));
}

function ogrnOf(n: number): string {
  const serial = String(n).padStart(7, '0');
  const digits = isTrader(n) ? `320${regionOf(n)}00${serial}` : `124${regionOf(n)}${serial}`;
  const last = (BigInt(digits) % (isTrader(n) ? 13n : 11n)) % 10n;
  return proved(checkOgrn(`${digits}${last}`));
}

function proved(checked: { ok: true; value: string } | { ok: false; code: string }): string {
  if (!checked.ok) {
    throw new Error(checked.code);
  }
  return checked.value;
}

function withCheck(digits: string, weights: readonly number[]): string {
  const sum = weights.reduce((total, weight, at) => total + weight * Number(digits[at]), 0);
  return `${digits}${(sum % 11) % 10}`;
}

function damaged(inn: string): string {
  return `${inn.slice(0, -1)}${(Number(inn.at(-1)) + 1) % 10}`;
}

function isTrader(n: number): boolean {
  return n % TRADER === 0;
}

function regionOf(n: number): string {
  return REGIONS[n % REGIONS.length] ?? '42';
}

function nameOf(n: number): string {
  return `ПРИМЕР ${WORDS[n % WORDS.length] ?? ''} ${n}`;
}

function idOf(n: number): string {
  return `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
}

function dayOf(random: Random, from: number, years: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${two(random(28) + 1)}.${two(random(12) + 1)}.${from + random(years)}`;
}

/** Mulberry32: small, quick, the same everywhere. */
function randomOf(seed: number): Random {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
}
