import type { Actor } from '@okno/server/core';

/** A person as other domains may know one. */
export interface Person {
  id: string;
  email: string;
  /** Surname, given name and patronymic, as shown. */
  name: string;
  lastName: string;
  firstName: string;
  patronymic: string | null;
  lang: 'ru' | 'en';
  phone: string | null;
  /** Whether notices come by e-mail as well. */
  emailNotices: boolean;
}

/** The name as it is shown. */
export function fullName(person: {
  lastName: string;
  firstName: string;
  patronymic: string | null;
}): string {
  return [person.lastName, person.firstName, person.patronymic ?? '']
    .filter((part) => part !== '')
    .join(' ');
}

/** What it takes to write a person into a history. */
export interface PersonName {
  lastName: string;
  firstName: string;
  patronymic: string | null;
  lang: 'ru' | 'en';
}

/** Columns of `account` that give a {@link PersonName}. */
export const NAME_COLUMNS = `last_name AS "lastName", first_name AS "firstName", patronymic, lang`;

/** A person who does something to the own account before there is a session. */
export function selfActor(accountId: string, person: PersonName, ip: string): Actor {
  return {
    accountId,
    name: fullName(person),
    sessionId: null,
    lang: person.lang,
    ip,
    grants: [],
  };
}
