import { AccountsMigrateModule, AccountsService, SecretTokens } from '@okno/server/accounts';
import { clusterIdOf, type RoleCode } from '@okno/server/contracts';
import {
  Audit,
  Clock,
  CoreMigrateModule,
  Database,
  newId,
  ReferenceData,
  type Actor,
} from '@okno/server/core';
import { startTestModule, type TestModule } from '@okno/server/testing';

import { INVITATION_PURPOSE, InvitationsService } from './invitations.service';
import type { AddOrganisationDto } from './organisation.dto';
import { OrganisationsModule } from './organisations.module';
import { OrganisationConfirmation } from './organisation-confirmation';
import { OrganisationsService } from './organisations.service';
import { RepresentativesService } from './representatives.service';

const NOW = '2026-11-22T03:00:00Z';
const CLUSTER = 'kuzbass-biomed';
const WEIGHTS = [2, 4, 10, 3, 5, 9, 4, 6, 8];

describe('organisations', () => {
  let test: TestModule;
  let organisations: OrganisationsService;
  const confirmation = (): OrganisationConfirmation => test.app.get(OrganisationConfirmation);
  let representatives: RepresentativesService;
  let invitations: InvitationsService;
  let db: Database;
  let made = 0;
  beforeAll(async () => {
    test = await startTestModule({
      imports: [CoreMigrateModule, AccountsMigrateModule, OrganisationsModule],
      clock: NOW,
    });
    organisations = test.app.get(OrganisationsService);
    representatives = test.app.get(RepresentativesService);
    invitations = test.app.get(InvitationsService);
    db = test.app.get(Database);
    await test.app.get(ReferenceData).load();
  });
  afterAll(() => test.close());
  afterEach(() => test.app.get(Clock).moveTo(new Date(NOW)));

  /** A person with that role beside the one that everybody has. */
  async function person(role?: RoleCode): Promise<Actor & { email: string }> {
    made += 1;
    const id = newId();
    const email = `person${made}@demo.example`;
    await db.query(
      `INSERT INTO account (id, email, email_key, password_hash, last_name, first_name, lang, email_notices, demo,
         created_at, updated_at, confirmed_at)
       VALUES ($1, $2, $2, 'x', 'Примеров', $3, 'ru', true, false, $4, $4, $4)`,
      [id, email, `Пример${made}`, NOW],
    );
    if (role !== undefined) {
      await db.query(
        `INSERT INTO role_grant (id, account_id, role, cluster_code, cluster_id, granted_by, granted_at)
         VALUES ($1, $2, $3, $4, $5, $2, $6)`,
        [newId(), id, role, CLUSTER, clusterIdOf(CLUSTER), NOW],
      );
    }
    return { ...(await test.app.get(AccountsService).actorOf(id)), email };
  }

  function card(more: Partial<AddOrganisationDto> = {}): AddOrganisationDto {
    made += 1;
    const digits = `42990${String(made).padStart(4, '0')}`;
    const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(digits[at]), 0);
    return {
      kind: 'LEGAL',
      inn: `${digits}${(sum % 11) % 10}`,
      ogrn: '1244200000010',
      kpp: '429901001',
      fullName: `Общество «Пример ${made}» (демо)`,
      shortName: `ООО «Пример ${made}» (демо)`,
      okvedMain: '21.20.1',
      smeCategory: 'SMALL',
      addressLegal: 'г. Кемерово, ул. Примерная, д. 1',
      headName: 'Примеров Пример Примерович',
      ...more,
    };
  }

  /** A confirmed organisation with its administrator. */
  async function confirmed(): Promise<{ id: string; admin: Actor & { email: string } }> {
    const admin = await person();
    const { id } = await organisations.add(admin, card());
    await confirmation().confirm(await person('REGISTRAR'), id);
    return { id, admin: { ...admin, ...(await fresh(admin)) } };
  }
  const fresh = (actor: Actor): Promise<Actor> =>
    test.app.get(AccountsService).actorOf(actor.accountId);

  async function letter(invitationId: string): Promise<string> {
    return db.transaction((tx) =>
      test.app.get(SecretTokens).issue(tx, {
        accountId: null,
        purpose: INVITATION_PURPOSE,
        subjectId: invitationId,
        ttlMinutes: 14 * 24 * 60,
      }),
    );
  }

  it('lets who adds an ИНН act at once, before the centre has confirmed', async () => {
    const me = await person();
    const shown = await organisations.add(me, card());
    expect(shown).toMatchObject({
      state: 'UNCONFIRMED',
      source: { code: 'declared', asOf: '2026-11-22' },
      claim: null,
      revision: 1,
      me: { isAdmin: true, canFile: true, state: 'PENDING' },
      representatives: [{ me: true, email: me.email }],
    });
    expect(await organisations.representedBy(me.accountId)).toEqual([
      { organisationId: shown.id, canFile: true, isAdmin: true, state: 'PENDING' },
    ]);
  });

  it('names every field at fault', async () => {
    await expect(
      organisations.add(await person(), card({ inn: '4299000010', kpp: '1', basis: 'POA' })),
    ).rejects.toMatchObject({
      code: 'request.invalid',
      fields: [
        { path: 'inn', code: 'INN_CHECKSUM' },
        { path: 'kpp', code: 'KPP_FORMAT' },
        { path: 'poaNumber', code: 'REQUIRED' },
        { path: 'poaValidTo', code: 'REQUIRED' },
      ],
    });
  });

  it('sends a second claim to the registrar and shows the claimant only what he typed', async () => {
    const [first, second] = [await person(), await person()];
    const dto = card();
    const { id } = await organisations.add(first, dto);
    const claim = await organisations.add(second, {
      ...dto,
      fullName: 'Другое имя (демо)',
      shortName: 'Другое (демо)',
      headName: 'Другов Друг',
    });
    expect(claim).toMatchObject({
      id,
      claim: 'PENDING',
      state: 'UNCONFIRMED',
      fullName: 'Другое имя (демо)',
      headName: 'Другов Друг',
      representatives: [{ me: true }],
      memberships: [],
    });
    expect(JSON.stringify(claim)).not.toContain(dto.shortName);
    expect(JSON.stringify(claim)).not.toContain(first.email);
    expect(await organisations.representedBy(second.accountId)).toEqual([]);
    expect((await organisations.get(first, id)).representatives).toHaveLength(1);
    await expect(
      organisations.change(second, id, { revision: 1, website: null }),
    ).rejects.toMatchObject({ code: 'organisation.not_found' });
    const seen = await organisations.get(await person('REGISTRAR'), id);
    expect(seen.representatives).toMatchObject([
      { firstClaimant: true },
      { firstClaimant: false, state: 'PENDING', declared: { headName: 'Другов Друг' } },
    ]);
  });

  it('has one first claimant, however many add the ИНН at once', async () => {
    const dto = card();
    const people = await Promise.all(Array.from({ length: 8 }, () => person()));
    const shown = await Promise.all(people.map((one) => organisations.add(one, dto)));
    expect(new Set(shown.map(({ id }) => id)).size).toBe(1);
    expect(shown.filter(({ claim }) => claim === null)).toHaveLength(1);
    const acting = await Promise.all(
      people.map((one) => organisations.representedBy(one.accountId)),
    );
    expect(acting.filter((list) => list.length > 0)).toHaveLength(1);
  });

  it('takes one claim of one person, also when the button is pressed twice at once', async () => {
    const [me, dto] = [await person(), card()];
    const outcomes = await Promise.allSettled([
      organisations.add(me, dto),
      organisations.add(me, dto),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(organisations.add(me, dto)).rejects.toMatchObject({
      code: 'organisation.already_claimed',
    });
  });

  it('stops somebody who tries ИНН after ИНН', async () => {
    const me = await person();
    for (let count = 0; count < 20; count += 1) {
      await organisations.add(me, card());
    }
    await expect(organisations.add(me, card())).rejects.toMatchObject({
      code: 'organisation.too_many_claims',
    });
  });

  it('is 404 for a stranger, and for staff of a cluster it has not filed in', async () => {
    const { id } = await organisations.add(await person(), card());
    const reviewer = await person('REVIEWER');
    for (const actor of [await person(), reviewer]) {
      await expect(organisations.get(actor, id)).rejects.toMatchObject({
        code: 'organisation.not_found',
      });
    }
    await expect(organisations.get(reviewer, newId())).rejects.toMatchObject({ status: 404 });
    await db.transaction((tx) => organisations.recordFiling(tx, id, clusterIdOf(CLUSTER)));
    expect((await organisations.get(reviewer, id)).id).toBe(id);
    expect((await organisations.list(reviewer, {})).items.map((one) => one.id)).toEqual([id]);
  });

  it('lists own organisations to a person and all to a registrar, by page, search and state', async () => {
    const me = await person();
    const ids: string[] = [];
    for (let count = 0; count < 3; count += 1) {
      ids.unshift(
        (await organisations.add(me, card({ shortName: `Сибмед ${count}_% (демо)` }))).id,
      );
    }
    const first = await organisations.list(me, { limit: 2 });
    expect(first.items.map(({ id }) => id)).toEqual(ids.slice(0, 2));
    const rest = await organisations.list(me, { limit: 2, after: first.next ?? '' });
    expect(rest).toMatchObject({ items: [{ id: ids[2] }], next: null });
    const registrar = await person('REGISTRAR');
    const found = await organisations.list(registrar, { q: 'сибмед', state: 'UNCONFIRMED' });
    expect(found.items.map(({ id }) => id)).toEqual(ids);
    const inn = found.items[0]?.inn ?? '';
    expect((await organisations.list(registrar, { q: inn.slice(0, 9) })).items).toHaveLength(1);
    expect((await organisations.list(registrar, { q: '2_%' })).items).toHaveLength(1);
    expect((await organisations.list(registrar, { q: '%%%' })).items).toHaveLength(0);
    expect((await organisations.list(registrar, { mine: true })).items).toHaveLength(0);
    await expect(organisations.list(me, { after: 'x' })).rejects.toMatchObject({
      code: 'request.bad_cursor',
    });
  });

  it('changes the declared card by its revision, and only free fields once confirmed', async () => {
    const { id, admin } = await confirmed();
    expect(await organisations.get(admin, id)).toMatchObject({
      state: 'CONFIRMED',
      source: { code: 'registrar' },
      me: { state: 'ACTIVE', isAdmin: true },
    });
    await expect(
      organisations.change(admin, id, { revision: 2, fullName: 'Иное', website: null }),
    ).rejects.toMatchObject({
      code: 'organisation.field_confirmed',
      fields: [{ path: 'fullName', code: 'LOCKED' }],
    });
    const changed = await organisations.change(admin, id, {
      revision: 2,
      website: 'https://example.org',
    });
    expect(changed).toMatchObject({ website: 'https://example.org/', revision: 3 });
    await expect(
      organisations.change(admin, id, { revision: 2, website: null }),
    ).rejects.toMatchObject({ code: 'organisation.changed_meanwhile', details: { revision: 3 } });
    expect((await organisations.change(admin, id, { revision: 3 })).revision).toBe(3);
  });

  it('lets one of two savings at once win', async () => {
    const me = await person();
    const { id } = await organisations.add(me, card());
    const outcomes = await Promise.allSettled(
      ['А', 'Б'].map((headPost) => organisations.change(me, id, { revision: 1, headPost })),
    );
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('gives the role of an administrator with the confirmation, and takes it with the place', async () => {
    const { id, admin } = await confirmed();
    const may = async (): Promise<boolean> =>
      (await fresh(admin)).grants.some((grant) => grant.permission === 'organisation.manage');
    expect(await may()).toBe(true);
    const registrar = await person('REGISTRAR');
    await confirmation().confirm(registrar, id);
    expect(await test.app.get(Audit).history({ type: 'organisation', id })).toHaveLength(2);
    const mine = (await organisations.get(admin, id)).representatives[0]?.id ?? '';
    await expect(representatives.remove(admin, id, mine)).rejects.toMatchObject({
      code: 'organisation.last_admin',
    });
    const second = await join(id, admin);
    await representatives.change(admin, id, second.place, { isAdmin: true });
    await representatives.remove(admin, id, mine);
    expect(await may()).toBe(false);
    await expect(organisations.get(admin, id)).rejects.toMatchObject({ status: 404 });
  });

  /** Somebody invited who has accepted. */
  async function join(id: string, admin: Actor): Promise<{ actor: Actor; place: string }> {
    const actor = await person();
    const invitation = await invitations.invite(admin, id, { email: actor.email, canFile: false });
    await invitations.accept(actor, await letter(invitation.id));
    const shown = await organisations.get(actor, id);
    return { actor, place: shown.representatives.find((one) => one.me)?.id ?? '' };
  }

  it('confirms nobody by his own hand', async () => {
    const registrar = await person('REGISTRAR');
    const { id } = await organisations.add(registrar, card());
    await expect(confirmation().confirm(registrar, id)).rejects.toMatchObject({
      code: 'organisation.own_card',
    });
  });

  it('lets the registrar choose whom to confirm and refuse the other', async () => {
    const [first, second, registrar] = [await person(), await person(), await person('REGISTRAR')];
    const dto = card();
    const { id } = await organisations.add(first, dto);
    await organisations.add(second, dto);
    const waiting = (await organisations.get(registrar, id)).representatives;
    const idOf = (claimant: boolean): string =>
      waiting.find((one) => one.firstClaimant === claimant)?.id ?? '';
    await expect(confirmation().confirm(registrar, id, [newId()])).rejects.toMatchObject({
      code: 'representative.not_found',
    });
    await confirmation().confirm(registrar, id, [idOf(false)]);
    await representatives.remove(registrar, id, idOf(true));
    expect(await organisations.representedBy(first.accountId)).toEqual([]);
    expect(await organisations.representedBy(second.accountId)).toMatchObject([
      { isAdmin: true, state: 'ACTIVE' },
    ]);
    await expect(representatives.remove(registrar, id, idOf(false))).rejects.toMatchObject({
      code: 'organisation.not_admin',
    });
  });

  it('invites by letter; the invited person takes the place once', async () => {
    const { id, admin } = await confirmed();
    const invited = await person();
    const invitation = await invitations.invite(admin, id, {
      email: invited.email.toUpperCase().replace('DEMO.EXAMPLE', 'demo.example'),
      canFile: true,
    });
    expect(invitation.expiresAt).toBe('2026-12-06T03:00:00.000Z');
    expect(await organisations.invitation(invitation.id)).toMatchObject({ open: true });
    const token = await letter(invitation.id);
    await expect(invitations.accept(await person(), token)).rejects.toMatchObject({
      code: 'invitation.other_person',
    });
    const outcomes = await Promise.allSettled([
      invitations.accept(invited, token),
      invitations.accept(invited, token),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(invitations.accept(invited, token)).rejects.toMatchObject({
      code: 'invitation.not_found',
    });
    expect(await organisations.representedBy(invited.accountId)).toEqual([
      { organisationId: id, canFile: true, isAdmin: false, state: 'ACTIVE' },
    ]);
    const shown = await organisations.get(invited, id);
    expect(shown.invitations).toEqual([]);
    expect(shown.representatives.find((one) => !one.me)?.email).toBeNull();
    await expect(
      invitations.invite(admin, id, { email: invited.email, canFile: true }),
    ).rejects.toMatchObject({ code: 'organisation.already_represents' });
    await expect(
      invitations.invite(invited, id, { email: 'x@demo.example', canFile: true }),
    ).rejects.toMatchObject({ code: 'organisation.not_admin' });
  });

  it('accepts no invitation that was withdrawn, replaced or is older than 14 days', async () => {
    const { id, admin } = await confirmed();
    const invited = await person();
    const dto = { email: invited.email, canFile: true };
    const first = await invitations.invite(admin, id, dto);
    const firstToken = await letter(first.id);
    const second = await invitations.invite(admin, id, dto);
    const secondToken = await letter(second.id);
    const refused = { code: 'invitation.not_found' };
    await expect(invitations.accept(invited, firstToken)).rejects.toMatchObject(refused);
    test.app.get(Clock).moveTo(new Date('2026-12-06T03:00:00Z'));
    await expect(invitations.accept(invited, secondToken)).rejects.toMatchObject(refused);
    test.app.get(Clock).moveTo(new Date(NOW));
    await expect(invitations.revoke(await person(), id, second.id)).rejects.toMatchObject({
      code: 'organisation.not_found',
    });
    await expect(
      invitations.revoke((await confirmed()).admin, id, second.id),
    ).rejects.toMatchObject({ code: 'organisation.not_found' });
    await invitations.revoke(admin, id, second.id);
    await expect(invitations.accept(invited, secondToken)).rejects.toMatchObject(refused);
    await expect(invitations.accept(invited, 'nonsense')).rejects.toMatchObject(refused);
  });

  it('invites nobody before the centre has confirmed, and to no wrong address', async () => {
    const me = await person();
    const { id } = await organisations.add(me, card());
    await expect(
      invitations.invite(me, id, { email: 'a@demo.example', canFile: true }),
    ).rejects.toMatchObject({ code: 'organisation.not_confirmed' });
    await expect(invitations.invite(me, id, { email: 'a', canFile: true })).rejects.toMatchObject({
      fields: [{ path: 'email', code: 'EMAIL_FORMAT' }],
    });
  });

  it('ends a power of attorney with its last day', async () => {
    const me = await person();
    await organisations.add(me, card({ basis: 'POA', poaNumber: '7', poaValidTo: '2026-11-23' }));
    test.app.get(Clock).moveTo(new Date('2026-11-23T20:00:00Z'));
    expect(await organisations.representedBy(me.accountId)).toHaveLength(1);
    test.app.get(Clock).moveTo(new Date('2026-11-23T22:30:00Z'));
    expect(await organisations.representedBy(me.accountId)).toEqual([]);
  });

  it('lets an ordinary representative leave and nobody else of the same rank be removed by him', async () => {
    const { id, admin } = await confirmed();
    const [one, other] = [await join(id, admin), await join(id, admin)];
    await expect(representatives.remove(one.actor, id, other.place)).rejects.toMatchObject({
      code: 'organisation.not_admin',
    });
    await expect(
      representatives.change(one.actor, id, one.place, { isAdmin: true }),
    ).rejects.toMatchObject({ code: 'organisation.not_admin' });
    await representatives.remove(one.actor, id, one.place);
    expect(await organisations.peopleOf(id)).toHaveLength(2);
  });

  it('keeps every history whole', async () => {
    expect((await test.app.get(Audit).verify()).broken).toEqual([]);
  });
});
