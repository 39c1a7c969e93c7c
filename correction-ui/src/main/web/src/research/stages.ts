import { when } from '../view/review/words.js';
import { t } from '../words/language.js';
import type { Table } from './figure.js';
import { episodesOf } from './filter.js';
import { isOver, type Arm, type Rollout, type Stage } from './rollout.js';

export function stageWord(stage: Stage): string {
  switch (stage) {
    case 'WAITING':
      return t('Waiting');
    case 'SHADOW':
      return t('Shadow');
    case 'CANARY':
      return t('Canary');
    case 'FLEET':
      return t('Fleet');
    case 'CONFIRMED':
      return t('Confirmed');
    case 'HELD':
      return t('Held: the baseline stays');
    case 'ROLLED_BACK':
      return t('Rolled back');
    case 'WITHDRAWN':
      return t('Withdrawn');
  }
}

/** The shape of an end, beside its word. */
export function endWord(stage: Stage): string {
  return stage === 'CONFIRMED' ? '★' : stage === 'ROLLED_BACK' ? '↩' : stage === 'HELD' ? '‖' : '–';
}

/** Rollouts that are over, or wait; those of versions are told apart by their ends. */
export function historyTable(rollouts: readonly Rollout[]): Table {
  const counts = (arm: Arm | undefined): string => (arm === undefined ? '–' : t('{n} of {of}', { n: arm.successes, of: arm.episodes }));
  return {
    columns: [t('Policy'), t('Baseline'), t('Stage'), t('Since'), t('Canary successes'), t('Baseline’s'), t('Why')],
    rows: rollouts.map((one) => ({
      link: episodesOf({ task: one.task, version: one.version, cohort: 'CANARY' }),
      cells: [one.version, one.baseline, `${isOver(one) ? `${endWord(one.stage)} ` : ''}${stageWord(one.stage)}`, when(one.sinceMillis), counts(one.canary?.candidate), counts(one.canary?.baseline), one.reason],
    })),
  };
}
