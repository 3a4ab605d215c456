/**
 * Codes that the tax service gives to the regions of our clusters: the first digits of an ИНН. A cluster of
 * several regions has none, and the check of the region then asks a person.
 */
const CODES: Readonly<Record<string, readonly string[]>> = {
  'Воронежская область': ['36'],
  'Калининградская область': ['39'],
  'Кемеровская область – Кузбасс': ['42'],
  'Красноярский край': ['24'],
  Москва: ['77'],
  'Мурманская область': ['51'],
  'Новосибирская область': ['54'],
  'Ростовская область': ['61'],
  'Самарская область': ['63'],
  'Томская область': ['70'],
};

/** The codes of a region by its name in the catalogue; empty when it is not one of the list. */
export function regionCodes(region: string | null): readonly string[] {
  return region !== null && Object.hasOwn(CODES, region) ? (CODES[region] ?? []) : [];
}
