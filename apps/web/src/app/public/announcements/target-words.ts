import type { SubscriptionTargetDto } from '@okno/web/api-client';
import { injectSay, injectTexts } from '@okno/web/ui';

/** What letters are about, in words: the measure, or what the search looks for. In an injection context. */
export function injectTargetWords(): (target: SubscriptionTargetDto) => string {
  const t = injectTexts();
  const say = injectSay();
  return ({ measure, measureCode, filter, within }) => {
    if (measureCode !== null) {
      return measure ? say(measure) : measureCode;
    }
    const parts = [filter?.q ? `«${filter.q}»` : '', ...within.map((name) => say(name))];
    return t('announcements.searchOf', { what: parts.filter(Boolean).join(', ') });
  };
}
