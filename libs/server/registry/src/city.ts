/** `г. Кемерово`, `город Новокузнецк`, `пгт. Яшкино`: the kind of settlement and its name. */
const SETTLEMENT =
  /(?:^|,)\s*(?:г|гор|город|пгт|рп|пос|посёлок|поселок|с|село|д|деревня)\.?\s+(?=\p{Lu})([^,]+)/u;
/** `Кемерово г`, as registers write it. */
const REVERSED = /(?:^|,)\s*(\p{Lu}[^,]*?)\s+(?:г|пгт|рп|п|с|д)\.?\s*(?=,|$)/u;
const MAX_LENGTH = 100;

/** The settlement of an address, or null where the address does not say it plainly. */
export function cityOf(address: string): string | null {
  const found = SETTLEMENT.exec(address)?.[1] ?? REVERSED.exec(address)?.[1];
  const city = found?.trim();
  return city === undefined || city === '' || city.length > MAX_LENGTH ? null : city;
}
