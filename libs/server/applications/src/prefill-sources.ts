import type { OrganisationCardData } from '@okno/server/organisations';
import { fieldsByKey, isBlank, type Answers, type FormDefinition } from '@okno/shared/form-schema';
import { checkPersonName } from '@okno/shared/identifiers';

import type { PrefillNote } from './case-row';
import type { TextPair } from './text.dto';

/** What of a person's profile goes into a form. */
export interface ProfileData {
  name: string;
  email: string;
  phone: string | null;
}

const SOURCES: Readonly<Record<string, TextPair>> = {
  declared: {
    ru: 'Карточка организации, с ваших слов',
    en: 'Organisation card, as you declared it',
  },
  registrar: {
    ru: 'Карточка организации, подтверждена центром',
    en: 'Organisation card, confirmed by the centre',
  },
  account: { ru: 'Ваш профиль', en: 'Your profile' },
  measure: { ru: 'Условия меры', en: 'Terms of the measure' },
};

/** Values by the names that forms use: `organisation.inn`, `account.email`, `measure.clusterCode`. */
export function prefillSources(
  card: OrganisationCardData,
  person: ProfileData | null,
  clusterCode: string,
): Record<string, unknown> {
  return {
    'organisation.inn': card.inn,
    'organisation.ogrn': card.ogrn,
    'organisation.kpp': card.kpp,
    'organisation.fullName': card.fullName,
    'organisation.shortName': card.shortName,
    'organisation.okvedMain': card.okvedMain,
    'organisation.smeCategory': card.smeCategory,
    'organisation.addressLegal': card.addressLegal,
    'organisation.addressActual': card.addressActual,
    'organisation.headName': card.headName,
    'organisation.headPost': card.headPost,
    'organisation.website': card.website,
    'measure.clusterCode': clusterCode,
    ...(person === null
      ? {}
      : {
          // A name the form would refuse (a demo person's mark, say) is better asked for.
          'account.fullName': checkPersonName(person.name).ok ? person.name : null,
          'account.email': person.email,
          'account.phone': person.phone,
        }),
  };
}

/** For every prefilled field: from where, and as of which day. */
export function prefillNotes(
  form: FormDefinition,
  answers: Answers,
  card: OrganisationCardData,
  today: string,
): Record<string, PrefillNote> {
  const notes = [...fieldsByKey(form).values()].flatMap((field): [string, PrefillNote][] => {
    const origin = field.prefill?.split('.')[0];
    const code = origin === 'organisation' ? card.source.code : origin;
    const source = code === undefined ? undefined : SOURCES[code];
    return source === undefined || isBlank(answers[field.key])
      ? []
      : [[field.key, { source, asOf: origin === 'organisation' ? card.source.asOf : today }]];
  });
  return Object.fromEntries(notes);
}
