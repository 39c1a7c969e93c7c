import { t } from '../words/language.js';
import { why } from '../view/review/words.js';

/** What the list was narrowed to, by the names that the controller gives it. */
export type Filters = Readonly<Record<string, string>>;

/** A filter for which the list has nothing to choose it with: it came with an address, as from a figure. */
export interface Chip {
  readonly name: string;
  readonly text: string;
}

export function chips(filters: Filters): readonly Chip[] {
  return Object.entries(filters)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => ({ name, text: words(name, value) }));
}

export function without(filters: Filters, name: string): Filters {
  return Object.fromEntries(Object.entries(filters).filter(([other]) => other !== name));
}

/** For an address; what is not chosen stays out of it. */
export function queryOf(filters: Filters): string {
  return new URLSearchParams(Object.entries(filters).filter(([, value]) => value !== '')).toString();
}

function words(name: string, value: string): string {
  switch (name) {
    case 'reason':
      return why(value);
    case 'collection':
      return t('Collection {collection}', { collection: value });
    case 'variation':
      return value === 'none' ? t('Scene of training') : t('Scene {scene}', { scene: value });
    case 'seed':
      return t('Seed {seed}', { seed: value });
    default:
      return `${name} ${value}`;
  }
}
