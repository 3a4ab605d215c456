import { stepOn } from './step-words';

describe('the step that brings a case on', () => {
  it('is the one that is open, the farthest first', () => {
    expect(stepOn(['returnWithRemarks', 'conclude', 'approve'], [])).toBe('approve');
  });

  it('is a closed one when none is open, so that its reason can be said', () => {
    expect(stepOn(['returnWithRemarks'], ['toReview'])).toBe('toReview');
    expect(stepOn([], ['returnWithRemarks', 'reject'])).toBeUndefined();
  });
});
