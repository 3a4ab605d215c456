import { AccountsMigrateModule, AccountsService } from '@okno/server/accounts';
import { Audit, CoreMigrateModule, Database, newId, reach, ReferenceData } from '@okno/server/core';
import { startTestModule, type TestModule } from '@okno/server/testing';

import { GrantRoleModule, RoleGranter, roleWords } from './grant-role';

const CLUSTER = 'kuzbass-biomed';
const NOW = '2026-11-20T03:00:00Z';

describe('the first role of a member of staff', () => {
  let test: TestModule;
  const id = newId();
  const grant = (...args: string[]): Promise<string> =>
    test.app.get(RoleGranter, { strict: false }).grant(roleWords(args));

  beforeAll(async () => {
    test = await startTestModule({
      imports: [CoreMigrateModule, AccountsMigrateModule, GrantRoleModule],
      clock: NOW,
    });
    await test.app.get(ReferenceData, { strict: false }).load();
    await test.app.get(Database, { strict: false }).query(
      `INSERT INTO account (id, email, email_key, password_hash, last_name, first_name, patronymic, lang,
         email_notices, demo, created_at, updated_at, confirmed_at)
       VALUES ($1, $2, $2, 'none', 'Петрова', 'Мария', 'Ивановна', 'ru', true, false, $3, $3, $3)`,
      [id, 'head@example.org', NOW],
    );
  });
  afterAll(() => test.close());

  it('is granted by the address, however its letters are cased, once, with an entry', async () => {
    const said = await grant('Head@Example.org', 'CENTRE_HEAD', '--cluster', CLUSTER);
    expect(said).toContain('CENTRE_HEAD in kuzbass-biomed');
    await grant('--cluster', CLUSTER, 'head@example.org', 'CENTRE_HEAD');
    const actor = await test.app.get(AccountsService, { strict: false }).actorOf(id);
    expect(reach(actor, 'application.decide').clusterIds).toHaveLength(1);
    const subject = { type: 'account', id };
    const history = await test.app.get(Audit, { strict: false }).history(subject);
    expect(history.filter(({ action }) => action === 'role.granted')).toHaveLength(1);
  });

  it.each([
    [['nobody@example.org', 'REVIEWER', '--cluster', CLUSTER], 'has registered'],
    [['head@example.org', 'KING'], 'There is no role KING'],
    [['head@example.org', 'REVIEWER', '--cluster', 'nowhere'], 'no cluster nowhere'],
    [['head@example.org', 'REVIEWER'], 'role.cluster_mismatch'],
    [['head@example.org', 'SYS_ADMIN', '--cluster', CLUSTER], 'role.cluster_mismatch'],
  ])('is refused with a reason: %j', async (args, reason) => {
    await expect(grant(...args)).rejects.toThrow(reason);
  });

  it('is asked for in one form only', () => {
    for (const args of [
      [],
      ['a@example.org'],
      ['a@example.org', 'REVIEWER', '--cluster'],
      ['a', 'b', 'c'],
    ]) {
      expect(() => roleWords(args)).toThrow('npm run roles:grant');
    }
  });
});
