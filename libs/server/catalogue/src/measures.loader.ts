import { Injectable } from '@nestjs/common';

import { clusterIdOf } from '@okno/server/contracts';
import { LoadsReference, ReferenceFiles, type Tx } from '@okno/server/core';
import type { Rule } from '@okno/shared/eligibility';
import { assembleForm, type FormDefinition } from '@okno/shared/form-schema';

import { MeasurePublisher, type MeasureEdition } from './measure-publisher';
import type {
  CategoriesFile,
  ClustersFile,
  EligibilityFile,
  MeasuresFile,
  WrittenMeasure,
} from './reference-files';
import { ReferenceSources, type SourceReader } from './reference-sources';
import { limitsOf, measureProblems } from './written-measure.policy';
import { rulesOf } from './written-rules.policy';

/** A form file, as far as it says which blocks it is made of. */
interface WrittenForm {
  sections: { block?: string }[];
}

/** Two returns for correction in both procedures (domain.md §4 and §5). */
const MAX_RETURNS = 2;

/** Loads the measures: a new version is published only where something differs. */
@Injectable()
export class MeasuresLoader {
  constructor(
    private readonly files: ReferenceFiles,
    private readonly sources: ReferenceSources,
    private readonly publisher: MeasurePublisher,
  ) {}

  /** @throws RangeError naming what is wrong with a measure: these are our own files */
  @LoadsReference({ order: 30 })
  async measures(tx: Tx): Promise<void> {
    const [sourceOf, { items }, clusters, categories, eligibility] = await Promise.all([
      this.sources.reader(),
      this.files.read<MeasuresFile>('measures.json'),
      this.files.read<ClustersFile>('clusters.json'),
      this.files.read<CategoriesFile>('categories.json'),
      this.files.read<EligibilityFile>('eligibility.json'),
    ]);
    const known = {
      clusters: new Set(clusters.items.map(({ code }) => code)),
      categories: new Set(categories.items.map(({ code }) => code)),
    };
    const forms = new Map<string, FormDefinition>();
    for (const [position, measure] of items.entries()) {
      const form = await this.form(measure.form, forms);
      const [problem] = measureProblems(measure, form, known);
      if (problem !== undefined) {
        throw new RangeError(`measures.json: ${measure.code}: ${problem}`);
      }
      const rules = rulesOf(measure, form?.checks ?? null, eligibility);
      await this.publisher.publish(tx, editionOf(measure, position, { form, rules }, sourceOf));
    }
    await this.publisher.finish(
      tx,
      items.map(({ code }) => code),
    );
  }

  private async form(
    name: string | null,
    known: Map<string, FormDefinition>,
  ): Promise<FormDefinition | null> {
    if (name === null) {
      return null;
    }
    const kept = known.get(name);
    if (kept !== undefined) {
      return kept;
    }
    const source = await this.files.read<WrittenForm>(`forms/${name}.json`);
    const blocks = source.sections.flatMap(({ block }) => (block === undefined ? [] : [block]));
    const parts = await Promise.all(
      [...new Set(blocks)].map((block) =>
        this.files.read<unknown>(`forms/blocks/${block.toLowerCase()}.json`),
      ),
    );
    const form = assembleForm(source, parts);
    known.set(name, form);
    return form;
  }
}

function editionOf(
  measure: WrittenMeasure,
  position: number,
  { form, rules }: { form: FormDefinition | null; rules: readonly Rule[] },
  sourceOf: SourceReader,
): MeasureEdition {
  const limits = limitsOf(measure, form);
  return {
    code: measure.code,
    kind: measure.kind,
    category: measure.category,
    clusterId: measure.cluster === null ? null : clusterIdOf(measure.cluster),
    position,
    listed: measure.listed ?? true,
    form,
    stateShareBp: limits.stateShareBp ?? null,
    minOwnBp: limits.minOwnBp ?? null,
    limitPerApplicationKopecks: limits.limitPerApplicationKopecks ?? null,
    limitPerYearKopecks: limits.limitPerYearKopecks ?? null,
    maxPerYear: limits.maxPerYear ?? null,
    rules,
    content: {
      title: measure.title,
      officialTitle: measure.officialTitle,
      summary: measure.summary,
      whoCan: measure.whoCan,
      coFinancing: measure.coFinancing,
      ...(measure.planned === true ? { planned: true } : {}),
      legalBasis: measure.legalBasis,
      source: sourceOf(measure.source),
      parametersNote: measure.parametersNote,
      defaultsMark: measure.defaultsMark,
      maxReturns: MAX_RETURNS,
      terms: measure.terms,
    },
  };
}
