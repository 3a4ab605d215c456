import type { FieldProblem } from '@okno/server/core';
import {
  type Checked,
  checkInn,
  checkKpp,
  checkOgrn,
  checkOkved,
  checkPersonName,
  checkUrl,
  type HolderKind,
  innFacts,
} from '@okno/shared/identifiers';

import type {
  CardSource,
  OrganisationKind,
  OrganisationState,
  SmeCategory,
} from './organisation.entity';

/** What a person types about an organisation. Absent, null and blank mean the same. */
export interface CardInput {
  kind: OrganisationKind;
  inn: string;
  ogrn?: string | null;
  kpp?: string | null;
  fullName: string;
  shortName?: string | null;
  okvedMain: string;
  smeCategory: SmeCategory;
  addressLegal: string;
  addressActual?: string | null;
  headName: string;
  headPost?: string | null;
  website?: string | null;
  regionCode?: string | null;
}

/** The same in canonical form: the one that is stored and compared. */
export interface CardValues {
  kind: OrganisationKind;
  inn: string;
  ogrn: string | null;
  kpp: string | null;
  fullName: string;
  shortName: string;
  okvedMain: string;
  smeCategory: SmeCategory;
  addressLegal: string;
  addressActual: string | null;
  headName: string;
  headPost: string | null;
  website: string | null;
  regionCode: string;
}

/** The card of an organisation with who vouches for it, since which day. */
export interface OrganisationCardData extends CardValues {
  id: string;
  state: OrganisationState;
  source: { code: CardSource; asOf: string };
  revision: number;
  createdAt: Date;
}

/** Columns a person may type, in the order of the card. `inn` is what the organisation is known by. */
export const CARD_FIELDS = [
  'kind',
  'ogrn',
  'kpp',
  'fullName',
  'shortName',
  'okvedMain',
  'smeCategory',
  'addressLegal',
  'addressActual',
  'headName',
  'headPost',
  'website',
  'regionCode',
] as const satisfies readonly (keyof CardValues)[];

/** What stays the organisation's own to change after the centre has confirmed the card. */
export const FREE_FIELDS: readonly string[] = ['addressActual', 'website'];

const SHORT_NAME_LENGTH = 255;
/** Which kinds have a number in ЕГРЮЛ or ЕГРИП; the self-employed and foreign organisations have none. */
const WITH_OGRN: readonly OrganisationKind[] = ['LEGAL', 'STATE', 'SOLE_TRADER'];
/** Controls and marks that turn the direction of writing: they would disguise a name. */
const INVISIBLE = /[\p{Cc}\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF\u061C]/gu;

/** Whose identifiers an organisation of this kind has. */
export function holderOf(kind: OrganisationKind): HolderKind {
  return kind === 'SOLE_TRADER' || kind === 'SELF_EMPLOYED' ? 'PERSON' : 'ORGANISATION';
}

/** Text on one line: every kind of space becomes one, what cannot be seen goes. */
export function tidy(text: string | null | undefined): string {
  return (text ?? '').normalize('NFC').replace(/\s+/gu, ' ').replace(INVISIBLE, '').trim();
}

/** Checks a card as `domain.md` §8 says. Every problem names its field and has a code. */
export function checkCard(input: CardInput): { values: CardValues; problems: FieldProblem[] } {
  const problems: FieldProblem[] = [];
  const take = (path: string, checked: Checked<string>, otherwise: string): string => {
    if (!checked.ok) {
      problems.push({ path, code: checked.code });
    }
    return checked.ok ? checked.value : otherwise;
  };
  const required = (path: string, value: string | null | undefined): string => {
    const text = tidy(value);
    if (text === '') {
      problems.push({ path, code: 'REQUIRED' });
    }
    return text;
  };
  const inn = take('inn', innOf(input), tidy(input.inn));
  const fullName = required('fullName', input.fullName);
  const values: CardValues = {
    kind: input.kind,
    inn,
    ogrn: registerNumber(input, problems, take),
    kpp: kppOf(input, problems, take),
    fullName,
    shortName: (tidy(input.shortName) || fullName).slice(0, SHORT_NAME_LENGTH).trim(),
    okvedMain: take('okvedMain', checkOkved(tidy(input.okvedMain)), ''),
    smeCategory: input.smeCategory,
    addressLegal: required('addressLegal', input.addressLegal),
    addressActual: tidy(input.addressActual) || null,
    headName: take('headName', checkPersonName(tidy(input.headName)), ''),
    headPost: tidy(input.headPost) || null,
    website: blank(input.website) ? null : take('website', checkUrl(tidy(input.website)), ''),
    regionCode: regionOf(input, inn, problems),
  };
  return { values, problems };
}

type Take = (path: string, checked: Checked<string>, otherwise: string) => string;

function innOf(input: CardInput): Checked<string> {
  const checked = checkInn(tidy(input.inn), holderOf(input.kind));
  if (checked.ok && innFacts(checked.value).foreign !== (input.kind === 'FOREIGN')) {
    return { ok: false, code: 'INN_KIND' };
  }
  return checked;
}

function registerNumber(input: CardInput, problems: FieldProblem[], take: Take): string | null {
  if (!WITH_OGRN.includes(input.kind)) {
    return mustBeBlank('ogrn', input.ogrn, problems);
  }
  if (blank(input.ogrn)) {
    problems.push({ path: 'ogrn', code: 'REQUIRED' });
    return null;
  }
  return take('ogrn', checkOgrn(tidy(input.ogrn), holderOf(input.kind)), '');
}

function kppOf(input: CardInput, problems: FieldProblem[], take: Take): string | null {
  if (holderOf(input.kind) === 'PERSON') {
    return mustBeBlank('kpp', input.kpp, problems);
  }
  if (blank(input.kpp)) {
    problems.push({ path: 'kpp', code: 'REQUIRED' });
    return null;
  }
  return take('kpp', checkKpp(tidy(input.kpp)), '');
}

/** The region that was named, else that of the tax office where the organisation stands. */
function regionOf(input: CardInput, inn: string, problems: FieldProblem[]): string {
  const named = tidy(input.regionCode);
  const region = named || (tidy(input.kpp) || inn).slice(0, 2);
  if (named !== '' && !/^(?!00)[0-9]{2}$/.test(named)) {
    problems.push({ path: 'regionCode', code: 'REGION_FORMAT' });
  }
  return region;
}

function mustBeBlank(
  path: 'ogrn' | 'kpp',
  value: string | null | undefined,
  problems: FieldProblem[],
): null {
  if (!blank(value)) {
    problems.push({ path, code: path === 'kpp' ? 'KPP_FORBIDDEN' : 'OGRN_FORBIDDEN' });
  }
  return null;
}

function blank(value: string | null | undefined): boolean {
  return tidy(value) === '';
}
