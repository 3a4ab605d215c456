import { orderKeyOf, writtenCosts } from './cost-lines';

const ROW = {
  payeeInn: '7701234567',
  contract: '12 от 01.02.2026',
  purpose: 'Испытания',
  orderNo: '№ 0012',
  paidOn: '2026-05-12',
  amount: 120_000_00,
  vat: 'V20',
  act: '3 от 10.05.2026',
  eligible: 100_000_00,
};

describe('payments of a request', () => {
  it('are read from the rows of the form', () => {
    expect(writtenCosts({ 'cost.lines': [ROW] })).toEqual([
      {
        no: 1,
        payeeInn: '7701234567',
        orderNo: '№ 0012',
        orderKey: '12',
        paidOn: '2026-05-12',
        amountKopecks: 120_000_00,
        claimedKopecks: 100_000_00,
        vatBp: 2000,
        purpose: 'Испытания',
        contract: '12 от 01.02.2026',
        act: '3 от 10.05.2026',
      },
    ]);
  });

  it('are none where a form has no such table', () => {
    expect(writtenCosts({ 'money.cost': 1 })).toEqual([]);
  });

  it('count whole where the form counts nothing, and know VAT only where it is asked', () => {
    const { eligible: _eligible, vat: _vat, ...bare } = ROW;
    const [line] = writtenCosts({ 'cost.lines': [bare] });
    expect(line).toMatchObject({ claimedKopecks: 120_000_00, vatBp: null });
    expect(writtenCosts({ 'cost.lines': [{ ...ROW, vat: 'NONE' }] })[0]?.vatBp).toBe(0);
  });

  it.each([
    ['12', '12'],
    ['0012', '12'],
    [' № 12 ', '12'],
    ['12-к', '12К'],
    ['12 / К', '12К'],
    ['000', '0'],
    ['—', '—'],
  ])('have one name for the order %j: %s', (orderNo, key) => {
    expect(orderKeyOf(orderNo)).toBe(key);
  });
});
