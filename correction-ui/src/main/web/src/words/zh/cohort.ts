import type { Words } from '../language.js';

/** What an episode is for. */
export const cohort: Words = {
  Evaluation: '评估',
  Practice: '练习',
  Canary: '金丝雀对比',
  'All cohorts': '全部组别',
  '◇ Canary: hands off, it is being compared': '◇ 金丝雀对比中：请勿插手',
  '◇ Evaluation: hands off, it is being measured': '◇ 评估测量中：请勿插手',
  '{reason}. Help counts as a failure of the policy; step in where something would break.': '{reason}。协助会计为策略失败；若有损坏危险再介入。',
};
