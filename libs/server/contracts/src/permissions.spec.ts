import { readFileSync } from 'node:fs';

import {
  PERMISSION_SCOPES,
  PERMISSIONS,
  ROLES,
  type Permission,
  type RoleBundle,
} from './permissions';

const file = `${__dirname}/../../../../db/reference/roles.json`;
const roles = JSON.parse(readFileSync(file, 'utf8')) as RoleBundle[];

const bundles = roles.map(({ role, permissions }) => ({
  role,
  codes: new Map<string, { scope: string; masked: boolean }>(
    permissions.map((one) => [one.code, { scope: one.scope, masked: one.masked === true }]),
  ),
}));

const holders = (...codes: Permission[]): string[] =>
  bundles.filter((one) => codes.every((code) => one.codes.has(code))).map((one) => one.role);

const scopeOf = (role: string, code: Permission): string | undefined =>
  bundles.find((one) => one.role === role)?.codes.get(code)?.scope;

describe('the roles', () => {
  it('are those of the domain pages, each once, with a name in both languages', () => {
    expect(roles.map((one) => one.role).sort()).toEqual([...ROLES].sort());
    expect(roles.filter((one) => one.name.ru.trim() === '' || one.name.en.trim() === '')).toEqual(
      [],
    );
  });

  it('use known codes and scopes only, each code once in a role', () => {
    const known: readonly string[] = PERMISSIONS;
    const scopes: readonly string[] = PERMISSION_SCOPES;
    const used = roles.flatMap((one) => one.permissions);
    expect(used.filter((one) => !known.includes(one.code) || !scopes.includes(one.scope))).toEqual(
      [],
    );
    expect(bundles.map((one) => one.codes.size)).toEqual(
      roles.map((one) => one.permissions.length),
    );
  });

  it('leave no permission without a holder', () => {
    expect(PERMISSIONS.filter((code) => holders(code).length === 0)).toEqual([]);
  });

  it('keep checking, deciding and paying apart', () => {
    expect(holders('application.check', 'application.decide')).toEqual([]);
    expect(holders('application.check', 'agreement.sign')).toEqual([]);
    expect(holders('application.check', 'payment.record')).toEqual([]);
    expect(holders('application.decide', 'payment.record')).toEqual([]);
    expect(holders('measure.edit', 'measure.propose')).toEqual([]);
    expect(holders('application.score', 'application.decide')).toEqual([]);
  });

  it('let the head of the centre and a commission decide, and nobody else', () => {
    expect(holders('application.decide')).toEqual(['COMMISSION', 'CENTRE_HEAD']);
  });

  it('let members of the Council vote and sign where they have a seat, and keep its books to the secretary', () => {
    expect(holders('application.vote')).toEqual(['COUNCIL_MEMBER', 'COUNCIL_CHAIR']);
    expect(holders('session.manage')).toEqual(['COUNCIL_SECRETARY']);
    expect(holders('application.vote', 'session.manage')).toEqual([]);
    expect(holders('application.vote', 'application.decide')).toEqual([]);
    expect(holders('minutes.sign')).toEqual([
      'COUNCIL_MEMBER',
      'COUNCIL_CHAIR',
      'COUNCIL_SECRETARY',
    ]);
    for (const role of ['COUNCIL_MEMBER', 'COUNCIL_CHAIR']) {
      const codes = bundles.find((one) => one.role === role)?.codes;
      expect([...(codes?.values() ?? [])].filter(({ scope }) => scope !== 'ASSIGNED')).toEqual([]);
    }
    expect(holders('session.read')).toEqual([
      'COUNCIL_MEMBER',
      'COUNCIL_CHAIR',
      'COUNCIL_SECRETARY',
      'CENTRE_HEAD',
      'AUDITOR',
    ]);
  });

  it('keep the system administrator out of cases', () => {
    const admin = bundles.find((one) => one.role === 'SYS_ADMIN');
    expect([...(admin?.codes.keys() ?? [])]).toEqual([
      'people.manage',
      'dictionary.manage',
      'audit.read',
    ]);
    expect(scopeOf('SYS_ADMIN', 'audit.read')).toBe('OWN');
  });

  it('bound an applicant to own organisations', () => {
    for (const role of ['APPLICANT', 'APPLICANT_ADMIN']) {
      const codes = bundles.find((one) => one.role === role)?.codes;
      expect([...(codes?.values() ?? [])].filter(({ scope }) => scope !== 'OWN')).toEqual([]);
    }
    expect(holders('application.draft')).toEqual(['APPLICANT', 'APPLICANT_ADMIN']);
    expect(holders('organisation.manage')).toEqual(['APPLICANT_ADMIN']);
  });

  it('mask personal data for experts, the Council and the authority, and show them no bank details', () => {
    for (const role of ['EXPERT', 'COUNCIL_MEMBER', 'COUNCIL_CHAIR', 'AUTHORITY_VIEWER']) {
      const read = bundles.find((one) => one.role === role)?.codes.get('application.read');
      expect(read).toMatchObject({ masked: true });
    }
    expect(holders('bank.read')).toEqual([
      'APPLICANT',
      'APPLICANT_ADMIN',
      'CENTRE_HEAD',
      'FINANCE',
      'AUDITOR',
    ]);
  });

  it('let nobody but the technical administrator reach beyond a cluster', () => {
    const wide = bundles.filter((one) =>
      [...one.codes.values()].some(({ scope }) => scope === 'ALL'),
    );
    expect(wide.map((one) => one.role)).toEqual(['SYS_ADMIN']);
  });
});
