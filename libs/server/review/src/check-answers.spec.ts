import { branchesOf, contractorInn, declares, moneyOf } from './check-answers';

describe('what the checks read in the answers', () => {
  it('is a declaration only when it is ticked', () => {
    expect(declares({ 'decl.noBankruptcy': true }, 'decl.noBankruptcy')).toBe(true);
    expect(declares({ 'decl.noBankruptcy': 'true' }, 'decl.noBankruptcy')).toBe(false);
    expect(declares({}, 'decl.noBankruptcy')).toBe(false);
  });

  it('is the contractor that was named', () => {
    expect(contractorInn({ 'mk.contractor': { inn: '4299002070', name: 'X' } })).toBe('4299002070');
    for (const odd of [null, 'text', { inn: 5 }, {}, [1]]) {
      expect(contractorInn({ 'mk.contractor': odd })).toBeNull();
    }
  });

  it('is the cost and its parts', () => {
    expect(moneyOf({ costKopecks: 100, requestedKopecks: 80 })).toEqual({
      costKopecks: 100,
      stateKopecks: 80,
      ownKopecks: 20,
    });
    expect(moneyOf({ costKopecks: 0, requestedKopecks: 0 })).toBeNull();
    expect(moneyOf({ costKopecks: 5, requestedKopecks: null })).toBeNull();
  });

  it('is a code of activity with the branches above it', () => {
    expect(branchesOf('21.20.1')).toEqual(['21', '21.2', '21.20', '21.20.1']);
    expect(branchesOf('62')).toEqual(['62']);
  });
});
