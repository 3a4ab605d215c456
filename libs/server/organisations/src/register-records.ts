/** The registers of the tax service that are loaded: small businesses, and who received support. */
export const REGISTERS = ['rsmp', 'rsmppp'] as const;
export type RegisterCode = (typeof REGISTERS)[number];

/** КатСубМСП of the register of small businesses: 1, 2, 3. */
export const REGISTER_CATEGORIES = ['MICRO', 'SMALL', 'MEDIUM'] as const;
export type RegisterCategory = (typeof REGISTER_CATEGORIES)[number];

/** ЕдПод of the register of recipients: 1 to 5. */
export const SUPPORT_UNITS = ['ROUBLE', 'SQUARE_METRE', 'HOUR', 'PERCENT', 'UNIT'] as const;
export type SupportUnit = (typeof SUPPORT_UNITS)[number];

/** What the register of small businesses says of one of them. A person's name is never taken over. */
export interface SmeRecord {
  inn: string;
  ogrn: string | null;
  /** Null for sole traders. */
  fullName: string | null;
  shortName: string | null;
  category: RegisterCategory;
  /** In the register since this day. */
  since: string | null;
  newlyFounded: boolean | null;
  socialEnterprise: boolean | null;
  /** Two digits of the subject of the federation. */
  regionCode: string | null;
  okvedMain: string | null;
  okvedExtra: string[];
  /** Average number of employees, where it is published. */
  employees: number | null;
  /** ДатаСост: the day that the statement is of. */
  asOf: string;
}

/** One support that somebody received, as the register of recipients tells it. */
export interface SupportRecord {
  /** Of the recipient. */
  inn: string;
  /** Tells this support from the recipient's others: its number, or a hash of what it is where it has none. */
  key: string;
  number: string | null;
  formCode: string | null;
  formName: string | null;
  kindCode: string | null;
  kindName: string | null;
  /** The recipient's category when the support was decided on; NONE is code 4. */
  category: RegisterCategory | 'NONE' | null;
  decidedOn: string | null;
  /** СрокПод: until when it is given. */
  until: string | null;
  /** ДатаПрекр: ended before that. */
  endedOn: string | null;
  /** Everything that is given in roubles, in kopecks. */
  amountKopecks: number | null;
  /** What is not money: how much, as the register writes it, and of what. */
  size: string | null;
  unit: SupportUnit | null;
  providerInn: string | null;
  providerName: string | null;
  violation: boolean | null;
  asOf: string;
}
