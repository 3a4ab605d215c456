import { readFileSync } from 'node:fs';

import { clusterIdOf, ROLES } from '@okno/server/contracts';
import { Database, reach, ReferenceData, systemActor, type Actor } from '@okno/server/core';
import { startTestModule, type TestModule } from '@okno/server/testing';

import { AccountsService } from './accounts.service';
import {
  ACCOUNTS_UNHURRIED,
  CALLER,
  historyOf,
  newPerson,
  NOW,
  signIn,
} from './accounts.spec-data';
import { ConsentsService } from './consents.service';
import { ProfileParts } from './profile-parts';
import { ProfileService } from './profile.service';
import { RolesService } from './roles.service';
import { Sessions } from './sessions';

const KUZBASS = clusterIdOf('kuzbass-biomed');
const people: { email: string; password: string; role: string; name: string }[] = JSON.parse(
  readFileSync('db/reference/demo-people.json', 'utf8'),
);

describe('people, their roles and consents', () => {
  let test: TestModule;
  let accounts: AccountsService;
  beforeAll(async () => {
    test = await startTestModule(ACCOUNTS_UNHURRIED);
    accounts = test.app.get(AccountsService);
    await test.app.get(ReferenceData).load();
  });
  afterAll(() => test.close());

  const demo = async (role: string): Promise<Actor> => {
    const person = people.find((one) => one.role === role)!;
    const { session } = await signIn(test, person.email, { password: person.password });
    return (await test.app.get(Sessions).actor(session, CALLER.ip))!;
  };

  it('include a demo person for every role, on a reserved domain and marked', async () => {
    expect(new Set(people.map((one) => one.role))).toEqual(new Set(ROLES));
    expect(people.filter((one) => one.role === 'APPLICANT')).toHaveLength(2);
    for (const person of people) {
      expect(person.email).toMatch(/@demo\.example\.org$/);
      expect(person.name).toContain('(демо)');
      expect((await accounts.findByEmail(person.email))?.name).toBe(person.name);
    }
  });

  it('stay as they are when everything is loaded again', async () => {
    const db = test.app.get(Database);
    const state = (): Promise<unknown[]> =>
      db.query(
        `SELECT id, password_hash, xmin::text FROM account
         UNION ALL SELECT id, role, xmin::text FROM role_grant
         UNION ALL SELECT NULL, role || permission, xmin::text FROM role_permission
         UNION ALL SELECT NULL, purpose, xmin::text FROM consent_text ORDER BY 1, 2`,
      );
    const before = await state();
    await test.app.get(ReferenceData).load();
    expect(await state()).toEqual(before);
  });

  it('reach what their roles allow in their cluster, and own organisations as everybody', async () => {
    const reviewer = await demo('REVIEWER');
    expect(reach(reviewer, 'application.read')).toMatchObject({
      all: false,
      clusterIds: [KUZBASS],
      own: true,
      masked: false,
    });
    expect(reviewer.grants[0]?.role).toBe('REVIEWER');
    expect(reach(await demo('AUTHORITY_VIEWER'), 'application.read').masked).toBe(true);
    const applicant = await demo('APPLICANT');
    expect(new Set(applicant.grants.map((one) => one.scope))).toEqual(new Set(['OWN']));
    expect(await accounts.actorOf(applicant.accountId)).toEqual({
      ...applicant,
      sessionId: null,
      ip: null,
    });
  });

  it('are found by what they may do in a cluster', async () => {
    const reviewers = await accounts.staffWith('application.check', KUZBASS);
    expect(reviewers.map((one) => one.name)).toEqual(['Рецензент (демо)']);
    expect(await accounts.staffWith('application.check', clusterIdOf('other'))).toEqual([]);
    expect(await accounts.staffWith('application.draft', KUZBASS)).toEqual([]);
  });

  it('get and lose roles at once, with an entry in their history', async () => {
    const id = await newPerson(test, 'clerk@example.org');
    const roles = test.app.get(RolesService);
    const registrar = { accountId: id, role: 'REGISTRAR', clusterCode: 'kuzbass-biomed' } as const;
    const { session } = await signIn(test, 'clerk@example.org');
    const may = async (): Promise<boolean> => {
      const actor = await test.app.get(Sessions).actor(session, CALLER.ip);
      return reach(actor!, 'application.register').clusterIds.includes(KUZBASS);
    };
    const within = (
      work: (tx: Parameters<typeof roles.grant>[0]) => Promise<void>,
    ): Promise<void> => test.app.get(Database).transaction(work);
    expect(await may()).toBe(false);
    await within((tx) => roles.grant(tx, systemActor(), registrar));
    await within((tx) => roles.grant(tx, systemActor(), registrar));
    expect(await may()).toBe(true);
    await within((tx) => roles.revoke(tx, systemActor(), registrar));
    expect(await may()).toBe(false);
    expect((await historyOf(test, id)).filter((one) => one.startsWith('role.'))).toEqual([
      'role.granted',
      'role.revoked',
    ]);
    await expect(
      within((tx) => roles.grant(tx, systemActor(), { ...registrar, clusterCode: null })),
    ).rejects.toThrow('role.cluster_mismatch');
  });

  it('see themselves, with what other domains know of them', async () => {
    const reviewer = await demo('REVIEWER');
    const profiles = test.app.get(ProfileService);
    expect(await profiles.of(reviewer.accountId)).toMatchObject({
      lang: 'ru',
      demo: true,
      roles: [
        { role: 'REVIEWER', clusterCode: 'kuzbass-biomed' },
        { role: 'APPLICANT', clusterCode: null },
      ],
      organisations: [],
      unreadNotifications: 0,
    });
    test.app.get(ProfileParts).unreadNotificationsFrom(() => Promise.resolve(3));
    expect((await profiles.of(reviewer.accountId)).unreadNotifications).toBe(3);
  });

  it('change their own data, and the history names the fields only', async () => {
    const id = await newPerson(test, 'change@example.org');
    const actor = await accounts.actorOf(id);
    const profiles = test.app.get(ProfileService);
    const changed = await profiles.change(actor, {
      firstName: 'Мария',
      patronymic: 'Ильинична',
      phone: '8 (384) 200-00-00',
      lang: 'en',
    });
    expect(changed).toMatchObject({ name: 'Пробная Мария Ильинична', phone: '+73842000000' });
    await profiles.change(actor, { firstName: 'Мария' });
    await profiles.change(actor, { patronymic: null });
    await expect(profiles.change(actor, { phone: '12' })).rejects.toMatchObject({
      fields: [{ path: 'phone' }],
    });
    const entries = await test.app
      .get(Database)
      .query<{ data: unknown }>(
        `SELECT data FROM audit_entry WHERE subject_id = $1 AND action = 'account.changed' ORDER BY seq`,
        [id],
      );
    expect(entries.map((one) => one.data)).toEqual([
      { fields: ['firstName', 'patronymic', 'lang', 'phone'] },
      { fields: ['patronymic'] },
    ]);
  });

  it('give and take back consents one by one', async () => {
    const id = await newPerson(test, 'consents@example.org');
    const actor = await accounts.actorOf(id);
    const consents = test.app.get(ConsentsService);
    expect(await consents.missingFor('MEMBERSHIP', id)).toEqual(['REQUEST_HANDLING']);
    expect(await consents.missingFor('SERVICE', id)).toEqual([
      'REQUEST_HANDLING',
      'SUPPORT_REGISTER',
      'CONTRACTORS_EXPERTS',
    ]);
    const given = await consents.give(actor, { purpose: 'REQUEST_HANDLING', version: 1 });
    expect(await consents.give(actor, { purpose: 'REQUEST_HANDLING', version: 1 })).toEqual(given);
    expect(await consents.missingFor('MEMBERSHIP', id)).toEqual([]);
    expect(await consents.given(id)).toEqual([{ purpose: 'REQUEST_HANDLING', version: 1 }]);
    await expect(consents.give(actor, { purpose: 'NEWSLETTER', version: 7 })).rejects.toMatchObject(
      { code: 'consent.outdated', details: { version: 1 } },
    );
    const stranger = await accounts.actorOf(await newPerson(test, 'other@example.org'));
    await expect(consents.revoke(stranger, given.id!)).rejects.toThrow('consent.not_found');
    await consents.revoke(actor, given.id!);
    await expect(consents.revoke(actor, given.id!)).rejects.toThrow('consent.not_found');
    const [state] = await consents.list(id);
    expect(state).toMatchObject({ id: null, purpose: 'REQUEST_HANDLING' });
    expect(state?.revokedAt).toEqual(new Date(NOW));
    expect((await historyOf(test, id)).filter((one) => one.startsWith('consent.'))).toEqual([
      'consent.given',
      'consent.revoked',
    ]);
  });

  it('are asked again when a consent has a new text', async () => {
    const id = await newPerson(test, 'again@example.org');
    const actor = await accounts.actorOf(id);
    const consents = test.app.get(ConsentsService);
    await consents.give(actor, { purpose: 'NEWSLETTER', version: 1 });
    await test.app.get(Database).query(
      `INSERT INTO consent_text (purpose, version, title, text, required_for, sort_order, published_at)
       SELECT purpose, 2, title, text, required_for, sort_order, published_at FROM consent_text WHERE purpose = 'NEWSLETTER'`,
    );
    expect(await consents.given(id)).toEqual([]);
    const second = await consents.give(actor, { purpose: 'NEWSLETTER', version: 2 });
    await consents.revoke(actor, second.id!);
    const open = await test.app
      .get(Database)
      .query('SELECT 1 FROM consent WHERE account_id = $1 AND revoked_at IS NULL', [id]);
    expect(open).toEqual([]);
  });
});
