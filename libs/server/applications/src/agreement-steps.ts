import { Injectable, StreamableFile } from '@nestjs/common';

import { SecretTokens } from '@okno/server/accounts';
import { Database, Outbox, RequestError, type Actor } from '@okno/server/core';
import { AgreementsService, RegistryService } from '@okno/server/registry';
import { fieldsByKey, optionsOf, type Answers } from '@okno/shared/form-schema';

import { ApplicationError } from './applications.errors';
import { CaseAccess } from './case-access';
import {
  CaseActions,
  type ActionInput,
  type ActionOutcome,
  type CaseStepContext,
  type GuardContext,
} from './case-actions';
import type { CaseWorld } from './case-world';

/** Signatures under the joining agreement, as far as guards ask. */
interface Signed {
  applicant: boolean;
  centre: boolean;
}

/** The joining agreement in the flow (`domain.md` §4, steps 11–12): drawn up, signed by both, entered. */
@Injectable()
export class AgreementSteps {
  constructor(
    private readonly db: Database,
    private readonly outbox: Outbox,
    private readonly access: CaseAccess,
    private readonly secrets: SecretTokens,
    private readonly agreements: AgreementsService,
    private readonly registry: RegistryService,
    actions: CaseActions,
  ) {
    actions.ownEffect('prepareAgreement', (step) => this.prepare(step));
    actions.ownEffect('acceptAgreement', (step) => this.accept(step));
    actions.ownEffect('signAgreement', (step) => this.sign(step));
    actions.ownEffect('enter', (step) => this.enter(step));
    actions.ownEffect('expire', async ({ tx, application }) => {
      if (application.state === 'AGREEMENT') {
        await this.agreements.expire(tx, application.id);
      }
      return {};
    });
    actions.guard(
      'APPLICANT_SIGNATURE_MISSING',
      async (asked) => !(await this.signed(asked)).applicant,
    );
    actions.guard('CENTRE_SIGNATURE_MISSING', async (asked) => !(await this.signed(asked)).centre);
    actions.guard('BOTH_SIGNED', async (asked) => {
      const { applicant, centre } = await this.signed(asked);
      return applicant && centre;
    });
  }

  /**
   * Has a code mailed to the actor, who accepts the agreement with it.
   * @throws ApplicationError application.wrong_state, agreement.not_found
   */
  async requestCode(actor: Actor, id: string): Promise<void> {
    await this.db.transaction(async (tx) => {
      const { row, relation } = await this.access.lock(tx, actor, id);
      if (relation.side !== 'APPLICANT' || !relation.isOrganisationAdmin) {
        throw new RequestError('permission.denied', { permission: 'agreement.accept' });
      }
      const { applicant } = await this.signed({ actor, application: row, tx });
      if (row.state !== 'AGREEMENT' || applicant) {
        throw new ApplicationError('application.wrong_state', {
          state: row.state,
          revision: row.revision,
        });
      }
      await this.outbox.add(tx, 'agreement.codeRequested', {
        applicationId: id,
        accountId: actor.accountId,
      });
    });
  }

  /** @throws ApplicationError application.not_found; RegistryError agreement.not_found */
  async pdf(actor: Actor, id: string): Promise<StreamableFile> {
    await this.access.open(actor, id);
    const { stream, size, name } = await this.agreements.pdf(id);
    return new StreamableFile(stream, {
      type: 'application/pdf',
      length: size,
      disposition: `attachment; filename="agreement.pdf"; filename*=UTF-8''${encodeURIComponent(name)}`,
    });
  }

  private async prepare({ tx, application: row, world }: CaseStepContext): Promise<ActionOutcome> {
    const prepared = await this.agreements.prepare(tx, {
      applicationId: row.id,
      organisationId: row.organisationId,
      clusterId: row.clusterId,
      applicationNumber: row.number ?? '',
      role: roleLabel(row.answers, world),
      specialisations: specialisationsOf(row.answers).map(
        (code) => world.cluster.specialisations.find((one) => one.code === code)?.name.ru ?? code,
      ),
    });
    return { data: { versionNo: prepared.versionNo, sha256: prepared.sha256 } };
  }

  /** The simple signature: login and a code sent to the person's address. */
  private async accept({
    tx,
    actor,
    application: row,
    input,
  }: CaseStepContext): Promise<ActionOutcome> {
    await this.spendCode(tx, actor, row.id, input);
    const agreement = await this.agreements.sign(tx, {
      applicationId: row.id,
      side: 'APPLICANT',
      accountId: actor.accountId,
      signerName: actor.name,
      method: 'SES',
    });
    const data = { sha256: agreement.sha256, method: 'SES' };
    return agreement.state === 'SIGNED' ? { data, then: 'enter' } : { data };
  }

  private async sign({ tx, actor, application: row }: CaseStepContext): Promise<ActionOutcome> {
    const agreement = await this.agreements.sign(tx, {
      applicationId: row.id,
      side: 'CENTRE',
      accountId: actor.accountId,
      signerName: actor.name,
      method: 'SES',
    });
    const data = { sha256: agreement.sha256, method: 'SES' };
    return agreement.state === 'SIGNED' ? { data, then: 'enter' } : { data };
  }

  /** The entry in the register, in the transaction of the second signature. */
  private async enter({ tx, actor, application: row }: CaseStepContext): Promise<ActionOutcome> {
    const { answers } = row;
    const role = answers['mem.role'];
    const entered = await this.registry.enter(tx, actor, {
      organisationId: row.organisationId,
      clusterId: row.clusterId,
      applicationId: row.id,
      role: typeof role === 'string' ? role : 'OTHER',
      external: false,
      anchor: answers['mem.anchorClaim'] === true,
      specialisations: specialisationsOf(answers),
      publicCard: answers['mem.publicConsent'] === true ? {} : null,
    });
    return { data: { ...entered } };
  }

  private async spendCode(
    tx: CaseStepContext['tx'],
    actor: Actor,
    id: string,
    { code }: ActionInput,
  ): Promise<void> {
    const spent =
      code === undefined
        ? null
        : await this.secrets.spend(tx, 'AGREEMENT_CODE', code, id, actor.accountId);
    if (!spent) {
      throw new ApplicationError('agreement.code_wrong', {}, [
        { path: 'code', code: 'CODE_WRONG' },
      ]);
    }
  }

  private async signed({ application: row, tx }: GuardContext): Promise<Signed> {
    const agreement = await this.agreements.get(row.id, tx);
    return {
      applicant: (agreement?.applicantSignedAt ?? null) !== null,
      centre: (agreement?.centreSignedAt ?? null) !== null,
    };
  }
}

function specialisationsOf(answers: Answers): string[] {
  const chosen = answers['mem.specialisations'];
  return Array.isArray(chosen)
    ? chosen.filter((code): code is string => typeof code === 'string')
    : [];
}

/** As people read it. */
function roleLabel(answers: Answers, { form }: CaseWorld): string {
  const field = fieldsByKey(form).get('mem.role');
  const role = answers['mem.role'];
  const options = field?.type === 'enum' ? (optionsOf(field.options, {}) ?? []) : [];
  return options.find(({ value }) => value === role)?.label.ru ?? String(role ?? '');
}
