/** Weights of the tenth digit of an organisation's ИНН (domain.md §8). */
const WEIGHTS = [2, 4, 10, 3, 5, 9, 4, 6, 8];

/** A made-up organisation with valid identifiers, another for each number. Marked as demo by its name. */
export function someOrganisation(number: number): Record<string, unknown> {
  return {
    kind: 'LEGAL',
    inn: innOf(number),
    ogrn: ogrnOf(number),
    kpp: '420501001',
    fullName: `Общество с ограниченной ответственностью «Проба ${number} (демо)»`,
    shortName: `ООО «Проба ${number} (демо)»`,
    okvedMain: '32.50',
    smeCategory: 'SMALL',
    addressLegal: 'Кемеровская область – Кузбасс, г. Кемерово, пр. Советский, 1',
    addressActual: 'г. Кемерово, пр. Советский, 1',
    headName: 'Пробная Анна Демовна',
    headPost: 'Директор',
    regionCode: '42',
  };
}

/** ИНН 4298NNNNN with its check digit. */
export function innOf(number: number): string {
  const nine = `4298${String(number).padStart(5, '0')}`;
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(nine[at]), 0);
  return `${nine}${(sum % 11) % 10}`;
}

function ogrnOf(number: number): string {
  const twelve = `10242${String(number).padStart(7, '0')}`;
  return `${twelve}${(Number(twelve) % 11) % 10}`;
}
