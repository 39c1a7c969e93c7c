import type { Cohort, Robot } from '../protocol.js';
import { t } from './language.js';

/** In the order in which they are offered. */
export const COHORTS: readonly Cohort[] = ['EVALUATION', 'TRAIN', 'CANARY'];

/** Evaluations where none is named. */
export function cohortOf(name: string | null): Cohort {
  return COHORTS.find((cohort) => cohort === name) ?? 'EVALUATION';
}

export function cohortWord(cohort: Cohort): string {
  switch (cohort) {
    case 'EVALUATION':
      return t('Evaluation');
    case 'TRAIN':
      return t('Practice');
    case 'CANARY':
      return t('Canary');
  }
}

/** Why nobody helps the robot now; nothing where people may, or somebody does already. */
export function handsOff({ state, stale }: Robot): string {
  const cohort = stale || state?.authority.holder !== null ? undefined : state.episode?.plan.cohort;
  switch (cohort) {
    case 'CANARY':
      return t('◇ Canary: hands off, it is being compared');
    case 'EVALUATION':
      return t('◇ Evaluation: hands off, it is being measured');
    default:
      return '';
  }
}
