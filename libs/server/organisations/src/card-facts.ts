import type { CardValues, OrganisationCardData } from './organisation.card';
import type { CardSource, SmeCategory } from './organisation.entity';
import type { RegisterFact, RegisterFacts } from './register-facts.service';
import { sameName } from './register-names';

/** Fields of a card that registers keep (domain §7, 4a «automatic»). */
export const AUTOMATIC_FIELDS = [
  'smeCategory',
  'okvedMain',
  'regionCode',
  'fullName',
  'shortName',
] as const satisfies readonly (keyof CardValues)[];
export type AutomaticField = (typeof AUTOMATIC_FIELDS)[number];

/** A value with who vouches for it, since which day. */
export interface SourcedValue {
  value: string;
  source: CardSource | 'rsmp';
  asOf: string;
}

/** What a register says of one field of a card. */
export interface CardFact extends SourcedValue {
  field: AutomaticField;
}

/** One field that a register now tells; `before` is what stood on the card, where it was something else. */
export interface CardChange {
  fact: CardFact;
  before: SourcedValue | null;
}

type SmeFacts = Omit<RegisterFacts, 'supports'>;

/** What of a card the register tells, as it would stand there. */
export function cardFacts(facts: SmeFacts): CardFact[] {
  const told: Record<AutomaticField, RegisterFact<string> | null> = {
    smeCategory: facts.smeCategory,
    okvedMain: facts.okvedMain,
    regionCode: facts.regionCode,
    fullName: facts.fullName,
    shortName: facts.shortName,
  };
  return AUTOMATIC_FIELDS.flatMap((field) => {
    const fact = told[field];
    return fact === null ? [] : [{ field, value: fact.value, source: 'rsmp', asOf: fact.asOf }];
  });
}

/**
 * What changes on a card when the register speaks: the card's new values, and every field with what
 * stood there. A name that differs only in case or quotes keeps the spelling of the card.
 */
export function planCard(
  card: OrganisationCardData,
  facts: SmeFacts,
  current: readonly CardFact[],
): { values: CardValues; changes: CardChange[]; changed: AutomaticField[] } {
  const changes: CardChange[] = [];
  const changed: AutomaticField[] = [];
  const values: CardValues = { ...card };
  for (const fact of cardFacts(facts).map((one) => inSpellingOf(card, one))) {
    const known = current.find(({ field }) => field === fact.field);
    if (known?.value === fact.value && known.asOf === fact.asOf) {
      continue;
    }
    const differs = card[fact.field] !== fact.value;
    const old = known ?? { value: card[fact.field], ...withSource(card) };
    changes.push({ fact, before: differs ? old : null });
    if (differs) {
      changed.push(fact.field);
      put(values, fact);
    }
  }
  return { values, changes, changed };
}

function withSource({ source }: OrganisationCardData): { source: CardSource; asOf: string } {
  return { source: source.code, asOf: source.asOf };
}

function inSpellingOf(card: OrganisationCardData, fact: CardFact): CardFact {
  const named = fact.field === 'fullName' || fact.field === 'shortName';
  return named && sameName(card[fact.field], fact.value)
    ? { ...fact, value: card[fact.field] }
    : fact;
}

const CATEGORIES: readonly SmeCategory[] = ['MICRO', 'SMALL', 'MEDIUM', 'NOT_SME'];

function put(values: CardValues, { field, value }: CardFact): void {
  if (field === 'smeCategory') {
    values.smeCategory = CATEGORIES.find((one) => one === value) ?? values.smeCategory;
  } else {
    values[field] = value;
  }
}
