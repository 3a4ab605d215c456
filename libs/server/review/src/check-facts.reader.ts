import { Injectable } from '@nestjs/common';

import { ApplicationsService, type ApplicationData } from '@okno/server/applications';
import { BudgetService } from '@okno/server/budget';
import {
  CatalogueService,
  DictionariesService,
  type ClusterData,
  type MeasureVersionData,
} from '@okno/server/catalogue';
import { Clock } from '@okno/server/core';
import { OrganisationsService, RegisterFactsService } from '@okno/server/organisations';
import { RegistryService } from '@okno/server/registry';
import { localDate, yearOf } from '@okno/shared/work-calendar';

import type { CheckFacts } from './check-facts';
import { branchesOf, contractorInn, declares, moneyOf } from './check-answers';
import { DecisionsRepository } from './decisions.repository';
import { regionCodes } from './region-codes';

/** Gathers what the portal knows about a case for its checks, each fact from the domain that owns it. */
@Injectable()
export class CheckFactsReader {
  constructor(
    private readonly applications: ApplicationsService,
    private readonly catalogue: CatalogueService,
    private readonly dictionaries: DictionariesService,
    private readonly organisations: OrganisationsService,
    private readonly registerFacts: RegisterFactsService,
    private readonly registry: RegistryService,
    private readonly budget: BudgetService,
    private readonly decisions: DecisionsRepository,
    private readonly clock: Clock,
  ) {}

  /** @throws Error when the case or something it stands on is gone, which no request can cause */
  async gather(applicationId: string): Promise<CheckFacts> {
    const application = await this.applications.find(applicationId);
    if (application === null) {
      throw new Error(`There is no case ${applicationId}`);
    }
    const [version, cluster, card] = await Promise.all([
      this.catalogue.version(application.measureVersionId),
      this.catalogue.cluster(application.clusterId),
      this.organisations.card(application.organisationId),
    ]);
    if (version === null || cluster === null || card === null) {
      throw new Error(`Case ${applicationId} has lost its measure, cluster or organisation`);
    }
    const now = this.clock.now();
    const [membership, support, round, classifier, registers] = await Promise.all([
      this.registry.activeMembership(application.organisationId, application.clusterId),
      this.support(application, version, cluster, now),
      this.round(application),
      this.classifier(card.okvedMain),
      this.registers(card.inn),
    ]);
    return {
      now,
      today: localDate(now, cluster.timeZone),
      card: {
        inn: card.inn,
        okvedMain: card.okvedMain,
        smeCategory: card.smeCategory,
        regionCode: card.regionCode,
        source: { code: card.source.code, asOf: new Date(card.source.asOf) },
      },
      cluster: { regionCodes: regionCodes(cluster.region), okvedPrefixes: cluster.okvedPrefixes },
      classifier,
      membership,
      limits: {
        minOwnBp: version.minOwnBp ?? 0,
        maxPerYear: version.maxPerYear,
        limitPerYearKopecks: version.limitPerYearKopecks,
      },
      money: moneyOf(application),
      support,
      round,
      registers,
      declarations: { noBankruptcy: declares(application.answers, 'decl.noBankruptcy') },
      contractorInn: contractorInn(application.answers),
    };
  }

  private async registers(inn: string): Promise<CheckFacts['registers']> {
    const { smeCategory, supports } = await this.registerFacts.registerFacts(inn);
    return {
      smeCategory: smeCategory && { value: smeCategory.value, asOf: new Date(smeCategory.asOf) },
      supports: supports && {
        value: supports.value.map(({ kindName, decidedOn, until, endedOn, violation }) => ({
          kindName,
          decidedOn,
          until,
          endedOn,
          violation,
        })),
        asOf: new Date(supports.asOf),
      },
    };
  }

  private async classifier(okved: string): Promise<CheckFacts['classifier']> {
    const state = await this.dictionaries.state('okved2');
    const entry = await this.dictionaries.entry('okved2', okved);
    return {
      okvedKnown: state?.loaded === true ? entry !== null : null,
      excludedBranch: await this.excludedBranch(okved),
    };
  }

  private async excludedBranch(okved: string): Promise<string | null> {
    for (const branch of branchesOf(okved)) {
      if ((await this.dictionaries.entry('excluded-sectors', branch)) !== null) {
        return branch;
      }
    }
    return null;
  }

  private support(
    { id, organisationId, clusterId }: ApplicationData,
    { code }: MeasureVersionData,
    { timeZone }: ClusterData,
    now: Date,
  ): Promise<CheckFacts['support']> {
    const year = yearOf(localDate(now, timeZone));
    return this.decisions.support({
      applicationId: id,
      organisationId,
      clusterId,
      measureCode: code,
      year,
    });
  }

  private async round({ roundId, submittedAt }: ApplicationData): Promise<CheckFacts['round']> {
    const round = roundId === null ? null : await this.catalogue.round(roundId);
    if (round === null) {
      return null;
    }
    const money = await this.budget.state(round.id);
    return {
      openAtFiling:
        submittedAt !== null && submittedAt >= round.opensAt && submittedAt < round.closesAt,
      restKopecks: money?.freeKopecks ?? null,
    };
  }
}
