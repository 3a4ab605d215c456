import { clusterIdOf } from '@okno/server/contracts';
import { Clock, Database } from '@okno/server/core';
import { startTestModule, type TestModule } from '@okno/server/testing';

import { ACCOUNTS, newPerson, NOW } from './accounts.spec-data';
import { SecretTokens } from './secret-tokens';

describe('secrets in letters', () => {
  let test: TestModule;
  let tokens: SecretTokens;
  const subject = clusterIdOf('an application');
  beforeAll(async () => {
    test = await startTestModule(ACCOUNTS);
    tokens = test.app.get(SecretTokens);
  });
  afterAll(() => test.close());

  const within = <T>(work: (tx: Parameters<SecretTokens['issue']>[0]) => Promise<T>): Promise<T> =>
    test.app.get(Database).transaction(work);
  const invitation = { accountId: null, purpose: 'INVITATION', subjectId: subject } as const;

  it('are good once, for their purpose and while they are fresh', async () => {
    const link = await within((tx) => tokens.issue(tx, { ...invitation, ttlMinutes: 5 }));
    expect(await within((tx) => tokens.spend(tx, 'PASSWORD_RESET', link))).toBeNull();
    expect(await within((tx) => tokens.spend(tx, 'INVITATION', link))).toEqual({
      accountId: null,
      subjectId: subject,
    });
    expect(await within((tx) => tokens.spend(tx, 'INVITATION', link))).toBeNull();
    const late = await within((tx) => tokens.issue(tx, { ...invitation, ttlMinutes: 5 }));
    test.app.get(Clock).moveTo(new Date(Date.parse(NOW) + 300_001));
    expect(await within((tx) => tokens.spend(tx, 'INVITATION', late))).toBeNull();
    test.app.get(Clock).moveTo(new Date(NOW));
  });

  it('are spent once when two use them at the same time', async () => {
    const link = await within((tx) => tokens.issue(tx, { ...invitation, ttlMinutes: 5 }));
    const both = await Promise.all(
      [1, 2].map(() => within((tx) => tokens.spend(tx, 'INVITATION', link))),
    );
    expect(both.filter((one) => one !== null)).toHaveLength(1);
  });

  it('may be codes: of one person, five tries, the newest only', async () => {
    const accountId = await newPerson(test, 'signer@example.org');
    const other = await newPerson(test, 'cosigner@example.org');
    const signing = { purpose: 'AGREEMENT_CODE', subjectId: subject, ttlMinutes: 10 } as const;
    const issue = (id: string): Promise<string> =>
      within((tx) => tokens.issueCode(tx, { ...signing, accountId: id }));
    const spend = (code: string, id: string): Promise<unknown> =>
      within((tx) => tokens.spend(tx, 'AGREEMENT_CODE', code, subject, id));
    const wrong = (code: string): string => (code === '000000' ? '000001' : '000000');

    const theirs = await issue(other);
    const first = await issue(accountId);
    const second = await issue(accountId);
    expect(second).toMatch(/^\d{6}$/);
    expect(first === second ? null : await spend(first, accountId)).toBeNull();
    expect(await spend(second, accountId)).toEqual({ accountId, subjectId: subject });
    expect(await spend(second, accountId)).toBeNull();
    expect(await spend(theirs, other)).toEqual({ accountId: other, subjectId: subject });

    const third = await issue(accountId);
    for (let tries = 0; tries < 5; tries += 1) {
      await within(async (tx) => {
        expect(
          await tokens.spend(tx, 'AGREEMENT_CODE', wrong(third), subject, accountId),
        ).toBeNull();
        throw new Error('rolled back');
      }).catch((error: Error) => expect(error.message).toBe('rolled back'));
    }
    expect(await spend(third, accountId)).toBeNull();
  });
});
