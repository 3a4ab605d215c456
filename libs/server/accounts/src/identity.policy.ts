import type { FieldProblem } from '@okno/server/core';
import { checkEmail, checkPhone, isNameWord } from '@okno/shared/identifiers';

const NAME_MAX = 100;

/** The one form of an address by which it is found: people do not tell cases apart. */
export function emailKeyOf(email: string): string {
  const checked = checkEmail(email);
  return (checked.ok ? checked.value : email.trim()).toLowerCase();
}

/** A typed value in its canonical form, or what is wrong with it. */
export type Read<T> = { value: T; problems: FieldProblem[] };

export function readEmail(typed: string): Read<string> {
  const checked = checkEmail(typed);
  return checked.ok
    ? { value: checked.value, problems: [] }
    : { value: typed, problems: [{ path: 'email', code: checked.code }] };
}

/** One part of a name: up to three words («Али оглы», «Анна Мария») of letters with hyphens inside. */
export function readNamePart(path: string, typed: string): Read<string> {
  const value = typed.normalize('NFC').replace(/[’ʼ`]/g, "'").trim().replace(/\s+/gu, ' ');
  const words = value.split(' ');
  if (value.length > NAME_MAX) {
    return { value, problems: [{ path, code: 'NAME_LENGTH' }] };
  }
  return words.length <= 3 && words.every(isNameWord)
    ? { value, problems: [] }
    : { value, problems: [{ path, code: 'NAME_FORMAT' }] };
}

/** Like a name part, but may be left out: not everybody has a patronymic. */
export function readPatronymic(typed: string | null | undefined): Read<string | null> {
  return typed === null || typed === undefined || typed.trim() === ''
    ? { value: null, problems: [] }
    : readNamePart('patronymic', typed);
}

export function readPhone(typed: string | null): Read<string | null> {
  if (typed === null || typed.trim() === '') {
    return { value: null, problems: [] };
  }
  const checked = checkPhone(typed);
  return checked.ok
    ? { value: checked.value, problems: [] }
    : { value: typed, problems: [{ path: 'phone', code: checked.code }] };
}
