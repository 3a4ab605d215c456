import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js';

import type { Outcome, Tally } from '@okno/shared/council-rules';

/** A member in the minutes. */
export interface NamedSeat {
  name: string;
  represents: string;
  present: boolean;
  chair: boolean;
}

/** A question in the minutes. */
export interface MinutedItem {
  position: number;
  title: string;
  question: string;
  secret: boolean;
  mode: 'OPINION' | 'DECISION' | null;
  deferred: boolean;
  /** Its applicant has taken the request back. */
  withdrawn: boolean;
  outcome: Outcome | null;
  result: (Tally & { unopened?: number }) | null;
  recused: readonly { name: string; reason: string }[];
  /** By name; empty of a secret ballot. */
  votes: readonly { name: string; choice: string }[];
  dissents: readonly { name: string; text: string }[];
}

/** Everything that minutes say. */
export interface MinutesFacts {
  council: string;
  number: string;
  sessionNumber: number;
  /** `15.10.2026`. */
  date: string;
  place: string;
  seats: readonly NamedSeat[];
  quorum: { counted: number; members: number; needed: number; met: boolean };
  items: readonly MinutedItem[];
  secretary: string;
}

/** A signature as the extract names it. */
export interface NamedSignature {
  side: 'CHAIR' | 'SECRETARY';
  name: string;
  at: string;
}

const CHOICES: Readonly<Record<string, string>> = {
  FOR: 'за',
  AGAINST: 'против',
  ABSTAIN: 'воздержался',
};
const GREY = '#555555';

/** Minutes as pages. Acts are in Russian, the language of record. */
export function minutesPages(facts: MinutesFacts): TDocumentDefinitions {
  const present = facts.seats.filter((seat) => seat.present);
  const absent = facts.seats.filter((seat) => !seat.present);
  const { counted, members, needed, met } = facts.quorum;
  return {
    info: { title: `Протокол ${facts.number}` },
    content: [
      ...headOf(facts, 'ПРОТОКОЛ'),
      { text: 'Присутствовали', bold: true, margin: [0, 10, 0, 4] },
      ...(present.length > 0 ? [listOf(present)] : [{ text: 'никто' }]),
      { text: 'Отсутствовали', bold: true, margin: [0, 10, 0, 4] },
      ...(absent.length > 0 ? [listOf(absent)] : [{ text: 'нет' }]),
      {
        text: `В составе ${members}, присутствуют ${counted}, для кворума нужно ${needed}. Кворум ${met ? 'есть' : 'отсутствует'}.`,
        margin: [0, 10, 0, 0],
      },
      ...facts.items.flatMap(itemPages),
      {
        text: 'Протокол подписывают простой электронной подписью председательствующий и секретарь.',
        margin: [0, 20, 0, 4],
      },
      { text: `Председательствующий: ${chairOf(facts)}` },
      { text: `Секретарь: ${facts.secretary}` },
    ],
    footer: footerOf(`Протокол ${facts.number}`),
  };
}

/** What of signed minutes is about one question. */
export function extractPages(
  facts: MinutesFacts,
  item: MinutedItem,
  signatures: readonly NamedSignature[],
  sha256: string,
): TDocumentDefinitions {
  // An applicant learns how the Council voted, not who how; and not what a member has to do with whom.
  const shown: MinutedItem = { ...item, votes: [], dissents: [], recused: [] };
  return {
    info: { title: `Выписка из протокола ${facts.number}` },
    content: [
      ...headOf(facts, 'ВЫПИСКА ИЗ ПРОТОКОЛА'),
      ...itemPages(shown),
      { text: 'Протокол подписан простой электронной подписью', bold: true, margin: [0, 20, 0, 4] },
      ...signatures.map(({ side, name, at }) => ({
        text: `${side === 'CHAIR' ? 'Председательствующий' : 'Секретарь'}: ${name}, ${at}`,
      })),
      { text: `SHA-256 протокола: ${sha256}`, fontSize: 8, color: GREY, margin: [0, 8, 0, 0] },
    ],
    footer: footerOf(`Выписка из протокола ${facts.number}`),
  };
}

/** What the Council resolved, in words. */
export function resolution({ outcome, mode, deferred, withdrawn }: MinutedItem): string {
  if (withdrawn) {
    return 'вопрос снят с рассмотрения: заявитель отозвал заявку';
  }
  if (outcome === 'NO_QUORUM') {
    return 'кворума нет, вопрос перенести на другое заседание';
  }
  if (outcome === null || deferred) {
    return 'вопрос не рассматривался, перенести на другое заседание';
  }
  const carried = outcome === 'CARRIED';
  if (mode === null) {
    return carried ? 'принять' : 'не принимать';
  }
  if (mode === 'OPINION') {
    return carried ? 'рекомендовать удовлетворить заявку' : 'не рекомендовать удовлетворять заявку';
  }
  return carried ? 'удовлетворить заявку' : 'отказать в удовлетворении заявки';
}

function headOf(facts: MinutesFacts, heading: string): Content[] {
  return [
    { text: facts.council, alignment: 'center', color: GREY },
    { text: heading, fontSize: 16, bold: true, alignment: 'center', margin: [0, 6, 0, 0] },
    {
      text: `№ ${facts.number}, заседание № ${facts.sessionNumber}`,
      alignment: 'center',
      margin: [0, 2, 0, 12],
    },
    { columns: [{ text: facts.place }, { text: facts.date, alignment: 'right' }] },
  ];
}

function itemPages(item: MinutedItem): Content[] {
  const { result } = item;
  const lines: Content[] = [
    { text: `${item.position}. ${item.title}`, bold: true, margin: [0, 16, 0, 4] },
    ...(item.question === '' ? [] : [{ text: `Вопрос: ${item.question}` }]),
    ...item.recused.map(({ name, reason }) => ({ text: `Отвод: ${name}. ${reason}` })),
  ];
  if (result !== null) {
    const unopened = result.unopened ?? 0;
    lines.push({
      text:
        `Голосование ${item.secret ? 'тайное' : 'открытое'}: «за» — ${result.for}, «против» — ${result.against}, ` +
        `«воздержались» — ${result.abstain}${unopened > 0 ? `, не раскрыто — ${unopened}` : ''}. ` +
        `Имели право голоса ${result.voters}, для решения нужно ${result.needed}.`,
    });
  }
  if (result !== null && item.votes.length > 0) {
    const named = item.votes.map(({ name, choice }) => `${name} — ${CHOICES[choice] ?? choice}`);
    lines.push({ text: named.join('; ') + '.', fontSize: 10, color: GREY });
  }
  for (const { name, text } of item.dissents) {
    lines.push({ text: `Особое мнение, ${name}: ${text}`, italics: true, margin: [0, 4, 0, 0] });
  }
  lines.push({
    text: [{ text: 'Решили: ', bold: true }, `${resolution(item)}.`],
    margin: [0, 4, 0, 0],
  });
  return lines;
}

function listOf(seats: readonly NamedSeat[]): Content {
  return {
    ul: seats.map(
      ({ name, represents, chair }) =>
        `${name} (${represents})${chair ? ', председательствующий' : ''}`,
    ),
  };
}

function chairOf({ seats }: MinutesFacts): string {
  return seats.find(({ chair }) => chair)?.name ?? '';
}

/** Every page has its number. */
export function footerOf(name: string): NonNullable<TDocumentDefinitions['footer']> {
  return (page, pages) => ({
    text: `${name} · стр. ${page} из ${pages}`,
    fontSize: 8,
    alignment: 'center',
    margin: [56, 24, 56, 0],
  });
}
